from django.urls import path

from sanyi.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="list"),
    path("explain/<path:figure_id>", views.explain, name="explain"),
]
