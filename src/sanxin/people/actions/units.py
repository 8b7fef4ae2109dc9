"""Set up, rename, move and close the units an office keeps itself."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people import events, permissions
from sanxin.people.actions import claiming, indexing
from sanxin.people.models import Person, Post, Unit
from sanxin.people.rules import names
from sanxin.people.rules import units as rules


@action
def add(
    parent: Unit,
    *,
    name: str,
    level: str,
    by: Person | None,
    at: datetime,
    code: str = "",
    short_name: str = "",
    order: int = 0,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Unit:
    """A new office, section or village under `parent`; without a code it gets one of the county's own series.

    Refused where the level does not stand under the parent's, and where the name or code is taken there.
    """
    permissions.check_may_manage(parent.county_id, by)
    rules.check_own_level(level)
    rules.check_place(level, parent.level)
    name = names.clean_name(name, most=80)
    _check_free(parent, name, code)
    unit = Unit(
        parent=parent,
        name=name,
        short_name=short_name.strip(),
        level=level,
        code=code.strip() or own_code(parent),
        order=order,
        latitude=latitude,
        longitude=longitude,
    ).settle()
    unit.save(force_insert=True)
    indexing.put_units([unit], at=at)
    _record(events.UNIT_ADDED, unit, by=by, at=at, name=unit.name)
    return unit


@action
def rename(
    unit: Unit,
    *,
    name: str,
    by: Person | None,
    at: datetime,
    short_name: str | None = None,
    seen: str | None = None,
) -> Unit:
    """A new name, perhaps a new short one. Nothing is written when both stay as they are.

    Overtaken where somebody has changed the unit since `seen` (`claiming.seen_of`) was shown; `move` alike.
    """
    permissions.check_may_manage(unit.county_id, by)
    rules.check_own_level(unit.level)
    unit = claiming.claim(unit, seen=seen)
    name = names.clean_name(name, most=80)
    before, short = unit.name, unit.short_name if short_name is None else short_name.strip()
    if (name, short) == (before, unit.short_name):
        return unit
    if name != before and unit.parent is not None:
        _check_free(unit.parent, name, "")
    unit.name, unit.short_name = name, short
    unit.save(update_fields=["name", "short_name"])
    indexing.put_units([unit], at=at)
    if name != before:
        _record(events.UNIT_RENAMED, unit, by=by, at=at, before=before, after=name)
    else:
        _record(events.UNIT_SHORTENED, unit, by=by, at=at, after=short)
    return unit


@action
def move(unit: Unit, *, parent: Unit, by: Person | None, at: datetime, seen: str | None = None) -> Unit:
    """Put a unit, with everything below it, under another one of the same county."""
    permissions.check_may_manage(unit.county_id, by)
    rules.check_own_level(unit.level)
    unit = claiming.claim(unit, seen=seen)
    _check_new_parent(unit, parent)
    before, tree = unit.parent, list(Unit.objects.under(unit).order_by("path"))
    known = {parent.pk: parent}
    for below in tree:
        if below.pk == unit.pk:
            below.parent = parent
        elif below.parent_id is not None:
            below.parent = known[below.parent_id]
        known[below.pk] = below.settle()
    Unit.objects.bulk_update(tree, ["parent", "path", "county", "office"], batch_size=500)
    _record(events.UNIT_MOVED, unit, by=by, at=at, before=str(before), after=str(parent))
    return known[unit.pk]


@action
def close(unit: Unit, *, by: Person | None, at: datetime) -> Unit:
    """The unit no longer exists; what happened in it stays. Refused while units or people are still in it."""
    permissions.check_may_manage(unit.county_id, by)
    rules.check_own_level(unit.level)
    unit = locked(Unit.objects.filter(pk=unit.pk)).get()
    if unit.closed_on is not None:
        raise Refused("people.unit.closed", _("这个单位已经撤销。"))
    today = timezone.localdate(at)
    rules.check_can_close(
        units_below=unit.children.in_use().count(),
        people=Post.objects.filter(unit=unit).not_over(today).values("person").distinct().count(),
    )
    unit.closed_on = today
    unit.save(update_fields=["closed_on"])
    indexing.drop_units([unit])
    _record(events.UNIT_CLOSED, unit, by=by, at=at)
    return unit


@action
def reopen(unit: Unit, *, by: Person | None, at: datetime) -> Unit:
    """Take a closing back."""
    permissions.check_may_manage(unit.county_id, by)
    if unit.closed_on is None:
        raise Refused("people.unit.open", _("这个单位没有撤销。"))
    if unit.parent is not None and unit.parent.closed_on is not None:
        raise Refused("people.unit.parent_closed", _("上级单位已撤销，先恢复上级。"))
    unit.closed_on = None
    unit.save(update_fields=["closed_on"])
    indexing.put_units([unit], at=at)
    _record(events.UNIT_REOPENED, unit, by=by, at=at)
    return unit


def own_code(parent: Unit, *, many: int = 1) -> str:
    """The next code of the county's own series: 360281-U12. Call it inside an action."""
    county = parent.county
    if county is None:
        raise Refused("people.unit.no_county", _("上级单位不属于任何县（市、区）。"), field="parent")
    return f"{county.code}-U{draw(county.id, 'people.unit', 0, many=many)}"


def _check_free(parent: Unit, name: str, code: str) -> None:
    if parent.closed_on is not None:
        raise Refused("people.unit.parent_closed", _("上级单位已撤销。"), field="parent")
    if Unit.objects.in_use().filter(parent=parent, name=name).exists():
        raise Refused("people.unit.name_taken", _("同一上级之下已有这个名称。"), field="name")
    if code and Unit.objects.filter(code=code.strip()).exists():
        raise Refused("people.unit.code_taken", _("这个代码已有单位在用。"), field="code")


def _check_new_parent(unit: Unit, parent: Unit) -> None:
    if parent.county_id != unit.county_id:
        raise Refused("people.unit.other_county", _("只能划到本县（市、区）的单位之下。"), field="parent")
    if parent.path.startswith(unit.path):
        raise Refused("people.unit.under_itself", _("不能划到自己或自己的下级之下。"), field="parent")
    if parent.pk == unit.parent_id:
        raise Refused("people.unit.same_parent", _("它已经在这个单位之下。"), field="parent")
    rules.check_place(unit.level, parent.level)
    _check_free(parent, unit.name, "")


def _record(event: str, unit: Unit, *, by: Person | None, at: datetime, **facts: str) -> None:
    assert unit.county_id is not None, "own levels always stand below a county"
    record(event, county_id=unit.county_id, by=by, at=at, about=[("people.unit", unit.id)], facts=facts)
