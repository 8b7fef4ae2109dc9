"""The page of an item leads back to the problem it came from, for those who see the problem."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from sanxin.ledger.behind import behind
from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.models import Problem
from tests.cast import Cast
from tests.research.proposal_builders import a_submission

ClientOf = Callable[[Person], Client]


def test_an_item_leads_back_to_its_problem(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    decision = decide(a_submission(cast, now), verdict="agree", memo="", by=cast.leader, at=now)
    item = decision.item_rows.get(planned__order=1).item
    problem = Problem.objects.get()
    url = reverse("research:problem", args=[problem.pk])

    facts = {fact.label: (fact.value, fact.url) for fact in behind(item, cast.officer).facts}

    assert facts["归在问题"] == (f"{problem.code} · {problem.people} 人说", url)
    assert "群众反映" in facts
    assert f'<a href="{url}">' in client_of(cast.officer).get(reverse("ledger:item", args=[item.pk])).text


def test_who_does_not_see_the_problem_is_not_led_to_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    decision = decide(a_submission(cast, now), verdict="agree", memo="", by=cast.leader, at=now)
    item = decision.item_rows.get(planned__order=1).item

    assert [fact.label for fact in behind(item, cast.handler).facts] == ["群众反映"]
    assert "/research/problems/" not in client_of(cast.handler).get(reverse("ledger:item", args=[item.pk])).text
