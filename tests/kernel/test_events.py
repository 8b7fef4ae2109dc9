"""Events are appended to a chain and can be neither changed nor removed."""

from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from sanxin.kernel import chain, sentences
from sanxin.kernel.events import record, timeline
from sanxin.kernel.models import Event
from tests.cast import Cast

sentences.register("test.thing.done", "办了 {what}")


def test_an_event_links_to_the_one_before(cast: Cast, now: datetime) -> None:
    about = [("unit", cast.village.id)]
    first = record("test.thing.done", county_id=cast.county.id, by=cast.officer, at=now, about=about)
    second = record("test.thing.done", county_id=cast.county.id, by=cast.officer, at=now, about=about)

    assert (first.seq, second.seq) == (1, 2)
    assert second.mac == chain.link(first.mac, second)


def test_an_event_read_back_still_fits_its_link(cast: Cast, now: datetime) -> None:
    record("test.thing.done", county_id=cast.county.id, by=cast.officer, at=now, about=[], facts={"what": "事"})

    read = Event.objects.get()

    assert read.mac == chain.link("", read)
    assert read.text == "办了 事"
    assert read.who == "程晓岚"


def test_the_timeline_of_a_thing_is_newest_first(cast: Cast, now: datetime) -> None:
    for what in ("一", "二"):
        record(
            "test.thing.done",
            county_id=cast.county.id,
            by=None,
            at=now,
            about=[("unit", cast.village.id), ("unit", cast.town.id)],
            facts={"what": what},
        )

    assert [event.facts["what"] for event in timeline(cast.village.id, cast.town.id)] == ["二", "一"]


def test_an_unregistered_name_is_a_mistake(cast: Cast, now: datetime) -> None:
    with pytest.raises(ValueError, match="not a registered event"):
        record("test.never.heard", by=None, at=now, about=[])


@pytest.mark.parametrize("tamper", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_an_event(cast: Cast, now: datetime, tamper: str) -> None:
    record("test.thing.done", county_id=cast.county.id, by=None, at=now, about=[("unit", cast.village.id)])

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        if tamper == "update":
            Event.objects.update(actor_name="别人")
        else:
            Event.objects.all()._raw_delete("default")
