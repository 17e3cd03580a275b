"""Pages of the desk 文件: the list, a document with its versions, upload, difference, download."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sanyi.kernel import SanyiError
from sanyi.ledger import CHANGE_LABELS, FIELD_LABELS, Change, compare_ledgers, mask_ledger
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.models import Event
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.base.files import attachment
from sanyi.web.base.privacy import sees_contacts
from sanyi.web.papers import keeping, queries, service
from sanyi.web.papers.forms import UploadForm
from sanyi.web.papers.models import Paper, PaperState, ReadingState, Version

_WAITING = (ReadingState.QUEUED, ReadingState.READING)


@page(Act.VIEW_DOCUMENTS)
def index(request: Request) -> HttpResponse:
    """Documents that the person may see, the newest year first; the archived ones apart."""
    visible = queries.visible_papers(request.user)
    archived = visible.filter(state=PaperState.ARCHIVED)
    is_archive = request.GET.get("state") == PaperState.ARCHIVED
    chosen = archived if is_archive else visible.exclude(state=PaperState.ARCHIVED)
    newest = Version.objects.filter(paper=OuterRef("pk")).order_by("-number").values("pk")[:1]
    papers = list(
        chosen.select_related("place")
        .annotate(newest=Subquery(newest))
        .order_by("-year", "-created_at")
    )
    versions = Version.objects.defer("text", "layout", "reading").in_bulk(
        [p.newest for p in papers if p.newest]
    )
    rows = [(p, versions.get(p.newest)) for p in papers]
    context = {"rows": rows, "is_archive": is_archive, "archived_count": archived.count()}
    return render(request, "papers/list.html", context)


@page(Act.UPLOAD_DOCUMENT)
def upload(request: Request) -> HttpResponse:
    """A new document."""
    return _upload(request, None)


@page(Act.UPLOAD_DOCUMENT)
def add_version(request: Request, pk: int) -> HttpResponse:
    """A further version of a document."""
    return _upload(request, queries.paper_or_404(request.user, pk))


def _upload(request: Request, paper: Paper | None) -> HttpResponse:
    person = request.user
    form = UploadForm(person, request.POST or None, request.FILES or None,
                      with_place=paper is None)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        place = paper.place if paper else form.cleaned_data.get("place") or person.place
        if place is None:
            raise Http404
        try:
            version = service.upload(person, place, form.cleaned_data["file"],
                                     note=form.cleaned_data["note"], paper=paper)  # fmt: skip
        except SanyiError as problem:
            form.add_error("file", f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "文件已保存，正在后台读取；可以离开本页，读完后再来校对。")
            return redirect("papers:paper", pk=version.paper_id)
    status = 200 if request.method != "POST" else 400
    return render(request, "papers/upload.html", {"form": form, "paper": paper}, status=status)


@page(Act.VIEW_DOCUMENTS)
def paper(request: Request, pk: int) -> HttpResponse:
    """A document: its facts, versions, corrections and what was done with it."""
    found = queries.paper_or_404(request.user, pk)
    versions = list(
        queries.visible_versions(request.user)
        .filter(paper=found)
        .defer("text", "layout", "reading")
        .select_related("uploaded_by", "paper")
        .order_by("-number")
    )
    newest = versions[0] if versions else None
    is_office = request.user.role in queries.OFFICE
    is_archived = found.state == PaperState.ARCHIVED
    names = (found.slug, keeping.provisional_slug(found))
    context = {
        "paper": found,
        "versions": versions,
        "newest": newest,
        "readable": [v for v in versions if v.reading_state == ReadingState.READ],
        "corrections": _corrections(found) if is_office else [],
        "events": Event.objects.filter(subject_kind=keeping.SUBJECT, subject__in=names,
                                       place=found.place.code)
        .exclude(act=Act.CORRECT_READING.value).order_by("-number")[:20] if is_office else [],
        "is_archived": is_archived,
        "may_issue": newest is not None and newest.issued_at is None and not is_archived
        and newest.reading_state == ReadingState.READ,
    }  # fmt: skip
    return render(request, "papers/paper.html", context)


def _corrections(found: Paper) -> list[tuple[object, str]]:
    rows = found.corrections.select_related("made_by").order_by("-made_at", "-pk")
    labels = {field.value: label for field, label in FIELD_LABELS.items()}
    return [(row, labels.get(row.field, row.field)) for row in rows]


@page(Act.VIEW_DOCUMENTS)
def progress(request: Request, pk: int, number: int) -> HttpResponse:
    """How far the reading is; asked for again and again until it is done."""
    version = queries.version_or_404(request.user, pk, number)
    if version.reading_state not in _WAITING and request.htmx:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "papers/_progress.html", {"version": version})


@page(Act.VIEW_DOCUMENTS)
def download(request: Request, pk: int, number: int) -> HttpResponseBase:
    """The original file, as it came in."""
    version = queries.version_or_404(request.user, pk, number)
    name = version.original_name
    return attachment(version.file, name, request.user, version.uploaded_by)


@page(Act.UPLOAD_DOCUMENT)
@require_POST
def read_again(request: Request, pk: int, number: int) -> HttpResponse:
    """Read a version once more."""
    version = queries.version_or_404(request.user, pk, number)
    service.read_again(request.user, version)
    messages.success(request, "已排队重新读取；读完后，已做的更正自动重放。")
    return redirect("papers:paper", pk=pk)


@page(Act.VIEW_DOCUMENTS)
def difference(request: Request, pk: int) -> HttpResponse:
    """Two versions, clause by clause."""
    found = queries.paper_or_404(request.user, pk)
    require(request.user, Act.VIEW_DOCUMENTS, found.place)
    readable = list(
        queries.visible_versions(request.user)
        .filter(paper=found, reading_state=ReadingState.READ)
        .order_by("number")
    )
    if request.user.role not in queries.READERS:
        raise Http404  # a unit sees its own entries, not the whole of two versions
    context: dict[str, object] = {"paper": found, "versions": readable}
    if len(readable) >= 2:
        old, new = _chosen(request, readable)
        ledgers = [queries.corrected_version(v).ledger for v in (old, new)]
        if not sees_contacts(request.user):
            ledgers = [mask_ledger(ledger) for ledger in ledgers]
        found_all = compare_ledgers(*ledgers)
        counts = [(CHANGE_LABELS[c], sum(d.change is c for d in found_all)) for c in Change]
        context |= {
            "old": old,
            "new": new,
            "counts": counts,
            "rows": [d for d in found_all if d.change is not Change.SAME],
        }
    return render(request, "papers/difference.html", context)


def _chosen(request: Request, readable: list[Version]) -> tuple[Version, Version]:
    by_number = {str(v.number): v for v in readable}
    new = by_number.get(request.GET.get("new", ""), readable[-1])
    earlier = [v for v in readable if v.number < new.number] or [readable[0]]
    return by_number.get(request.GET.get("old", ""), earlier[-1]), new
