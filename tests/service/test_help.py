"""What was done for a member, and what was promised."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.actions.erasures import erase
from sanxin.service.actions.helps import NewHelp, drop, give, mistaken, promise
from sanxin.service.actions.members import end
from sanxin.service.models import HelpPromise, Member, MemberHelp
from sanxin.service.queries.helps import totals_of
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import a_member

WORDS = "从镇卫生院带了两盒降压药，老人女儿张某在场。"


def helped(cast: Cast, member: Member, at: datetime, **changes: Any) -> MemberHelp:
    said: dict[str, Any] = {"kind": "medical", "on": at.date(), "words": WORDS}
    by = changes.pop("by", cast.officer)
    return give(member, NewHelp(**(said | changes)), by=by, at=at)


def promised(cast: Cast, member: Member, at: datetime, **changes: Any) -> HelpPromise:
    said: dict[str, Any] = {"kind": "goods", "due_on": at.date() + timedelta(days=3), "words": "一床棉被"}
    return promise(member, **(said | {"by": cast.officer} | changes), at=at)


def test_it_stands_with_the_member(cast: Cast, now: datetime) -> None:
    member = a_member(cast)

    row = helped(cast, member, now, amount=Decimal("86.50"), unit=cast.transport)

    row.refresh_from_db()
    assert (row.kind, row.on, row.amount, row.giver, row.unit, row.words) == (
        "medical", now.date(), Decimal("86.50"), cast.officer, cast.transport, WORDS,
    )  # fmt: skip
    event = timeline(member.id)[0]
    assert (event.text, event.facts) == ("2026-11-19 帮助：看病用药", {"kind": "medical", "day": "2026-11-19"})


def test_the_words_are_encrypted_and_stand_in_no_event(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    row = helped(cast, member, now)
    mistaken(row, reason="把张某写成了李某", by=cast.officer, at=now)
    one = promised(cast, member, now)
    drop(one, reason="张某说不用了", by=cast.officer, at=now)

    with connection.cursor() as cursor:
        kept = ""
        for column, table in (
            ("words", "memberhelp"), ("words", "helppromise"), ("reason", "helpmistake"), ("reason", "promisedropped")
        ):  # fmt: skip
            cursor.execute(f"SELECT {column} FROM service_{table}")
            kept += cursor.fetchone()[0]

    assert not any(words in kept for words in ("降压", "棉被", "张某"))
    facts = "".join(str(event.facts) for event in Event.objects.all())
    assert not any(words in facts for words in ("降压", "棉被", "张某"))


def test_wrong_help_is_refused(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    for code, changes in (
        ("service.help.future", {"on": now.date() + timedelta(days=1)}),
        ("service.help.long_ago", {"on": date(1999, 12, 31)}),
        ("service.help.kind", {"kind": "magic"}),
        ("service.help.amount", {"amount": Decimal(0)}),
        ("service.help.amount", {"amount": Decimal("1.005")}),
        ("service.help.amount", {"amount": Decimal(1_000_000)}),
        ("service.help.no_words", {"kind": "other", "words": " "}),
        ("service.help.words", {"words": "好" * 501}),
        ("service.member.contact", {"giver": cast.handler}),
    ):
        with refused(code):
            helped(cast, member, now, **changes)
    assert not MemberHelp.objects.exists()


def test_only_the_contact_and_the_head_note_help_and_promises(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    row, one = helped(cast, member, now), promised(cast, member, now)

    for who in (cast.colleague, cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor):
        for verb in (
            lambda who=who: helped(cast, member, now, by=who),
            lambda who=who: promised(cast, member, now, by=who),
            lambda who=who: mistaken(row, reason="记错了", by=who, at=now),
            lambda who=who: drop(one, reason="不办了", by=who, at=now),
        ):
            with refused("service.member.not_contact", NotAllowed):
                verb()


def test_after_they_left_only_what_was_before(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    later = now + timedelta(days=5)
    end(member, left_on=now.date(), by=cast.head, at=now)

    helped(cast, member, later, on=now.date())
    with refused("service.help.left"):
        helped(cast, member, later)
    with refused("service.member.left"):
        promised(cast, member, later)
    erase(member, by=cast.head, at=later)
    with refused("service.member.erased"):
        helped(cast, member, later, on=now.date())


def test_a_mistake_stays_and_counts_nothing(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    row = helped(cast, member, now, amount=Decimal(500))
    helped(cast, member, now, amount=Decimal(30))

    mistaken(row, reason="记到别人头上了", by=cast.head, at=now)

    found = totals_of(MemberHelp.objects.visible_to(cast.head))
    assert (found.times, found.people, found.amount) == (1, 1, Decimal(30))
    assert MemberHelp.objects.count() == 2
    assert timeline(member.id)[0].text == "2026-11-19 的帮助（看病用药）记错了，作废"
    with refused("service.help.mistaken"):
        mistaken(row, reason="再来一次", by=cast.head, at=now)
    with refused("service.help.no_reason"):
        mistaken(row, reason=" ", by=cast.head, at=now)


def test_a_promise_is_open_until_it_is_kept(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    one = promised(cast, member, now)
    assert list(HelpPromise.objects.open()) == [one]

    row = helped(cast, member, now, kind="goods", promise=one)

    assert not HelpPromise.objects.open().exists()
    with refused("service.promise.kept"):
        helped(cast, member, now, promise=one)
    with refused("service.promise.kept"):
        drop(one, reason="不办了", by=cast.officer, at=now)
    mistaken(row, reason="送错了人家", by=cast.officer, at=now)
    assert list(HelpPromise.objects.open()) == [one]


def test_a_promise_that_cannot_be_kept_says_why(cast: Cast, now: datetime) -> None:
    member = a_member(cast)
    one = promised(cast, member, now)
    with refused("service.help.no_reason"):
        drop(one, reason="", by=cast.officer, at=now)

    drop(one, reason="已经有了", by=cast.officer, at=now)

    assert not HelpPromise.objects.open().exists()
    with refused("service.promise.dropped"):
        drop(one, reason="已经有了", by=cast.officer, at=now)
    with refused("service.promise.dropped"):
        helped(cast, member, now, promise=one)


def test_wrong_promises_are_refused(cast: Cast, now: datetime) -> None:
    member, other = a_member(cast), a_member(cast, name="徐金花")
    with refused("service.promise.past"):
        promised(cast, member, now, due_on=now.date() - timedelta(days=1))
    with refused("service.promise.far"):
        promised(cast, member, now, due_on=now.date() + timedelta(days=400))
    with refused("service.help.kind"):
        promised(cast, member, now, kind="magic")
    with refused("service.help.no_words"):
        promised(cast, member, now, kind="other", words="")
    with refused("service.promise.other"):
        helped(cast, other, now, promise=promised(cast, member, now))


def test_the_database_keeps_no_help_of_nothing(cast: Cast, now: datetime) -> None:
    row = helped(cast, a_member(cast), now)

    for wrong in ({"amount": Decimal(0)}, {"kind": "magic"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberHelp.objects.filter(pk=row.pk).update(**wrong)
