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
        **{f"papers:{name}": paper for name in ("paper", "add_version", "difference", "issue")},
        **{
            f"papers:{name}": version
            for name in (
                "proof",
                "progress",
                "download",
                "read_again",
                "correct",
                "facts",
                "settle",
                "withdraw",
            )
        },
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
