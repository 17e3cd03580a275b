from django.urls import path

from sanyi.web.papers import views

app_name = "papers"
urlpatterns = [path("", views.index, name="list")]
