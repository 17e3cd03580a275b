from django.urls import path

from sanyi.web.supervision import views

app_name = "supervision"
urlpatterns = [path("", views.index, name="list")]
