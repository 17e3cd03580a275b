"""The ledger table."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html

from sanyi.ledger import State, UnitRole
from sanyi.web.base.privacy import shown_text
from sanyi.web.base.templatetags.sanyi import lamp
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers.models import PaperState


def _labelled(label: str, css: str = "") -> dict[str, dict[str, str]]:
    """On a phone a line becomes a card, and each cell carries its heading."""
    return {"td": {"data-label": label, "class": css}}


class EntryTable(tables.Table):  # type: ignore[misc]
    """One line for each entry; every column that has an order can be sorted by it."""

    pick = tables.Column("选", empty_values=(), orderable=False, attrs=_labelled("选"))
    number = tables.Column("序号", order_by=("paper_id", "position"), attrs=_labelled("序号"))
    title = tables.Column("任务", linkify=lambda record: f"/ledger/{record.pk}/")
    leads = tables.Column("牵头单位", empty_values=(), orderable=False, attrs=_labelled("牵头单位"))
    due_on = tables.Column("完成时限", empty_values=(), attrs=_labelled("完成时限", "nowrap"))
    state = tables.Column("办理状态", attrs=_labelled("办理状态", "nowrap"))
    lamp = tables.Column("进展", attrs=_labelled("进展"))

    class Meta:
        model = EntryRow
        fields = ("pick", "number", "title", "leads", "due_on", "state", "lamp")
        template_name = "base/table.html"
        empty_text = "没有符合条件的任务。放宽筛选条件再试。"
        attrs: ClassVar[dict[str, Any]] = {"class": "table card-table table-mobile-md"}

    def render_pick(self, record: EntryRow) -> str:
        if record.state != State.PROPOSED or record.paper.state == PaperState.ARCHIVED:
            return ""
        box = (
            '<input class="form-check-input" type="checkbox" form="assign" name="pick" '
            'value="{}" aria-label="选择第{}项">'
        )
        return format_html(box, record.pk, record.number)

    def render_title(self, record: EntryRow, value: str) -> str:
        where = " · ".join(p for p in (str(record.paper), record.section) if p)
        person = getattr(getattr(self, "request", None), "user", None)
        return format_html("{}<div class='small text-secondary fw-normal'>{}</div>",
                           shown_text(value, person), shown_text(where, person))  # fmt: skip

    def render_leads(self, record: EntryRow) -> str:
        names = [u.unit.name for u in record.units.all() if u.role != UnitRole.COOPERATING]
        others = sum(u.role == UnitRole.COOPERATING for u in record.units.all())
        more = f"另有配合单位{others}个" if others else ""
        text = "<div>{}</div><div class='small text-secondary'>{}</div>"
        return format_html(text, "、".join(names) or "未指定", more)

    def render_due_on(self, record: EntryRow, value: Any) -> str:
        if record.is_standing:
            return "长期"
        return f"{value:%Y-%m-%d}" if value else "未定"

    def render_lamp(self, value: str, record: EntryRow) -> str:
        return lamp(record.lamp)
