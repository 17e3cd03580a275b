"""What the endpoints read, through the same queries as the desks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import Http404

from sanyi.indicators import Definition, definitions, tables_needed, wording
from sanyi.kernel import Figure, Period
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import require
from sanyi.web.api.endpoint import Answer, Call
from sanyi.web.base.seams import ISSUED_BULLETINS
from sanyi.web.figures.adapters import org_units
from sanyi.web.figures.exchange import given_out
from sanyi.web.figures.models import Delivery
from sanyi.web.figures.queries import Sight, visible_targets
from sanyi.web.figures.service import take_in
from sanyi.web.figures.shelf import period_of, scope_of
from sanyi.web.ledgers.adapters import entry_of
from sanyi.web.ledgers.models import EntryRow, TargetRow
from sanyi.web.ledgers.queries import relation_of, visible_entries
from sanyi.web.papers.models import Paper

BULLETINS = ISSUED_BULLETINS  # the desk that issues bulletins puts its query there
_WHOLE_ONLY = ("blocks",)  # what a list leaves out


# --- ledgers and entries


def ledgers(call: Call) -> Answer:
    """Documents in force, with how their entries stand."""
    found = [_ledger(call, paper) for paper in _papers(call)]
    return Answer(_paged(call, found), len(found))


def ledger(call: Call, id: str) -> Answer:
    """One of them."""
    paper = next((p for p in _papers(call) if p.slug == id), None)
    if paper is None:
        raise Http404
    return Answer(_ledger(call, paper))


def _papers(call: Call) -> list[Paper]:
    mine = visible_entries(call.person).filter(place=call.place)
    found = Paper.objects.filter(pk__in=mine.values("paper")).select_related("place")
    return list(found.order_by("-year", "slug"))


def _ledger(call: Call, paper: Paper) -> dict[str, Any]:
    mine = visible_entries(call.person).filter(paper=paper).order_by()
    lamps = dict(mine.values_list("lamp").annotate(n=Count("pk")))
    return {
        "id": paper.slug, "place": paper.place.code, "title": paper.title,
        "document_number": paper.number, "issuer": paper.issuer, "issued_on": _day(paper.issued_on),
        "year": paper.year, "entries": sum(lamps.values()), "lamps": lamps,
    }  # fmt: skip


def entries(call: Call) -> Answer:
    """Entries of the ledger, in the order of the documents."""
    found = visible_entries(call.person).filter(place=call.place)
    names = {"ledger": "paper__slug", "year": "year", "lamp": "lamp", "state": "state"}
    found = found.filter(**{names[k]: v for k, v in call.query.items() if k in names})
    start = (call.page - 1) * call.page_size
    rows = found.select_related("paper", "place").prefetch_related("units__unit")
    return Answer([_entry(row) for row in rows[start : start + call.page_size]], found.count())


def entry(call: Call, id: str) -> Answer:
    """One entry with its targets."""
    row = visible_entries(call.person).filter(place=call.place, entry_id=id).first()
    if row is None:
        raise Http404
    require(call.person, Act.VIEW_ENTRY, row.place, relation_of(call.person, row))
    targets = visible_targets(call.person).filter(entry=row)
    return Answer({**_entry(row), "text": row.text, "due_phrase": row.due_phrase,
                   "added_by_hand": entry_of(row).is_added,
                   "targets": [_target(t) for t in targets]})  # fmt: skip


def _entry(row: EntryRow) -> dict[str, Any]:
    units = [{"name": u.unit.name, "role": u.role, "as_printed": u.as_printed}
             for u in row.units.all()]  # fmt: skip
    return {
        "id": row.entry_id, "ledger": row.paper.slug, "place": row.place.code, "year": row.year,
        "number": row.number, "section": row.section, "title": row.title,
        "due_on": _day(row.due_on), "is_standing": row.is_standing, "proof": row.proof,
        "state": row.state, "lamp": row.lamp, "status": row.status, "why": row.why,
        "judged_on": _day(row.judged_on), "units": units, "revision": row.revision,
    }  # fmt: skip


def _target(row: TargetRow) -> dict[str, Any]:
    value = (row.verdict or {}).get("value") or {}
    return {
        "id": row.target_id,
        "phrase": row.phrase,
        "basis": row.basis,
        "indicator": row.indicator,
        "status": row.status,
        "figure": value.get("id"),
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _paged(call: Call, items: list[Any]) -> list[Any]:
    start = (call.page - 1) * call.page_size
    return items[start : start + call.page_size]


# --- indicators and figures


def indicators(call: Call) -> Answer:
    """All indicators, by group where asked."""
    group = call.query.get("group", "")
    found = [d for d in definitions().values() if group in ("", d.group)]
    return Answer([_indicator(d) for d in _paged(call, found)], len(found))


def indicator(call: Call, code: str) -> Answer:
    """One indicator."""
    if code not in definitions():
        raise Http404
    return Answer(_indicator(definitions()[code]))


def _indicator(d: Definition) -> dict[str, Any]:
    return {
        "code": d.code, "name": d.name, "aliases": list(d.aliases), "group": d.group,
        "kind": d.kind.value, "unit": d.unit, "direction": d.direction.value,
        "version": d.version, "wording": wording(d), "why": d.why, "clauses": list(d.clauses),
        "tables": list(tables_needed(d)), "next_review": d.next_review.isoformat(),
    }  # fmt: skip


def figures(call: Call) -> Answer:
    """Figures by indicator, period and scope."""
    sight = Sight(call.person, call.place)
    ids = list(_figure_ids(call, sight))
    shown = sight.figures(_paged(call, ids))
    return Answer([_figure(f) for f in shown], len(ids))


def _figure_ids(call: Call, sight: Sight) -> Iterator[str]:
    code, scope = call.query.get("indicator", ""), call.query.get("scope", "")
    period = str(Period.parse(call.query["period"])) if "period" in call.query else ""
    codes = [code] if code else sorted(sight.shelf.by_indicator)
    for one in codes:
        for id in sight.ids_of(one):
            if period in ("", str(period_of(id))) and scope in ("", scope_of(id)):
                yield id


def figure(call: Call, id: str) -> Answer:
    """One figure with everything it rests on."""
    stored = Sight(call.person, call.place).get(id)
    if stored is None:
        raise Http404
    trace = stored.figure.to_json()["trace"]
    return Answer({**_figure(stored.figure), "trace": trace, "members": list(stored.members)})


def _figure(figure: Figure) -> dict[str, Any]:
    def number(value: Any) -> str | None:
        return None if value is None else f"{value:f}"

    scope = figure.scope
    return {
        "id": figure.id, "indicator": figure.indicator, "version": figure.version,
        "title": figure.title, "period": str(figure.period),
        "scope": {"kind": scope.kind.value, "id": scope.id, "label": scope.label},
        "unit": figure.unit, "value": number(figure.value), "numerator": number(figure.numerator),
        "denominator": number(figure.denominator), "printed": figure.printed,
        "reason": figure.reason,
    }  # fmt: skip


# --- bulletins


def bulletins(call: Call) -> Answer:
    """Bulletins issued, the last first."""
    found = _bulletins(call)
    shown = [{k: v for k, v in one.items() if k not in _WHOLE_ONLY} for one in _paged(call, found)]
    return Answer(shown, len(found))


def bulletin(call: Call, id: str) -> Answer:
    """One of them, block by block."""
    found = next((one for one in _bulletins(call) if one["id"] == id), None)
    if found is None:
        raise Http404
    return Answer(found)


def _bulletins(call: Call) -> list[dict[str, Any]]:
    return [one for query in BULLETINS for one in query(call.person, call.place)]


# --- exchange


def export_dhis2(call: Call) -> Answer:
    """Figures as a DHIS2 data value set."""
    return _export(call, Delivery.Format.DHIS2)


def export_fhir(call: Call) -> Answer:
    """Figures as a bundle of FHIR R4 MeasureReports."""
    return _export(call, Delivery.Format.FHIR)


def _export(call: Call, format: str) -> Answer:
    require(call.person, Act.EXPORT, call.place)
    data, _ = given_out(Sight(call.person, call.place), format, call.query.get("period", ""))
    return Answer(data)


def import_dhis2(call: Call) -> Answer:
    """Take in values of a DHIS2 data value set."""
    return _import(call, Delivery.Format.DHIS2)


def import_fhir(call: Call) -> Answer:
    """Take in values of a MeasureReport, or of a bundle of them."""
    return _import(call, Delivery.Format.FHIR)


def _import(call: Call, format: str) -> Answer:
    made = take_in(call.person, call.place, format, call.body, org_units(call.place),
                   f"接口：{call.person.name}")  # fmt: skip
    findings = [{k: f[k] for k in ("code", "severity", "where", "message", "hint")}
                for f in made.findings]  # fmt: skip
    return Answer({"id": made.pk, "format": made.format, "sha256": made.sha256, "kept": made.kept,
                   "findings": findings})  # fmt: skip
