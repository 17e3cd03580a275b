"""Values planted in every field of words are met by nobody who must not see them, at any address."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import io
import logging
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.codec import document_from_record
from sanyi.web.acts.matrix import Role
from sanyi.web.api import tokens
from sanyi.web.api.models import ROLES
from sanyi.web.api.registry import ENDPOINTS
from sanyi.web.base.logs import MaskedFormatter
from sanyi.web.base.privacy import SEE
from sanyi.web.ledgers.models import EvidenceFile, Report, TargetRow
from sanyi.web.supervision.models import BulletinRow, LetterRow
from web.addresses import samples
from web.planted import MASKED, MOBILE, WHOLE, in_data, plant, told
from web.test_crawler import EVERY
from web.workspace import loaded, workspace

__all__ = ["loaded", "workspace"]

HIDDEN_FROM = [role.value for role in Role if role not in SEE]
LEAST = {"system_admin": 5, "security_admin": 5, "audit_admin": 5, "institution": 5}
# the same address with what a person can ask for
ASKED = {
    "ledgers:list": ("as_of=2026-01-01", "as_of={today}", "q=改革", "sort=title"),
    "supervision:list": ("view=closed", "view=draft"),
    "papers:difference": ("old=1&new=1",),
    "units:audit": ("act=propose",),
}
NOT_WALKED = {"logout"}
CODE = "county_visit_rate"
FIGURE = f"{CODE}@2025C03/all"


@pytest.fixture
def office_full(entry, people, workspace, as_role) -> dict[str, str]:
    """An address for every pattern; the values stand in all words, in kept files as well."""
    as_role("analyst").post(reverse("figures:compute"), {"code": CODE, "today": "2025-03-31"})
    given = samples(entry, people)
    given |= {f"figures:{name}": {"figure_id": FIGURE} for name in ("explain", "records")}
    _files(entry, people, given)
    TargetRow.objects.update(
        verdict={"reason": [{"kind": "text", "text": "按进度应当完成而未完成"}]}
    )
    entry.lamp, entry.state = "red", "running"
    entry.save()
    assert plant() > 500
    found = {}
    for name, _ in EVERY:
        found[name] = reverse(name, kwargs=given.get(name, {}))
    return found


def _files(entry: Any, people: Any, given: dict[str, dict[str, Any]]) -> None:
    """A letter as it was sent, a bulletin as it was issued, and evidence, each with the values."""
    letter = LetterRow.objects.get(pk=given["supervision:letter"]["pk"])
    sent = document_as_docx(document_from_record(in_data(letter.content)))
    letter.file.save("letter.docx", ContentFile(sent))
    bulletin = BulletinRow.objects.get(pk=given["supervision:bulletin"]["pk"])
    bulletin.state, bulletin.number = "issued", "1号"
    bulletin.file.save("bulletin.docx", ContentFile(sent))
    report = Report.objects.get(entry=entry)
    report.state = "submitted"
    report.save()
    proof = EvidenceFile.objects.get(pk=given["ledgers:evidence"]["pk"])
    proof.file.save("proof.docx", ContentFile(sent))
    entry.paper.versions.get().file.save("paper.docx", ContentFile(sent))
    answered = EvidenceFile.objects.get(pk=given["supervision:answer_file"]["file_pk"])
    answered.file.save("a.txt", ContentFile(WHOLE.encode()))


def answer_of(client: Client, address: str, **options: Any) -> tuple[int, bytes, bytes]:
    """Status, content of the page or file, and the head with its cookies."""
    answer = client.get(address, **options)
    content = b"".join(answer) if answer.streaming else answer.content
    head = unquote(f"{dict(answer.headers)}{answer.cookies}").encode()
    return int(answer.status_code), content, head


def walked(office_full: dict[str, str]) -> list[tuple[str, str]]:
    found = [(n, a) for n, a in office_full.items() if n not in NOT_WALKED]
    return found + [
        (name, f"{office_full[name]}?{query}") for name, queries in ASKED.items()
        for query in queries
    ]  # fmt: skip


@pytest.fixture
def lines():
    """What the log writes, as the settings have it written."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    line = settings.LOGGING["formatters"]["line"]
    assert line["()"].endswith(MaskedFormatter.__name__)
    handler.setFormatter(MaskedFormatter(line["format"], style=line["style"]))
    loggers = [logging.getLogger(), logging.getLogger("django"), logging.getLogger("sanyi")]
    for logger in loggers:
        logger.addHandler(handler)
    yield out
    for logger in loggers:
        logger.removeHandler(handler)


def test_nobody_without_contacts_meets_a_planted_value(as_role, office_full, lines) -> None:
    met: list[str] = []
    for role in HIDDEN_FROM:
        client, masked = as_role(role), 0
        for name, address in walked(office_full):
            status, content, head = answer_of(client, address)
            assert status < 500, f"{name}: {status}"
            met += [f"{role} {name}: {value}" for value in (*told(content), *told(head))]
            masked += MASKED.encode() in content
        # the words were there, their contacts were not
        assert masked >= LEAST.get(role, 20), f"{role}: {masked}"
    assert met == []
    assert not told(lines.getvalue().encode())


def test_office_meets_the_values_on_pages_and_in_files(as_role, office_full) -> None:
    client, met = as_role("head"), set()
    for name, address in walked(office_full):
        if MOBILE in told(answer_of(client, address)[1]):
            met.add(name)
    assert len(met) >= 40
    assert met >= {
        "ledgers:export", "ledgers:entry", "ledgers:list", "papers:download", "papers:proof",
        "supervision:letter_word", "supervision:word", "supervision:pack", "supervision:outbox",
        "consultations:summary", "consultations:workbook", "consultations:redline",
        "consultations:replies", "consultations:text", "ledgers:evidence", "mechanisms:result",
        "figures:explain", "figures:records",
    }  # fmt: skip


def test_sent_and_issued_files_are_the_office_s_byte_for_byte(as_role, office_full) -> None:
    letter, bulletin = LetterRow.objects.exclude(file="").get(), BulletinRow.objects.get()
    for row, name in ((letter, "letter_word"), (bulletin, "word")):
        with row.file.open("rb") as kept:
            sent = kept.read()
        assert answer_of(as_role("office"), office_full[f"supervision:{name}"])[1] == sent
        _, copy, head = answer_of(as_role("leader"), office_full[f"supervision:{name}"])
        assert copy != sent and not told(copy) and "（隐去联系方式）.docx" in head.decode()


ORIGINALS = ("papers:download", "ledgers:evidence", "supervision:answer_file")


@pytest.mark.parametrize("role", ["leader", "auditor", "liaison"])
def test_original_with_contacts_is_handed_out_as_a_copy_without(as_role, office_full, role) -> None:
    for name in ORIGINALS:
        status, copy, head = answer_of(as_role(role), office_full[name])
        _, original, _ = answer_of(as_role("office"), office_full[name])
        assert status == 200 and copy != original and told(original) and not told(copy), name
        assert "（隐去联系方式）" in head.decode()


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_original_that_cannot_be_masked_is_refused_with_who_may_have_it(
    as_role, office_full, entry, role
) -> None:
    version = entry.paper.versions.get()
    version.file.save("scan.png", ContentFile(b"\x89PNG\r\n\x1a\n stamped"))
    version.original_name = "盖章件.png"
    version.save()
    answer = as_role(role).get(office_full["papers:download"])
    assert answer.status_code == 403
    assert "医改办负责人可以下载" in answer.content.decode()
    assert answer_of(as_role("office"), office_full["papers:download"])[0] == 200


# --- the interface


def asked(token: str, path: str) -> tuple[int, bytes, bytes]:
    return answer_of(Client(), f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("role", ROLES)
def test_token_shows_no_contacts_unless_it_was_made_to(role, people, office_full, entry) -> None:
    admin, unit = people["security_admin"], people["liaison"].unit
    unit.refresh_from_db()
    number = BulletinRow.objects.get().pk
    given = {"ledger": entry.paper.slug, "entry": entry.entry_id.replace("#", "%23"),
             "indicator": CODE, "figure": FIGURE, "bulletin": number}  # fmt: skip
    paths = [e.path.replace("{id...}", str(given.get(e.name))).replace("{id}", str(given.get(e.name)))
             .replace("{code}", CODE) for e in ENDPOINTS if e.method == "GET"]  # fmt: skip
    seen = {}
    for shown in (False, True):
        _, token = tokens.make(admin, f"{role}{shown}", unit.place, role, unit,
                               is_shown_contacts=shown)  # fmt: skip
        answers = [asked(token, path) for path in paths]
        assert {status for status, *_ in answers} <= {200, 403, 404}
        seen[shown] = [path for path, (_, body, _) in zip(paths, answers, strict=True)
                       if told(body)]  # fmt: skip
    assert seen[False] == []
    assert (len(seen[True]) >= 3) is (role != "institution")
