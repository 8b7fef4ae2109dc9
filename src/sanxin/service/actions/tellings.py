"""Whoever asked hears the answer, and says whether that solves it."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.actions import questions
from sanxin.service.actions.satisfaction import ask
from sanxin.service.models import Answer, Channel, QuestionStage, Reply, Solved, Source, VoiceContact
from sanxin.service.permissions import replies as permissions
from sanxin.service.rules import questions as question_rules
from sanxin.service.rules import replies as rules

EVENTS = {
    Solved.YES: events.ANSWER_TOLD_SOLVED,
    Solved.PARTLY: events.ANSWER_TOLD_PARTLY,
    Solved.NO: events.ANSWER_TOLD_UNSOLVED,
    Solved.NOT_ASKED: events.ANSWER_TOLD,
}


@action
def tell_answer(
    answer: Answer,
    *,
    by: Person,
    words: str,
    channel: str,
    solved: str,
    at: datetime,
    unsolved: str = "",
    unreachable: bool = False,
    satisfaction: int | None = None,
    asked_satisfaction: bool = False,
    seen: int | None = None,
) -> Reply:
    """Record that whoever asked was told, and what they say. "Not solved": an answer is owed again in the same breath.

    By notice only where nobody can be reached; on the public page only who spoke there. Refused twice, and where a
    newer answer was written meanwhile.
    """
    question = answer.question
    voice = question.voice
    permissions.check_may_tell(voice, question.owner_id, by)
    rules.check_words(words)
    rules.check_unsolved(solved, unsolved)
    reachable = VoiceContact.objects.filter(voice=voice).exists()
    if channel == Channel.NOTICE:
        rules.check_only_by_notice(int(reachable and not unreachable))
    else:
        rules.check_channel(channel)
    if channel == Channel.PUBLIC:
        rules.check_on_page(voice.source == Source.PUBLIC)
    question = answer.question = questions.claim(question, seen=seen)
    question_rules.check_can_be_told(question.stage)
    question_rules.check_newest(answer.number == question.answers.count())
    reply = Reply.objects.create(
        voice=voice,
        answer=answer,
        words=words.strip(),
        channel=channel,
        solved=solved,
        unsolved=unsolved.strip(),
        unreachable=reachable and channel == Channel.NOTICE,
        by=by,
        at=at,
    )
    questions.settle(question, QuestionStage.TOLD)
    about = [("service.voice", voice.id), ("service.question", question.id)]
    facts = {"channel": channel, "solved": solved}
    record(EVENTS[Solved(solved)], county_id=question.county_id, by=by, at=at, about=about, facts=facts)
    if asked_satisfaction:
        ask(reply, score=satisfaction, by=by, at=at)
    if solved == Solved.NO:
        questions.reopen(answer, by=by, at=at)
    return reply
