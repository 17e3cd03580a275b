"""What is known on a day: rows and dates that lie after it are taken away.

A county that is shown in the middle of its year must not know how the year ends.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from sanyi.county.world import Row
from sanyi.datasets import Contract

UNTIL = "@until"  # stands in a query for the last day of which anything is known
# rows of these stay although their own date lies ahead; only what has happened is taken away
_REGISTERS = frozenset(
    ("register_items", "platform_connections", "projects", "project_milestones", "rectifications")
)
# dates that people know beforehand
_AHEAD = frozenset(
    ("due_on", "planned_on", "planned_start_on", "planned_end_on", "valid_to_on")
    + ("retirement_due_on", "rotation_due_on", "service_due_on", "contribution_due_on")
)
# dates of the last of a running series: they move with the day
_RUNNING = frozenset(("as_of_on", "last_data_on", "last_followed_on"))
_AGREED_END = frozenset(("insured_persons", "procurement_agreements", "procurement_batches"))


def events(contract: Contract) -> list[str]:
    """Date columns that say that something has happened."""
    return [
        c.name
        for c in contract.columns
        if c.type in ("date", "datetime")
        and c.name not in _AHEAD
        and not (c.name == "ended_on" and contract.name in _AGREED_END)
    ]


def cut_row(contract: Contract, row: Row, until: dt.date) -> Row | None:
    """The row as it was known at the end of a day, None when it was not."""
    known = row.pop("known_on", None)
    if known is not None and known > until:
        return None
    since: dict[str, dt.date] = row.pop("_since", {})
    out = dict(row)
    for name, day in since.items():
        if day > until:
            out[name] = False
    moment = _moment(contract, out)
    if moment is not None and moment > until and contract.name not in _REGISTERS:
        return None
    if contract.name == "rectifications" and out["found_on"] > until:
        return None
    undone = False
    for name in events(contract):
        day = _day(out.get(name))
        if day is not None and day > until:
            out[name] = until if name in _RUNNING else None
            undone = undone or name not in _RUNNING
    if undone:
        _take_back(contract.name, out)
    return out


def _take_back(table: str, out: Row) -> None:
    for state in ("status", "decision"):
        if out.get(state) == "done":
            out[state] = "in_progress"
    if table == "institutions" and out.get("payment_mode_since_on") is None:
        out["payment_mode"] = "service_item"
    if table == "monitoring_points" and out.get("connected_on") is None:
        out["is_online"] = False
    for name in ("evidence", "document_number", "value"):
        if name in out:
            out[name] = None


def _moment(contract: Contract, row: Row) -> dt.date | None:
    """Day on which the row becomes known: a month's figures on its last day."""
    if not contract.period_column:
        return None
    value = row.get(contract.period_column)
    if value is not None and contract.column(contract.period_column).type == "month":
        return dt.date(value.year, value.month, calendar.monthrange(value.year, value.month)[1])
    return _day(value)


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def cut_sql(contract: Contract, sql: str, columns: list[str], until: dt.date) -> str:
    """The same for a query over one of the large tables."""
    day = f"DATE '{until.isoformat()}'"
    replaced = [
        f"CASE WHEN CAST({name} AS DATE) > {day} THEN {day if name in _RUNNING else 'NULL'} "
        f"ELSE {name} END AS {name}"
        for name in events(contract)
        if name in columns and name != contract.period_column
    ]
    moment = "known_on" if "known_on" in columns else contract.period_column
    keep = ""
    if moment in columns:
        is_month = moment != "known_on" and contract.column(moment).type == "month"
        value = f"last_day({moment})" if is_month else f"CAST({moment} AS DATE)"
        keep = f" WHERE {moment} IS NULL OR {value} <= {day}"
    sql = sql.replace(UNTIL, day)
    change = f" REPLACE ({', '.join(replaced)})" if replaced else ""
    return f"SELECT *{change} FROM ({sql}){keep}"
