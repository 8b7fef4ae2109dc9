"""Pictures of a visit."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.models import Visit, VisitPhoto
from sanxin.fieldwork.permissions import visits as permissions
from sanxin.fieldwork.rules.visits import MOST_PHOTOS
from sanxin.kernel import attachments
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person


@action
def add(
    visit: Visit, upload: "UploadedFile[bytes]", *, by: Person, at: datetime, photo_id: UUID | None = None
) -> VisitPhoto:
    """Keep a picture with a visit. The same `photo_id` again changes nothing: a cut upload is sent again as a whole."""
    permissions.check_may_add(visit, by)
    if photo_id and (found := VisitPhoto.objects.filter(pk=photo_id).first()):
        if found.visit_id != visit.id:
            raise Refused("fieldwork.photo.id_taken", _("这张照片的编号已经被用了，请重新加一次。"))
        return found
    if not attachments.examine(upload).kind.is_image:
        raise Refused("fieldwork.photo.not_a_picture", _("这里只收照片（jpg、png、webp）。"), field="photos")
    locked(Visit.objects.filter(pk=visit.pk)).get()  # two uploads at once count one after the other
    if visit.photos.count() >= MOST_PHOTOS:
        words = _("一次走访最多 {most} 张照片。").format(most=MOST_PHOTOS)
        raise Refused("fieldwork.photo.too_many", words, field="photos")
    kept = attachments.keep(upload, by=by, at=at)
    photo = VisitPhoto.objects.create(id=photo_id or new_id(), visit=visit, attachment=kept, by=by, noted_at=at)
    record(events.PHOTO_ADDED, county_id=visit.county_id, by=by, at=at, about=[("fieldwork.visit", visit.id)])
    return photo
