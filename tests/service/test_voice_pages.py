"""The pages of voices speak HTTP and nothing else."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import search
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Event
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.models import Kind, Voice
from tests.cast import Cast
from tests.service.builders import BUS, FANG, a_debt, a_voice, an_item

ClientOf = Callable[[Person], Client]
LIST = "/service/voices/"


def test_the_list_shows_voices_masked(cast: Cast, client_of: ClientOf) -> None:
    a_voice(cast, speaker=FANG)

    page = client_of(cast.officer).get(LIST).content.decode()

    assert BUS in page
    assert "洪岩镇 竹坑村" in page
    assert "138****2210" in page
    assert "13812342210" not in page
    assert "方茂林" not in page


def test_an_empty_list_says_how_to_begin(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get(LIST).content.decode()

    assert reverse("service:new_voice") in page
    assert reverse("kernel:sheet", args=["service.voices"]) in page


def test_filters_stand_in_the_url(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_voice(cast, source="hotline", kind=Kind.WISHES, text="热线说的")
    a_voice(cast, place=cast.other_village, text="双溪说的")
    a_voice(cast, text="老早说的", heard_at=now - timedelta(days=90))
    tied = a_voice(cast, text="立了项的")
    tie([tied], an_item(cast), by=cast.officer, at=now)
    a_debt(cast, text="办好的")
    client = client_of(cast.officer)

    def shown(query: str) -> set[str]:
        return {voice.text for voice in client.get(f"{LIST}?{query}").context["page"]}

    assert shown("source=hotline") == {"热线说的"}
    assert shown("kind=wishes") == {"热线说的"}
    assert shown(f"town={cast.town.code}&village={cast.other_village.code}") == {"双溪说的"}
    assert shown("until=2026-10-01") == {"老早说的"}
    assert shown("since=2026-11-01&q=双溪") == {"双溪说的"}
    assert shown("state=opened") == {"立了项的", "办好的"}
    assert shown("state=new&source=visit") == {"双溪说的", "老早说的"}
    assert shown("state=told") == set()


def test_a_filter_that_means_nothing_filters_nothing(cast: Cast, client_of: ClientOf) -> None:
    a_voice(cast)

    query = "source=fax&since=yesterday&until=0001-01-01&town=999&page=7"
    page = client_of(cast.officer).get(f"{LIST}?{query}").context["page"]

    assert len(page) == 1


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, rows: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(rows):
        a_voice(cast, speaker=FANG)
    client = client_of(cast.officer)
    client.get(LIST)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(LIST)


def test_the_file_has_neither_phone_nor_name(cast: Cast, client_of: ClientOf) -> None:
    a_voice(cast, speaker=FANG)

    answer = client_of(cast.officer).get("/service/voices/file/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(list(csv.reader(io.StringIO(text)))) == 2
    assert "方**" in text
    assert "13812342210" not in text
    assert "方茂林" not in text
    assert Event.objects.filter(name="kernel.export.made").count() == 1


@pytest.mark.parametrize("who", ["leader", "handler", "administrator", "auditor"])
def test_others_do_not_open_the_list(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(LIST).status_code == 403


def test_a_strangers_voice_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast)
    client = client_of(cast.stranger)

    for name in ("voice", "correct_voice"):
        assert client.get(reverse(f"service:{name}", args=[voice.pk])).status_code == 404
    for name in ("sort_voice", "reveal_contact"):
        assert client.post(reverse(f"service:{name}", args=[voice.pk]), {"once": name}).status_code == 404


def noted(**fields: str) -> dict[str, str]:
    return {"text": BUS, "place": "", "source": "visit", "kind": "unsorted", "heard_on": "2026-11-19"} | {
        "once": str(new_id()),
        "name": "",
        "phone": "",
        **fields,
    }


def test_a_voice_is_noted_on_a_phone(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post("/service/voices/new/", once_field(noted(place="竹坑村")))

    voice = Voice.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("service:voice", args=[voice.pk])
    assert (voice.place, voice.heard_by, voice.anonymous) == (cast.village, cast.officer, True)


def once_field(fields: dict[str, str]) -> dict[str, str]:
    from sanxin.kernel.http.fingerprint import FIELD

    return {FIELD if name == "once" else name: value for name, value in fields.items()}


def test_sent_twice_it_is_noted_once(cast: Cast, client_of: ClientOf) -> None:
    client, fields = client_of(cast.officer), once_field(noted())

    first, second = client.post("/service/voices/new/", fields), client.post("/service/voices/new/", fields)

    assert first["Location"] == second["Location"]
    assert Voice.objects.count() == 1


def test_an_unknown_place_is_answered_with_the_likeliest(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post("/service/voices/new/", once_field(noted(place="洪岩镇 竹坑")))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "洪岩镇 竹坑村" in page
    assert BUS in page
    assert not Voice.objects.exists()


def test_a_phone_without_consent_comes_back_to_its_field(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post("/service/voices/new/", once_field(noted(phone="13812342210")))

    assert answer.status_code == 422
    assert "may_answer" in answer.context["form"].errors


def test_a_liaison_notes_and_sees_it(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.liaison)

    client.post("/service/voices/new/", once_field(noted(place="洪岩镇 竹坑村")))

    assert Voice.objects.get().office == cast.department
    assert BUS in client.get(LIST).content.decode()


def test_the_page_of_a_voice_hides_who_spoke(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast, speaker=FANG)

    page = client_of(cast.colleague).get(reverse("service:voice", args=[voice.pk])).content.decode()

    assert "方** 138****2210" in page
    assert "13812342210" not in page
    assert "记下这条声音" in page


def test_with_a_reason_it_is_shown_once(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast, speaker=FANG)
    client = client_of(cast.colleague)

    answer = client.post(reverse("service:reveal_contact", args=[voice.pk]), {"reason": "打电话回话"})

    assert "13812342210" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "13812342210" not in client.get(reverse("service:voice", args=[voice.pk])).content.decode()
    assert timeline(voice.id)[0].name == "service.contact.revealed"


def test_without_a_reason_it_stays_masked(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast, speaker=FANG)

    answer = client_of(cast.colleague).post(reverse("service:reveal_contact", args=[voice.pk]), {"reason": " "})

    assert answer.status_code == 422
    assert "13812342210" not in answer.content.decode()
    assert len(timeline(voice.id)) == 1


def test_one_click_sorts_it(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast)

    client_of(cast.colleague).post(reverse("service:sort_voice", args=[voice.pk]), {"kind": "livelihood", "once": "k1"})

    voice.refresh_from_db()
    assert voice.kind == Kind.LIVELIHOOD


def test_a_correction_shows_the_first_words(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast)
    client, address = client_of(cast.officer), reverse("service:correct_voice", args=[voice.pk])
    fields = once_field({"once": str(new_id()), "title": "", "text": "一天一趟", "reason": "听错了"})

    assert client.post(address, fields).status_code == 302

    page = client.get(reverse("service:voice", args=[voice.pk])).content.decode()
    assert BUS in page
    assert "一天一趟" in page


def test_a_colleague_cannot_open_the_correction(cast: Cast, client_of: ClientOf) -> None:
    voice = a_voice(cast)

    assert client_of(cast.colleague).get(reverse("service:correct_voice", args=[voice.pk])).status_code == 403


def test_it_is_found_by_its_words_and_never_by_its_speaker(cast: Cast) -> None:
    a_voice(cast, speaker=FANG)

    assert search.find(cast.officer, "赶集", kinds=["service.voice"])
    assert not search.find(cast.officer, "方茂林", kinds=["service.voice"])
    assert not search.find(cast.leader, "赶集", kinds=["service.voice"])
    assert not search.find(cast.stranger, "赶集", kinds=["service.voice"])
