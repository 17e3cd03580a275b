from django.urls import path

from sanyi.web.ledgers import entry_views, import_views, views

app_name = "ledgers"
urlpatterns = [
    path("", views.index, name="list"),
    path("views/", views.save_view, name="save_view"),
    path("views/<int:pk>/delete/", views.delete_view, name="delete_view"),
    path("assign/", views.assign, name="assign"),
    path("export/", views.export, name="export"),
    path("judge/<int:paper_pk>/", views.judge, name="judge"),
    path("judging/<int:pk>/", views.judging, name="judging"),
    path("import/", import_views.upload, name="import"),
    path("import/<int:pk>/", import_views.preview, name="preview"),
    path("<int:pk>/", entry_views.entry, name="entry"),
    path("<int:pk>/edit/", entry_views.edit, name="edit"),
    path("<int:pk>/move/<slug:step>/", entry_views.move, name="move"),
    path("<int:pk>/remark/", entry_views.remark, name="remark"),
    path("<int:pk>/evidence/", entry_views.add_evidence, name="add_evidence"),
    path("evidence/<int:pk>/", entry_views.evidence_file, name="evidence"),
    path("evidence/<int:pk>/withdraw/", entry_views.withdraw_evidence, name="withdraw"),
    path("report/<int:pk>/<slug:answer>/", entry_views.review, name="review"),
]
