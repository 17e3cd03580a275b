"""The event chain shows every change, gap, swap and cut."""

from __future__ import annotations

import pytest
from django.db.models import F

from sanyi.web.acts import chain
from sanyi.web.acts.models import ChainHead, Event
from sanyi.web.acts.service import record


@pytest.fixture
def five(db: None) -> None:
    for number in range(1, 6):
        record(None, "propose", "entry", f"x-2025#{number}", after={"state": "proposed"})


def codes() -> list[str]:
    return [f.code for f in chain.verify_all()]


@pytest.mark.usefixtures("five")
class TestChain:
    def test_untouched_chain_is_whole(self) -> None:
        assert codes() == []

    def test_changed_content_is_found(self) -> None:
        Event.objects.filter(number=3).update(after={"state": "closed"})
        found = chain.verify_all()
        assert [(f.code, f.where) for f in found] == [("EVT-001", "event/3")]

    @pytest.mark.parametrize("field", ["act", "subject", "reason", "actor_label", "place"])
    def test_every_field_is_part_of_the_hash(self, field: str) -> None:
        Event.objects.filter(number=2).update(**{field: "另一个"})
        assert codes() == ["EVT-001"]

    def test_changed_time_is_found(self) -> None:
        import datetime as dt

        Event.objects.filter(number=2).update(at=F("at") + dt.timedelta(seconds=1))
        assert codes() == ["EVT-001"]

    def test_event_rewritten_with_a_right_hash_breaks_the_next_link(self) -> None:
        event = Event.objects.get(number=3)
        event.reason = "改过"
        event.hash = chain.hash_of(event)
        event.save()
        assert codes() == ["EVT-003"]

    def test_missing_event_is_found(self) -> None:
        Event.objects.filter(number=2).delete()
        assert codes() == ["EVT-002"]

    def test_swapped_events_are_found(self) -> None:
        Event.objects.filter(number=2).update(number=100)
        Event.objects.filter(number=3).update(number=2)
        Event.objects.filter(number=100).update(number=3)
        assert set(codes()) >= {"EVT-001", "EVT-003"}

    def test_cut_off_end_is_found(self) -> None:
        Event.objects.filter(number=5).delete()
        assert codes() == ["EVT-004"]

    def test_end_cut_off_together_with_the_head_is_found_by_a_hash_copied_down(self) -> None:
        noted = Event.objects.get(number=5).hash
        Event.objects.filter(number=5).delete()
        ChainHead.objects.update(number=4, hash=Event.objects.get(number=4).hash)
        assert codes() == []
        assert [f.code for f in chain.verify_all(noted)] == ["EVT-005"]

    def test_all_events_gone_is_found(self) -> None:
        Event.objects.all().delete()
        assert codes() == ["EVT-004"]


def test_empty_installation_is_whole(db: None) -> None:
    assert codes() == []


def test_failed_act_leaves_no_event(db: None) -> None:
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        record(None, "propose", "entry", "x")
        raise RuntimeError
    assert Event.objects.count() == 0
    record(None, "propose", "entry", "y")
    assert codes() == []
