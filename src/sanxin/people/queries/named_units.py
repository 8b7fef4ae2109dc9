"""Find units of a county by the names people write into sheets."""

from uuid import UUID

from sanxin.people.models import Level, Unit


class NamedUnits:
    """All units of one county by name; one query."""

    def __init__(self, county_id: UUID) -> None:
        self._tops: dict[str, list[Unit]] = {}
        self._below: dict[tuple[UUID, str], Unit] = {}
        for unit in Unit.objects.in_use().filter(county=county_id).order_by("path"):
            for name in {unit.name, unit.short_name} - {""}:
                if unit.level != Level.SECTION:
                    self._tops.setdefault(name, []).append(unit)
                if unit.parent_id:
                    self._below[(unit.parent_id, name)] = unit

    def find(self, office: str, section: str = "") -> Unit | None:
        """The one unit meant: an office, township or village, or with `section` what stands under it.

        None where there is none, or where a village's name is used in two townships and the township is not told.
        """
        tops = self._tops.get(office, [])
        if section:
            below = [self._below[(top.pk, section)] for top in tops if (top.pk, section) in self._below]
            return below[0] if len(below) == 1 else None
        return tops[0] if len(tops) == 1 else None
