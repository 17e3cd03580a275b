"""The door: nothing leaves to somebody who does not see contacts with contacts in it.

One place for pages, tables, Word and Excel files, archives and data: what is written for the office
is masked on its way to everybody else. What came in as a file is looked at by ``base/files.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from email.message import Message
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from sanyi.indicators.exchange import as_json, from_json
from sanyi.ledger import mask_file, mask_text
from sanyi.web.base.mask_html import mask_html
from sanyi.web.base.privacy import copy_name, is_free, kept_texts, sees_contacts, shown_data

_DISPOSITION = "Content-Disposition"


class ContactsMiddleware:
    """Mask what goes to somebody who does not see contacts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_free(response) or sees_contacts(request.user):
            return response
        return _masked(response, request)


def _masked(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    is_copy = False
    if isinstance(response, FileResponse):
        data = b"".join(_parts(response))
        masked = mask_file(data)
        is_copy = masked != data
        response.streaming_content = [masked]
        response.headers["Content-Length"] = str(len(masked))
    elif isinstance(response, StreamingHttpResponse):  # a table, line by line
        response.streaming_content = _lines(_parts(response))
    elif isinstance(response, HttpResponse) and response.content:
        masked = _content(response, request)
        is_copy = masked != response.content
        response.content = masked
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(masked))
    _name(response, is_copy=is_copy)
    return response


def _content(response: HttpResponse, request: HttpRequest) -> bytes:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        own = _own(request).union(kept_texts(response))
        return mask_html(response.text, own).encode()
    if kind.endswith("json"):
        return as_json(shown_data(from_json(response.content), request.user)).encode()
    return mask_file(response.content)


def _own(request: HttpRequest) -> frozenset[str]:
    """What the request brought: it is no news to whoever sent it."""
    lists = (*request.GET.lists(), *request.POST.lists())
    brought = (str(value) for _, values in lists for value in values)
    return frozenset(text.replace("\r\n", "\n").strip() for text in brought)


def _parts(response: StreamingHttpResponse) -> Iterable[bytes]:
    content: Any = response.streaming_content
    return content if isinstance(content, Iterator) else iter(content)


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    return (mask_text(part.decode()).encode() for part in parts)


def _name(response: HttpResponseBase, *, is_copy: bool) -> None:
    """A masked copy says so in its name, which itself may hold somebody's."""
    given = response.headers.get(_DISPOSITION, "")
    message = Message()
    message[_DISPOSITION] = given
    said = message.get_filename()
    if not said:
        return
    name = copy_name(said) if is_copy else mask_text(said).replace("*", "＿")
    is_attached = given.startswith("attachment")
    response.headers[_DISPOSITION] = content_disposition_header(is_attached, name) or ""
