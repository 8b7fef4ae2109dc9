"""What somebody says on the page counts in the figures, whenever it was said."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from sanxin.kernel import clock
from sanxin.public.actions import following
from sanxin.service.actions.replies import tell
from sanxin.service.models import Reply, Satisfaction
from sanxin.service.queries.rate_measures import Period
from sanxin.service.queries.rates import rates_of
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.public.builders import a_door, a_receipt, a_strike_off

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_what_is_said_on_the_page_is_counted(cast: Cast) -> None:
    door = a_door(cast)
    for days, score in enumerate((5, 4, 4, 2, 1)):
        receipt, _secret = a_receipt(cast, door=door, text=f"村口的路灯坏了 {days} 天")
        following.answer(receipt, a_strike_off(cast, receipt), solved="yes", satisfaction=score, at=clock.now())

    total = rates_of(YEAR, [cast.department], by="unit").total

    assert (total.counts["said"], total.counts["solved"], total.scores, total.content) == (5, 5, 5, 3)


@pytest.mark.django_db(transaction=True)
def test_what_was_said_before_is_carried_over() -> None:
    with clock.frozen(NOW):
        cast = make_cast()
        receipt, _secret = a_receipt(cast)
        strike = a_strike_off(cast, receipt)
        tell(receipt.voice, strike, by=cast.officer, words="修好了", channel="visit", solved="not_asked", at=NOW)
        following.answer(receipt, strike, solved="yes", at=NOW)
    Satisfaction.objects.all().delete()
    Reply.objects.update(solved="not_asked")

    call_command("migrate", "public", "0002", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public_publicanswer SET satisfaction = 4")
    call_command("migrate", "public", verbosity=0)

    assert (Satisfaction.objects.get().score, Satisfaction.objects.get().voice) == (4, receipt.voice)
    assert Reply.objects.get().solved == "yes"
