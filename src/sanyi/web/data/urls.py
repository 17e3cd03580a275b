from django.urls import path

from sanyi.web.data import views

app_name = "data"
urlpatterns = [path("", views.index, name="list")]
