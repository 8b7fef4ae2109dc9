"""The pages of caseloads: who sees what, how often they ask the database, files and their way back."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from sanxin.fieldwork.actions.caseload_approvals import approve
from sanxin.fieldwork.models import CaseloadPlan, Handover, PlanPair
from sanxin.fieldwork.queries.caseload_totals import totals_of
from sanxin.fieldwork.queries.waiting_caseload import waiting_for
from sanxin.kernel import clock
from sanxin.kernel.jobs import work_off
from sanxin.people.models import Level, Person
from sanxin_engines.caseload.command import main
from tests.cast import Cast, unit
from tests.fieldwork.caseload_builders import a_draft, a_handover, a_plan, give, seen, settle, solved
from tests.fieldwork.visit_builders import QUESTION, a_visit
from tests.service.member_builders import a_member

ClientOf = Callable[[Person], Client]
OWN, PLANS = "/fieldwork/caseload/", "/fieldwork/plans/"


def test_a_plan_is_drafted_worked_out_and_approved_on_its_pages(cast: Cast, client_of: ClientOf) -> None:
    villages = settle(cast)
    client = client_of(cast.head)
    form = client.get(f"{PLANS}new/").content.decode()
    assert "程晓岚（lp001）" in form
    told = {
        "once": "a",
        "year": "2027",
        "people": [str(one.pk) for one in (cast.officer, cast.colleague, cast.head)],
        "villages": [str(one.pk) for one in villages],
        "min_villages": "0",
        "max_villages": "4",
        "min_members": "0",
        "max_members": "8",
        "change_km": "30",
        "own_village_km": "8",
        "balance_km": "0.5",
        "hard_km": "6",
    }
    wrong = client.post(f"{PLANS}new/", told | {"min_villages": "5"})
    assert wrong.status_code == 422
    answer = client.post(f"{PLANS}new/", told)
    assert answer.status_code == 302
    plan = CaseloadPlan.objects.get()
    assert client.post(f"{PLANS}{plan.pk}/solve/", {"once": "b", "seen": str(plan.version)}).status_code == 302
    work_off()

    page = client.get(f"{PLANS}{plan.pk}/").content.decode()
    assert "算过再怎么排也不会更好" in page
    assert "自己排的，要请另一位" in page
    leader = client_of(cast.leader)
    agreed = {"once": "c", "seen": str(seen(plan)), "in_force_on": "2027-01-01"}
    assert leader.post(f"{PLANS}{plan.pk}/approve/", agreed).status_code == 302
    assert "2027-01-01 起生效" in leader.get(f"{PLANS}{plan.pk}/").content.decode()
    assert client.post(f"{PLANS}{plan.pk}/approve/", agreed | {"once": "d"}).status_code == 403


def test_leaders_read_totals_of_members_and_no_names(cast: Cast, client_of: ClientOf) -> None:
    plan = a_plan(cast)

    for view in ("members", "left", "rules", "officers", "villages"):
        page = client_of(cast.leader).get(f"{PLANS}{plan.pk}/?view={view}").content.decode()
        assert "方**" not in page
    assert "方**" in client_of(cast.head).get(f"{PLANS}{plan.pk}/?view=members").content.decode()
    for who in (cast.officer, cast.handler, cast.stranger):
        assert client_of(who).get(f"{PLANS}{plan.pk}/").status_code in {403, 404}


@pytest.mark.parametrize("members", [3, 30])
@pytest.mark.parametrize("view", ["villages", "members", "officers", "left", "rules"])
def test_a_plan_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, members: int, view: str, django_assert_max_num_queries: Any
) -> None:
    plan = a_plan(cast, members=members)
    client = client_of(cast.head)
    client.get(f"{PLANS}{plan.pk}/?view={view}")

    with django_assert_max_num_queries(31):
        client.get(f"{PLANS}{plan.pk}/?view={view}")


@pytest.mark.parametrize("members", [3, 30])
def test_a_pair_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, members: int, django_assert_max_num_queries: Any
) -> None:
    plan = a_plan(cast, members=members)
    pair = PlanPair.objects.filter(plan=plan).exclude(member=None).first()
    assert pair is not None
    client = client_of(cast.head)
    client.get(f"/fieldwork/pairs/{pair.pk}/")

    with django_assert_max_num_queries(22):
        client.get(f"/fieldwork/pairs/{pair.pk}/")


@pytest.mark.parametrize("many", [3, 30])
def test_ones_own_page_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        village = unit(f"3602811062{number + 20}", f"第{number}村", Level.VILLAGE, cast.town)
        give(cast, cast.officer, village)
        a_member(cast, name=f"方{number}", village=village)
        a_visit(cast, QUESTION, place=village)
    client = client_of(cast.officer)
    client.get(OWN)

    with django_assert_max_num_queries(28):
        page = client.get(OWN).content.decode()
    assert page.count("欠 1 句") == many


def test_ones_own_page_says_when_and_what_is_promised(cast: Cast, client_of: ClientOf) -> None:
    give(cast, cast.officer, cast.village)
    a_member(cast)
    a_visit(cast, QUESTION, days_ago=3)

    page = client_of(cast.officer).get(OWN).content.decode()

    assert "洪岩镇 竹坑村" in page
    assert "上次 11-16" in page
    assert "欠 1 句" in page
    assert "方**" in page
    assert "方茂林" not in page
    assert f"/fieldwork/visits/new/?place={cast.village.pk.hex}" in page
    assert "还没有归您联系的村和困难党员" in client_of(cast.colleague).get(OWN).content.decode()


def test_what_is_to_come_is_shown_beforehand(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    plan = a_plan(cast, members=0)
    approve(plan, in_force_on=date(2027, 1, 1), by=cast.leader, seen=seen(plan), at=now)
    village = PlanPair.objects.filter(plan=plan, person=cast.officer).select_related("village").first()
    assert village is not None

    client = client_of(cast.officer)
    today, then = (client.get(f"{OWN}{ask}").content.decode() for ask in ("", "?on=2027-01-01"))

    assert "起有新的联系安排" in today
    assert str(village.village) not in today
    assert str(village.village) in then


def test_the_exported_file_is_what_the_command_line_solves(cast: Cast, client_of: ClientOf, tmp_path: Path) -> None:
    plan = a_plan(cast)
    answer = client_of(cast.head).get(f"{PLANS}{plan.pk}/instance/")
    (tmp_path / "in.xlsx").write_bytes(answer.content)

    assert main([str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx")]) == 0

    rows = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_name("安排").to_python()[1:]
    made = {str(row[1]): str(row[3]) for row in rows}
    ours = {
        pair.village.code if pair.village else str(pair.member_id): pair.person.staff_number
        for pair in PlanPair.objects.filter(plan=plan).with_names()
        if pair.person is not None
    }
    assert made == ours
    assert b"\xe6\x96\xb9" not in answer.content
    assert client_of(cast.leader).get(f"{PLANS}{plan.pk}/instance/").status_code == 403


def test_the_list_and_the_sheet_name_nobody(cast: Cast, client_of: ClientOf) -> None:
    plan = a_plan(cast)
    head, leader = client_of(cast.head), client_of(cast.leader)

    sheet = leader.get(f"{PLANS}{plan.pk}/print/").content.decode()
    assert "竹坑村 1 位" in sheet
    assert "方**" not in sheet
    for client, shown in ((head, True), (leader, False)):
        answer = client.get(f"{PLANS}{plan.pk}/export/?format=csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        assert ("方**" in text) is shown
        assert "方某" not in text
    book = head.get(f"{PLANS}{plan.pk}/export/")
    assert io.BytesIO(b"".join(book.streaming_content)).getvalue()[:2] == b"PK"  # type: ignore[attr-defined]


def test_leaders_are_asked_to_approve(cast: Cast) -> None:
    plan = a_draft(cast, settle(cast))
    assert waiting_for(cast.leader, clock.today()) == []
    solved(plan, cast.head)

    assert [row.title for row in waiting_for(cast.leader, clock.today())] == ["2027 年联系安排排好了，等批准"]
    assert waiting_for(cast.officer, clock.today()) == []


def test_leaders_see_units_and_nobody(cast: Cast, client_of: ClientOf) -> None:
    give(cast, cast.officer, cast.village)
    a_member(cast)
    a_member(cast, name="余老三", contact=None)

    (row,) = totals_of(cast.leader, clock.today())
    assert (row.people, row.villages, row.members, row.alone, row.gone) == (1, 1, 1, 1, 0)
    page = client_of(cast.leader).get(f"{OWN}totals/").content.decode()
    assert "市委组织部" in page
    assert "程晓岚" not in page
    assert client_of(cast.officer).get(f"{OWN}totals/").status_code == 403


def test_a_handover_goes_through_its_pages(cast: Cast, client_of: ClientOf) -> None:
    give(cast, cast.officer, cast.village)
    a_member(cast)
    officer, colleague = client_of(cast.officer), client_of(cast.colleague)
    form = officer.get("/fieldwork/handovers/new/").content.decode()
    assert "洪岩镇 竹坑村 方**" in form
    told = {
        "once": "a",
        "targets": [f"village-{cast.village.pk}"],
        "receiver": str(cast.colleague.pk),
        "cause": "leave",
        "for_good": "",
        "since": "2026-11-19",
        "until": "2026-11-01",
        "note": "灶台边那户先看。",
    }
    wrong = officer.post("/fieldwork/handovers/new/", told)
    assert wrong.status_code == 422
    assert "灶台边那户先看" in wrong.content.decode()
    answer = officer.post("/fieldwork/handovers/new/", told | {"until": "2026-12-01"})
    assert answer.status_code == 302
    row = Handover.objects.get()
    url = f"/fieldwork/handovers/{row.pk}/"
    assert "灶台边那户先看" in colleague.get(url).content.decode()
    assert colleague.post(f"{url}refuse/", {"once": "x", "words": ""}).status_code == 422
    assert colleague.post(f"{url}take/", {"once": "b"}).status_code == 302
    assert "代管中" in officer.get(url).content.decode()
    assert "替程晓岚代管到 12-01" in colleague.get(OWN).content.decode()
    assert officer.post(f"{url}back/", {"once": "c"}).status_code == 302
    assert "归还了" in officer.get("/fieldwork/handovers/").content.decode()
    assert client_of(cast.stranger).get(url).status_code == 404


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_of_handovers_asks_the_same_number_of_questions(
    cast: Cast, client_of: ClientOf, many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        village = unit(f"3602811062{number + 20}", f"第{number}村", Level.VILLAGE, cast.town)
        give(cast, cast.officer, village)
        a_handover(cast, village)
    client = client_of(cast.officer)
    client.get("/fieldwork/handovers/")

    with django_assert_max_num_queries(9):
        client.get("/fieldwork/handovers/")


def test_a_guess_at_whose_it_is_finds_nothing(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    assert client.get("/fieldwork/handovers/new/?giver=lp099").status_code == 404
    assert client.get("/fieldwork/handovers/new/?giver=lp002").status_code == 403
    assert client_of(cast.head).get("/fieldwork/handovers/new/?giver=lp001").status_code == 200
