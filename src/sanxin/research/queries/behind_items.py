"""Tells the page of an item which problem it came from; registered when Django starts."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.ledger.behind import Behind, Fact, register
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research.models import Problem


def behind(item: Item, person: Person) -> Behind:
    """For those who see the problem."""
    rows = Problem.objects.visible_to(person).filter(item_rows__item=item).order_by("number")
    return Behind([_fact(problem) for problem in rows.only("number", "people", "messages")])


def _fact(problem: Problem) -> Fact:
    people = ngettext("{n} 人说", "{n} 人说", problem.people).format(n=problem.people)
    return Fact(_("归在问题"), f"{problem.code} · {people}", reverse("research:problem", args=[problem.pk]))


register(behind)
