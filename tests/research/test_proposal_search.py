"""Proposals among the results of a search."""

from datetime import datetime

from django.urls import reverse

from sanxin.kernel import search
from sanxin.people.models import Person
from sanxin.research.actions.proposals import revise
from tests.cast import Cast
from tests.research.proposal_builders import a_paper, a_proposal, a_submission
from tests.service.builders import refused

KIND = "research.proposal"


def found(person: Person, words: str) -> list[str]:
    return [hit.url for group in search.find(person, words, kinds=[KIND]) for hit in group.hits]


def test_it_is_found_by_number_title_and_text(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now, text="线路调整以后老人看病走不了。")
    address = reverse("research:proposal", args=[proposal.pk])

    for words in (proposal.code, "补贴复开", "老人看病"):
        assert found(cast.officer, words) == [address]


def test_what_was_rewritten_is_found_as_it_stands_now(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now, text="线路调整以后老人看病走不了。")

    paper = a_paper(cast, title="要不要换成预约车？", text="九个村一起约。")
    revise(proposal, paper=paper, by=cast.officer, seen=proposal.version, at=now)

    assert len(found(cast.officer, "预约车")) == 1
    assert not found(cast.officer, "老人看病")


def test_a_refused_draft_leaves_nothing_to_find(cast: Cast, now: datetime) -> None:
    with refused("research.proposal.two_picks"):
        a_proposal(cast, now, title="查不到的题目", options=(a_paper(cast).options[1],) * 2)

    assert not found(cast.officer, "查不到的题目")


def test_the_desk_and_its_leader_find_it_others_do_not(cast: Cast, now: datetime) -> None:
    a_submission(cast, now)

    for who in (cast.officer, cast.colleague, cast.head, cast.leader):
        assert len(found(who, "补贴复开")) == 1
    for who in (cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        assert not found(who, "补贴复开")


def test_the_index_can_be_made_anew(cast: Cast, now: datetime) -> None:
    proposal = a_proposal(cast, now)
    search.drop(KIND, proposal.id)
    assert not found(cast.officer, "补贴复开")

    search.rebuild()

    assert len(found(cast.officer, "补贴复开")) == 1
