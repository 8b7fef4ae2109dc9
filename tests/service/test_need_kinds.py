"""The kinds of need an office sorts by."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.actions.needs import add_kind, restore_kind, retire_kind, settle_kinds
from sanxin.service.models import Member, NeedKind
from sanxin.service.queries.needs import all_kinds_of, kinds_of, named
from sanxin.service.rules.needs import words_in
from tests.cast import Cast
from tests.service.builders import refused
from tests.service.member_builders import a_member

ClientOf = Callable[[Person], Client]
PAGE = "/service/members/kinds/"


def names(cast: Cast) -> list[str]:
    return [str(kind) for kind in kinds_of(cast.department)]


def test_an_office_starts_with_nine_and_adds_its_own(cast: Cast, now: datetime) -> None:
    assert len(names(cast)) == 9

    kind = add_kind(cast.department, name=" 失独 ", by=cast.head, at=now)

    assert names(cast)[-1] == "失独"
    assert timeline(kind.id)[0].text == "加了困难类型“失独”"
    assert NeedKind.objects.count() == 10
    member = a_member(cast, needs=("失独", "illness"))
    assert [str(one) for one in member.needs.all()] == ["疾病", "失独"]


def test_standard_kinds_speak_the_readers_language(cast: Cast) -> None:
    with translation.override("en"):
        assert str(kinds_of(cast.department)[0]) == "Illness"


def test_what_is_written_first_has_the_id_it_was_offered_with(cast: Cast) -> None:
    offered = [kind.id for kind in all_kinds_of(cast.department)]

    settle_kinds(cast.department)
    settle_kinds(cast.department)

    assert [kind.id for kind in all_kinds_of(cast.department)] == offered


def test_without_a_name_twice_or_too_long_is_refused(cast: Cast, now: datetime) -> None:
    for code, name in (("no_name", " "), ("long_name", "长" * 21), ("taken", "疾病")):
        with refused(f"service.need.{code}"):
            add_kind(cast.department, name=name, by=cast.head, at=now)
    retire_kind(kinds_of(cast.department)[0], by=cast.head, at=now)
    with refused("service.need.retired"):
        add_kind(cast.department, name="疾病", by=cast.head, at=now)


def test_a_retired_kind_is_offered_no_more_and_members_keep_it(cast: Cast, now: datetime) -> None:
    member = a_member(cast, needs=("illness",))
    kind = member.needs.get()

    retire_kind(kind, by=cast.head, at=now)

    assert "疾病" not in names(cast)
    assert list(member.needs.all()) == [kind]
    with refused("service.member.need_unknown"):
        a_member(cast, name="徐金花", needs=("illness",))
    with refused("service.need.twice"):
        retire_kind(kind, by=cast.head, at=now)
    restore_kind(kind, by=cast.head, at=now)
    assert "疾病" in names(cast)
    with refused("service.need.in_use"):
        restore_kind(kind, by=cast.head, at=now)


def test_the_last_one_stays(cast: Cast, now: datetime) -> None:
    settle_kinds(cast.department)
    first, *others = kinds_of(cast.department)
    for kind in others:
        retire_kind(kind, by=cast.head, at=now)

    with refused("service.need.last"):
        retire_kind(first, by=cast.head, at=now)


def test_only_heads_keep_the_list(cast: Cast, now: datetime) -> None:
    settle_kinds(cast.department)
    kind = kinds_of(cast.department)[0]
    for who in (cast.officer, cast.leader, cast.administrator, cast.stranger):
        with refused("service.need.not_head", NotAllowed):
            add_kind(cast.department, name="失独", by=who, at=now)
        with refused("service.need.not_head", NotAllowed):
            retire_kind(kind, by=who, at=now)
        with refused("service.need.not_head", NotAllowed):
            restore_kind(kind, by=who, at=now)


def test_several_in_one_cell(cast: Cast) -> None:
    found, unknown = named(kinds_of(cast.department), "疾病、独居；没房")

    assert ([kind.code for kind in found], unknown) == (["illness", "living_alone"], ["没房"])
    assert words_in("孩子上学/受灾，受灾") == ["孩子上学", "受灾"]


def test_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.head)

    assert client.post(PAGE, {"name": "失独", "once": "k1"}).status_code == 302
    assert client.post(PAGE, {"name": "失独", "once": "k2"}).status_code == 422
    kind = NeedKind.objects.get(name="失独")
    client.post(reverse("service:retire_need_kind", args=[kind.pk]), {"once": "k3"})
    assert "恢复使用" in client.get(PAGE).text
    client.post(reverse("service:restore_need_kind", args=[kind.pk]), {"once": "k4"})
    assert "恢复使用" not in client.get(PAGE).text
    assert Member.objects.count() == 0


@pytest.mark.parametrize("who", ["officer", "leader", "stranger"])
def test_others_do_not_open_it(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(PAGE).status_code == 403
