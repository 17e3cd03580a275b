from django.urls import path

from sanyi.web.consultations import views

app_name = "consultations"
urlpatterns = [path("", views.index, name="list")]
