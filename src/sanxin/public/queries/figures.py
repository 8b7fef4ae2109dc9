"""The figures a bulletin may name, counted from rows: live while it is written, kept as they stood once submitted."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanxin.ledger.models import StrikeOff
from sanxin.people.models import Unit
from sanxin.public.queries.numbers import LEAST, shown
from sanxin.public.rules.marks import MARKS, VILLAGES
from sanxin.service.models import Reply, Solved, Voice

MOST_VILLAGES = 60
MOST_ITEMS = 12


@dataclass(frozen=True)
class Figures:
    """Counts of people's words are None where they are fewer than five; things done are told as they are."""

    heard: int | None = 0
    answered: int | None = 0
    solved: int | None = 0
    done: int = 0
    villages: list[tuple[str, int]] = field(default_factory=list)
    """Name of the village, things done there."""

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> "Figures":
        return cls(**values | {"villages": [(str(name), int(count)) for name, count in values["villages"]]})

    @property
    def said(self) -> dict[str, str]:
        """What stands in the place of each mark: in the language the office writes in, as the words around it."""
        with override(settings.LANGUAGE_CODE):
            return {name: in_words(getattr(self, key)) for name, key, _label in MARKS}


def in_words(value: int | None) -> str:
    return _("少于 {n}").format(n=LEAST) if value is None else str(value)


def rows_of(figures: Figures) -> list[dict[str, Any]]:
    """What may be put into a text: the mark's name, its figure now, what it counts; the table of villages last."""
    rows = [{"name": name, "value": in_words(getattr(figures, key)), "label": label} for name, key, label in MARKS]
    return [
        *rows,
        {"name": VILLAGES, "value": str(len(figures.villages)), "label": _("各村办好的件数，排成表，单独一行")},
    ]


def figures_of(office_id: UUID, places: Collection[Unit], since: date, until: date) -> Figures:
    """Four counts and the table of villages; five queries."""
    days = _days(since, until)
    voices = Voice.objects.filter(_where("place", places), office=office_id)
    replies = Reply.objects.filter(_where("voice__place", places), voice__office=office_id, at__range=days)
    solved = replies.filter(solved=Solved.YES, strike_off__reopening=None, answer__reopening=None)
    strikes = done_in(office_id, places, since, until)
    by_village = strikes.filter(item__place__isnull=False).values_list("item__place__name", "item__place__parent__name")
    counted = by_village.annotate(n=Count("item", distinct=True)).order_by("item__place__path")[:MOST_VILLAGES]
    return Figures(
        heard=shown(voices.filter(heard_at__range=days).count()),
        answered=shown(replies.order_by().values("voice").distinct().count()),
        solved=shown(solved.order_by().values("voice").distinct().count()),
        done=strikes.values("item").distinct().count(),
        villages=[(f"{town} {name}", n) for name, town, n in counted],
    )


def done_in(office_id: UUID, places: Collection[Unit], since: date, until: date) -> QuerySet[StrikeOff]:
    """Struck off in those days and still so."""
    rows = StrikeOff.objects.in_force().filter(_where("item__place", places), item__office=office_id)
    return rows.filter(at__range=_days(since, until)).order_by()


def titles_done(office_id: UUID, places: Collection[Unit], since: date, until: date) -> list[str]:
    """What was done, as the ledger calls it: offered for the text, never put into a published one by itself."""
    rows = done_in(office_id, places, since, until).order_by("-at").values_list("item__title", flat=True)
    return list(dict.fromkeys(rows[: MOST_ITEMS * 2]))[:MOST_ITEMS]


def _where(column: str, places: Collection[Unit]) -> Q:
    """In one of those places or below; no places: anywhere."""
    scope = Q()
    for place in places:
        scope |= Q(**{f"{column}__path__startswith": place.path})
    return scope


def _days(since: date, until: date) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    first = datetime.combine(since, datetime.min.time(), tzinfo=zone)
    return first, datetime.combine(until + timedelta(days=1), datetime.min.time(), tzinfo=zone) - timedelta.resolution
