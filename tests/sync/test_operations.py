"""What a phone sends is applied once, in the order of birth, and answered one by one."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import OperationalError
from django.test import Client

from sanxin.fieldwork.models import Visit, VisitCorrection, VisitLine
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.service.models import Voice
from sanxin.sync.actions import operations as applying
from sanxin.sync.models import Receipt
from tests.cast import Cast
from tests.sync.phones import Phone, SignIn, a_line, correction, operation, recording


@pytest.fixture
def phone(cast: Cast, client_of: SignIn) -> Phone:
    return Phone(client_of(cast.officer))


def test_a_visit_arrives(cast: Cast, phone: Phone) -> None:
    sent = recording(
        cast, a_line("支渠漏水", difficulty=True), a_line("补助怎么办？", owed=True), household="看望方茂林"
    )

    (answer,) = phone.send(sent)

    visit = Visit.objects.get()
    assert (str(visit.id), visit.household, visit.people) == (sent["values"]["visit"], "看望方茂林", 6)
    assert answer == {
        "id": sent["id"],
        "outcome": "applied",
        "visit": str(visit.id),
        "version": 1,
        "url": f"/fieldwork/visits/{visit.id}/",
    }
    assert [line.owes_answer for line in visit.lines.all()] == [False, True]
    assert Item.objects.get().title == "支渠漏水"


def test_sent_again_it_is_answered_the_same_and_nothing_is_doubled(cast: Cast, phone: Phone) -> None:
    sent = recording(cast, a_line())

    first, again = phone.send(sent), phone.send(sent)

    assert again == [first[0] | {"outcome": "already"}]
    assert (Visit.objects.count(), Voice.objects.count(), Receipt.objects.count()) == (1, 1, 1)


def test_the_same_id_with_other_words_is_refused(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    phone.send(sent)

    (answer,) = phone.send(sent | {"values": sent["values"] | {"people": 7}})

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.id_taken")
    assert Visit.objects.get().people == 6


def test_somebody_elses_operation_is_not_told(cast: Cast, phone: Phone, client_of: SignIn) -> None:
    sent = recording(cast)
    phone.send(sent)

    (answer,) = Phone(client_of(cast.colleague)).send(sent)

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.id_taken")
    assert "visit" not in answer


def test_a_bad_one_keeps_nobody_back(cast: Cast, phone: Phone) -> None:
    future = recording(cast, on=(clock.today() + timedelta(days=3)).isoformat())

    answers = phone.send(recording(cast), future, 7, {"id": "x"}, recording(cast))

    assert [answer["outcome"] for answer in answers] == ["applied", "refused", "refused", "refused", "applied"]
    assert answers[1]["sentence"] == "这一天还没到，请改成今天或以前。"
    assert Visit.objects.count() == 2


def test_a_refusal_is_answered_the_same_again(cast: Cast, phone: Phone) -> None:
    nowhere = recording(cast, place=None)

    first, again = phone.send(nowhere), phone.send(nowhere)

    assert first == again
    assert first[0]["code"] == "fieldwork.visit.nowhere"
    assert not first[0]["retry"]


def test_they_are_applied_in_the_order_of_birth(cast: Cast, phone: Phone) -> None:
    sent = recording(cast, minutes_ago=9)
    visit = sent["values"]["visit"]
    voice = operation("add_voice", {"visit": visit, "line": str(new_id()), "text": "还有桥", "difficulty": False})
    line = voice["values"]["line"]
    voice["born_at"] = (clock.now() - timedelta(minutes=5)).isoformat()

    answers = phone.send(operation("open_item", {"line": line}), voice, sent)

    assert [answer["outcome"] for answer in answers] == ["applied"] * 3
    assert answers[0]["item"] == Item.objects.get().code


def test_what_belongs_to_a_visit_that_is_not_here_may_come_again(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    voice = operation("add_voice", {"visit": sent["values"]["visit"], "line": str(new_id()), "text": "还有桥"})

    (early,) = phone.send(voice)
    later = phone.send(sent, voice)

    assert (early["outcome"], early["retry"]) == ("refused", True)
    assert [answer["outcome"] for answer in later] == ["applied", "applied"]
    assert VisitLine.objects.get().voice.text == "还有桥"


def test_one_tap_twice_opens_one_item(cast: Cast, phone: Phone) -> None:
    sent = recording(cast, a_line("桥坏了"))
    line = sent["values"]["lines"][0]["id"]

    phone.send(sent, operation("open_item", {"line": line}), operation("open_item", {"line": line}))

    assert Item.objects.count() == 1


def test_a_correction_over_the_version_it_was_written_over(cast: Cast, phone: Phone) -> None:
    sent = recording(cast, note="敲左边的门")
    visit = sent["values"]["visit"]
    phone.send(sent)

    (answer,) = phone.send(correction(visit, base=1, people=8))

    assert (answer["outcome"], answer["version"]) == ("applied", 2)
    now = Visit.objects.get()
    assert (now.people, now.note, now.place_id) == (8, "敲左边的门", cast.village.id)


def test_its_own_queue_is_never_in_its_way(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    visit = sent["values"]["visit"]

    answers = phone.send(sent, correction(visit, base=1, people=8), correction(visit, base=1, people=9))

    assert [answer["outcome"] for answer in answers] == ["applied"] * 3
    assert Visit.objects.get().people == 9


def test_a_change_in_between_becomes_a_question_with_both_versions(cast: Cast, phone: Phone, client_of: SignIn) -> None:
    sent = recording(cast)
    visit = sent["values"]["visit"]
    phone.send(sent)
    Phone(client_of(cast.head)).send(correction(visit, base=1, people=3))
    mine = correction(visit, base=1, people=8)

    (answer,) = phone.send(mine)

    assert answer["outcome"] == "question"
    assert (answer["mine"]["people"], answer["theirs"]["people"], answer["theirs"]["who"]) == (8, 3, "徐建平")
    assert answer["theirs"]["shown"] == {"place": "洪岩镇 竹坑村", "kind": "走访", "member": ""}
    assert Visit.objects.get().people == 3
    assert phone.send(mine) == [answer]
    (settled,) = phone.send(correction(visit, base=answer["theirs"]["version"], people=8))
    assert (settled["outcome"], Visit.objects.get().people) == ("applied", 8)
    assert VisitCorrection.objects.count() == 2


def test_the_questions_words_are_kept_encrypted(cast: Cast, phone: Phone, client_of: SignIn) -> None:
    sent = recording(cast)
    visit = sent["values"]["visit"]
    phone.send(sent)
    Phone(client_of(cast.head)).send(correction(visit, base=1, note="方茂林家在桥头"))
    phone.send(correction(visit, base=1, note="敲左边的门"))

    raw = Receipt.objects.extra(select={"raw": "answer"}).values_list("raw", flat=True)
    assert not [text for text in raw if "方茂林" in text or "visit" in text]


def test_a_visit_that_arrived_under_another_operation_is_not_overwritten(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    phone.send(sent)

    (answer,) = phone.send(recording(cast, visit=sent["values"]["visit"], people=1))

    assert answer["code"] == "sync.visit.known"
    assert Visit.objects.get().people == 6


def test_places_by_name_and_places_nobody_knows(cast: Cast, phone: Phone) -> None:
    phone.send(
        recording(cast, place=None, place_text="洪岩镇 双溪村", minutes_ago=2),
        recording(cast, place=None, place_text="沿沟工业园", minutes_ago=1),
    )

    first, second = Visit.objects.order_by("born_at")
    assert (first.place_id, first.place_text) == (cast.other_village.id, "")
    assert (second.place_id, second.place_text) == (None, "沿沟工业园")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("visit", "no-id"),
        ("people", "six"),
        ("people", True),
        ("on", "tomorrow"),
        ("lines", "words"),
        ("note", 7),
        ("note", "a\0b"),
        ("note", "\ud800"),
        ("place", 3),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_name_of_the_field(
    cast: Cast, phone: Phone, name: str, value: object
) -> None:
    (answer,) = phone.send(recording(cast, **{name: value}))

    assert (answer["outcome"], answer["code"]) == ("refused", "sync.malformed")
    assert name in answer["sentence"]


STRANGE = [
    UUID("7b3c1f0e-52a4-4d0e-9c8e-0d9a3f5b6c7d"),  # version 4
    UUID("6f1e2d3c-4b5a-11f0-8a9b-0c1d2e3f4a5b"),  # version 1
    UUID("0193a1b2-c3d4-7e5f-0abc-def012345678"),  # a 7 in its place, of no known variant
]


@pytest.mark.parametrize("strange", STRANGE)
def test_an_id_of_another_version_is_refused_by_itself(cast: Cast, phone: Phone, strange: UUID) -> None:
    good, line = recording(cast), a_line() | {"id": str(strange)}
    voice = operation("add_voice", {"visit": good["values"]["visit"], "line": str(strange), "text": "还有桥"})

    answers = phone.send(
        good,
        recording(cast) | {"id": str(strange)},
        recording(cast, visit=str(strange)),
        recording(cast, line),
        voice,
    )

    assert [answer["outcome"] for answer in answers] == ["applied"] + ["refused"] * 4
    assert {answer["code"] for answer in answers[1:]} == {"sync.id.version"}
    fields = zip(("id", "visit", "id", "line"), answers[1:], strict=True)
    assert all(f"“{name}”" in answer["sentence"] for name, answer in fields)
    assert not any(answer["retry"] for answer in answers[1:])
    assert (Visit.objects.count(), VisitLine.objects.count()) == (1, 0)


def test_a_kind_nobody_knows_and_a_birth_without_a_zone(cast: Cast, phone: Phone) -> None:
    answers = phone.send(operation("fly", {}), recording(cast) | {"born_at": "2026-11-19T09:00:00"})

    assert [answer["code"] for answer in answers] == ["sync.malformed", "sync.malformed"]


def test_a_strange_village_member_or_office_is_refused(cast: Cast, phone: Phone) -> None:
    answers = phone.send(
        recording(cast, place=str(cast.stranger.county_id)),
        recording(cast, member=str(new_id())),
        recording(cast, office=str(cast.transport.id)),
    )

    assert [answer["code"] for answer in answers] == ["sync.place", "sync.member", "sync.office"]


def test_trouble_of_the_database_leaves_no_trace(cast: Cast, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> dict[str, object]:
        raise OperationalError("database is locked")

    sent = recording(cast)
    with monkeypatch.context() as patch:
        patch.setitem(applying.KINDS, "record_visit", busy)
        (answer,) = phone.send(sent)
    assert (answer["outcome"], answer["retry"], Receipt.objects.count()) == ("refused", True, 0)

    assert phone.send(sent)[0]["outcome"] == "applied"


@pytest.mark.parametrize(("body", "status"), [("{", 400), ("{}", 400), (json.dumps([1] * 201), 413)])
def test_a_request_that_is_no_list_of_operations(phone: Phone, body: str, status: int) -> None:
    answer = phone.post(body)

    assert answer.status_code == status
    assert answer.json()["sentence"]


def test_an_expired_session_and_other_roles_are_turned_away(cast: Cast, client: Client, client_of: SignIn) -> None:
    assert Phone(client).post("[]").status_code == 302
    assert Phone(client_of(cast.leader)).post("[]").status_code == 403
    assert client.get("/sync/door/").status_code == 302
    assert not Receipt.objects.exists()


def test_without_the_token_nothing_is_taken(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = json.dumps([recording(cast)])

    assert client.post("/sync/", body, content_type="application/json").status_code == 403
    door = client.get("/sync/door/").json()
    assert door["person"] == str(cast.officer.id)
    headers = {"X-CSRFToken": door["token"]}
    assert client.post("/sync/", body, content_type="application/json", headers=headers).status_code == 200
    assert Visit.objects.count() == 1


def test_a_liaison_sends_too(cast: Cast, client_of: SignIn) -> None:
    (answer,) = Phone(client_of(cast.liaison)).send(recording(cast, a_line("桥坏了", difficulty=True)))

    assert answer["outcome"] == "applied"
    assert not Item.objects.exists()
