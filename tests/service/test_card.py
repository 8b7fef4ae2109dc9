"""Answer cards: made, revised, confirmed, handed on, retired."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from sanxin.kernel import search
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.service.actions.cards import confirm_card, hand_on_card, retire_card, revise_card
from sanxin.service.actions.citations import Cited
from sanxin.service.models import AnswerCard, AnswerCardEdition
from sanxin.service.queries.cards import fitting, searched
from sanxin.service.queries.waiting import cards_waiting
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.question_builders import DUES, REPLY, RULE, a_card, an_answer

NEXT = date(2027, 5, 20)


def revised(cast: Cast, card: AnswerCard, **changes: object) -> AnswerCard:
    from sanxin.kernel import clock

    said = {
        "title": card.title, "text": "新规定：年底前补交。", "citations": [RULE], "review_on": NEXT, "seen": 1,
        "by": cast.colleague, "at": clock.now(),
    }  # fmt: skip
    return revise_card(card, **(said | changes))  # type: ignore[arg-type]


def test_made_from_an_answer_found_and_offered(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)

    card = a_card(cast, source=row)

    edition = AnswerCardEdition.objects.get()
    assert (edition.number, edition.source, edition.citations.count()) == (1, row, 1)
    assert timeline(card.id)[0].text == "做成答复卡，何志明负责，05-18 前复核"
    assert [one.edition for one in fitting(DUES, cast.department.id)] == [edition]
    assert not fitting("村口的路灯不亮", cast.department.id)
    assert [one.edition for one in searched("党费 补交", cast.department.id)] == [edition]
    [found] = search.find(cast.officer, "党费", kinds=["service.card"])
    assert [hit.url for hit in found.hits] == [reverse("service:card", args=[card.pk])]


def test_an_answer_becomes_one_card(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)
    a_card(cast, source=row)

    with refused("service.card.made_already"):
        a_card(cast, source=row)


def test_a_new_edition_and_the_old_one_stays(cast: Cast, now: datetime) -> None:
    card = a_card(cast)
    row = an_answer(cast, edition=card.editions.get())

    again = revised(cast, card)

    assert (again.edition, again.review_on) == (2, NEXT)
    assert row.edition is not None
    assert row.edition.text == REPLY
    assert [one.edition.number for one in fitting(DUES, cast.department.id)] == [2]
    assert timeline(card.id)[0].text == "改成第 2 版，05-20 前复核"


def test_nothing_changed_is_no_edition_another_citation_is(cast: Cast, now: datetime) -> None:
    card = a_card(cast)

    with refused("service.card.same"):
        revised(cast, card, text=REPLY)
    assert revised(cast, card, text=REPLY, citations=[Cited("新规定", "第二条")]).edition == 2


def test_still_true_until_the_next_day_to_look(cast: Cast, now: datetime) -> None:
    card = a_card(cast, owner=cast.officer)
    assert not cards_waiting(cast.officer, now.date())

    later = card.review_on + timedelta(days=2)
    [row] = cards_waiting(cast.officer, later)
    assert (row.light_word, row.title) == ("过了 2 天", f"答复卡“{card.title}”该复核了")
    confirm_card(card, review_on=NEXT, seen=1, by=cast.officer, at=now)

    assert AnswerCard.objects.get().review_on == NEXT
    assert not cards_waiting(cast.officer, date(2027, 5, 19))
    assert timeline(card.id)[0].text == "看过，仍然有效，下次 05-20 前复核"


def test_somebody_else_answers_for_it(cast: Cast, now: datetime) -> None:
    card = a_card(cast)

    assert hand_on_card(card, owner=cast.officer, seen=1, by=cast.colleague, at=now).owner == cast.officer
    with refused("service.question.owner"):
        hand_on_card(card, owner=cast.handler, seen=2, by=cast.head, at=now)
    with refused("service.question.same_owner"):
        hand_on_card(card, owner=cast.officer, seen=2, by=cast.head, at=now)


def test_retired_it_is_offered_no_more(cast: Cast, now: datetime) -> None:
    card = a_card(cast)

    retire_card(card, reason="文件已废止", seen=1, by=cast.head, at=now)

    assert not fitting(DUES, cast.department.id)
    assert search.find(cast.officer, "党费", kinds=["service.card"]) == []
    for verb in (
        lambda: revised(cast, card, seen=2),
        lambda: retire_card(card, reason="又废", seen=2, by=cast.head, at=now),
    ):
        with refused("service.card.retired"):
            verb()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "service.card.no_title"),
        ({"title": "长" * 121}, "service.card.long_title"),
        ({"title": "问 13812342210"}, "service.card.number"),
        ({"text": "找老方，身份证 360281196001011234"}, "service.card.number"),
        ({"text": " "}, "service.answer.empty"),
        ({"citations": []}, "service.citation.none"),
        ({"kind": "weather"}, "service.question.kind"),
        ({"review_on": date(2026, 11, 19)}, "service.card.review_past"),
        ({"review_on": date(2030, 1, 1)}, "service.card.review_far"),
    ],
)
def test_what_is_no_card(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with refused(code):
        a_card(cast, **changes)
    assert not AnswerCard.objects.exists()


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    card = a_card(cast)
    revised(cast, card)

    for verb in (
        lambda: revised(cast, card, text="第三种"),
        lambda: confirm_card(card, review_on=NEXT, seen=1, by=cast.head, at=now),
        lambda: hand_on_card(card, owner=cast.officer, seen=1, by=cast.head, at=now),
        lambda: retire_card(card, reason="文件已废止", seen=1, by=cast.head, at=now),
    ):
        with refused("service.card.overtaken", Overtaken):
            verb()


@pytest.mark.parametrize(("reason", "code"), [(" ", "no_reason"), ("长" * 201, "long_reason")])
def test_why_it_is_retired(cast: Cast, now: datetime, reason: str, code: str) -> None:
    with refused(f"service.card.{code}"):
        retire_card(a_card(cast), reason=reason, seen=1, by=cast.head, at=now)


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "stranger"])
def test_only_the_desk_makes_cards(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.card.not_desk", NotAllowed):
        a_card(cast, by=getattr(cast, who))


@pytest.mark.parametrize("who", ["officer", "leader", "handler", "stranger"])
def test_only_who_answers_for_it_and_the_head_change_it(cast: Cast, now: datetime, who: str) -> None:
    card, by = a_card(cast), getattr(cast, who)

    for verb in (
        lambda: revised(cast, card, by=by),
        lambda: confirm_card(card, review_on=NEXT, seen=1, by=by, at=now),
        lambda: hand_on_card(card, owner=cast.officer, seen=1, by=by, at=now),
        lambda: retire_card(card, reason="文件已废止", seen=1, by=by, at=now),
    ):
        with refused("service.card.not_yours", NotAllowed):
            verb()
