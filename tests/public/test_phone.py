"""The number an office gives out."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.public.actions.phones import publish_phone
from sanxin.public.models import PublishedPhone
from tests.cast import Cast
from tests.public.builders import a_door
from tests.public.bulletin_builders import a_phone
from tests.service.builders import refused


def test_it_stands_at_the_foot_of_the_villagers_pages(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    door, client = a_door(cast), client_of(cast.head)
    assert "也可以打电话" not in Client().get(f"/s/{door.code}/").content.decode()

    form = {"number": "0798-6212345", "hours": "上班时间有人接", "seen": "", "once": str(uuid4())}
    assert client.post("/public/phone/", form).status_code == 302

    page = Client().get(f"/s/{door.code}/").content.decode()
    assert 'href="tel:0798-6212345"' in page
    assert "上班时间有人接" in page
    assert timeline(cast.department.id)[0].text == "公布电话 0798-6212345"
    assert "0798-6212345" in client.get("/public/phone/").content.decode()


def test_taken_back_it_is_gone(cast: Cast) -> None:
    a_phone(cast)
    a_phone(cast, number="", hours="")

    assert PublishedPhone.objects.now_of(cast.department.id) is None
    assert timeline(cast.department.id)[0].text == "不再公布电话"


@pytest.mark.parametrize(
    ("number", "hours", "code"),
    [
        ("打给我", "", "public.phone.wrong"),
        ("", "上班时间", "public.phone.hours_alone"),
        ("0798-6212345", "时" * 41, "public.phone.hours_long"),
        ("", "", "public.phone.same"),
    ],
)
def test_refused(cast: Cast, number: str, hours: str, code: str) -> None:
    with refused(code):
        a_phone(cast, number=number, hours=hours)
    assert not PublishedPhone.objects.exists()


def test_who_may_not_and_who_was_slower(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    at, first = clock.now(), a_phone(cast)
    with refused("public.phone.not_head", NotAllowed):
        publish_phone(cast.department, number="0798-1", seen=first.id, by=cast.officer, at=at)
    with refused("public.phone.overtaken", Overtaken):
        publish_phone(cast.department, number="0798-6212399", seen=None, by=cast.head, at=at)
    form = {"number": "0798-6212399", "hours": "", "seen": "", "once": str(uuid4())}
    slower = client_of(cast.leader).post("/public/phone/", form)
    assert slower.status_code == 409
    assert "0798-6212399" in slower.content.decode()
    assert client_of(cast.officer).get("/public/phone/").status_code == 403
