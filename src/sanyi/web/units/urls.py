from django.urls import path

from sanyi.web.units import views

app_name = "units"
urlpatterns = [path("", views.system, name="system")]
