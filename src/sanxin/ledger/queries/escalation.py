"""Which unanswered questions stand at which step, and who is told; derived from rows and the working-day calendar."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from sanxin.kernel.days import calendar_of
from sanxin.kernel.roles import Role
from sanxin.ledger.models import Linkage
from sanxin.ledger.models.linkage import LinkageQuerySet
from sanxin.ledger.rules.escalation import Step, step_of
from sanxin.ledger.rules.stages import CLOSED
from sanxin.people.models import Post
from sanxin_engines.workdays import Calendar

Holders = dict[tuple[UUID, str], set[UUID]]
"""Who holds a role at an office: (office, role) → persons."""


def open_questions(today: date) -> LinkageQuerySet:
    """Unanswered, on items that are neither over nor suspended."""
    suspended = Q(item__suspended_until__gte=today)
    return Linkage.objects.unanswered().exclude(item__stage__in=CLOSED).exclude(suspended)


def step_on(calendar: Calendar, due_on: date, today: date) -> Step | None:
    return step_of(
        due_on,
        today=today,
        calendar=calendar,
        remind_days=settings.LINKAGE_REMIND_DAYS,
        leader_days=settings.LINKAGE_LEADER_DAYS,
    )


def standing(county_id: UUID, today: date) -> Iterator[tuple[Linkage, Step]]:
    """Every question of a county that stands at a step; one query."""
    calendar = calendar_of(county_id)
    last = calendar.add(today, settings.LINKAGE_REMIND_DAYS) + timedelta(days=1)
    rows = open_questions(today).filter(item__county_id=county_id, due_on__lte=last).select_related("item")
    for linkage in rows.order_by("due_on", "id"):
        if step := step_on(calendar, linkage.due_on, today):
            yield linkage, step


def still_at(*steps: Step) -> "Still":
    return Still(frozenset(steps))


class Still:
    """Which of these questions stand at one of the steps on a day: what a digest asks before it tells of them."""

    def __init__(self, steps: frozenset[Step]) -> None:
        self._steps = steps

    def __call__(self, ids: Collection[UUID], today: date) -> set[UUID]:
        rows = open_questions(today).filter(pk__in=ids).values_list("pk", "due_on", "item__county_id")
        calendars = {county: calendar_of(county) for county in {county for _pk, _due, county in rows}}
        return {pk for pk, due_on, county in rows if step_on(calendars[county], due_on, today) in self._steps}


def holders(offices: Iterable[UUID], day: date) -> Holders:
    """Who answers for and who leads these offices on a day; one query."""
    wanted = (Role.HANDLER, Role.LEADER)
    posts = Post.objects.on(day).filter(unit__office__in=set(offices), role__in=wanted, person__left_on=None)
    found: Holders = defaultdict(set)
    for office, role, person in posts.values_list("unit__office_id", "role", "person_id"):
        if office is not None:
            found[(office, role)].add(person)
    return found
