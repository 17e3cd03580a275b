from django.urls import path

from sanyi.web.mytasks import views

app_name = "mytasks"
urlpatterns = [
    path("", views.index, name="list"),
    path("start/", views.start, name="start"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/report/<slug:period>/evidence/", views.add_evidence, name="evidence"),
    path("report/<int:pk>/submit/", views.submit, name="submit"),
]
