from django.urls import path

from sanyi.web.ledgers import views

app_name = "ledgers"
urlpatterns = [path("", views.index, name="list")]
