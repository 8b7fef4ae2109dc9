"""Who behind one item still has to be told, as one person may see it."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.ledger.models import Reopening, StrikeOff, Withdrawal
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


def reopened_words(item_id: UUID) -> str:
    """Who opened the item again, when and why: for whoever came to tell people that it is done."""
    last = Reopening.objects.filter(item=item_id).select_related("by", "item").latest("at")
    return _("{who}在 {at} 把 {code} 重新打开了：{why}。办好了再回话。").format(
        who=last.by, at=f"{timezone.localtime(last.at):%m-%d %H:%M}", code=last.item.code, why=last.why.rstrip("。")
    )
