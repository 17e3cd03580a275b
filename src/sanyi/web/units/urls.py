from django.urls import path

from sanyi.web.units import audit_views, views

app_name = "units"
urlpatterns = [
    path("", views.system, name="system"),
    path("units/", views.units, name="units"),
    path("units/add/", views.edit_unit, name="add_unit"),
    path("units/<int:key>/", views.edit_unit, name="edit_unit"),
    path("units/<int:key>/succession/", views.succeed_unit, name="succeed_unit"),
    path("places/", views.places, name="places"),
    path("people/", views.people, name="people"),
    path("people/add/", views.edit_person, name="add_person"),
    path("people/<int:key>/", views.edit_person, name="edit_person"),
    path("people/<int:key>/role/", views.set_role, name="set_role"),
    path("people/<int:key>/password/", views.reset_password, name="reset_password"),
    path("people/<int:key>/unlock/", views.unlock, name="unlock"),
    path("people/<int:key>/deactivate/", views.deactivate, name="deactivate"),
    path("audit/", audit_views.audit, name="audit"),
    path("audit/verify/", audit_views.verify, name="verify"),
    path("audit/table/", audit_views.audit_table, name="audit_table"),
]
