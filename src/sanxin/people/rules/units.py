"""Which unit may stand under which."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

UNDER: dict[str, frozenset[str]] = {
    "city": frozenset({"province"}),
    "county": frozenset({"city", "province"}),
    "township": frozenset({"county", "city"}),  # 东莞, 中山 and 儋州 have no counties
    "village": frozenset({"township"}),
    "office": frozenset({"county", "city", "province", "township"}),
    "section": frozenset({"office", "township"}),
}
"""Level → levels it may stand under. A province stands at the top."""

OWN_LEVELS = ("village", "office", "section")
"""Levels an office adds by hand; divisions come from the published list."""


def check_place(level: str, parent_level: str) -> None:
    if parent_level not in UNDER.get(level, frozenset()):
        raise Refused("people.unit.place", _("这一级单位不能放在所选的上级之下。"), field="parent")


def check_own_level(level: str) -> None:
    if level not in OWN_LEVELS:
        raise Refused(
            "people.unit.division", _("省、市、县、乡镇来自民政部门公布的区划，不在这里增改。"), field="level"
        )


def check_can_close(*, units_below: int, people: int) -> None:
    if units_below:
        raise Refused(
            "people.unit.has_units",
            _("下面还有 {n} 个单位没有撤销。先撤销它们，或划到别处。").format(n=units_below),
        )
    if people:
        raise Refused("people.unit.has_people", _("还有 {n} 人在这里任职。先结束他们的任职。").format(n=people))
