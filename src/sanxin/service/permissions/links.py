"""Who may tie voices to a ledger item."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.models import Voice


def check_may_tie(voices: Iterable[Voice], item: Item, by: Person) -> None:
    """Only voices of the item's own office, by somebody who works there (its leader too, by deciding)."""
    if item.office_id not in by.sight.work_offices or any(voice.office_id != item.office_id for voice in voices):
        raise NotAllowed("service.voice.other_office", _("只能把本单位的声音归到本单位的台账。"))
