from django.urls import path

from sanyi.web.data import check_views, import_views, views

app_name = "data"
urlpatterns = [
    path("", views.index, name="list"),
    path("table/<slug:name>", views.table, name="table"),
    path("table/<slug:name>/rejected/<int:number>", views.rejected, name="rejected"),
    path("imports", import_views.imports, name="imports"),
    path("imports/new", import_views.new, name="new"),
    path("imports/<int:pk>", import_views.one, name="import"),
    path("imports/<int:pk>/state", import_views.state, name="state"),
    path("imports/<int:pk>/map", import_views.map_columns, name="map"),
    path("imports/<int:pk>/read", import_views.read_again, name="read_again"),
    path("imports/<int:pk>/load", import_views.load, name="load"),
    path("imports/<int:pk>/cancel", import_views.cancel, name="cancel"),
    path("checks", check_views.checks, name="checks"),
    path("checks/new", check_views.new, name="check"),
    path("checks/differences", check_views.differences, name="differences"),
    path("checks/<int:pk>/state", check_views.state, name="check_state"),
]
