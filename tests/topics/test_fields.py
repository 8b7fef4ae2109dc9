"""Fields of concern, and the limit of visits."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.topics.actions.fields import add_field, rename_field, restore_field, retire_field, set_village_limit
from sanxin.topics.models import FieldOfConcern
from sanxin.topics.queries.fields import fields_of, limit_of
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import again


def names(cast: Cast) -> list[str]:
    return [one.name for one in fields_of(cast.department)]


def test_an_office_starts_with_four(cast: Cast) -> None:
    assert names(cast) == ["干部选任", "基层组织建设", "领导班子思想政治建设", "人才工作"]
    assert not FieldOfConcern.objects.exists()


def test_a_field_is_added_after_the_first_four_under_their_own_ids(cast: Cast, now: datetime) -> None:
    before = [one.id for one in fields_of(cast.department)]

    field = add_field(cast.department, name=" 党员教育 ", by=cast.head, at=now)

    assert [one.id for one in fields_of(cast.department)] == [*before, field.id]
    assert timeline(field.id)[0].text == "加了关注领域“党员教育”"


def test_it_is_renamed_retired_and_restored(cast: Cast, now: datetime) -> None:
    field = add_field(cast.department, name="党员教育", by=cast.head, at=now)

    rename_field(field, name="党员教育管理", by=cast.head, seen=field.version, at=now)
    retire_field(field, by=cast.head, seen=again(field).version, at=now)
    assert "党员教育管理" not in names(cast)

    restore_field(field, by=cast.head, seen=again(field).version, at=now)
    assert names(cast)[-1] == "党员教育管理"
    assert [one.name for one in timeline(field.id)] == [
        "topics.field.restored",
        "topics.field.retired",
        "topics.field.renamed",
        "topics.field.added",
    ]


@pytest.mark.parametrize(("name", "code"), [(" ", "no_name"), ("人才工作", "taken"), ("长" * 41, "long_name")])
def test_a_name_is_needed_once_and_short(cast: Cast, now: datetime, name: str, code: str) -> None:
    with refused(f"topics.field.{code}"):
        add_field(cast.department, name=name, by=cast.head, at=now)


def test_a_retired_name_is_restored_not_added(cast: Cast, now: datetime) -> None:
    field = add_field(cast.department, name="党员教育", by=cast.head, at=now)
    retire_field(field, by=cast.head, seen=field.version, at=now)

    with refused("topics.field.retired"):
        add_field(cast.department, name="党员教育", by=cast.head, at=now)
    with refused("topics.field.twice"):
        retire_field(field, by=cast.head, seen=again(field).version, at=now)


def test_what_is_in_use_is_not_restored(cast: Cast, now: datetime) -> None:
    field = add_field(cast.department, name="党员教育", by=cast.head, at=now)

    with refused("topics.field.in_use"):
        restore_field(field, by=cast.head, seen=field.version, at=now)


def test_the_last_field_stays(cast: Cast, now: datetime) -> None:
    add_field(cast.department, name="党员教育", by=cast.head, at=now)
    for field in fields_of(cast.department)[1:]:
        retire_field(field, by=cast.head, seen=field.version, at=now)
    [last] = fields_of(cast.department)

    with refused("topics.field.last"):
        retire_field(last, by=cast.head, seen=last.version, at=now)


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    field = add_field(cast.department, name="党员教育", by=cast.head, at=now)
    rename_field(field, name="教育", by=cast.head, seen=field.version, at=now)

    with refused("topics.overtaken", Overtaken):
        rename_field(field, name="管理", by=cast.head, seen=field.version, at=now)


def test_only_a_section_head_keeps_them(cast: Cast, now: datetime) -> None:
    for who in (cast.officer, cast.leader, cast.handler, cast.administrator, cast.stranger):
        with refused("topics.not_head", NotAllowed):
            add_field(cast.department, name="党员教育", by=who, at=now)
        with refused("topics.not_head", NotAllowed):
            set_village_limit(cast.department, topics=3, by=who, at=now)


def test_the_limit_is_two_until_said_otherwise(cast: Cast, now: datetime) -> None:
    assert limit_of(cast.department.id) == 2

    set_village_limit(cast.department, topics=3, by=cast.head, at=now)
    assert limit_of(cast.department.id) == 3

    for topics in (0, 31):
        with refused("topics.limit.range"):
            set_village_limit(cast.department, topics=topics, by=cast.head, at=now)
