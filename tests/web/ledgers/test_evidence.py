"""Evidence is uploaded, handed out as an attachment, withdrawn with a reason, never lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from sanyi.kernel import InputError, SanyiError
from sanyi.web.ledgers import evidence, reporting
from sanyi.web.ledgers.models import EvidenceFile
from web.ledgers.conftest import pdf


def test_file_is_kept_and_handed_out_as_an_attachment(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    answer = client.post(f"/ledger/{running.pk}/evidence/", {"file": pdf(), "title": "纪要"})
    assert answer.status_code == 302
    kept = EvidenceFile.objects.get()
    assert "纪要" not in kept.file.name
    got = client.get(f"/ledger/evidence/{kept.pk}/")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content) == b"%PDF-1.7 minutes"  # type: ignore[attr-defined]
    got.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", b"MZ"), ("x.pdf", b"MZ not a pdf"), ("x.pdf", b""), ("x.html", b"<script>")],
)
def test_bad_file_is_refused(running, people, name, content) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SanyiError):
        evidence.attach(people["liaison"], running, SimpleUploadedFile(name, content))
    assert not EvidenceFile.objects.exists()


def test_same_file_twice_is_refused(running, people) -> None:  # type: ignore[no-untyped-def]
    evidence.attach(people["liaison"], running, pdf())
    with pytest.raises(InputError, match="已经上传过"):
        evidence.attach(people["liaison"], running, pdf("另一个名字.pdf"))


def test_withdrawing_needs_a_reason_and_keeps_the_file(running, people) -> None:  # type: ignore[no-untyped-def]
    kept = evidence.attach(people["liaison"], running, pdf())
    with pytest.raises(InputError, match="理由"):
        evidence.withdraw(people["liaison"], kept, "")
    evidence.withdraw(people["liaison"], kept, "传错了")
    kept.refresh_from_db()
    assert kept.withdrawn_at is not None
    assert kept.file.storage.exists(kept.file.name)


def test_liaison_does_not_withdraw_what_the_office_added(running, people) -> None:  # type: ignore[no-untyped-def]
    kept = evidence.attach(people["office"], running, pdf())
    with pytest.raises(InputError, match="只能撤回本单位"):
        evidence.withdraw(people["liaison"], kept, "不要了")
    with pytest.raises(PermissionDenied):
        evidence.withdraw(people["auditor"], kept, "不要了")


def test_evidence_of_an_accepted_report_stays(submitted, people) -> None:  # type: ignore[no-untyped-def]
    kept = evidence.attach(people["liaison"], submitted.entry, pdf(), report=submitted)
    reporting.accept(people["office"], submitted)
    with pytest.raises(InputError, match="已采纳"):
        evidence.withdraw(people["liaison"], kept, "换一个")


def test_files_of_a_draft_are_not_seen_by_the_office(running, people, as_role, quarter) -> None:  # type: ignore[no-untyped-def]
    draft = reporting.save_draft(people["liaison"], running, quarter, {"text": "x"}, revision=None)
    kept = evidence.attach(people["liaison"], running, pdf(), report=draft)
    assert as_role("office").get(f"/ledger/evidence/{kept.pk}/").status_code == 404
    own = as_role("liaison").get(f"/ledger/evidence/{kept.pk}/")
    assert own.status_code == 200
    own.close()


def test_remark_is_kept_and_an_empty_one_refused(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    assert client.post(f"/ledger/{running.pk}/remark/", {"text": "已联系财政局"}).status_code == 302
    assert "已联系财政局" in as_role("leader").get(f"/ledger/{running.pk}/").content.decode()
    assert client.post(f"/ledger/{running.pk}/remark/", {"text": "  "}).status_code == 400
    assert (
        as_role("auditor").post(f"/ledger/{running.pk}/remark/", {"text": "x"}).status_code == 403
    )
