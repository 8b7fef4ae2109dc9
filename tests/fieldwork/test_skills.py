"""Skills: an office's short list, who has them, what villages and members need, and what the plan makes of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from sanxin.fieldwork.actions.caseload_plans import change_officer
from sanxin.fieldwork.actions.skills import add_skill, ask_of_contact, call_for, restore_skill, retire_skill
from sanxin.fieldwork.models import CaseloadPlan, Skill, VillageNeed
from sanxin.fieldwork.queries.caseload_input import asked_of
from sanxin.fieldwork.queries.skills import needs_at, skills_of
from sanxin.fieldwork.rules.skills import fingerprint
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person, Unit
from sanxin.service.models import NeedKind
from sanxin.service.queries.needs import kinds_of
from tests.cast import Cast
from tests.fieldwork.caseload_builders import a_draft, pair_of, seen, settle, solved
from tests.service.builders import refused
from tests.service.member_builders import a_member

ClientOf = Callable[[Person], Client]
SKILLS = "/fieldwork/skills/"


def a_skill(cast: Cast, name: str = "医保政策", *codes: str) -> Skill:
    kinds = [kind for kind in kinds_of(cast.department) if kind.code in codes]
    return add_skill(cast.department, name=name, kinds=kinds, by=cast.head, at=clock.now())


def needing(cast: Cast, village: Unit, *skills: Skill) -> list[VillageNeed]:
    had = fingerprint(skill.id for skill in needs_at(village, cast.department))
    return ask_of_contact(village, office=cast.department, skills=skills, by=cast.head, seen=had, at=clock.now())


def knowing(cast: Cast, plan: CaseloadPlan, who: Person, skills: Sequence[Skill]) -> None:
    officer = plan.officers.select_related("plan__office", "person").get(person=who)
    said: dict[str, Any] = {"base": None, "home": None, "max_villages": None, "max_members": None}
    change_officer(officer, skills=skills, **said, by=cast.head, seen=seen(plan), at=clock.now())


def test_who_needs_it_is_given_to_who_has_it_and_the_reason_says_so(cast: Cast, client_of: ClientOf) -> None:
    villages = settle(cast, members=0)
    ill = a_member(cast, name="方某", village=villages[3], needs=("illness",))
    law, insurance = a_skill(cast, "法律"), a_skill(cast, "医保政策", "illness")
    needing(cast, villages[5], law)
    plan = a_draft(cast, villages)
    knowing(cast, plan, cast.colleague, [law, insurance])

    plan = solved(plan, cast.head)

    assert {pair_of(plan, villages[5]).person, pair_of(plan, ill).person} == {cast.colleague}
    page = client_of(cast.head).get(f"/fieldwork/plans/{plan.pk}/?view=villages").content.decode()
    assert page.count("专长对得上：法律") == 1
    page = client_of(cast.head).get(f"/fieldwork/pairs/{pair_of(plan, ill).pk}/").content.decode()
    assert "专长对得上：医保政策" in page
    assert "缺需要的专长" in page  # beside the others


def test_what_nobody_knows_leaves_it_unserved_and_says_which(cast: Cast, client_of: ClientOf) -> None:
    villages = settle(cast, members=0)
    needing(cast, villages[2], a_skill(cast, "水利"))

    plan = solved(a_draft(cast, villages), cast.head)

    pair = pair_of(plan, villages[2])
    assert (pair.person, pair.hindered) == (None, [["needs", 3]])
    assert plan.figures_of("village")["objective"] < 1000  # what nobody serves is no kilometres
    page = client_of(cast.head).get(f"/fieldwork/plans/{plan.pk}/?view=left").content.decode()
    assert "缺需要的专长（3 人）" in page
    assert "要会：水利" in page


def test_leaders_do_not_read_what_a_member_needs(cast: Cast, client_of: ClientOf) -> None:
    villages = settle(cast, members=0)
    a_member(cast, name="方某", village=villages[1], needs=("illness",))
    skill = a_skill(cast, "医保政策", "illness")
    plan = a_draft(cast, villages)
    knowing(cast, plan, cast.officer, [skill])
    solved(plan, cast.head)

    page = client_of(cast.leader).get(f"/fieldwork/plans/{plan.pk}/?view=members").content.decode()

    assert "一位困难党员" in page
    assert "医保政策" not in page


def test_a_skill_out_of_use_is_neither_asked_nor_offered(cast: Cast, now: datetime) -> None:
    villages = settle(cast, members=0)
    law = a_skill(cast, "法律")
    needing(cast, villages[0], law)

    retire_skill(law, by=cast.head, at=now)

    assert (skills_of(cast.department), needs_at(villages[0], cast.department)) == ([], [])
    plan = solved(a_draft(cast, villages), cast.head)
    assert pair_of(plan, villages[0]).person is not None
    restore_skill(law, by=cast.head, at=now)
    assert needs_at(villages[0], cast.department) == [law]


def test_next_years_draft_begins_as_this_years_ended(cast: Cast) -> None:
    villages = settle(cast, members=0)
    law = a_skill(cast, "法律")
    plan = a_draft(cast, villages)
    officer = plan.officers.select_related("plan__office", "person").get(person=cast.officer)
    said: dict[str, Any] = {"max_villages": 1, "max_members": None, "by": cast.head, "at": clock.now()}
    change_officer(officer, base=villages[1], home=villages[0], skills=[law], seen=seen(plan), **said)

    later = a_draft(cast, villages)

    again = later.officers.get(person=cast.officer)
    assert (again.base, again.home, list(again.skills.all())) == (villages[1], villages[0], [law])
    assert again.max_villages is None  # that was for one plan
    staff = {one.id: one.skills for one in asked_of(later, clock.today()).instance.staff}
    assert staff[cast.officer.staff_number] == {"法律"}


def test_the_list_of_an_office_is_kept_by_its_heads(cast: Cast, now: datetime) -> None:
    law = a_skill(cast, "法律")

    with refused("fieldwork.skill.no_name"):
        a_skill(cast, "  ")
    with refused("fieldwork.skill.long_name"):
        a_skill(cast, "长" * 21)
    with refused("fieldwork.skill.taken"):
        a_skill(cast, " 法律 ")
    with refused("fieldwork.skill.in_use"):
        restore_skill(law, by=cast.head, at=now)
    retire_skill(law, by=cast.head, at=now)
    with refused("fieldwork.skill.retired"):
        a_skill(cast, "法律")
    with refused("fieldwork.skill.twice"):
        retire_skill(law, by=cast.head, at=now)
    for who in (cast.officer, cast.leader, cast.stranger):
        with pytest.raises(NotAllowed):
            add_skill(cast.department, name="水利", kinds=[], by=who, at=now)
        with pytest.raises(NotAllowed):
            ask_of_contact(cast.village, office=cast.department, skills=[], by=who, seen=fingerprint([]), at=now)
    names = [event.name for event in timeline(law.id)]
    assert names == ["fieldwork.skill.retired", "fieldwork.skill.added"]


def test_a_list_stays_short(cast: Cast) -> None:
    for number in range(30):
        a_skill(cast, f"第{number}样")

    with refused("fieldwork.skill.many"):
        a_skill(cast, "再一样")


def test_kinds_of_another_office_places_of_another_county_and_retired_skills_are_refused(
    cast: Cast, now: datetime
) -> None:
    law = a_skill(cast, "法律")
    foreign = NeedKind(office=cast.transport, county=cast.county, name="疾病")

    with refused("fieldwork.skill.kinds"):
        call_for(law, kinds=[foreign], by=cast.head, seen=fingerprint([]), at=now)
    with refused("fieldwork.skill.place"):
        needing(cast, cast.town, law)
    retire_skill(law, by=cast.head, at=now)
    with refused("fieldwork.skill.unknown"):
        needing(cast, cast.village, law)
    assert not VillageNeed.objects.exists()


def test_whoever_was_slower_is_told(cast: Cast, now: datetime) -> None:
    law, before = a_skill(cast, "法律"), fingerprint([])
    needing(cast, cast.village, law)
    call_for(law, kinds=kinds_of(cast.department)[:1], by=cast.head, seen=before, at=now)

    with refused("fieldwork.skill.overtaken"):
        ask_of_contact(cast.village, office=cast.department, skills=[], by=cast.head, seen=before, at=now)
    with refused("fieldwork.skill.overtaken"):
        call_for(law, kinds=[], by=cast.head, seen=before, at=now)
    assert needs_at(cast.village, cast.department) == [law]


def test_from_the_pages(cast: Cast, client_of: ClientOf) -> None:
    head = client_of(cast.head)
    page = f"/fieldwork/villages/{cast.village.pk}/"
    assert "先写几样专长" in head.get(page).content.decode()
    kind = next(kind for kind in kinds_of(cast.department) if kind.code == "illness")

    def post(address: str, once: object = None, **said: object) -> int:
        return head.post(address, {"once": str(once or new_id()), **said}).status_code

    assert post(SKILLS, name="", kinds=[str(kind.pk)]) == 422
    click = new_id()
    for _twice in range(2):
        assert post(SKILLS, click, name="医保政策", kinds=[str(kind.pk)]) == 302
    skill = Skill.objects.get()
    assert [str(one) for one in skill.kinds.all()] == ["疾病"]
    assert "医保政策" in head.get(SKILLS).content.decode()
    own = f"{SKILLS}{skill.pk}/"
    assert post(own, seen=fingerprint([kind.pk])) == 302
    assert post(own, seen="old") == 409

    assert post(f"{page}needs/", skills=[str(skill.pk)], seen=fingerprint([])) == 302
    assert needs_at(cast.village, cast.department) == [skill]
    assert "医保政策" in client_of(cast.officer).get(page).content.decode()
    assert "医保政策" not in client_of(cast.leader).get(page).content.decode()

    plan = a_draft(cast, [cast.village])
    officer = plan.officers.get(person=cast.officer)
    edit = f"/fieldwork/plan-officers/{officer.pk}/"
    assert "会什么" in head.get(edit).content.decode()
    assert post(edit, skills=[str(skill.pk)], seen=plan.version) == 302
    assert list(officer.skills.all()) == [skill]
    solved(CaseloadPlan.objects.get(pk=plan.pk), cast.head)
    assert "会 医保政策" in head.get(f"/fieldwork/plans/{plan.pk}/?view=officers").content.decode()


def test_a_strangers_skill_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    skill = a_skill(cast)
    for who in (cast.stranger, cast.officer, cast.leader):
        for address in (f"{SKILLS}{skill.pk}/", f"{SKILLS}{skill.pk}/retire/"):
            assert client_of(who).post(address, {"once": str(new_id())}).status_code in {403, 404}
    assert not hasattr(Skill.objects.get(), "retirement")


@pytest.mark.parametrize("many", [3, 25])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        a_skill(cast, f"第{number}样", "illness", "old_age")
    client = client_of(cast.head)
    client.get(SKILLS)

    with django_assert_max_num_queries(16):
        client.get(SKILLS)


def test_the_file_for_the_command_line_holds_them(cast: Cast) -> None:
    villages = settle(cast, members=0)
    needing(cast, villages[0], a_skill(cast, "法律"))

    instance = asked_of(a_draft(cast, villages), clock.today()).instance

    assert {one.name: one.needs for one in instance.villages}[villages[0].name] == {"法律"}
