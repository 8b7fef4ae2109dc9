"""Told to villages for some days, taken down, counted without knowing by whom."""

from datetime import timedelta

from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.public.actions import bulletin_routes as routes
from sanxin.public.actions.publications import count_read, publish, withdraw
from sanxin.public.models import BulletinPublication, BulletinReads
from sanxin.public.queries.bulletins import at_door
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.builders import a_door
from tests.public.bulletin_builders import approved, published, submitted
from tests.service.builders import refused

TODAY = NOW.date()


def test_the_villages_it_is_for_read_it_and_no_other(cast: Cast) -> None:
    here, there = a_door(cast), a_door(cast, place=cast.other_village)
    anywhere, township = a_door(cast, place=None), a_door(cast, place=cast.town)

    row = published(cast)

    told = [door for door in (here, there, anywhere, township) if at_door(door, TODAY).filter(pk=row.pk).exists()]
    assert told == [here, anywhere]
    assert timeline(row.version.bulletin_id)[0].text == "发到村里，第 1 版，从 2026-11-19 起"


def test_a_township_s_villages_and_everybody_s(cast: Cast) -> None:
    here, there = a_door(cast), a_door(cast, place=cast.other_village)

    town, everybody = published(cast, places=[cast.town]), published(cast, places=[])

    for door in (here, there):
        assert set(at_door(door, TODAY)) == {town, everybody}


def test_it_begins_and_ends_on_its_days(cast: Cast) -> None:
    door, bulletin = a_door(cast), approved(cast)
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=9)
    publish(bulletin, from_on=first, until_on=last, seen=bulletin.version, by=cast.officer, at=NOW)

    seen = [day for day in range(12) if at_door(door, TODAY + timedelta(days=day)).exists()]

    assert seen == list(range(2, 10))


def test_where_it_was_told_stays_when_the_draft_goes_elsewhere(cast: Cast) -> None:
    row = published(cast)
    bulletin = row.version.bulletin
    bulletin.places.set([cast.other_village])

    assert list(row.places.all()) == [cast.village]


def test_taken_down_it_is_gone_at_once(cast: Cast) -> None:
    door, row = a_door(cast), published(cast)
    bulletin = row.version.bulletin
    address = f"/s/{door.code}/news/{bulletin.year}-{bulletin.number}/"
    assert Client().get(address).status_code == 200
    bulletin.refresh_from_db()

    withdraw(bulletin, reason="日子写错了", seen=bulletin.version, by=cast.leader, at=NOW)

    gone = Client().get(address)
    assert gone.status_code == 404
    assert "没有这份通报" in gone.content.decode()
    assert timeline(bulletin.id)[0].text == "从村里撤下通报：日子写错了"


def test_refused(cast: Cast) -> None:
    waiting = submitted(cast)
    with refused("public.bulletin.not_approved"):
        publish(waiting, from_on=TODAY, seen=waiting.version, by=cast.officer, at=NOW)
    bulletin = approved(cast)
    with refused("public.bulletin.from_past"):
        publish(bulletin, from_on=TODAY - timedelta(days=1), seen=bulletin.version, by=cast.officer, at=NOW)
    with refused("public.bulletin.until_early"):
        early = TODAY - timedelta(days=1)
        publish(bulletin, from_on=TODAY, until_on=early, seen=bulletin.version, by=cast.officer, at=NOW)
    with refused("public.bulletin.not_desk", NotAllowed):
        publish(bulletin, from_on=TODAY, seen=bulletin.version, by=cast.leader, at=NOW)
    with refused("public.bulletin.overtaken", Overtaken):
        publish(bulletin, from_on=TODAY, seen=0, by=cast.officer, at=NOW)
    with refused("public.bulletin.not_published"):
        withdraw(bulletin, reason="错了", seen=bulletin.version, by=cast.officer, at=NOW)
    assert not BulletinPublication.objects.exists()


def test_taking_down_needs_a_reason_and_somebody_of_the_office(cast: Cast) -> None:
    bulletin = published(cast).version.bulletin
    bulletin.refresh_from_db()
    with refused("public.bulletin.no_reason"):
        withdraw(bulletin, reason=" ", seen=bulletin.version, by=cast.officer, at=NOW)
    with refused("public.bulletin.long_reason"):
        withdraw(bulletin, reason="错" * 301, seen=bulletin.version, by=cast.officer, at=NOW)
    with refused("public.bulletin.not_ours", NotAllowed):
        withdraw(bulletin, reason="错了", seen=bulletin.version, by=cast.handler, at=NOW)
    with refused("public.bulletin.overtaken", Overtaken):
        withdraw(bulletin, reason="错了", seen=0, by=cast.officer, at=NOW)


def test_a_version_is_told_once_and_a_new_one_under_the_same_number(cast: Cast) -> None:
    door, bulletin = a_door(cast), published(cast).version.bulletin
    bulletin.refresh_from_db()
    with refused("public.bulletin.not_approved"):
        publish(bulletin, from_on=TODAY, seen=bulletin.version, by=cast.officer, at=NOW)
    withdraw(bulletin, reason="日子写错了", seen=bulletin.version, by=cast.officer, at=NOW)
    for verb in (routes.revise, routes.submit):
        bulletin.refresh_from_db()
        verb(bulletin, seen=bulletin.version, by=cast.officer, at=NOW)
    bulletin.refresh_from_db()
    routes.approve(bulletin, seen=bulletin.version, by=cast.head, at=NOW)
    bulletin.refresh_from_db()

    again = publish(bulletin, from_on=TODAY, seen=bulletin.version, by=cast.officer, at=NOW)

    assert [row.version.number for row in at_door(door, clock.today())] == [2]
    assert again.version.number == 2


def test_a_day_s_count_and_nothing_else(cast: Cast) -> None:
    row = published(cast)
    for _opened in range(3):
        count_read(row, on=TODAY)
    count_read(row, on=TODAY + timedelta(days=1))

    assert [(one.day, one.count) for one in row.reads.all()] == [(TODAY, 3), (TODAY + timedelta(days=1), 1)]
    kept = {field.name for field in BulletinReads._meta.get_fields()}
    assert kept == {"id", "publication", "day", "count"}
