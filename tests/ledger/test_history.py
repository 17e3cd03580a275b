"""The ledger of a past day is a fold over the changes that were logged."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sanyi.ledger import FactChange, facts_at

UTC = dt.UTC


def at(month: int, day: int = 1) -> dt.datetime:
    return dt.datetime(2025, month, day, tzinfo=UTC)


LOG = [
    FactChange(at(2), "a#1", {}, {"state": "proposed", "due_on": "2025-06-30"}),
    FactChange(at(3), "a#1", {"state": "proposed"}, {"state": "assigned"}),
    FactChange(at(5), "a#1", {"due_on": "2025-06-30"}, {"due_on": "2025-09-30"}),
    FactChange(at(6), "a#2", {}, {"state": "proposed"}),
]


def test_entry_is_not_there_before_it_is_proposed() -> None:
    assert facts_at(LOG, at(1)) == {}


def test_past_day_shows_the_state_and_limit_of_that_day() -> None:
    assert facts_at(LOG, at(4)) == {"a#1": {"state": "assigned", "due_on": "2025-06-30"}}


def test_act_of_the_very_moment_counts() -> None:
    assert facts_at(LOG, at(5))["a#1"]["due_on"] == "2025-09-30"


def test_field_set_only_later_is_what_that_change_found() -> None:
    log = [FactChange(at(2), "a#1", {}, {"state": "proposed"}),
           FactChange(at(5), "a#1", {"title": "旧"}, {"title": "新"}),
           FactChange(at(6), "a#1", {"title": "新"}, {"title": "更新"})]  # fmt: skip
    assert facts_at(log, at(3)) == {"a#1": {"title": "旧", "state": "proposed"}}


CHANGES = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y", "z"]), st.integers(0, 3)),
    max_size=12,
)


@given(CHANGES, st.integers(0, 12))
def test_fold_equals_stopping_the_log_at_that_moment(steps: list[tuple[str, str, int]],
                                                     until: int) -> None:  # fmt: skip
    """A log that names each field's old value gives the same past, whatever came later."""
    world: dict[str, dict[str, int]] = {}
    log, snapshots = [], [{}]
    for number, (subject, name, value) in enumerate(steps):
        before = {n: world[subject][n] for n in (name,) if n in world.get(subject, {})}
        world.setdefault(subject, {})[name] = value
        moment = dt.datetime(2025, 1, 1, tzinfo=UTC) + dt.timedelta(days=number)
        log.append(FactChange(moment, subject, before, {name: value}))
        snapshots.append({s: dict(f) for s, f in world.items()})
    stop = min(until, len(steps))
    moment = dt.datetime(2025, 1, 1, tzinfo=UTC) + dt.timedelta(days=stop - 1)
    assert facts_at(log, moment) == snapshots[stop]
