"""Several departments asked in one go: all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.actions.linkages import ask_linkage
from sanxin.ledger.models import Item, Linkage
from sanxin.ledger.rules.linkages import MOST_AT_ONCE
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class Ask:
    """What one department is asked."""

    unit: Unit
    asks: str
    due_on: date
    contact: str = ""


@action
def ask_many(item: Item, asked: Sequence[Ask], *, by: Person, at: datetime, seen: int | None = None) -> list[Linkage]:
    """Each as by `ask_linkage`. A refusal names the line it is about: its field is "2-unit" for the third."""
    if not asked:
        raise Refused("ledger.linkage.nobody", _("选一个单位。"), field="0-unit")
    if len(asked) > MOST_AT_ONCE:
        raise Refused("ledger.linkage.many", _("一次最多请 {n} 家。").format(n=MOST_AT_ONCE))
    made: list[Linkage] = []
    for place, one in enumerate(asked):
        try:
            row = ask_linkage(
                item,
                unit=one.unit,
                by=by,
                asks=one.asks,
                due_on=one.due_on,
                contact=one.contact,
                at=at,
                seen=seen if place == 0 else None,
            )
        except (NotAllowed, Overtaken):
            raise
        except Refused as refusal:
            raise Refused(refusal.code, refusal.sentence, field=f"{place}-{refusal.field or ''}") from refusal
        made.append(row)
    return made
