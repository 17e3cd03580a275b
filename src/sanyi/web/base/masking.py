"""The door: nothing leaves to somebody who does not see contacts with contacts in it.

One place for pages, tables, Word and Excel files, archives and data: what is written for the office
is masked on its way to everybody else. Original uploads cannot be masked; ``base/files.py`` refuses
those that hold contacts.
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
from sanyi.web.base.privacy import is_free, kept_texts, sees_contacts, shown_data

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
    _mask_name(response)
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if isinstance(response, FileResponse):
        data = mask_file(b"".join(_parts(response)))
        response.streaming_content = [data]
        response.headers["Content-Length"] = str(len(data))
    elif isinstance(response, StreamingHttpResponse):  # a table, line by line
        response.streaming_content = _lines(_parts(response))
    elif isinstance(response, HttpResponse) and response.content:
        response.content = _content(response, kind, request)
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))
    return response


def _content(response: HttpResponse, kind: str, request: HttpRequest) -> bytes:
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


def _mask_name(response: HttpResponseBase) -> None:
    """A file's own name may be somebody's; an asterisk may stand in no file name."""
    given = response.headers.get(_DISPOSITION, "")
    if not given:
        return
    message = Message()
    message[_DISPOSITION] = given
    name = message.get_filename() or ""
    masked = mask_text(name)
    if masked != name:
        is_attached = given.startswith("attachment")
        response.headers[_DISPOSITION] = (
            content_disposition_header(is_attached, masked.replace("*", "＿")) or ""
        )
