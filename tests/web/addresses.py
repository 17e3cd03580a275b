"""Objects for the addresses that need one: a sample for every pattern with a key in it."""

from __future__ import annotations

from typing import Any

from sanyi.web.units.models import Person
from web.consultations.samples import consultation_samples
from web.supervision_objects import supervision_samples


def samples(entry: Any, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Arguments by name of the address."""
    from sanyi.web.ledgers.models import EvidenceFile, ImportDraft, Judging, Report, SavedView

    office, liaison = people["office"], people["liaison"]
    view = SavedView.objects.create(owner=office, name="样例", query="lamp=red")
    draft = ImportDraft.objects.create(owner=office, name="样例.xlsx", sha256="0" * 64, rows=[])
    asked = Judging.objects.create(paper=entry.paper, today="2025-09-30", asked_by=office)
    report = Report.objects.create(entry=entry, unit=liaison.unit, period="2025Q3", author=liaison)
    evidence = EvidenceFile.objects.create(
        entry=entry, report=report, file="2025/09/none.pdf", name="样例.pdf", sha256="0" * 64,
        size=1, added_by=liaison, withdrawn_at=report.submitted_at,
    )  # fmt: skip
    entry_key = {"pk": entry.pk}
    person, unit = {"key": people["office"].pk}, {"key": people["liaison"].unit_id}
    paper = {"pk": entry.paper_id}
    version = {**paper, "number": 1}
    return {
        "ledgers:delete_view": {"pk": view.pk},
        "ledgers:judge": {"paper_pk": entry.paper_id},
        "ledgers:judging": {"pk": asked.pk},
        "ledgers:preview": {"pk": draft.pk},
        "ledgers:entry": entry_key,
        "ledgers:edit": entry_key,
        "ledgers:move": {**entry_key, "step": "assign"},
        "ledgers:remark": entry_key,
        "ledgers:add_evidence": entry_key,
        "ledgers:evidence": {"pk": evidence.pk},
        "ledgers:withdraw": {"pk": evidence.pk},
        "ledgers:review": {"pk": report.pk, "answer": "accept"},
        "mytasks:report": entry_key,
        "mytasks:evidence": {**entry_key, "period": "2025Q3"},
        "mytasks:submit": {"pk": report.pk},
        **{
            f"papers:{name}": paper
            for name in ("paper", "add_version", "difference", "issue", "archive", "restore")
        },
        **{
            f"papers:{name}": version
            for name in (
                "proof",
                "progress",
                "download",
                "read_again",
                "correct",
                "add",
                "facts",
                "settle",
                "withdraw",
            )
        },
        **_of_figures(entry, people),
        "units:edit_unit": unit,
        "units:succeed_unit": unit,
        "units:edit_person": person,
        "units:set_role": person,
        "units:reset_password": person,
        "units:unlock": person,
        "units:deactivate": person,
        **consultation_samples(people),
        "figures:explain": {"figure_id": "county_visit_rate@2025C09/all"},
        **supervision_samples(entry, people),
    }


def _of_figures(entry: Any, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Objects of figures, data, mechanisms and the interface."""
    from sanyi.web.api.models import ApiClient
    from sanyi.web.api.registry import ENDPOINTS
    from sanyi.web.data.models import Checking, Import
    from sanyi.web.figures.models import Computation, Delivery
    from sanyi.web.mechanisms.models import MechanismRun

    by, place = people["office"], entry.place
    day = entry.paper.created_at.date()
    one = {"pk": Import.objects.create(place=place, table="claims", name="x.csv", stored="x.csv",
                                       sha256="0", size=1, made_by=by).pk}  # fmt: skip
    check = Checking.objects.create(place=place, as_of=day, made_by=by)
    computing = Computation.objects.create(place=place, today=day, made_by=by)
    delivery = Delivery.objects.create(place=place, format="dhis2", sha256="0", sender="x")
    run = MechanismRun.objects.create(place=place, key="x", period="2025", state="done", made_by=by)
    client = ApiClient.objects.create(name="x", place=place, role="leader", key="x",
                                      token_hash="x", created_by=by)  # fmt: skip
    target = {"target_id": f"{entry.entry_id}/t1"}
    imports = {f"data:{n}": one for n in ("import", "state", "map", "read_again", "load", "cancel")}
    api = {
        f"api:{e.name}": {p.name: "x" for p in e.parameters if p.place == "path"}
        for e in ENDPOINTS if any(p.place == "path" for p in e.parameters)
    }  # fmt: skip
    return {
        **imports, **api,
        "data:table": {"name": "claims"}, "data:rejected": {"name": "claims", "number": 0},
        "data:check_state": {"pk": check.pk},
        "figures:indicator": {"code": "county_visit_rate"},
        "figures:progress": {"pk": computing.pk},
        "figures:records": {"figure_id": "county_visit_rate@2025C09/all"},
        "figures:bind": target, "figures:path": target,
        "figures:delivery": {"pk": delivery.pk},
        "mechanisms:mechanism": {"key": "x"}, "mechanisms:run": {"key": "x"},
        "mechanisms:explain": {"key": "x"}, "mechanisms:result": {"pk": run.pk},
        "api:revoke": {"pk": client.pk},
    }  # fmt: skip
