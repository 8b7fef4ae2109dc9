"""Answering a question: words, and what they rest on; perhaps from a card."""

from collections.abc import Sequence
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.actions import citations as rows
from sanxin.service.actions.citations import Cited
from sanxin.service.actions.questions import claim, settle
from sanxin.service.models import Answer, AnswerCardEdition, AnswerCardRetirement, Question, QuestionStage
from sanxin.service.permissions import questions as permissions
from sanxin.service.rules import cards as card_rules
from sanxin.service.rules import questions as rules


@action
def answer(
    question: Question,
    *,
    text: str,
    citations: Sequence[Cited],
    by: Person,
    at: datetime,
    edition: AnswerCardEdition | None = None,
    seen: int | None = None,
) -> Answer:
    """Write the answer; whoever asked is then owed that somebody tells them. Until then it may be written anew.

    `edition`: the card it was written from, as it reads today. Refused: without words or a citation, once told, where
    the question is on the ledger or was let go, with a card out of use.
    """
    permissions.check_may_answer(question, by)
    rules.check_answer(text)
    rules.check_citations([one.plain for one in citations])
    question = claim(question, seen=seen)
    rules.check_can_be_answered(question.stage)
    if edition is not None:
        card_rules.check_in_use(AnswerCardRetirement.objects.filter(card=edition.card_id).exists())
    row = Answer.objects.create(
        question=question,
        number=question.answers.count() + 1,
        text=text.strip(),
        edition=edition,
        by=by,
        at=at,
    )
    rows.write(citations, answer=row)
    settle(question, QuestionStage.ANSWERED)
    about = [("service.voice", question.voice_id), ("service.question", question.id)]
    facts: dict[str, object] = {"citations": len(citations)}
    if edition is not None:
        about.append(("service.answer_card", edition.card_id))
        facts |= {"card": edition.title, "edition": edition.number}
    name = events.ANSWERED_BY_CARD if edition else events.ANSWERED
    record(name, county_id=question.county_id, by=by, at=at, about=about, facts=facts)
    return row


def newest(question: Question) -> Answer | None:
    """The answer that counts; none while one is owed."""
    if question.stage not in {QuestionStage.ANSWERED, QuestionStage.TOLD}:
        return None
    return question.answers.select_related("by", "edition__card").first()
