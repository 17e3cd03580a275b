import re

from django.urls import URLPattern, path

from sanyi.web.api import views
from sanyi.web.api.endpoint import Endpoint, dispatch
from sanyi.web.api.registry import ENDPOINTS

app_name = "api"


def _route(text: str) -> str:
    return re.sub(r"\{(\w+)(\.\.\.)?\}", lambda m: f"<{'path' if m[2] else 'str'}:{m[1]}>", text)


def _routes() -> list[URLPattern]:
    """One address for each path; where two share it, the method decides."""
    grouped: dict[str, dict[str, Endpoint]] = {}
    for endpoint in ENDPOINTS:
        grouped.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    return [
        path(f"v1/{_route(text)}", dispatch(methods), name=next(iter(methods.values())).name)
        for text, methods in grouped.items()
    ]


urlpatterns = [
    path("", views.index, name="list"),
    path("v1/openapi.json", views.description, name="openapi"),
    path("clients", views.clients, name="clients"),
    path("clients/<int:pk>/revoke", views.revoke, name="revoke"),
    *_routes(),
]
