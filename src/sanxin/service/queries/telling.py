"""Who behind one item still has to be told, as one person may see it."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sanxin.ledger.models import StrikeOff
from sanxin.people.models import Person
from sanxin.service.models import Reply, Voice, VoiceItem
from sanxin.service.queries.owed import headed_offices, owed_by, owed_in


def to_tell(person: Person, item_id: UUID, today: date) -> QuerySet[VoiceItem]:
    """The person's own debts of this item; a section head may pay those of the office, an owner those of the item."""
    mine = owed_by(person, today).filter(item=item_id)
    of_office = owed_in(headed_offices(person, today)).filter(item=item_id)
    of_owner = owed_in(person.sight.desk_offices).filter(item=item_id, item__owner=person)
    rows = VoiceItem.objects.filter(pk__in=(mine | of_office | of_owner).values("pk"))
    return rows.select_related("voice__place__parent", "voice__contact", "voice__heard_by").order_by("voice__heard_at")


def strike_off_of(item_id: UUID) -> StrikeOff | None:
    """The strike-off people are to be told about."""
    return StrikeOff.objects.in_force().filter(item=item_id).select_related("item__place__parent", "by").first()


def replies_to(item_id: UUID, person: Person) -> QuerySet[Reply]:
    """Who has been told about this item, as far as this person sees the voices."""
    voices = Voice.objects.visible_to(person)
    rows = Reply.objects.filter(strike_off__item=item_id, voice__in=voices.values("pk"))
    return rows.select_related("by", "voice__contact").order_by("-at")
