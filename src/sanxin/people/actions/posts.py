"""Give somebody a role at a unit for a period; end it."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import Role
from sanxin.people import events, permissions
from sanxin.people.models import Person, Post, Unit
from sanxin.people.rules import posts as rules


@action
def give(
    person: Person,
    *,
    unit: Unit,
    role: Role,
    since: date,
    by: Person | None,
    at: datetime,
    until: date | None = None,
    title: str = "",
) -> Post:
    """A role at a unit from a day on. Refused for oneself, for closed units, for overlaps of the same role."""
    permissions.check_may_manage(person.county_id, by)
    permissions.check_not_oneself(person, by)
    _check_unit(person, unit)
    if person.left_on is not None:
        raise Refused("people.person.left", _("这个人已经登记为离开。"))
    rules.check_period(since, until)
    locked(Person.objects.filter(pk=person.pk)).get()  # two administrators at once must not both find it free
    term, held = rules.Term(role, unit.id, since, until), terms_of(person)
    rules.check_no_overlap(term, held)
    rules.check_separated(term, held)
    post = Post.objects.create(person=person, unit=unit, role=role, since=since, until=until, title=title.strip())
    _record(events.POST_GIVEN, post, by=by, at=at, since=since.isoformat())
    return post


@action
def end(post: Post, *, on: date, by: Person | None, at: datetime) -> Post:
    """The post's last day is `on`. Refused before its first day and for oneself, so an administrator always remains."""
    permissions.check_may_manage(post.person.county_id, by)
    permissions.check_not_oneself(post.person, by)
    if post.until is not None and post.until < timezone.localdate(at):
        raise Refused("people.post.over", _("这段任职已经结束。"))
    if on < post.since:
        raise Refused("people.post.period", _("结束日期早于起始日期。"), field="on")
    post.until = on
    post.save(update_fields=["until"])
    _record(events.POST_ENDED, post, by=by, at=at, until=on.isoformat())
    return post


def end_all(person: Person, *, on: date) -> None:
    """Part of leaving: whatever is still held ends; what was to begin later never does."""
    Post.objects.filter(person=person, since__gt=on).delete()
    Post.objects.filter(person=person).not_over(on + timedelta(days=1)).update(until=on)


def terms_of(person: Person) -> list[rules.Term]:
    rows = Post.objects.filter(person=person).values_list("role", "unit_id", "since", "until")
    return [rules.Term(Role(role), unit_id, since, until) for role, unit_id, since, until in rows]


def _check_unit(person: Person, unit: Unit) -> None:
    if unit.county_id != person.county_id:
        raise Refused("people.post.other_county", _("只能在本县（市、区）的单位任职。"), field="unit")
    if unit.closed_on is not None:
        raise Refused("people.post.unit_closed", _("这个单位已经撤销。"), field="unit")


def _record(name: str, post: Post, *, by: Person | None, at: datetime, **facts: str) -> None:
    record(
        name,
        county_id=post.person.county_id,
        by=by,
        at=at,
        about=[("people.person", post.person_id), ("people.unit", post.unit_id)],
        facts={"unit": post.unit.name, "role": post.role, **facts},
    )
