"""The pages of visits: what each role sees, what forms take back, how many questions a list asks."""

from typing import Any

import pytest
from django.urls import reverse

from sanxin.fieldwork.models import Visit, VisitDraft, VisitLine, VisitPhoto
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from tests.cast import Cast
from tests.fieldwork.test_visit_photo import picture
from tests.fieldwork.visit_builders import HOUSEHOLD, LEAK, NOTE, PRAISE, QUESTION, a_visit
from tests.service.member_builders import a_member
from tests.sync.phones import SignIn

NEW, LIST = "/fieldwork/visits/new/", "/fieldwork/visits/"


def fields(cast: Cast, **changes: Any) -> dict[str, Any]:
    told = {
        "once": str(new_id()),
        "place": "",
        "place_text": "竹坑村",
        "household": "",
        "on": clock.today().isoformat(),
        "kind": "call",
        "people": "6",
        "note": "",
        "line-1": LEAK.text,
        "line-1-problem": "on",
        "line-2": "",
        "line-7": QUESTION.text,
        "line-7-owed": "on",
    }
    return told | changes


def test_a_plain_form_records_a_visit(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.officer)

    answer = client.post(NEW, fields(cast, photos=[picture()]))

    visit = Visit.objects.get()
    assert answer["Location"] == reverse("fieldwork:visit", args=[visit.pk])
    assert visit.place == cast.village
    assert [(line.is_difficulty, line.owes_answer) for line in visit.lines.all()] == [(True, False), (False, True)]
    assert VisitPhoto.objects.count() == Item.objects.count() == 1
    page = client.get(answer["Location"]).content.decode()
    assert LEAK.text in page
    assert "台账 2026-0001" in page


def test_the_same_form_twice_records_once(cast: Cast, client_of: SignIn) -> None:
    client, form = client_of(cast.officer), fields(cast)

    client.post(NEW, form)
    client.post(NEW, form)

    assert Visit.objects.count() == 1


def test_a_refusal_comes_back_with_everything_typed(cast: Cast, client_of: SignIn) -> None:
    answer = client_of(cast.officer).post(NEW, fields(cast, place_text=""))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "选一个村，或写去了哪里、看望哪一家。" in page
    assert LEAK.text in page
    assert not Visit.objects.exists()


def test_where_one_was_last_is_filled_in(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, days_ago=9, place=cast.other_village)
    a_visit(cast, days_ago=2)

    page = client_of(cast.officer).get(NEW).content.decode()

    assert '<h2 id="where">洪岩镇 竹坑村</h2>' in page
    assert "双溪村" in page


def test_the_page_of_a_village_leads_here(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.officer).get(f"{NEW}?place={cast.other_village.pk.hex}").content.decode()

    assert '<h2 id="where">洪岩镇 双溪村</h2>' in page
    assert client_of(cast.officer).get(f"{NEW}?place=nonsense").status_code == 200


def test_the_page_that_a_phone_keeps_names_own_places_and_masked_members_only(cast: Cast, client_of: SignIn) -> None:
    a_member(cast)
    a_visit(cast, LEAK, by=cast.colleague, place=cast.other_village, household=HOUSEHOLD, note=NOTE)

    page = client_of(cast.officer).get(NEW).content.decode()

    assert "洪岩镇 竹坑村 方**" in page
    assert not [word for word in ("方茂林", "双溪村", LEAK.text, NOTE) if word in page]


def test_later_keeps_what_was_typed(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.officer)

    assert client.post(NEW, fields(cast, later="1", note=NOTE))["Location"] == LIST
    page = client.get(NEW).content.decode()

    assert not Visit.objects.exists()
    assert LEAK.text in page
    assert NOTE in page
    assert NOTE not in VisitDraft.objects.extra(select={"raw": '"values"'}).values_list("raw", flat=True)[0]


def test_autosave_replaces_and_drops(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.officer)

    client.post("/fieldwork/visits/draft/", fields(cast, note="一"))
    client.post("/fieldwork/visits/draft/", fields(cast, note="二"))
    assert VisitDraft.objects.get().values.count("note=") == 1
    client.post("/fieldwork/visits/draft/", {})
    assert not VisitDraft.objects.exists()


@pytest.mark.parametrize("who", ["officer", "head"])
def test_who_may_reads_the_visit(cast: Cast, client_of: SignIn, who: str) -> None:
    visit = a_visit(cast, LEAK, QUESTION, household=HOUSEHOLD, note=NOTE, member=a_member(cast))

    page = client_of(getattr(cast, who)).get(f"{LIST}{visit.pk}/").content.decode()

    assert HOUSEHOLD in page
    assert NOTE in page
    assert "记一次走访：2 句话，难题 1 个" in page


@pytest.mark.parametrize("who", ["colleague", "liaison", "stranger"])
def test_for_others_it_is_not_there(cast: Cast, client_of: SignIn, who: str) -> None:
    visit = a_visit(cast, QUESTION)
    line, client = visit.lines.get(), client_of(getattr(cast, who))

    for path in (
        f"{LIST}{visit.pk}/",
        f"{LIST}{visit.pk}/correct/",
        f"/fieldwork/lines/{line.pk}/answer/",
    ):
        assert client.get(path).status_code == 404
    for path in (f"{LIST}{visit.pk}/lines/", f"{LIST}{visit.pk}/photos/", f"/fieldwork/lines/{line.pk}/item/"):
        assert client.post(path, {"once": str(new_id())}).status_code == 404
    assert str(visit.pk) not in client.get(LIST).content.decode()


def test_a_leader_opens_no_visit(cast: Cast, client_of: SignIn) -> None:
    visit = a_visit(cast)

    assert client_of(cast.leader).get(f"{LIST}{visit.pk}/").status_code == 403
    assert client_of(cast.leader).get(LIST).status_code == 403


def test_a_photograph_is_for_those_who_may_read_the_visit(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.officer)
    visit = a_visit(cast)
    client.post(f"{LIST}{visit.pk}/photos/", {"once": str(new_id()), "photos": [picture(), picture()]})
    photo = VisitPhoto.objects.first()
    assert photo

    for path in (f"/fieldwork/photos/{photo.pk}/", f"/fieldwork/photos/{photo.pk}/?small"):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(answer.streaming_content)
    assert VisitPhoto.objects.count() == 2
    assert client_of(cast.colleague).get(f"/fieldwork/photos/{photo.pk}/").status_code == 404


def test_verbs_of_the_page(cast: Cast, client_of: SignIn) -> None:
    client, visit = client_of(cast.officer), a_visit(cast, QUESTION)
    line = visit.lines.get()

    client.post(f"{LIST}{visit.pk}/lines/", {"once": str(new_id()), "text": "还有路"})
    client.post(f"/fieldwork/lines/{line.pk}/item/", {"once": str(new_id())})
    client.post(f"/fieldwork/lines/{line.pk}/answer/", {"once": str(new_id()), "words": "能办，带户口本来。"})

    page = client.get(f"{LIST}{visit.pk}/").content.decode()
    assert "还有路" in page
    assert "台账 2026-0001" in page
    assert "能办，带户口本来。" in page
    assert VisitLine.objects.count() == 2


def test_forms_that_say_nothing_come_back(cast: Cast, client_of: SignIn) -> None:
    client, visit = client_of(cast.officer), a_visit(cast, QUESTION)
    line = visit.lines.get()

    for path in (f"{LIST}{visit.pk}/lines/", f"/fieldwork/lines/{line.pk}/answer/"):
        assert client.post(path, {"once": str(new_id())}).status_code == 422


def test_correcting_on_the_page_and_being_overtaken(cast: Cast, client_of: SignIn) -> None:
    visit = a_visit(cast, note=NOTE)
    path = f"{LIST}{visit.pk}/correct/"
    client = client_of(cast.officer)
    assert NOTE in client.get(path).content.decode()
    form = fields(cast, place=str(cast.village.id), place_text="", people="8", note=NOTE, reason="数错了", seen="1")

    assert client_of(cast.head).post(path, form | {"people": "3"}).status_code == 302
    overtaken = client.post(path, form | {"once": str(new_id())})
    assert overtaken.status_code == 409
    assert "徐建平改过这次走访：数错了。" in overtaken.content.decode()
    assert client.post(path, form | {"once": str(new_id()), "seen": "2"}).status_code == 302

    assert Visit.objects.get().people == 8
    assert "更正过 2 次" in client.get(f"{LIST}{visit.pk}/").content.decode()


def test_the_list_is_one_s_own_and_the_head_sees_the_office_s(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast)
    a_visit(cast, by=cast.colleague, place=cast.other_village)

    own = client_of(cast.officer).get(LIST).content.decode()
    assert "竹坑村" in own
    assert "双溪村" not in own
    all_of_them = client_of(cast.head).get(LIST).content.decode()
    assert "双溪村" in all_of_them
    assert "何志明" in all_of_them


def test_filters_stand_in_the_address(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, kind="phone", days_ago=3)
    a_visit(cast, by=cast.colleague, place=cast.other_village)
    client = client_of(cast.head)

    assert "双溪村" not in client.get(f"{LIST}?kind=phone").content.decode()
    assert "双溪村" not in client.get(f"{LIST}?until={clock.today().replace(day=17)}").content.decode()
    assert "竹坑村" not in client.get(f"{LIST}?officer={cast.colleague.pk}").content.decode()
    assert "放宽一两个条件" in client.get(f"{LIST}?kind=meeting").content.decode()


@pytest.mark.parametrize("many", [3, 30])
def test_a_list_asks_the_same_number_of_questions(
    cast: Cast, client_of: SignIn, many: int, django_assert_num_queries: Any
) -> None:
    for n in range(many):
        a_visit(cast, QUESTION, PRAISE, days_ago=n)
    client = client_of(cast.head)
    client.get(LIST)

    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize("many", [3, 30])
def test_a_page_asks_the_same_number_of_questions(
    cast: Cast, client_of: SignIn, many: int, django_assert_num_queries: Any
) -> None:
    visit = a_visit(cast, *[LEAK] * many)
    client = client_of(cast.officer)
    client.get(f"{LIST}{visit.pk}/")

    with django_assert_num_queries(12):
        client.get(f"{LIST}{visit.pk}/")


def test_the_list_as_a_file_holds_no_household_and_no_note(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, LEAK, household=HOUSEHOLD, note=NOTE)

    answer = client_of(cast.head).get("/fieldwork/visits/export/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "洪岩镇 竹坑村,走访,程晓岚,6,1,1,0" in text
    assert HOUSEHOLD not in text
    assert NOTE not in text


def test_an_empty_list_teaches(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.officer).get(LIST).content.decode()

    assert "难题一点就进台账" in page
    assert NEW in page
