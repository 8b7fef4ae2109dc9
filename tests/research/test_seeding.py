"""From a problem to statements in a conversation; then each refusal."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.test import Client

from sanxin.dialogues.models import Statement
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.research.actions.seeding import draw_statements
from sanxin.research.models import Problem
from tests.cast import Cast
from tests.dialogues.builders import a_conversation, opened
from tests.dialogues.builders import closed as closed_conversation
from tests.research.proposal_builders import an_accepted_problem
from tests.service.builders import refused

ClientOf = Callable[[Person], Client]
TEXT = "赶集那天要有车，早晚各一趟才行。"


def test_from_the_problem_s_page_to_the_conversation(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    problem, conversation = an_accepted_problem(cast, now), a_conversation(cast)
    client, page = client_of(cast.officer), f"/research/problems/{problem.pk}/statements/"
    assert page in client.get(f"/research/problems/{problem.pk}/").content.decode()
    assert problem.name in client.get(page).content.decode()
    said = {"conversation": str(conversation.pk), "texts": f"{TEXT}\n\n", "once": str(uuid4())}
    assert client.post(page, said)["Location"] == f"/dialogues/{conversation.pk}/"

    row = Statement.objects.get(source="problem")
    assert (row.text, row.origin, row.origin_id, row.stage) == (TEXT, problem.code, problem.id, "accepted")
    assert timeline(problem.id)[0].text == f"从问题 {problem.code} 引出 1 条说法"
    assert TEXT in client.get(page).content.decode()


def test_a_fault_comes_back_with_what_was_typed(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    problem, conversation = an_accepted_problem(cast, now), a_conversation(cast)
    client, page = client_of(cast.officer), f"/research/problems/{problem.pk}/statements/"
    said = {"conversation": str(conversation.pk), "texts": "短\n写好了的另一条。", "once": str(uuid4())}
    answer = client.post(page, said)
    assert answer.status_code == 422
    assert "写好了的另一条。" in answer.content.decode()
    assert client_of(cast.stranger).get(page).status_code == 404
    assert client_of(cast.leader).get(page).status_code == 403


def test_without_a_conversation_the_page_says_how_to_begin(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    page = f"/research/problems/{an_accepted_problem(cast, now).pk}/statements/"
    assert "/dialogues/new/" in client_of(cast.officer).get(page).content.decode()


def test_refused(cast: Cast, now: datetime) -> None:
    problem, conversation = an_accepted_problem(cast, now), a_conversation(cast)
    with refused("research.problem.not_desk", NotAllowed):
        draw_statements(problem, conversation=conversation, texts=[TEXT], by=cast.leader, at=clock.now())
    with refused("dialogues.statement.none"):
        draw_statements(problem, conversation=conversation, texts=[], by=cast.officer, at=clock.now())
    over = closed_conversation(cast, opened(cast))
    with refused("dialogues.conversation.over"):
        draw_statements(problem, conversation=over, texts=[TEXT], by=cast.officer, at=clock.now())
    Problem.objects.filter(pk=problem.pk).update(stage="gone")
    problem.refresh_from_db()
    with refused("research.seeding.gone"):
        draw_statements(problem, conversation=conversation, texts=[TEXT], by=cast.officer, at=clock.now())
    problem.stage, problem.office = "accepted", cast.transport
    with refused("research.problem.not_desk", NotAllowed):
        draw_statements(problem, conversation=conversation, texts=[TEXT], by=cast.officer, at=clock.now())
    conversation.office = cast.transport
    problem.office = cast.department
    with refused("research.seeding.elsewhere"):
        draw_statements(problem, conversation=conversation, texts=[TEXT], by=cast.officer, at=clock.now())
