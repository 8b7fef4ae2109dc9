"""What happened with one village, as far as somebody may see it, and what is unfinished there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.queries.stories import Strand
from sanxin.fieldwork.queries.strands import strands_of
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.ledger.models import Item
from sanxin.people.models import Level, Person, Unit
from sanxin.service.models import HelpPromise, Member, MemberHelp, Voice

MOST = 6
"""Of what is unfinished; the rest stands in the timeline."""
MOST_HOUSEHOLDS = 12


@dataclass(frozen=True)
class Unfinished:
    """What to know before going there."""

    open_items: list[Item]
    owed: list[VisitLine]
    last_on: date | None


def strands_at(village: Unit, person: Person) -> list[Strand]:
    """Each kind of row narrowed by its own rule of sight. Of a township, its villages' too."""
    visits = Visit.objects.visible_to(person).filter(_at(village) | Q(place=None) & _at(village, "member__village"))
    return strands_of(
        visits=visits,
        lines=VisitLine.objects.visible_to(person).filter(visit__in=visits.order_by()),
        voices=Voice.objects.visible_to(person).filter(_at(village)),
        items=Item.objects.visible_to(person).filter(_at(village)),
        helps=MemberHelp.objects.visible_to(person).filter(_at(village, "member__village")),
        promises=HelpPromise.objects.visible_to(person).filter(_at(village, "member__village")),
    )


def unfinished_at(village: Unit, person: Person) -> Unfinished:
    """Three queries."""
    items = Item.objects.visible_to(person).open().filter(_at(village)).order_by("due_on", "id")
    lines = VisitLine.objects.visible_to(person).filter(_at(village, "visit__place"), owes_answer=True)
    owed = unanswered(lines.select_related("voice").order_by("noted_at"))
    visits = Visit.objects.visible_to(person).filter(_at(village)).order_by("-on")
    return Unfinished(list(items[:MOST]), list(owed[:MOST]), visits.values_list("on", flat=True).first())


def households_at(village: Unit, person: Person) -> list[Member]:
    """Those this person may know of, masked; one query."""
    rows = Member.objects.visible_to(person).current().filter(_at(village, "village"))
    return list(rows.select_related("village__parent", "contact")[:MOST_HOUSEHOLDS])


def _at(unit: Unit, where: str = "place") -> Q:
    below: dict[str, Any] = {f"{where}__path__startswith": unit.path}
    return Q(**{where: unit}) if unit.level == Level.VILLAGE else Q(**below)
