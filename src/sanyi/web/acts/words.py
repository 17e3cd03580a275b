"""Events in Chinese words, for the audit and the timelines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from sanyi.kernel import Period, ShapeError
from sanyi.web.acts.field_names import FIELDS
from sanyi.web.acts.matrix import ACT_LABELS, ROLE_LABELS, Act
from sanyi.web.acts.models import Event

# acts that no matrix grants: what the program notes by itself
_OWN = {
    "propose": "立项",
    "login": "登录",
    "logout": "退出",
    "login_failed": "登录失败",
    "locked_out": "连续输错密码被锁定",
    "deactivate": "停用账号",
    "change_password": "修改密码",
    "judge": "重新认定",
    "one_time_code": "设置动态口令",
    "draft_report": "保存报告草稿",
    "submit_report": "提交报告",
    "review_report": "处理报告",
    "read": "读出文件",
    "read_again": "重新读取",
    "renew": "按新版更新",
    "discard_letter": "不予发出督办函",
    "review_answer": "处理督办函答复",
    "edit_bulletin": "修改通报",
    "retry_message": "重发消息",
    "plan_reminders": "设定自动提醒",
    "loaded": "数据装入完成",
}
SUBJECTS = {
    "entry": "任务",
    "paper": "文件",
    "person": "账号",
    "unit": "单位",
    "place": "地方",
    "period": "期间",
    "report": "报告",
    "evidence": "佐证",
    "comment": "留言",
    "ledger": "台账",
    "import": "导入的文件",
    "letter": "督办函",
    "bulletin": "通报",
    "consultation": "征求意见",
    "binding": "对应关系",
    "table": "数据表",
    "check": "数据检查",
    "figure": "数字",
    "indicator": "指标",
    "target": "目标",
    "mechanism": "机制",
    "delivery": "收到的指标值",
    "message": "消息",
    "client": "接口令牌",
}


EMPTY = "（空）"
_PERIODS = ("period", "quarter")
# where the values of a subject's fields have their names
_MODELS = {
    "entry": "ledgers.EntryRow", "report": "ledgers.Report", "paper": "papers.Paper",
    "letter": "supervision.LetterRow", "bulletin": "supervision.BulletinRow",
    "consultation": "consultations.Round", "unit": "units.Unit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an event; ``before`` is empty where nothing was said of it."""

    label: str
    before: str
    after: str


def act_label(act: str) -> str:
    """An act in Chinese; one nobody knows stays as it is written."""
    if act in {a.value for a in Act}:
        return ACT_LABELS[Act(act)]
    return _OWN.get(act, act)


def subject_label(event: Event) -> str:
    """What an event speaks of."""
    kind = SUBJECTS.get(event.subject_kind, event.subject_kind)
    return f"{kind} {event.subject}"


def changes_of(event: Event) -> list[Change]:
    """What an event changed, field by field, as an auditor reads it."""
    names = dict.fromkeys((*event.before, *event.after))
    return [
        Change(FIELDS.get(name, name), _words(event, name, event.before),
               _words(event, name, event.after))
        for name in names
    ]  # fmt: skip


def _words(event: Event, name: str, values: dict[str, Any]) -> str:
    return printed(event.subject_kind, name, values[name]) if name in values else ""


def printed(kind: str, name: str, value: Any) -> str:
    """A field's value as a person reads it.

    Args:
        kind: of the subject, as events have it.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value in ("", [], {}):
        return EMPTY
    if isinstance(value, list):
        return "、".join(printed(kind, name, item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{FIELDS.get(k, k)} {printed('', k, v)}" for k, v in value.items())
    if name in _PERIODS:
        return _period(str(value))
    return _labels(kind, name).get(str(value), str(value))


def _period(text: str) -> str:
    try:
        return Period.parse(text).label
    except ShapeError:
        return text


@cache
def _labels(kind: str, name: str) -> Mapping[str, str]:
    """The names of a field's values, as the model of the subject has them."""
    if name == "role":
        return {role.value: label for role, label in ROLE_LABELS.items()}
    if kind not in _MODELS:
        return {}
    fields = {f.name: f for f in apps.get_model(_MODELS[kind])._meta.concrete_fields}
    choices = fields[name].flatchoices if name in fields else ()
    return {str(value): str(label) or "未定" for value, label in choices}
