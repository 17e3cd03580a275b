from django.urls import path

from sanyi.web.mechanisms import views

app_name = "mechanisms"
urlpatterns = [path("", views.index, name="list")]
