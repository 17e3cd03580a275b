"""Personal data is recognised where it is, and masked without moving a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examined import FINAL, changed
from reading import ledger_of
from sanyi.ledger.export_json import ledger_as_json
from sanyi.ledger.mask import PersonalKind, mask_ledger, mask_text, personal_spans


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话：13900001234。", "电话：139****1234。"),
        ("电话：139 0000 1234。", "电话：139 **** 1234。"),
        ("电话：0731-55550000。", "电话：****-******00。"),
        ("值班电话：55550000", "值班电话：******00"),
        ("邮箱：anhe_yigai@example.com", "邮箱：a*********@example.com"),
        ("身份证：11010519491231002X", "身份证：110***************"),
        ("账号：6222021234567890128", "账号：6222***********0128"),
        ("联系人：赵小禾，电话：13900001234", "联系人：赵**，电话：139****1234"),
        ("赵小禾 13900001234", "赵** 139****1234"),
    ],
)
def test_personal_value_is_masked_in_place(text: str, masked: str) -> None:
    """The value is covered, its ends and its length stay."""
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "预算13900001234元",
        "江卫发〔2025〕12号，2025年12月31日前完成2025—2027年任务",
        "就诊率达到85%以上，诊疗人次1390000人次，占比12.345678",
        "流水号110105194912310021",
        "账号6222021234567890123",
        "县医改办负责，联系人另行通知",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    """Money, dates, document numbers and numbers with a wrong check digit are no personal data."""
    assert mask_text(text) == text


def test_each_kind_is_named() -> None:
    """The spans say what they hold."""
    text = "联系人：赵小禾，手机13900001234，座机0731-55550000，邮箱a1@example.com，11010519491231002X，6222021234567890128"
    assert {p.kind for p in personal_spans(text)} == set(PersonalKind)


def test_masked_ledger_holds_no_value() -> None:
    """Every text of the ledger is masked; ids, spans and units stay."""
    text = changed(FINAL, ("上门服务。\n", "上门服务，预约电话13900001234。\n"))
    ledger = ledger_of(text)
    masked = mask_ledger(ledger)
    assert "13900001234" in ledger_as_json(ledger)
    assert "13900001234" not in ledger_as_json(masked)
    assert "139****1234" in ledger_as_json(masked)
    assert [e.id for e in masked.entries] == [e.id for e in ledger.entries]
    assert [e.span for e in masked.entries] == [e.span for e in ledger.entries]
    assert [e.units for e in masked.entries] == [e.units for e in ledger.entries]


@given(st.text(alphabet="赵小禾联系人电话：，0123456789@.axX- \n", max_size=80))
def test_masking_keeps_the_length(text: str) -> None:
    """One character for each, and masking twice changes nothing that masking once did not."""
    masked = mask_text(text)
    assert len(masked) == len(text)
    assert all(m in (c, "*") for c, m in zip(text, masked, strict=True))
