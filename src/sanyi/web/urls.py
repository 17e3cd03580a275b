"""Addresses of all desks."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from sanyi.web.base import views
from sanyi.web.base.access import any_person, open_to_all
from sanyi.web.units.otp_views import one_time_code

urlpatterns = [
    path("", include("sanyi.web.home.urls")),
    path("login/", open_to_all(views.LoginView.as_view()), name="login"),
    path("logout/", any_person(LogoutView.as_view()), name="logout"),
    path("password/", any_person(views.PasswordView.as_view()), name="password_change"),
    path("one-time-code/", any_person(one_time_code), name="one_time_code"),
    path("papers/", include("sanyi.web.papers.urls")),
    path("ledger/", include("sanyi.web.ledgers.urls")),
    path("tasks/", include("sanyi.web.mytasks.urls")),
    path("supervision/", include("sanyi.web.supervision.urls")),
    path("consultations/", include("sanyi.web.consultations.urls")),
    path("figures/", include("sanyi.web.figures.urls")),
    path("mechanisms/", include("sanyi.web.mechanisms.urls")),
    path("data/", include("sanyi.web.data.urls")),
    path("system/", include("sanyi.web.units.urls")),
    path("api/", include("sanyi.web.api.urls")),
]
handler403 = "sanyi.web.base.views.refused"
handler404 = "sanyi.web.base.views.not_found"
handler500 = "sanyi.web.base.views.broken"
