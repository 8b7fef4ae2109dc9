"""Who behind one item still has to be told, as one person may see it."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxin.ledger.models import StrikeOff, Withdrawal
from sanxin.people.models import Person
from sanxin.service.models import Reply, Voice, VoiceItem
from sanxin.service.models.reply import Ending
from sanxin.service.queries.owed import headed_offices, owed_by, owed_in


def to_tell(person: Person, item_id: UUID, today: date) -> QuerySet[VoiceItem]:
    """The person's own debts of this item; a section head may pay those of the office, an owner those of the item."""
    mine = owed_by(person, today).filter(item=item_id)
    of_office = owed_in(headed_offices(person, today)).filter(item=item_id)
    of_owner = owed_in(person.sight.desk_offices).filter(item=item_id, item__owner=person)
    rows = VoiceItem.objects.filter(pk__in=(mine | of_office | of_owner).values("pk"))
    return rows.select_related("voice__place__parent", "voice__contact", "voice__heard_by").order_by("voice__heard_at")


def ending_of(item_id: UUID) -> Ending | None:
    """What people are to be told about: the strike-off in force, or the withdrawal."""
    struck = StrikeOff.objects.in_force().filter(item=item_id).select_related("item__place__parent", "by").first()
    return struck or Withdrawal.objects.filter(item=item_id).select_related("item__place__parent", "by").first()


def replies_to(item_id: UUID, person: Person) -> QuerySet[Reply]:
    """Who has been told about this item, as far as this person sees the voices."""
    voices = Voice.objects.visible_to(person)
    of_item = Q(strike_off__item=item_id) | Q(withdrawal=item_id)
    rows = Reply.objects.filter(of_item, voice__in=voices.values("pk"))
    return rows.select_related("by", "voice__contact").order_by("-at")
