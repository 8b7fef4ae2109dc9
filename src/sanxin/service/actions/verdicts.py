"""Whoever was told says later whether it is solved: asked on the next visit, or by themselves on the public page."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.ledger.actions import reopenings
from sanxin.ledger.rules.reopenings import TOLD_UNSOLVED
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.actions import questions
from sanxin.service.actions.satisfaction import ask
from sanxin.service.models import Reply, Solved
from sanxin.service.permissions import replies as permissions
from sanxin.service.queries.told import in_force, item_of, owner_of
from sanxin.service.rules import replies as rules

EVENTS = {Solved.YES: events.SAID_SOLVED, Solved.PARTLY: events.SAID_PARTLY, Solved.NO: events.SAID_UNSOLVED}


@action
def hear_back(
    reply: Reply,
    *,
    solved: str,
    by: Person,
    at: datetime,
    unsolved: str = "",
    satisfaction: int | None = None,
    asked_satisfaction: bool = False,
    on_page: bool = False,
) -> Reply:
    """The person's own word on something they had been told of without being asked; once. "No" opens it again.

    `on_page`: they say it themselves on the public page; `by` is then whoever answers for that voice. Refused: said
    before, opened again since, by somebody who has nothing to do with it.
    """
    if not on_page:
        permissions.check_may_tell(reply.voice, owner_of(reply), by)
    rules.check_said(solved)
    rules.check_unsolved(solved, unsolved)
    reply = locked(Reply.objects.filter(pk=reply.pk)).get()
    rules.check_not_said(reply.solved != Solved.NOT_ASKED)
    rules.check_in_force(in_force(reply))
    reply.solved, reply.unsolved = Solved(solved), unsolved.strip()
    reply.save(update_fields=["solved", "unsolved"])
    about = [("service.voice", reply.voice_id)]
    about += [("ledger.item", item.id)] if (item := item_of(reply)) is not None else []
    county_id, who = reply.voice.county_id, None if on_page else by
    record(EVENTS[Solved(solved)], county_id=county_id, by=who, at=at, about=about, facts={"solved": solved})
    if asked_satisfaction:
        ask(reply, score=satisfaction, by=who, at=at)
    if solved == Solved.NO:
        _open_again(reply, by=by, who=who, at=at)
    return reply


def _open_again(reply: Reply, *, by: Person, who: Person | None, at: datetime) -> None:
    if reply.strike_off is not None:
        reopenings.reopen(reply.strike_off, by=by, reason=TOLD_UNSOLVED, at=at)
    elif reply.answer is not None:
        reply.answer.question = questions.claim(reply.answer.question, seen=None)
        questions.reopen(reply.answer, by=who, at=at)
    elif reply.withdrawal is not None:
        questions.ask_again([reply.voice], reply.withdrawal.item, by=by, who=who, at=at)
