"""Set up, rename, move, close and reopen units."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.actions import units
from sanxin.people.models import Level, Unit
from tests.cast import Cast


def test_a_section_is_set_up_under_its_office(cast: Cast, now: datetime) -> None:
    made = units.add(cast.department, name="干部一科", level=Level.SECTION, by=cast.administrator, at=now)

    assert made.path == f"{cast.department.path}{made.code}/"
    assert (made.county_id, made.office_id) == (cast.county.id, cast.department.id)
    assert made.code == "360281-U1"
    assert timeline(made.id)[0].text == "新设单位“干部一科”"


def test_a_village_answers_for_itself(cast: Cast, now: datetime) -> None:
    made = units.add(cast.town, name="沙洲村", level=Level.VILLAGE, code="360281106203", by=cast.administrator, at=now)

    assert made.office_id == made.id


@pytest.mark.parametrize(
    ("parent", "told", "code"),
    [
        ("village", {"level": "section"}, "people.unit.place"),
        ("county", {"level": "township"}, "people.unit.division"),
        ("department", {"name": "组织二科"}, "people.unit.name_taken"),
        ("department", {"code": "360281-JTJ"}, "people.unit.code_taken"),
        ("department", {"name": ""}, "people.name.empty"),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, now: datetime, parent: str, told: dict[str, str], code: str) -> None:
    words = {"name": "干部一科", "level": "section"} | told

    with pytest.raises(Refused) as refusal:
        units.add(getattr(cast, parent), **words, by=cast.administrator, at=now)

    assert refusal.value.code == code


@pytest.mark.parametrize("by", ["officer", "leader", "auditor", "stranger_administrator"])
def test_only_the_countys_administrator_sets_up_units(cast: Cast, now: datetime, by: str) -> None:
    with pytest.raises(NotAllowed):
        units.add(cast.department, name="干部一科", level="section", by=getattr(cast, by), at=now)


def test_a_new_name_leaves_the_old_one_in_the_timeline(cast: Cast, now: datetime) -> None:
    units.rename(cast.section, name="基层组织科", by=cast.administrator, at=now)
    units.rename(cast.section, name="基层组织科", by=cast.administrator, at=now)

    assert [event.text for event in timeline(cast.section.id)] == ["改名：“组织二科”改为“基层组织科”"]


def test_a_published_division_keeps_its_name(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        units.rename(cast.town, name="洪岩", by=cast.administrator, at=now)

    assert refusal.value.code == "people.unit.division"


def test_a_unit_moves_with_all_below(cast: Cast, now: datetime) -> None:
    moved = units.move(cast.section, parent=cast.transport, by=cast.administrator, at=now)

    moved.refresh_from_db()
    assert (moved.path, moved.office_id) == (f"{cast.transport.path}{moved.code}/", cast.transport.id)
    assert Unit.objects.under(cast.transport).count() == 2
    assert timeline(moved.id)[0].text == "从“市委组织部”划到“市交通运输局”"


def test_everything_below_follows(cast: Cast, now: datetime) -> None:
    office = units.add(cast.county, name="市党群中心", level="office", by=None, at=now)
    section = units.add(office, name="综合科", level="section", by=None, at=now)

    units.move(office, parent=cast.town, by=cast.administrator, at=now)

    section.refresh_from_db()
    assert section.path.startswith(cast.town.path)
    assert (section.office_id, section.county_id) == (office.id, cast.county.id)


def test_a_unit_cannot_move_where_it_does_not_fit(cast: Cast, now: datetime) -> None:
    refusals = []
    for parent in (cast.village, cast.department, cast.section):
        with pytest.raises(Refused) as refusal:
            units.move(cast.section, parent=parent, by=cast.administrator, at=now)
        refusals.append(refusal.value.code)

    assert refusals == ["people.unit.place", "people.unit.same_parent", "people.unit.under_itself"]


def test_a_unit_does_not_leave_its_county(cast: Cast, now: datetime) -> None:
    abroad = Unit.objects.get(code="360222-ZZB")

    with pytest.raises(Refused) as refusal:
        units.move(cast.section, parent=abroad, by=cast.administrator, at=now)

    assert refusal.value.code == "people.unit.other_county"


def test_an_empty_unit_is_closed_and_reopened(cast: Cast, now: datetime) -> None:
    units.close(cast.other_section, by=cast.administrator, at=now)
    assert not Unit.objects.in_use().filter(pk=cast.other_section.pk).exists()

    units.reopen(Unit.objects.get(pk=cast.other_section.pk), by=cast.administrator, at=now)

    assert Unit.objects.in_use().filter(pk=cast.other_section.pk).exists()
    assert {event.name for event in timeline(cast.other_section.id)} == {"people.unit.closed", "people.unit.reopened"}


def test_a_unit_with_people_or_units_stays(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as people:
        units.close(cast.section, by=cast.administrator, at=now)
    with pytest.raises(Refused) as below:
        units.close(cast.department, by=cast.administrator, at=now)

    assert people.value.sentence == "还有 3 人在这里任职。先结束他们的任职。"
    assert below.value.sentence == "下面还有 2 个单位没有撤销。先撤销它们，或划到别处。"


def test_closing_twice_and_reopening_what_is_open_are_refused(cast: Cast, now: datetime) -> None:
    units.close(cast.other_section, by=cast.administrator, at=now)

    with pytest.raises(Refused) as twice:
        units.close(cast.other_section, by=cast.administrator, at=now)
    with pytest.raises(Refused) as open_already:
        units.reopen(cast.transport, by=cast.administrator, at=now)

    assert (twice.value.code, open_already.value.code) == ("people.unit.closed", "people.unit.open")


def test_the_name_of_a_closed_unit_is_free_again(cast: Cast, now: datetime) -> None:
    units.close(cast.other_section, by=cast.administrator, at=now)

    made = units.add(cast.department, name="组织一科", level="section", by=cast.administrator, at=now)

    assert made.name == "组织一科"
