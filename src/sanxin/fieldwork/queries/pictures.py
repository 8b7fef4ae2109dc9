"""Photographs of the visit a voice was heard on, told to the page of the voice: for those who may read the visit."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.models import Visit, VisitPhoto
from sanxin.people.models import Person
from sanxin.service.models import Voice
from sanxin.service.queries.pictures import Picture


def pictures(voice: Voice, person: Person) -> list[Picture]:
    """They are of the visit, not of the one sentence: the day stands beneath. One query."""
    mine = Visit.objects.visible_to(person)
    rows = VisitPhoto.objects.filter(visit__lines__voice=voice, visit__in=mine).select_related("visit")
    return [
        Picture(reverse("fieldwork:photo", args=[row.pk]), _("走访那天拍的"), row.visit.on.isoformat()) for row in rows
    ]
