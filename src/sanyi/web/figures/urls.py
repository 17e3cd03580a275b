from django.urls import path

from sanyi.web.figures import exchange, target_views, views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="list"),
    path("compute", views.compute, name="compute"),
    path("progress/<int:pk>", views.progress, name="progress"),
    path("indicator/<slug:code>", views.indicator, name="indicator"),
    path("explain/<path:figure_id>", views.explain, name="explain"),
    path("records/<path:figure_id>", views.records, name="records"),
    path("targets", target_views.targets, name="targets"),
    path("bind/<path:target_id>", target_views.bind, name="bind"),
    path("path/<path:target_id>", target_views.set_path, name="path"),
    path("exchange", exchange.exchange, name="exchange"),
    path("exchange/export", exchange.export, name="export"),
    path("exchange/take-in", exchange.take_in, name="take_in"),
    path("exchange/<int:pk>", exchange.delivery, name="delivery"),
]
