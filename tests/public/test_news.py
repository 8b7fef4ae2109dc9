"""What villagers read of the office: light pages without scripts, cookies or anything of other people."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sanxin.kernel import clock
from sanxin.public.actions import doors
from sanxin.public.models import BulletinReads, PublicDoor
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.builders import a_door
from tests.public.bulletin_builders import TITLE, a_draft, a_phone, approved, published
from tests.service.builders import an_item, struck_off

HEAVIEST = 100_000
"""Bytes a page may weigh, its styles and scripts included."""


@pytest.fixture
def door(cast: Cast) -> PublicDoor:
    return a_door(cast)


def address(door: PublicDoor) -> str:
    return f"/s/{door.code}/news/2026-1/"


def test_the_list_and_the_page(cast: Cast, door: PublicDoor) -> None:
    struck_off(cast, an_item(cast, title="竹坑村路灯"))
    published(cast)

    listed = Client().get(f"/s/{door.code}/news/")
    page = Client().get(address(door))

    assert f'href="{address(door)}"' in listed.text
    assert f'href="{address(door)}"' in Client().get(f"/s/{door.code}/").text
    for words in (TITLE, "<li>竹坑村路灯</li>", "<td>洪岩镇 竹坑村</td>", "市委组织部", "2026-11-01 到 2026-11-19"):
        assert words in page.text


def test_a_door_without_any_says_so(cast: Cast, door: PublicDoor) -> None:
    assert "还没有通报" in Client().get(f"/s/{door.code}/news/").text


def test_what_is_not_out_is_not_there(cast: Cast, door: PublicDoor) -> None:
    a_draft(cast)
    approved(cast)

    assert TITLE not in Client().get(f"/s/{door.code}/news/").text
    for number in (1, 2, 3):
        assert Client().get(f"/s/{door.code}/news/2026-{number}/").status_code == 404


def test_another_village_s_is_not_there(cast: Cast) -> None:
    there = a_door(cast, place=cast.other_village)
    published(cast)

    assert Client().get(address(there)).status_code == 404
    assert Client().get("/s/zzzzzzzz/news/").status_code == 404


def test_it_is_over_after_its_last_day(cast: Cast, door: PublicDoor) -> None:
    published(cast, until_on=NOW.date())

    assert Client().get(address(door)).status_code == 200
    with clock.frozen(NOW + timedelta(days=1)):
        assert Client().get(address(door)).status_code == 404


def test_a_door_that_was_shut_still_tells(cast: Cast, door: PublicDoor) -> None:
    published(cast)
    doors.close_door(door, seen=1, by=cast.officer, at=clock.now())

    page = Client().get(address(door))
    assert TITLE in page.text
    assert "我也有事要说" not in page.text


def test_opened_is_counted_looked_at_is_not(cast: Cast, door: PublicDoor) -> None:
    published(cast)
    client = Client()
    client.head(address(door))
    for _time in range(2):
        answer = client.get(address(door))

    assert BulletinReads.objects.get().count == 2
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_page_is_heavy_or_needs_anything_from_elsewhere(cast: Cast, door: PublicDoor) -> None:
    a_phone(cast)
    published(cast, text="路灯修好了，晚上好走了。" * 300)

    for path in (f"/s/{door.code}/", f"/s/{door.code}/news/", address(door), "/s/follow/"):
        page = Client().get(path)
        assert len(page.content) + _weight_of_files(page.text) < HEAVIEST, path
        assert not re.findall(r'(?:src|href)="https?://', page.text), path
        assert " style=" not in page.text
    assert page.status_code == 200


def _weight_of_files(html: str) -> int:
    """Styles, scripts and pictures the page asks for, as they lie on the server (they travel compressed)."""
    total = 0
    for path in sorted(set(re.findall(r'(?:src|href)="/static/([^"#]+)', html))):
        found = finders.find(path)
        assert isinstance(found, str), path
        total += Path(found).stat().st_size
    return total


def test_the_paper_carries_its_own_address(cast: Cast, door: PublicDoor) -> None:
    published(cast)
    page = Client().get(address(door)).text

    assert f"http://testserver{address(door)}" in page
    assert 'class="pb-print-qr"' in page
    assert "<script" not in page.split("</head>")[1]


def test_both_languages(cast: Cast, door: PublicDoor) -> None:
    published(cast)
    page = Client(headers={"accept-language": "en"}).get(address(door)).text

    assert "I have something to say too" in page
    assert TITLE in page
