"""Files of the desk: the table, the replies, the redline, the scans."""

from __future__ import annotations

import io
import zipfile

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.consultation import compose_reply, compose_summary
from sanyi.bulletin.consultation_workbook import round_as_xlsx
from sanyi.bulletin.opinions import AnswerKind
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act, Role
from sanyi.web.base.access import Request, page
from sanyi.web.base.files import attachment
from sanyi.web.consultations import adapters, pages, queries, service
from sanyi.web.consultations.models import Round


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _round(request: Request, pk: int) -> Round:
    return get_object_or_404(queries.visible_rounds(request.user), pk=pk)


def _closed(request: Request, pk: int) -> Round:
    """A closed round: what is sent out is written from it only then."""
    round_ = _round(request, pk)
    if round_.is_open:
        raise InputError("CST-040", "征求意见还没有结束。", "结束后再下载。")
    return round_


@page(Act.DECIDE_OPINION)
def summary(request: Request, pk: int) -> HttpResponse:
    """The 采纳情况表 as Word; while the round is open it shows where things stand."""
    round_ = _round(request, pk)
    data = compose_summary(adapters.round_of(round_), adapters.masthead_of(round_))
    return _file(document_as_docx(data), f"{round_.title}征求意见采纳情况表.docx")


@page(Act.DECIDE_OPINION)
def workbook(request: Request, pk: int) -> HttpResponse:
    """The 采纳情况表 as Excel."""
    round_ = _round(request, pk)
    return _file(round_as_xlsx(adapters.round_of(round_)), f"{round_.title}征求意见采纳情况表.xlsx")


@page(Act.DECIDE_OPINION)
def redline(request: Request, pk: int) -> HttpResponse:
    """The draft with the decided changes tracked."""
    round_ = _round(request, pk)
    return _file(service.redline_of(round_), f"{round_.title}修订稿.docx")


@page(Act.VIEW_CONSULTATION)
def reply(request: Request, pk: int, invitation: int) -> HttpResponse:
    """The reply to a unit; the unit itself may fetch it, too."""
    round_ = _closed(request, pk)
    asked = round_.invitations.exclude(kind="").select_related("unit")
    if request.user.role == Role.LIAISON:
        own = queries.own_invitation(request.user, round_)
        asked = asked.filter(pk=own.pk) if own else asked.none()
    found = get_object_or_404(asked, pk=invitation)
    document = compose_reply(
        adapters.round_of(round_), found.unit.name, adapters.masthead_of(round_)
    )
    return _file(document_as_docx(document), f"复函（{found.unit.name}）.docx")


@page(Act.DECIDE_OPINION)
def replies(request: Request, pk: int) -> HttpResponse:
    """The replies to all units that answered, as one archive."""
    round_ = _closed(request, pk)
    records, head = adapters.round_of(round_), adapters.masthead_of(round_)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for answer in records.answers:
            if answer.kind is not AnswerKind.SILENT:
                data = document_as_docx(compose_reply(records, answer.unit, head))
                archive.writestr(f"复函（{answer.unit.replace('/', '／')}）.docx", data)
    return _file(without_clock(out.getvalue()), f"{round_.title}复函.zip")


@page(Act.REMIND)
def reminders(request: Request, pk: int) -> HttpResponse:
    """The reminders as one text file."""
    round_ = _round(request, pk)
    text = "\r\n\r\n".join(words for _, words in pages.reminder_texts(round_))
    return _file(("\ufeff" + text).encode(), "催办提醒.txt")


@page(Act.VIEW_CONSULTATION)
def scan(request: Request, pk: int) -> HttpResponseBase:
    """A stamped answer."""
    found = pages.scan_for(request.user, pk)
    return attachment(found.file, found.name, request.user, found.uploaded_by)
