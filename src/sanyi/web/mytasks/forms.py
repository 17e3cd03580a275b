"""The report of a unit: nothing asked that can be computed; each question names its clause."""

from __future__ import annotations

from typing import Any

from django import forms

from sanyi.ledger import Entry, ProofType, mask_text
from sanyi.web.base.unmasking import KeepsContacts
from sanyi.web.base.views import style
from sanyi.web.ledgers.forms import date_field
from sanyi.web.ledgers.models import EntryRow, Report

COMPUTED = frozenset({ProofType.COMPUTED, ProofType.COVERED})


class ReportForm(KeepsContacts, forms.Form):
    """Questions chosen by what will prove the entry."""

    text = forms.CharField(
        label="本季度做了什么", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    claim = forms.ChoiceField(label="进展", choices=Report.Claim.choices, required=False)
    document_number = forms.CharField(label="印发文件的文号", max_length=80, required=False)
    document_on = date_field("印发日期")
    problem = forms.CharField(
        label="存在问题（没有可不填）", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    next_step = forms.CharField(
        label="下一步（没有可不填）", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: EntryRow, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proof = ProofType(row.proof)
        if is_computed(row):
            del self.fields["claim"]  # the figures say how far it is
        if proof is not ProofType.ISSUED:
            del self.fields["document_number"], self.fields["document_on"]
        for name, words in _served(row, entry).items():
            if name in self.fields:
                self.fields[name].help_text = words
        style(self)


def is_computed(row: EntryRow) -> bool:
    """Whether figures decide, so that neither numbers nor a claim are asked."""
    return ProofType(row.proof) in COMPUTED and bool(row.targets.all())


def _served(row: EntryRow, entry: Entry) -> dict[str, str]:
    """The clause that each question serves."""
    where = f"{row.paper} 第{row.number}项" if row.number else str(row.paper)
    actions = mask_text("；".join(entry.actions[:3]) or row.title)
    short = f"第{row.number}项" if row.number else "这项任务"
    limit = f"时限“{row.due_phrase}”" if row.due_phrase else "时限未写明"
    return {
        "text": f"对应{_escaped(where)}：“{_escaped(actions[:160])}”。数字不用填，已由系统带入。"
        if is_computed(row)
        else f"对应{_escaped(where)}：“{_escaped(actions[:160])}”。",
        "claim": f"对应{_escaped(short)}的{_escaped(limit)}。报“已完成”须有佐证。",
        "document_number": f"对应{_escaped(short)}：{_escaped(entry.proof.reason or row.title)}。",
        "document_on": f"对应{_escaped(short)}的{_escaped(limit)}：文件在时限前印发才算按期。",
        "problem": f"对应{_escaped(short)}：需要办公室协调的也写在这里。",
        "next_step": f"对应{_escaped(short)}的{_escaped(limit)}：打算在何时做到什么。",
    }


def _escaped(text: str) -> str:
    from django.utils.html import escape

    return str(escape(text))
