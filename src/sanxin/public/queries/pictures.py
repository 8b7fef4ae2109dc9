"""Photographs handed in at a door, told to the page of the voice: whoever works on its desk may see them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.people.models import Person
from sanxin.public.models import Addition, VoiceReceipt
from sanxin.service.models import Source, Voice
from sanxin.service.queries.pictures import Picture


def pictures(voice: Voice, person: Person) -> list[Picture]:
    """Two queries for a voice of the public page, none for another."""
    if voice.source != Source.PUBLIC or voice.office_id not in person.sight.desk_offices:
        return []
    first = VoiceReceipt.objects.filter(voice=voice, photo__isnull=False).order_by("at").values_list("pk", flat=True)
    added = Addition.objects.filter(receipt__voice=voice, photo__isnull=False).order_by("at")
    return [
        *(Picture(reverse("public:photo", args=[pk]), _("本人交来的照片")) for pk in first),
        *(
            Picture(reverse("public:added_photo", args=[pk]), _("本人补的照片"))
            for pk in added.values_list("pk", flat=True)
        ),
    ]
