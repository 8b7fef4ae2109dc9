"""What became of a decision, and what the people say."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.ledger.models import Item, StrikeOff
from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.models import Proposal
from sanxin.research.queries.decision_follow_up import after
from sanxin.research.rules.answers import Answers, shown
from sanxin.research.views.decision_answers import in_words
from sanxin.service.models import Reply, VoiceItem
from tests.cast import Cast
from tests.research.proposal_builders import a_submission, an_accepted_problem

ClientOf = Callable[[Person], Client]


def agreed(cast: Cast, now: datetime, *, voices: int) -> Proposal:
    submission = a_submission(cast, now, problem=an_accepted_problem(cast, now, voices=voices))
    decide(submission, verdict="agree", memo="先试。", by=cast.leader, at=now)
    return Proposal.objects.get(pk=submission.proposal_id)


def told(cast: Cast, proposal: Proposal, now: datetime, *, yes: int, no: int) -> Item:
    """The first item is struck off and so many people answer."""
    item = Item.objects.filter(decision_row__decision__submission__proposal=proposal).order_by("number").first()
    assert item
    struck = StrikeOff.objects.create(item=item, round=1, method="imported", note="开了两班。", by=cast.head, at=now)
    Item.objects.filter(pk=item.pk).update(stage="struck_off", struck_off_on=now.date())
    ties = list(VoiceItem.objects.filter(item=item)[: yes + no])
    assert len(ties) == yes + no
    Reply.objects.bulk_create(
        Reply(
            voice=tie.voice,
            strike_off=struck,
            words="好了",
            channel="visit",
            solved="yes" if n < yes else "no",
            by=cast.officer,
            at=now,
        )
        for n, tie in enumerate(ties)
    )
    return item


def test_done_result_and_what_people_say(cast: Cast, now: datetime) -> None:
    proposal = agreed(cast, now, voices=12)
    told(cast, proposal, now, yes=7, no=5)

    came = after(proposal, now.date())

    assert (came.done, came.late, came.answers) == (1, 0, Answers(12, 7, 5))
    assert (came.results[0].result, came.results[0].answers.yes) == ("开了两班。", 7)
    assert came.results[1].answers.too_few


def test_a_person_is_counted_once_by_the_last_word(cast: Cast, now: datetime) -> None:
    proposal = agreed(cast, now, voices=6)
    item = told(cast, proposal, now, yes=6, no=0)
    voice = VoiceItem.objects.filter(item=item).first()
    assert voice
    type(voice.voice).objects.filter(item_rows__item=item).update(speaker_key="the same")

    assert after(proposal, now.date()).answers.too_few


@pytest.mark.parametrize(
    ("yes", "no", "words"),
    [
        (12, 6, "12 人说解决了，6 人说没解决"),
        (12, 3, "12 人说解决了，说没解决的不到 5 人"),
        (2, 9, "9 人说没解决，说解决了的不到 5 人"),
        (4, 4, "答话的不到 5 人，先不列"),
        (0, 0, "答话的不到 5 人，先不列"),
    ],
)
def test_fewer_than_five_are_never_shown(yes: int, no: int, words: str) -> None:
    assert in_words(shown(yes, no)) == words


def test_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = agreed(cast, now, voices=12)
    told(cast, proposal, now, yes=8, no=2)

    for who in (cast.officer, cast.leader):
        page = client_of(who).get(reverse("research:follow_up", args=[proposal.pk])).content.decode()
        for words in ("先试。", "开了两班。", "8 人说解决了，说没解决的不到 5 人"):
            assert words in page
        assert "2 人说" not in page.replace("12 人说", "")
