"""What of the month's round waits for somebody on Today: one's own villages that have not been seen to."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.fieldwork.queries.months import Proposed, month_of
from sanxin.fieldwork.roles import VISITORS
from sanxin.fieldwork.rules.months import first_of
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person

SECTION = "visits"
AHEAD = 14
"""A village shows this many days before its day; one without a day shows at once."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """By the day proposed or chosen; the queries of `month_of`."""
    if not person.sight.has(*VISITORS):
        return []
    rows = month_of(person, first_of(today), today).rows
    last = today + timedelta(days=AHEAD)
    return [_row(row, today) for row in rows if not row.is_done and (row.on is None or row.on <= last)]


def _row(row: Proposed, today: date) -> Waiting:
    kind, word = _light(row.on, today)
    return Waiting(
        section=SECTION,
        light_kind=kind,
        light_word=word,
        title=row.where,
        url=reverse("fieldwork:village", args=[row.village.pk]),
        meta=" · ".join(_facts(row)),
        action_label=_("看准备单"),
        action_url=reverse("fieldwork:prepare", args=[row.village.pk]),
        due_on=row.on,
        rank=60,
    )


def _light(on: date | None, today: date) -> tuple[str, str]:
    if on is None:
        return "wait", _("还没排日子")
    if on == today:
        return "amber", _("就在今天")
    return ("amber" if on < today else "green"), f"{on:%m-%d}"


def _facts(row: Proposed) -> list[str]:
    facts = [_("上次 {day}").format(day=row.last_on.isoformat()) if row.last_on else _("还没有走访记录")]
    if row.members_due:
        said = ngettext("困难党员 {n} 位要看望", "困难党员 {n} 位要看望", row.members_due)
        facts.append(said.format(n=row.members_due))
    if row.others_on:
        facts.append(_("{day} 有别人去").format(day=f"{row.others_on:%m-%d}"))
    return facts
