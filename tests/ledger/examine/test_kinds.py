"""Every kind of finding: found where it is, not found where it only seems to be."""

from __future__ import annotations

import pytest

import examined_ledger
import examined_text
from examined import DRAFT, FINAL, TEXT_ONLY, findings, of_kind
from sanyi.ledger.examine import FINDING_KINDS

CASES = examined_ledger.CASES | examined_text.CASES
POSITIVE = [(code, i) for code, (found, _) in CASES.items() for i in range(len(found))]
NEGATIVE = [(code, i) for code, (_, clean) in CASES.items() for i in range(len(clean))]


@pytest.mark.parametrize(("code", "number"), POSITIVE)
def test_planted_defect_is_found(code: str, number: int) -> None:
    """A text with the defect gives a finding of its kind, placed in the text."""
    text = CASES[code][0][number]
    found = of_kind(text, code)
    assert found, [(f.code, f.message) for f in findings(text)]
    for finding in found:
        assert finding.severity is FINDING_KINDS[code].severity
        assert finding.span is not None or code == "RES-008"


@pytest.mark.parametrize(("code", "number"), NEGATIVE)
def test_near_miss_is_left_alone(code: str, number: int) -> None:
    """A text that only looks like the defect gives none of its kind."""
    assert of_kind(CASES[code][1][number], code) == []


@pytest.mark.parametrize("text", [FINAL, TEXT_ONLY, DRAFT], ids=["台账", "正文", "征求意见稿"])
def test_clean_document_has_no_finding(text: str) -> None:
    """A document without defects passes without a word."""
    assert findings(text) == ()


def test_every_kind_has_both_examples() -> None:
    """No kind goes without a text where it is found and one where it is not."""
    assert set(CASES) == set(FINDING_KINDS)
    assert all(found and clean for found, clean in CASES.values())
