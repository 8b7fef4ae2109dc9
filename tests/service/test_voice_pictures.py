"""A voice's page shows what was photographed with it, to those who may see it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from sanxin.fieldwork.actions import photos
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.public.actions import following, saying
from sanxin.public.models import Addition
from tests.cast import Cast
from tests.fieldwork.test_visit_photo import picture
from tests.fieldwork.visit_builders import PRAISE, QUESTION, a_visit
from tests.public.builders import a_door, said
from tests.service.builders import a_voice

ClientOf = Callable[[Person], Client]


def test_what_was_handed_in_at_the_door_stands_with_the_words(cast: Cast, client_of: ClientOf) -> None:
    receipt = saying.say(a_door(cast), said(), photo=picture(), at=clock.now())
    address = f"/public/photos/{receipt.pk}/"
    client = client_of(cast.colleague)

    page = client.get(reverse("service:voice", args=[receipt.voice_id])).content.decode()
    small = client.get(f"{address}?small")

    assert f'href="{address}"' in page
    assert f'src="{address}?small"' in page
    assert small["Content-Type"] == "image/jpeg"
    assert b"".join(small)  # type: ignore[arg-type]


def test_what_was_added_later_stands_there_too(cast: Cast, client_of: ClientOf) -> None:
    receipt = saying.say(a_door(cast), said(), at=clock.now())
    following.add(receipt, addition_id=new_id(), photo=picture(), at=clock.now())
    addition = Addition.objects.get()

    page = client_of(cast.officer).get(reverse("service:voice", args=[receipt.voice_id])).content.decode()

    assert f'href="/public/photos/added/{addition.pk}/"' in page


def test_pictures_of_a_visit_are_for_who_went_and_their_head(cast: Cast, client_of: ClientOf) -> None:
    visit = a_visit(cast, PRAISE, QUESTION)
    kept = photos.add(visit, picture(), by=cast.officer, at=clock.now())
    voice = visit.lines.first().voice_id  # type: ignore[union-attr]

    seen = {
        person: str(kept.pk) in client_of(person).get(reverse("service:voice", args=[voice])).content.decode()
        for person in (cast.officer, cast.head, cast.colleague)
    }

    assert seen == {cast.officer: True, cast.head: True, cast.colleague: False}


def test_where_nobody_took_one_nothing_is_said_of_pictures(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get(reverse("service:voice", args=[a_voice(cast).pk])).content.decode()

    assert "照片" not in page
