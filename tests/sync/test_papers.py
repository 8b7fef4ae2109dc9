"""Sheets typed on a phone without a signal: the same action as at the desk, once each, each answered for itself."""

from datetime import timedelta
from typing import Any

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.people.models import Post
from sanxin.surveys.actions import links
from sanxin.surveys.models import Link, Response
from sanxin.sync.models import Receipt
from tests.cast import Cast
from tests.surveys.asking_builders import a_link
from tests.sync.phones import Operation, Phone, SignIn, operation, recording

FULL = {"who": "1", "clinic": "2", "score": "４", "care/drugs": "3", "say": "路远"}


@pytest.fixture
def phone(cast: Cast, client_of: SignIn) -> Phone:
    return Phone(client_of(cast.officer))


def sheet(link: Link, answers: Any = None, *, minutes_ago: int = 0, **changes: Any) -> Operation:
    values = {"link": str(link.pk), "salt": str(new_id()), "answers": FULL if answers is None else answers}
    return operation("type_paper", values | changes, born_at=clock.now() - timedelta(minutes=minutes_ago))


def test_a_sheet_arrives_as_if_it_had_been_typed_at_the_desk(cast: Cast, phone: Phone) -> None:
    link = a_link(cast)
    sent = sheet(link)

    (answer,) = phone.send(sent)

    row = Response.objects.get()
    assert answer == {"id": sent["id"], "outcome": "applied", "url": f"/surveys/links/{link.pk}/"}
    assert row.answers == {"who": "old", "clinic": "disagree", "score": 4, "care": {"drugs": "bad"}, "say": "路远"}
    assert (row.link, row.channel, row.typed_by) == (link, "paper", cast.officer)
    assert [event.text for event in timeline(link.id)].count("开始录入纸质答卷") == 1


def test_sent_again_it_is_answered_the_same_and_there_is_one_sheet(cast: Cast, phone: Phone) -> None:
    sent = sheet(a_link(cast))

    first, again = phone.send(sent), phone.send(sent)

    assert again == [first[0] | {"outcome": "already"}]
    assert Response.objects.count() == 1


def test_two_sheets_that_say_the_same_are_two(cast: Cast, phone: Phone) -> None:
    link = a_link(cast)

    phone.send(sheet(link), sheet(link))

    assert Response.objects.count() == 2


def test_no_receipt_tells_which_sheet_it_was(cast: Cast, phone: Phone) -> None:
    phone.send(sheet(a_link(cast)))

    assert str(Response.objects.get().pk) not in Receipt.objects.get().answer
    assert "路远" not in Receipt.objects.get().answer


@pytest.mark.parametrize("salt", ["", None, "x", 7])
def test_a_sheet_without_its_salt_is_not_taken(cast: Cast, phone: Phone, salt: object) -> None:
    (answer,) = phone.send(sheet(a_link(cast), salt=salt))

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.malformed")
    assert not Response.objects.exists()


def test_a_closed_link_refuses_its_own_sheet_and_keeps_nobody_back(cast: Cast, phone: Phone) -> None:
    shut, other = a_link(cast), a_link(cast)
    links.close(shut, by=cast.officer, at=clock.now())

    answers = phone.send(sheet(shut), recording(cast), sheet(other))

    assert [answer["outcome"] for answer in answers] == ["refused", "applied", "applied"]
    assert answers[0]["code"] == "surveys.link.closed"
    assert answers[0]["sentence"] == "这个码已经停收，纸质的也不再录。要再收，另发一个码。"
    assert not answers[0]["retry"]
    assert Response.objects.get().link == other


def test_after_the_time_is_up_it_is_still_taken(cast: Cast, phone: Phone) -> None:
    link = a_link(cast, at=clock.now() - timedelta(days=30), closes_at=clock.now() - timedelta(days=20))

    assert phone.send(sheet(link))[0]["outcome"] == "applied"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"clinic": "1"}, "改了再送。第 1 题：请选一个，这一题要答。"),
        ({"who": "9"}, "改了再送。第 1 题：写 1 到 3 的号，几个就用空格隔开。"),
        ({"who": "1", "care/price": "x"}, "改了再送。第 5.2 题：写 1 到 3 的号，几个就用空格隔开。"),
        ({"who": "1", "score": "8"}, "改了再送。第 4 题：最大是 5，请改一改。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_the_number_of_the_question(
    cast: Cast, phone: Phone, answers: dict[str, str], words: str
) -> None:
    wrong = sheet(a_link(cast), answers)

    (answer,) = phone.send(wrong)

    assert (answer["outcome"], answer["code"], answer["sentence"]) == ("refused", "sync.paper.faults", words)
    assert phone.send(wrong) == [answer]
    assert not Response.objects.exists()


@pytest.mark.parametrize("answers", [[], "x", {"who": 1}, {"who": None}, {"who": ["1"]}, {"say": "a\0b"}])
def test_what_is_no_sheet_is_refused(cast: Cast, phone: Phone, answers: object) -> None:
    (answer,) = phone.send(sheet(a_link(cast), answers))

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.malformed")


def test_fields_the_form_does_not_have_are_passed_over(cast: Cast, phone: Phone) -> None:
    phone.send(sheet(a_link(cast), FULL | {"link": "x", "typed_by": "y"}))

    assert set(Response.objects.get().answers) == {"who", "clinic", "score", "care", "say"}


@pytest.mark.parametrize("who", ["liaison", "stranger"])
def test_who_does_not_see_the_link_does_not_learn_of_it(cast: Cast, client_of: SignIn, who: str) -> None:
    link = a_link(cast)

    (answer,) = Phone(client_of(getattr(cast, who))).send(sheet(link))

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.paper.link")
    assert not Response.objects.exists()


def test_the_right_is_asked_for_when_it_arrives(cast: Cast, client_of: SignIn) -> None:
    link, phone = a_link(cast), Phone(client_of(cast.officer))
    Post.objects.filter(person=cast.officer).update(unit=cast.transport)

    (answer,) = phone.send(sheet(link))

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.paper.link")
    assert not Response.objects.exists()


def test_a_pile_is_taken_in_the_order_of_birth(cast: Cast, phone: Phone) -> None:
    link = a_link(cast)
    pile = [sheet(link, minutes_ago=ago) for ago in (1, 9, 5)]

    answers = phone.send(*pile)

    assert [answer["id"] for answer in answers] == [one["id"] for one in pile]
    taken = [str(one) for one in Receipt.objects.order_by("id").values_list("operation", flat=True)]
    assert taken == [one["id"] for one in sorted(pile, key=lambda one: str(one["born_at"]))]
    assert Response.objects.count() == 3
