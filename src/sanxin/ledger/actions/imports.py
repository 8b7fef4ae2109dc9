"""Taking an older ledger over: many items under consecutive numbers, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import compress
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.ledger import events
from sanxin.ledger.actions.items import county_of, next_number
from sanxin.ledger.models import CoOperation, Item, Progress, StrikeOff
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.queries.findable import entry_of
from sanxin.ledger.queries.stages import settle_many
from sanxin.ledger.rules.kinds import Kind
from sanxin.ledger.rules.old_ledgers import says_done
from sanxin.ledger.rules.strike_offs import Method
from sanxin.people.models import Level, Person, Post, Unit

LONGEST_TITLE = 120


@dataclass(frozen=True)
class OldItem:
    """A row of an older ledger, in its own words."""

    key: str
    title: str
    due_on: date
    number: str = ""
    detail: str = ""
    owner_id: str = ""
    """Empty: whoever imports leads."""
    unit: str = ""
    opened_on: date | None = None
    done: str = ""
    progress: str = ""
    town: str = ""
    village: str = ""
    kind: str = ""
    source: str = ""


@action
def take_over(rows: Sequence[OldItem], *, office: Unit, by: Person, at: datetime) -> tuple[int, int]:
    """Put the rows on the ledger under our own numbers; gives how many were added and how many were there already.

    What the old ledger calls done is recorded as struck off there (`Method.IMPORTED`), by the importer and without
    anybody verifying it here. That takes a section head, and never for an item of their own: for anybody else it stays
    open, with what the old ledger says as its progress. Everything else waits for its owner to accept.
    """
    permissions.check_may_open(office.id, by)
    known = set(
        Item.objects.filter(office=office, import_key__in=[row.key for row in rows]).values_list(
            "import_key", flat=True
        )
    )
    fresh = list({row.key: row for row in rows if row.key not in known}.values())
    if not fresh:
        return 0, len(rows)
    names = _Names(office, timezone.localdate(at))
    first = next_number(office, timezone.localdate(at).year, many=len(fresh))
    items = [_item(row, names, number=first + place, office=office, by=by, at=at) for place, row in enumerate(fresh)]
    Item.objects.bulk_create(items)
    done = _with_rows(list(zip(items, fresh, strict=True)), names, by=by, at=at)
    settle_many(items)
    search.put_many(entry_of(item) for item in items)
    facts = {"rows": len(items), "first": items[0].code, "last": items[-1].code}
    record(
        events.IMPORTED_DONE if done else events.IMPORTED,
        county_id=county_of(office),
        by=by,
        at=at,
        about=[("ledger.item", item.id) for item in items],
        facts=facts | ({"done": done} if done else {}),
    )
    return len(items), len(rows) - len(items)


class _Names:
    """Units and sections by name, read once for all rows."""

    def __init__(self, office: Unit, day: date) -> None:
        units = list(Unit.objects.in_use().filter(county_id=office.county_id).select_related("parent"))
        self._units = {name: unit for unit in units for name in (unit.short_name, unit.name) if name}
        places = [unit for unit in units if unit.level in {Level.TOWNSHIP, Level.VILLAGE}]
        self._places = {(_short(unit.parent), _short(unit)): unit for unit in places if unit.level == Level.VILLAGE}
        self._places |= {(_short(unit), ""): unit for unit in places if unit.level == Level.TOWNSHIP}
        posts = Post.objects.filter(unit__office=office, unit__level=Level.SECTION).on(day).select_related("unit")
        self.section_of = {str(post.person_id): post.unit for post in posts}

    def unit(self, name: str) -> Unit | None:
        return self._units.get(name)

    def place(self, town: str, village: str) -> Unit | None:
        exact = self._places.get((town, village))
        if exact or town:
            return exact or self._places.get((town, ""))
        same = [unit for (_town, name), unit in self._places.items() if name == village]
        return same[0] if village and len(same) == 1 else None


def _item(row: OldItem, names: _Names, *, number: int, office: Unit, by: Person, at: datetime) -> Item:
    owner_id = row.owner_id or str(by.id)
    place = names.place(row.town, row.village)
    opened_at = timezone.make_aware(datetime.combine(row.opened_on, time(9))) if row.opened_on else at
    where = " ".join(part for part in (row.town, row.village) if part and part not in _named(place))
    return Item(
        county_id=county_of(office),
        office=office,
        section=names.section_of.get(owner_id),
        year=timezone.localdate(at).year,
        number=number,
        title=row.title[:LONGEST_TITLE],
        detail=_detail(row, names),
        place=place,
        place_text=where[:120],
        kind=_kind(row.kind),
        source=_source(row)[:200],
        owner_id=UUID(owner_id),
        opened_by=by,
        opened_at=opened_at,
        first_due_on=row.due_on,
        due_on=row.due_on,
        import_key=row.key[:80],
    )


def _with_rows(pairs: list[tuple[Item, OldItem]], names: _Names, *, by: Person, at: datetime) -> int:
    """What else the old ledger knew: units, progress, that it is done. Gives how many are struck off by that."""
    CoOperation.objects.bulk_create(
        CoOperation(item=item, unit=unit) for item, row in pairs if (unit := names.unit(row.unit)) is not None
    )
    done = [_is_done(item, row, by) for item, row in pairs]
    words = [(item, _progress(row, done=so)) for (item, row), so in zip(pairs, done, strict=True)]
    Progress.objects.bulk_create(Progress(item=item, text=text, by=by, at=at) for item, text in words if text)
    struck = [
        StrikeOff(
            item=item,
            round=1,
            method=Method.IMPORTED,
            note="\n".join(filter(None, (row.progress, row.done))),
            by=by,
            at=at,
        )
        for item, row in compress(pairs, done)
    ]
    StrikeOff.objects.bulk_create(struck)
    return len(struck)


def _is_done(item: Item, row: OldItem, by: Person) -> bool:
    return says_done(row.done) and item.owner_id != by.id and permissions.may_take_over_done(item.office_id, by)


def _progress(row: OldItem, *, done: bool) -> str:
    """What was noted; where it stays open although the old ledger has it as done, that as well."""
    if done:
        return row.progress
    said = row.done
    if says_done(said):
        said = _("原台账写的是“{done}”；还没有在这里核验，先不销号。").format(done=said)
    return "\n".join(part for part in (row.progress, said) if part)


def _detail(row: OldItem, names: _Names) -> str:
    parts = [row.title if len(row.title) > LONGEST_TITLE else "", row.detail]
    if row.unit and names.unit(row.unit) is None:
        parts.append(_("协办单位：{unit}").format(unit=row.unit))
    return "\n".join(part for part in parts if part)


def _source(row: OldItem) -> str:
    number = _("原台账 {number} 号").format(number=row.number) if row.number else _("原台账")
    return " · ".join(part for part in (row.source, number) if part)


def _kind(words: str) -> str:
    """One of ours by its label; what an office called it otherwise stays as it is."""
    return next((kind.value for kind in Kind if words in {kind.value, str(kind.label)}), words[:20])


def _short(unit: Unit | None) -> str:
    return str(unit) if unit else ""


def _named(place: Unit | None) -> set[str]:
    if place is None:
        return set()
    return {place.name, place.short_name, *((place.parent.name, place.parent.short_name) if place.parent else ())}
