"""A decided item says where the voices behind it come from and what they are about."""

from datetime import datetime

from sanxin.ledger.models import Item
from sanxin.research.actions.decisions import decide
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.proposal_builders import a_submission, an_accepted_problem


def test_several_villages_make_the_township_and_most_voices_the_kind(cast: Cast, now: datetime) -> None:
    problem = an_accepted_problem(cast, now, voices=4)
    first, second, *_rest = Voice.objects.order_by("id")
    Voice.objects.update(place=cast.village, kind="livelihood")
    Voice.objects.filter(pk__in=[first.pk, second.pk]).update(place=cast.other_village)
    Voice.objects.filter(pk=first.pk).update(kind="wishes")

    decide(a_submission(cast, now, problem=problem), verdict="agree", memo="", by=cast.leader, at=now)

    assert {(item.place, item.kind) for item in Item.objects.all()} == {(cast.town, "livelihood")}
