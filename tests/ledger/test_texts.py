"""A text that is too long is refused with the name of its field and the limit, on every database alike."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions import acceptances, extensions, linkages, measures, progress, strike_offs, suspensions
from sanxin.ledger.models import Item, Progress
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, item_for, measure_of, requested, with_evidence

ClientOf = Callable[[Person], Client]
LATER = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": "班" * 121}, "title", "“事项”最多 120 字，现在 121 字。"),
        ({"outcome_wanted": "通" * 201}, "outcome_wanted", "“办成的样子”最多 200 字，现在 201 字。"),
        ({"detail": "停" * 20_001}, "detail", "“情况”最多 20000 字，现在 20001 字。"),
    ],
)
def test_opening(cast: Cast, now: datetime, changes: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        item_for(cast, **changes)

    assert (refusal.value.field, refusal.value.sentence) == (field, said)
    assert not Item.objects.exists()


def test_every_verb_with_words(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    done, long = measure_of(item, cast), "长" * 4001
    verbs: list[tuple[str, Callable[[], object]]] = [
        ("reason", lambda: acceptances.hand_back(item, by=cast.officer, reason=long, at=now)),
        ("reason", lambda: extensions.ask_extension(item, by=cast.officer, wanted_on=LATER, reason=long, at=now)),
        ("reason", lambda: suspensions.suspend(item, by=cast.head, until=LATER, reason=long, at=now)),
        ("text", lambda: progress.note_progress(item, by=cast.officer, text=long, at=now)),
        ("what", lambda: measure_of(item, cast, what=long)),
        ("note", lambda: measures.complete_measure(done, by=cast.officer, note=long, at=now)),
        ("asks", lambda: linkages.ask_linkage(
            item, unit=cast.transport, by=cast.officer, asks=long, due_on=LATER, at=now
        )),
    ]  # fmt: skip

    for field, verb in verbs:
        with pytest.raises(Refused) as refusal:
            verb()
        assert (refusal.value.code, refusal.value.field) == ("ledger.text.too_long", field)


def test_asking_for_and_verifying_a_strike_off(cast: Cast, now: datetime) -> None:
    item, asked = accepted(cast), requested(cast)
    with_evidence(item)

    with pytest.raises(Refused, match="“办理结果”最多 4000 字"):
        strike_offs.request_strike_off(item, by=cast.officer, account="好" * 4001, at=now)
    with pytest.raises(Refused, match="“说明”最多 300 字"):
        strike_offs.strike_off(asked, by=cast.head, seen=asked.version, method="papers", note="好" * 301, at=now)


def test_a_form_says_it_beside_the_field(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = accepted(cast)
    url = reverse("ledger:item_progress", args=[item.pk])

    answer = client_of(cast.officer).post(url, {"text": "长" * 4001, "once": "t1"})

    assert answer.status_code == 422
    assert "“办到哪一步了”最多 4000 字，现在 4001 字。" in answer.text
    assert not Progress.objects.exists()
