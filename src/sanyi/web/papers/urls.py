from django.urls import path

from sanyi.web.papers import adding_views, archive_views, issue_views, proof_views, views

app_name = "papers"
urlpatterns = [
    path("", views.index, name="list"),
    path("upload/", views.upload, name="upload"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/versions/", views.add_version, name="add_version"),
    path("<int:pk>/difference/", views.difference, name="difference"),
    path("<int:pk>/issue/", issue_views.issue, name="issue"),
    path("<int:pk>/archive/", archive_views.archive, name="archive"),
    path("<int:pk>/restore/", archive_views.restore, name="restore"),
    path("<int:pk>/<int:number>/", proof_views.proof, name="proof"),
    path("<int:pk>/<int:number>/progress/", views.progress, name="progress"),
    path("<int:pk>/<int:number>/download/", views.download, name="download"),
    path("<int:pk>/<int:number>/read/", views.read_again, name="read_again"),
    path("<int:pk>/<int:number>/correct/", proof_views.correct, name="correct"),
    path("<int:pk>/<int:number>/add/", adding_views.add, name="add"),
    path("<int:pk>/<int:number>/facts/", proof_views.facts, name="facts"),
    path("<int:pk>/<int:number>/settle/", proof_views.settle, name="settle"),
    path("<int:pk>/<int:number>/withdraw/", proof_views.withdraw, name="withdraw"),
]
