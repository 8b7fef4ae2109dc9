"""Pictures of a visit."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sanxin.fieldwork.actions import photos
from sanxin.fieldwork.models import VisitPhoto
from sanxin.fieldwork.rules.visits import MOST_PHOTOS
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from tests.cast import Cast
from tests.fieldwork.visit_builders import a_visit
from tests.service.builders import refused


def picture(name: str = "桥.jpg") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (60, 40), "#c9d6df").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def test_a_picture_is_kept_once(cast: Cast) -> None:
    visit, known = a_visit(cast), new_id()

    for _time in range(2):
        photos.add(visit, picture(), by=cast.officer, at=clock.now(), photo_id=known)

    assert VisitPhoto.objects.get().attachment.is_image


def test_what_is_no_picture_is_refused(cast: Cast) -> None:
    with refused("fieldwork.photo.not_a_picture"):
        photos.add(a_visit(cast), SimpleUploadedFile("表.txt", b"words"), by=cast.officer, at=clock.now())


def test_not_without_end(cast: Cast) -> None:
    visit = a_visit(cast)
    for _time in range(MOST_PHOTOS):
        photos.add(visit, picture(), by=cast.officer, at=clock.now())

    with refused("fieldwork.photo.too_many"):
        photos.add(visit, picture(), by=cast.officer, at=clock.now())


def test_only_who_went_adds_and_an_id_is_used_once(cast: Cast) -> None:
    known = photos.add(a_visit(cast), picture(), by=cast.officer, at=clock.now()).id

    with refused("fieldwork.photo.id_taken"):
        photos.add(a_visit(cast), picture(), by=cast.officer, at=clock.now(), photo_id=known)
    with refused("fieldwork.visit.not_yours", NotAllowed):
        photos.add(a_visit(cast), picture(), by=cast.colleague, at=clock.now())
