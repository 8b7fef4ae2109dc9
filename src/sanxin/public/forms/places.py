"""Villages and townships typed one a line."""

from django import forms
from django.utils.translation import gettext as _

from sanxin.people.models import Unit
from sanxin.service.queries.places import Places


def read_places(typed: str, known: Places) -> list[Unit]:
    """Each line a place we know, each place once."""
    found: list[Unit] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        place = known.find(line)
        if place is None:
            near = "、".join(known.near(line))
            hint = _("是不是 {near}？").format(near=near) if near else _("请写全名，如“洪岩镇 竹坑村”。")
            raise forms.ValidationError(_("没有找到“{line}”。").format(line=line[:30]) + hint)
        if place not in found:
            found.append(place)
    return found


def as_typed(places: list[Unit]) -> str:
    """The other way round; ask for `parent` beforehand."""
    return "\n".join(f"{unit.parent} {unit}" if unit.level == "village" else str(unit) for unit in places)
