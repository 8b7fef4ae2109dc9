"""Paper sheets that somebody collected in a table, taken in together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys import events_asking as events
from sanxin.surveys.models import AnswerChannel, Link, PaperNumber, Response
from sanxin.surveys.permissions import asking as permissions
from sanxin.surveys.rules import links as rules


@dataclass(frozen=True)
class Paper:
    """One sheet: the number on it, and its answers, checked."""

    number: str
    answers: dict[str, Any]


@action
def bring_in(link_id: UUID, papers: Sequence[Paper], *, by: Person, at: datetime) -> int:
    """All of them or none. Refused: not the desk, the link is shut, a number is in already."""
    link = locked(Link.objects.filter(pk=link_id)).get()
    permissions.check_may_ask(by, link.office_id)
    rules.check_takes_paper(Link.objects.with_names().get(pk=link_id).state(at))
    numbers = [paper.number for paper in papers]
    if known := PaperNumber.objects.filter(link=link, number__in=numbers).values_list("number", flat=True).first():
        raise Refused("surveys.paper.number_known", _("{number} 号已经在里面了。").format(number=known))
    PaperNumber.objects.bulk_create(PaperNumber(link=link, number=number) for number in numbers)
    day = timezone.localdate(at)
    Response.objects.bulk_create(
        Response(link=link, channel=AnswerChannel.PAPER, answers=paper.answers, day=day, typed_by=by)
        for paper in papers
    )
    about = [("surveys.link", link.id), ("surveys.edition", link.edition_id)]
    facts = {"sheets": len(papers)}
    record(events.PAPER_BROUGHT, county_id=link.county_id, by=by, at=at, about=about, facts=facts)
    return len(papers)
