"""An instance written as a workbook is read back the same."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sanxin_engines.caseload import Instance, Pair, Target
from sanxin_engines.caseload.files import read_instance
from sanxin_engines.caseload.instance_writing import write_instance
from tests.engines.caseload.county import county


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    instance = county()
    staff, village, member = instance.staff[0].id, instance.villages[0].id, instance.members[0].id
    instance = replace(
        instance,
        last_year=(Pair(staff, Target.MEMBER, member),),
        fixed=(Pair(staff, Target.VILLAGE, village),),
        forbidden=(Pair(staff, Target.VILLAGE, instance.villages[1].id),),
    )
    path = tmp_path / "caseload.xlsx"

    write_instance(path, instance)

    assert read_instance(path) == on_the_map(instance)


def on_the_map(instance: Instance) -> Instance:
    """Coordinates to the sixth place, a hand's breadth."""
    return replace(
        instance,
        staff=tuple(rounded(one) for one in instance.staff),
        villages=tuple(rounded(one) for one in instance.villages),
        members=tuple(rounded(one) for one in instance.members),
    )


def rounded(one: Any) -> Any:
    return replace(one, lat=round(one.lat, 6), lon=round(one.lon, 6))
