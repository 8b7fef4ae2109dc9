"""A county's own days: a holiday of its own (县庆), a Saturday everybody works."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.actions import days as kernel
from sanxin.kernel.days import calendar_of
from sanxin.kernel.deadlines import Moved, moved
from sanxin.kernel.models import CalendarDay
from sanxin.kernel.refusals import Refused
from sanxin.people import permissions
from sanxin.people.models import Person, Unit
from sanxin_engines.workdays import Kind

AHEAD = timedelta(days=730)
"""Further ahead nobody decides about a day."""
LONGEST_REASON = 40


@dataclass(frozen=True)
class Changed:
    """The day, and what is nearer or further away because of it."""

    on: date
    moved: list[Moved]


@action
def set_day(county: Unit, on: date, kind: Kind, *, reason: str, source: str = "", by: Person, at: datetime) -> Changed:
    """The county rests or works on a day of its own. Refused where it does so anyway, or has decided already."""
    permissions.check_may_manage(county.id, by)
    _check_day(county, on, kind, timezone.localdate(at))
    if not reason.strip():
        raise Refused("people.day.no_reason", _("写明为什么，比如“县庆”“抗洪调班”。"), field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused("people.day.long", _("最多 {n} 个字。").format(n=LONGEST_REASON), field="reason")
    before = calendar_of(county.id)
    kernel.set_local_day(county.id, on, kind, name=reason.strip(), source=source.strip(), by=by, at=at)
    return Changed(on, moved(county.id, before, calendar_of(county.id), timezone.localdate(at)))


@action
def drop_day(county: Unit, on: date, *, by: Person, at: datetime) -> Changed:
    """The day is again what it is everywhere. Refused where the county had none of its own."""
    permissions.check_may_manage(county.id, by)
    before = calendar_of(county.id)
    kernel.drop_local_day(county.id, on, by=by, at=at)
    return Changed(on, moved(county.id, before, calendar_of(county.id), timezone.localdate(at)))


def _check_day(county: Unit, on: date, kind: Kind, today: date) -> None:
    if not today.replace(month=1, day=1) <= on <= today + AHEAD:
        raise Refused("people.day.far", _("只能定今年起两年以内的日子。"), field="on")
    if CalendarDay.objects.filter(county_id=county.id, on=on).exists():
        raise Refused("people.day.decided", _("这一天已经另定过。要改，先取消原来的。"), field="on")
    works = calendar_of(county.id).is_workday(on)
    if works and kind == Kind.WORK:
        raise Refused("people.day.works", _("这一天本来就上班。"), field="on")
    if not works and kind == Kind.OFF:
        raise Refused("people.day.rests", _("这一天本来就休息。"), field="on")
