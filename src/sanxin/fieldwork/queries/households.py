"""What happened with one household, as far as somebody may see it.

The household is its member in difficulty: a visit names the member, a promise and a voice stand in a visit, help stands
with the member. A visit that names a household only in words belongs to no timeline: the words are encrypted, nobody
matches them, and no list of households is kept beside that of the members (docs/decisions).
"""

from django.db.models import Q, QuerySet

from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.queries.stories import Strand
from sanxin.fieldwork.queries.strands import strands_of
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.models import HelpPromise, Member, MemberHelp, Voice, VoiceItem
from sanxin.service.speakers import Speaker, key_of


def strands_with(member: Member, person: Person) -> list[Strand]:
    """Each kind of row narrowed by its own rule of sight."""
    lines = VisitLine.objects.visible_to(person).filter(visit__member=member)
    said = Q(pk__in=lines.order_by().values("voice")) | Q(pk__in=spoken_by(member).order_by().values("pk"))
    voices = Voice.objects.visible_to(person).filter(said)
    tied = VoiceItem.objects.filter(voice__in=voices.order_by().values("pk")).order_by()
    return strands_of(
        visits=Visit.objects.visible_to(person).filter(member=member),
        lines=lines,
        voices=voices,
        items=Item.objects.visible_to(person).filter(pk__in=tied.values("item")),
        helps=MemberHelp.objects.visible_to(person).filter(member=member),
        promises=HelpPromise.objects.visible_to(person).filter(member=member),
    )


def spoken_by(member: Member) -> QuerySet[Voice]:
    """Voices whose speaker gave that name or phone and agreed to be answered. Who did not stays nobody, here too."""
    known = {(name, phone) for name in (member.name, "") for phone in (member.phone, "") if name or phone}
    keys = {key_of(Speaker(name=name, phone=phone), member.county_id) for name, phone in known}
    return Voice.objects.filter(
        office=member.office_id, anonymous=False, contact__isnull=False, speaker_key__in=keys - {""}
    )
