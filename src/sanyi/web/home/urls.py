from django.urls import path

from sanyi.web.home import views

urlpatterns = [path("", views.front, name="home")]
