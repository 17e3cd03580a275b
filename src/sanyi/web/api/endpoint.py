"""What an endpoint is: one record from which both its view and its description are made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from sanyi.indicators.exchange import as_json
from sanyi.kernel import InputError, SanyiError
from sanyi.web.acts.matrix import Act, roles_of
from sanyi.web.api import tokens
from sanyi.web.base.privacy import free, shown_data
from sanyi.web.units.models import Person, Place

TOKEN = "token"  # the mark of a view that is opened by a client's token
LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the path or the query."""

    name: str
    title: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    place: str = "query"


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was let in: whose rights, about which place, with what."""

    person: Person
    place: Place
    query: Mapping[str, Any]
    body: bytes = b""
    page: int = 1
    page_size: int = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answers; ``total`` makes it a page of a list."""

    content: Any
    total: int | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address and method.

    Args:
        path: below ``/api/v1/``, with ``{name}`` for parameters; ``{name...}`` takes slashes.
        act: which act of the matrix opens it.
        schema: name of the schema of the answer (of one item, where ``is_list``).
    """

    name: str
    method: str
    path: str
    title: str
    act: Act
    run: Callable[..., Answer]
    schema: str
    parameters: tuple[Parameter, ...] = ()
    is_list: bool = False
    takes: str = ""
    codes: tuple[int, ...] = (400, 401, 403, 404, 429)

    @property
    def query_parameters(self) -> tuple[Parameter, ...]:
        """Parameters of the query, those of every list among them."""
        paging = (
            Parameter("page", "页码", {"type": "integer", "minimum": 1, "default": 1}),
            Parameter("page_size", "每页条数", {
                "type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 100}),
        )  # fmt: skip
        place = Parameter("place", "地方代码；不给则为令牌所属的地方")
        own = tuple(p for p in self.parameters if p.place == "query")
        return (*own, place, *(paging if self.is_list else ()))


class Refused(Exception):
    """A request that is not let in, or asks for what cannot be."""

    def __init__(self, status: int, code: str, message: str, wait: int = 0) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.wait = status, code, message, wait


def dispatch(endpoints: Mapping[str, Endpoint]) -> Callable[..., HttpResponseBase]:
    """The view of one address: by method, for a token, with one shape of problems."""

    @csrf_exempt  # no cookie is looked at, so none can be misused
    @wraps(dispatch)
    def view(request: HttpRequest, **path: str) -> HttpResponseBase:
        try:
            return _answer(request, endpoints, path)
        except Refused as refused:
            return _problem(refused)
        except PermissionDenied as denied:
            return _problem(Refused(403, "API-403", str(denied) or "没有权限。"))
        except Http404:
            return _problem(Refused(404, "API-404", "没有，或不对这个令牌开放。"))
        except SanyiError as error:
            status = 400 if isinstance(error, InputError) or error.exit_code == 3 else 500
            return _problem(Refused(status, error.code, f"{error.message}{error.hint}"))

    view.sanyi_access = TOKEN  # type: ignore[attr-defined]
    return view


def _answer(
    request: HttpRequest, endpoints: Mapping[str, Endpoint], path: Mapping[str, str]
) -> HttpResponse:
    method = "GET" if request.method == "HEAD" else request.method or ""
    client = tokens.client_of(_bearer(request))
    if client is None:
        raise Refused(401, "API-401", "没有令牌，或令牌无效、已停用。")
    wait = tokens.count(client)
    if wait:
        raise Refused(429, "API-429", "请求太频繁。", wait)
    endpoint = endpoints.get(method)
    if endpoint is None:
        raise Refused(405, "API-405", f"可用的方法：{'、'.join(sorted(endpoints))}。")
    person = tokens.person_of(client)
    if person.role not in roles_of(endpoint.act):  # the object is checked where it is read
        raise Refused(403, "API-403", "这个令牌的权限不能读取这项内容。")
    call = _call(request, endpoint, person)
    answer = endpoint.run(call, **path)
    return _respond(request, endpoint, call, answer)


def _bearer(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _call(request: HttpRequest, endpoint: Endpoint, person: Person) -> Call:
    query: dict[str, Any] = {}
    known = {p.name: p for p in endpoint.query_parameters}
    for name in request.GET:
        if name not in known:
            raise Refused(400, "API-400", f"没有参数 {name[:40]}。")
        query[name] = _value(known[name], request.GET[name])
    code = query.pop("place", "")
    place = (
        Place.objects.filter(code=code, pk__in=person.place_keys).first() if code else person.place
    )
    if place is None:
        raise Http404
    page, size = query.pop("page", 1), query.pop("page_size", 100)
    return Call(person, place, query, request.body if endpoint.takes else b"", page, size)


def _value(parameter: Parameter, text: str) -> Any:
    schema = parameter.schema
    if schema.get("type") == "integer":
        low, high = schema.get("minimum", 0), schema.get("maximum", 10**9)
        if (
            not text.isascii()
            or not text.isdigit()
            or len(text) > 9
            or not low <= int(text) <= high
        ):
            raise Refused(400, "API-400", f"参数 {parameter.name} 应为 {low} 至 {high} 的整数。")
        return int(text)
    if "enum" in schema and text not in schema["enum"]:
        raise Refused(
            400, "API-400", f"参数 {parameter.name} 应为 {'、'.join(schema['enum'])} 之一。"
        )
    return text


def _respond(request: HttpRequest, endpoint: Endpoint, call: Call, answer: Answer) -> HttpResponse:
    content = shown_data(answer.content, call.person)  # before it is hashed
    if endpoint.is_list and answer.total is not None:
        content = {
            "items": content,
            "total": answer.total,
            "page": call.page,
            "page_size": call.page_size,
            "next": _next(request, call, answer.total),
        }
    text = as_json(content)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    known = [
        t.strip().removeprefix("W/") for t in request.headers.get("If-None-Match", "").split(",")
    ]
    is_known = answer.status == 200 and request.method in ("GET", "HEAD") and tag in known
    response = HttpResponse(b"" if is_known else text.encode(), content_type="application/json",
                            status=304 if is_known else answer.status)  # fmt: skip
    if request.method in ("GET", "HEAD"):
        response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization"
    return free(response)


def _next(request: HttpRequest, call: Call, total: int) -> str | None:
    if call.page * call.page_size >= total:
        return None
    query = request.GET.copy()
    query["page"] = str(call.page + 1)
    return f"{request.path}?{query.urlencode()}"


def _problem(refused: Refused) -> HttpResponse:
    """Every problem in one shape (RFC 9457)."""
    content = {"type": "about:blank", "title": refused.message, "status": refused.status,
               "code": refused.code}  # fmt: skip
    response = HttpResponse(as_json(content), content_type="application/problem+json",
                            status=refused.status)  # fmt: skip
    if refused.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if refused.wait:
        response["Retry-After"] = str(refused.wait)
    response["Cache-Control"] = "no-store"
    return response
