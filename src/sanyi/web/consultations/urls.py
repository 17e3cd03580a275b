from django.urls import path

from sanyi.web.consultations import downloads, unit_views, views

app_name = "consultations"
urlpatterns = [
    path("", views.index, name="list"),
    path("open/<slug:slug>/", views.open_round, name="open"),
    path("<int:pk>/", views.show, name="round"),
    path("<int:pk>/text/", views.text, name="text"),
    path("<int:pk>/effect/", views.effect, name="effect"),
    path("<int:pk>/due/", views.move_due, name="due"),
    path("<int:pk>/reminders/", views.reminders, name="reminders"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/version/", views.make_version, name="version"),
    path("opinions/<int:pk>/", views.decide, name="decide"),
    path("passages/<int:pk>/", views.reword, name="reword"),
    path("passages/<int:pk>/add/", views.add_behind, name="add_behind"),
    path("<int:pk>/answer/", unit_views.answer, name="answer"),
    path("<int:pk>/answer/add/", unit_views.add, name="add"),
    path("<int:pk>/answer/hand-in/", unit_views.hand_in, name="hand_in"),
    path("<int:pk>/answer/take-back/", unit_views.take_back, name="take_back"),
    path("<int:pk>/answer/scan/", unit_views.add_scan, name="add_scan"),
    path("opinions/<int:pk>/change/", unit_views.change, name="change"),
    path("opinions/<int:pk>/remove/", unit_views.remove, name="remove"),
    path("scans/<int:pk>/", downloads.scan, name="scan"),
    path("scans/<int:pk>/withdraw/", unit_views.withdraw_scan, name="withdraw_scan"),
    path("<int:pk>/summary.docx", downloads.summary, name="summary"),
    path("<int:pk>/summary.xlsx", downloads.workbook, name="workbook"),
    path("<int:pk>/redline.docx", downloads.redline, name="redline"),
    path("<int:pk>/replies.zip", downloads.replies, name="replies"),
    path("<int:pk>/reply/<int:invitation>.docx", downloads.reply, name="reply"),
    path("<int:pk>/reminders.txt", downloads.reminders, name="reminders_file"),
]
