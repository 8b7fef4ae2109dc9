"""Many rows for measuring: items and voices like the demo's, written in bulk without a history of their own."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from sanxin.kernel import clock, search
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.ledger import events
from sanxin.ledger.actions.items import next_number
from sanxin.ledger.models import Item, Measure
from sanxin.people.models import Level, Person, Unit
from sanxin.project.demo.complaints import complaints
from sanxin.project.demo.past import PAST
from sanxin.service.actions.voices import NewVoice, hear_many
from sanxin.service.speakers import Speaker

BATCH = 2000
STAGES = ("opened", "accepted", "in_progress", "in_progress", "strike_off_requested")


def fill(*, items: int = 0, voices: int = 0) -> None:
    office = Unit.objects.get(code="360281-ZZB")
    if items:
        _items(office, items)
    if voices:
        _voices(office, voices)
    search.tidy()  # as the worker does once a day
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database at work would have done by itself over time


def _items(office: Unit, count: int) -> None:
    rng = random.Random(1)  # noqa: S311 - the same rows every time
    owners = list(Person.objects.filter(posts__unit__office=office, posts__role="officer").distinct())
    sections = {p.id: p.posts.get().unit_id for p in owners}
    villages = list(Unit.objects.filter(level=Level.VILLAGE, county=office.county))
    now = clock.now()
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        with transaction.atomic():
            first = next_number(office, now.year, many=size)
            rows = [_item(office, first + n, rng, owners, sections, villages) for n in range(size)]
            Item.objects.bulk_create(rows)
            Measure.objects.bulk_create(_measures(rows))
            search.put_many(_entry(item) for item in rows)
            facts = {"rows": size, "first": rows[0].code, "last": rows[-1].code}
            about = [("people.unit", office.id)]
            record(events.IMPORTED, county_id=rows[0].county_id, by=None, at=now, about=about, facts=facts)


def _item(
    office: Unit,
    number: int,
    rng: random.Random,
    owners: list[Person],
    sections: dict[UUID, UUID],
    villages: list[Unit],
) -> Item:
    owner, village, now = rng.choice(owners), rng.choice(villages), clock.now()
    opened = now - timedelta(days=rng.randint(0, 330))
    due = (opened + timedelta(days=rng.randint(10, 60))).date()
    struck = rng.random() < 0.8
    done_on = min(due, now.date()) if struck else None
    return Item(
        id=new_id(), county=office.county, office=office, year=now.year, number=number,
        title=f"{village.name}{rng.choice(PAST).title}", detail=f"第 {number} 件", place=village, owner=owner,
        section_id=sections[owner.id], opened_by=owner, opened_at=opened, first_due_on=due, due_on=due,
        kind=rng.choice(("livelihood", "interest", "wish")),
        stage="struck_off" if struck else rng.choice(STAGES), struck_off_on=done_on,
    )  # fmt: skip


def _measures(rows: list[Item]) -> Iterator[Measure]:
    for item in rows:
        for order, what in enumerate(("查清情况", "办好"), start=1):
            yield Measure(
                item=item, order=order, what=what, person_id=item.owner_id, due_on=item.due_on,
                by_id=item.owner_id, at=item.opened_at,
            )  # fmt: skip


def _entry(item: Item) -> search.Entry:
    return search.Entry(
        kind="ledger.item", id=item.id, county_id=item.county_id, office_id=item.office_id,
        title=f"{item.code} {item.title}", body=item.detail, at=item.opened_at,
    )  # fmt: skip


def _voices(office: Unit, count: int) -> None:
    rng = random.Random(2)  # noqa: S311 - the same rows every time
    clerk = Person.objects.get(staff_number="zzb003")
    villages = {unit.name: unit for unit in Unit.objects.filter(level=Level.VILLAGE, county=office.county)}
    now = clock.now()
    rows = [
        NewVoice(
            key=f"scale-{number:07d}",
            title=said.title,
            text=said.text,
            source="hotline",
            kind=said.kind,
            heard_at=now - timedelta(minutes=rng.randint(1, 400_000)),
            place=villages[said.village],
            speaker=Speaker(code=f"S{rng.randint(1, count):07d}"),
        )
        for number, said in enumerate(complaints(count, list(villages), seed=2))
    ]
    for start in range(0, count, 10_000):
        hear_many(rows[start : start + 10_000], office=office, by=clerk, at=now)
