from django.urls import path

from sanyi.web.mechanisms import views

app_name = "mechanisms"
urlpatterns = [
    path("", views.index, name="list"),
    path("<slug:key>", views.mechanism, name="mechanism"),
    path("<slug:key>/run", views.run, name="run"),
    path("<slug:key>/explain", views.explain, name="explain"),
    path("runs/<int:pk>", views.result, name="result"),
]
