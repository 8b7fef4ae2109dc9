"""Fill an empty database: the county first, then a year of listening, solving and answering."""

import random
import sys
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from sanxin.kernel import clock
from sanxin.people.models import Person, User
from sanxin.project.demo import county as settlement
from sanxin.project.demo.caseload import plan_caseloads
from sanxin.project.demo.diverging import Diverging
from sanxin.project.demo.grouping import group
from sanxin.project.demo.helping import help_members
from sanxin.project.demo.linked_action import fill_linked_action
from sanxin.project.demo.listening import listen
from sanxin.project.demo.members import register_members
from sanxin.project.demo.public_side import open_the_public_side
from sanxin.project.demo.questions import ask_and_answer
from sanxin.project.demo.research_fields import say_of_lone_voices
from sanxin.project.demo.research_rooms import fill_research_rooms
from sanxin.project.demo.views import keep_views
from sanxin.project.demo.visiting import visit
from sanxin.project.demo.work import Office

SEED = 2009
LISTS, VISITS, PAST = 520, 90, 60


def fill() -> settlement.County:
    """In one transaction: all of the demo or none, and one fsync instead of a thousand."""
    with transaction.atomic():
        return _fill()


def _fill() -> settlement.County:
    now = timezone.localtime(clock.now())  # office hours are local
    rng = random.Random(SEED)  # noqa: S311 - the same county every time
    _say("正在布置演示县 / settling the demo county ...")
    county = settlement.settle((now - timedelta(days=800)).date())
    _accounts()
    listen(county, now, rng, lists=LISTS, visits=VISITS)
    _say(f"听到 {LISTS + VISITS} 条声音 / voices heard")
    office = Office(county, now, rng)
    office.do_past(PAST)
    office.do_current()
    fill_linked_action(county, now)
    keep_views(county)
    _say("台账已立 / the ledger is kept")
    register_members(county, now)
    plan_caseloads(county, now)
    group(county, now)
    fill_research_rooms(county, now)
    ask_and_answer(county, now, random.Random(SEED))  # noqa: S311 - the same questions every time
    Diverging(county, now).work()
    visit(county, now)
    help_members(county, now)
    open_the_public_side(county, now)
    say_of_lone_voices(county, now)
    _say("问题已归并，方案已报 / problems grouped, proposals drafted")
    return county


def _accounts() -> None:
    """Everybody has one that no password opens; the command line prints one-time links."""
    User.objects.bulk_create(
        User(username=person.staff_number, person=person, password=make_password(None), password_set_at=clock.now())
        for person in Person.objects.all()
    )


def _say(words: str) -> None:
    sys.stdout.write(f"  {words}\n")
    sys.stdout.flush()
