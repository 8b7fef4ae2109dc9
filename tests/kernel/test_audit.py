"""Whoever tampers with the trail is found, and the first broken row is named."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sanxin.kernel import audit, sentences, triggers
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import ChainHead, Event, EventSubject
from tests.cast import Cast

sentences.register("test.thing.done", "办了 {what}")
EVENTS = 5


@pytest.fixture
def written(cast: Cast, now: datetime, settings: Any, tmp_path: Path) -> Cast:
    """Five events of one county; triggers out of the way, as for somebody who owns the database."""
    settings.HOME = tmp_path
    for number in range(EVENTS):
        about = [("unit", cast.village.id)]
        record(
            "test.thing.done", county_id=cast.county.id, by=cast.officer, at=now, about=about, facts={"what": number}
        )
    triggers.remove(connection)
    return cast


def first_broken(cast: Cast) -> int:
    found = audit.verify()
    assert [broken.county_id for broken in found] == [cast.county.id]
    return found[0].seq


def test_a_whole_chain_is_proved(written: Cast) -> None:
    assert audit.verify() == []
    call_command("audit", "verify")


def test_a_changed_row_is_found(written: Cast) -> None:
    Event.objects.filter(seq=3).update(actor_name="别人")

    assert first_broken(written) == 3


def test_a_removed_row_is_found(written: Cast) -> None:
    EventSubject.objects.filter(event__seq=2).delete()
    Event.objects.filter(seq=2).delete()

    assert first_broken(written) == 2


def test_two_swapped_rows_are_found(written: Cast) -> None:
    Event.objects.filter(seq=2).update(seq=99)
    Event.objects.filter(seq=3).update(seq=2)
    Event.objects.filter(seq=99).update(seq=3)

    assert first_broken(written) == 2


def test_an_inserted_row_is_found(written: Cast) -> None:
    for seq in (5, 4):
        Event.objects.filter(seq=seq).update(seq=seq + 1)
    copy = Event.objects.get(seq=3)
    copy.pk, copy.seq = new_id(), 4
    copy.save(force_insert=True)

    assert first_broken(written) == 4


def test_a_changed_index_row_is_found(written: Cast) -> None:
    EventSubject.objects.filter(event__seq=4).update(subject_id=new_id())

    assert first_broken(written) == 4


def test_a_cut_tail_shows_against_the_head(written: Cast) -> None:
    cut(written, 3)

    assert first_broken(written) == 4


def test_a_cut_tail_with_a_forged_head_shows_against_the_exported_one(written: Cast) -> None:
    audit.export_head()
    cut(written, 3)
    ChainHead.objects.update(seq=3, mac=Event.objects.get(seq=3).mac)

    assert first_broken(written) == 4


def test_a_cut_tail_that_was_written_over_shows_against_the_exported_head(written: Cast, now: datetime) -> None:
    audit.export_head()
    cut(written, 3)
    ChainHead.objects.update(seq=3, mac=Event.objects.get(seq=3).mac)
    for _number in range(3):
        record("test.thing.done", county_id=written.county.id, by=None, at=now, about=[])

    assert first_broken(written) == 5


def test_a_county_wiped_out_as_a_whole_shows_against_the_exported_head(written: Cast) -> None:
    audit.export_head()
    cut(written, 0)
    ChainHead.objects.all().delete()

    assert first_broken(written) == 1


def test_a_line_cut_short_in_the_heads_file_is_told(written: Cast) -> None:
    audit.export_head()
    path = audit.heads_file()
    path.write_text(path.read_text() + '{"county": "')

    [broken] = audit.verify()

    assert "第 2 行读不出" in broken.what


def test_a_head_set_back_is_found(written: Cast) -> None:
    ChainHead.objects.update(seq=3, mac=Event.objects.get(seq=3).mac)

    assert first_broken(written) == 5


def test_a_head_of_another_chain_is_found(written: Cast) -> None:
    ChainHead.objects.update(mac="0" * 64)

    assert first_broken(written) == 5


def test_what_is_written_while_the_chain_is_read_is_no_alarm(
    written: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = audit._events

    def with_a_writer(county_id: UUID) -> Iterator[Any]:
        record("test.thing.done", county_id=county_id, by=None, at=now, about=[])
        yield from read(county_id)
        record("test.thing.done", county_id=county_id, by=None, at=now, about=[])

    monkeypatch.setattr(audit, "_events", with_a_writer)

    assert audit.verify() == []


def test_a_forged_exported_head_is_found(written: Cast) -> None:
    audit.export_head()
    path = audit.heads_file()
    path.write_text(path.read_text().replace('"seq": 5', '"seq": 4'))

    assert first_broken(written) == 4


def test_the_command_names_the_first_broken_row(written: Cast) -> None:
    Event.objects.filter(seq=3).update(actor_name="别人")

    with pytest.raises(CommandError, match="第 3 条"):
        call_command("audit", "verify")


def cut(cast: Cast, kept: int) -> None:
    EventSubject.objects.filter(event__seq__gt=kept).delete()
    Event.objects.filter(county_id=cast.county.id, seq__gt=kept).delete()
