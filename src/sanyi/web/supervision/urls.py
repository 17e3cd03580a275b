from django.urls import path

from sanyi.web.supervision import bulletin_views, message_views, views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="list"),
    path("letters/draft/", views.draft, name="draft"),
    path("letters/send/", views.send_many, name="send_many"),
    path("letters/runs/<int:pk>/", views.run, name="run"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/send/", views.send, name="send"),
    path("letters/<int:pk>/discard/", views.discard, name="discard"),
    path("letters/<int:pk>/word/", views.letter_word, name="letter_word"),
    path("letters/<int:pk>/answer/", views.answer, name="answer"),
    path("letters/<int:pk>/close/", views.close, name="close"),
    path("letters/<int:pk>/files/<int:file_pk>/", views.answer_file, name="answer_file"),
    path("answers/<int:pk>/accept/", views.accept, name="accept"),
    path("answers/<int:pk>/return/", views.send_back, name="send_back"),
    path("reminders/", message_views.reminders, name="reminders"),
    path("reminders/give/", message_views.give, name="give"),
    path("outbox/", message_views.outbox, name="outbox"),
    path("outbox/<int:pk>/retry/", message_views.retry, name="retry"),
    path("bulletins/", bulletin_views.index, name="bulletins"),
    path("bulletins/new/", bulletin_views.new, name="bulletin_new"),
    path("bulletins/<int:pk>/", bulletin_views.bulletin, name="bulletin"),
    path("bulletins/<int:pk>/progress/", bulletin_views.progress, name="progress"),
    path("bulletins/<int:pk>/again/", bulletin_views.again, name="again"),
    path("bulletins/<int:pk>/discard/", bulletin_views.discard, name="bulletin_discard"),
    path("bulletins/<int:pk>/edit/<int:index>/", bulletin_views.edit, name="edit"),
    path("bulletins/<int:pk>/add/<int:index>/", bulletin_views.add, name="add"),
    path("bulletins/<int:pk>/remove/<int:index>/", bulletin_views.remove, name="remove"),
    path("bulletins/<int:pk>/approve/", bulletin_views.approve, name="approve"),
    path("bulletins/<int:pk>/issue/", bulletin_views.issue, name="issue"),
    path("bulletins/<int:pk>/word/", bulletin_views.word, name="word"),
    path("bulletins/<int:pk>/pack/", bulletin_views.pack, name="pack"),
    path("periods/", bulletin_views.periods, name="periods"),
    path("periods/<int:pk>/reopen/", bulletin_views.reopen, name="reopen"),
]
