"""The pages of a question: put, answered, told, said later."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.models import Answer, AnswerCardEdition, Citation, Question, QuestionTerm, Reply, Satisfaction
from tests.cast import Cast
from tests.service.builders import FANG, a_voice
from tests.service.question_builders import DUES, REPLY, a_card, a_question, an_answer, told

ClientOf = Callable[[Person], Client]


def a_scan() -> SimpleUploadedFile:
    """A page of the rules, photographed."""
    file = BytesIO()
    Image.new("RGB", (40, 30), "#ffffff").save(file, "JPEG")
    return SimpleUploadedFile("规定.jpg", file.getvalue(), content_type="image/jpeg")


def sent(**fields: object) -> dict[str, object]:
    return {FIELD: str(new_id()), **fields}


def written(**fields: object) -> dict[str, object]:
    return sent(seen=1, text=REPLY, title_1="党费规定", provision_1="第五条", **fields)


def test_from_the_voice_to_told(cast: Cast, client_of: ClientOf) -> None:
    voice, client = a_voice(cast, text=DUES, speaker=FANG), client_of(cast.officer)
    page = reverse("service:voice", args=[voice.pk])
    put_url, put = reverse("service:put_question", args=[voice.pk]), sent(kind="party", owner=cast.officer.pk)
    assert put_url in client.get(page).content.decode()

    assert client.post(put_url, put).status_code == 302
    question = Question.objects.get()
    assert put_url not in client.get(page).content.decode()
    assert client.post(reverse("service:answer", args=[question.pk]), written()).status_code == 302
    fields = sent(seen=2, words=REPLY, channel="phone", solved="yes", unsolved="", satisfaction="5")
    assert client.post(reverse("service:tell_answer", args=[question.pk]), fields).status_code == 302

    shown = client.get(reverse("service:question", args=[question.pk])).content.decode()
    assert "党费规定" in shown
    assert "第五条" in shown
    assert "对方说：解决了" in shown
    assert "13812342210" not in shown
    assert Satisfaction.objects.get().score == 5


def test_the_card_that_fits_is_offered_and_taken(cast: Cast, client_of: ClientOf) -> None:
    a_card(cast)
    edition, question, client = AnswerCardEdition.objects.get(), a_question(cast), client_of(cast.officer)
    url = reverse("service:answer", args=[question.pk])
    assert f"?card={edition.pk}" in client.get(url).content.decode()

    form = client.get(f"{url}?card={edition.pk}").context["form"]
    assert (form["text"].value(), form["provision_1"].value()) == (REPLY, "第五条")
    client.post(url, written(card=str(edition.pk)))

    assert Answer.objects.get().edition == edition


def test_a_card_of_another_office_is_not_taken(cast: Cast, client_of: ClientOf) -> None:
    question = a_question(cast)

    client_of(cast.officer).post(reverse("service:answer", args=[question.pk]), written(card=str(new_id())))

    assert Answer.objects.get().edition is None


def test_cards_are_searched_by_words(cast: Cast, client_of: ClientOf) -> None:
    a_card(cast, title="困难补助什么时候发？", text="七一和春节前。")
    client, url = client_of(cast.officer), reverse("service:answer", args=[a_question(cast).pk])

    assert "困难补助什么时候发？" not in client.get(url).content.decode()
    assert "困难补助什么时候发？" in client.get(f"{url}?q=春节").content.decode()
    assert "没有带这些词的卡片。" in client.get(f"{url}?q=路灯").content.decode()


def test_a_file_is_kept_served_and_copied_with_the_card(cast: Cast, client_of: ClientOf, settings: object) -> None:
    question, client = a_question(cast), client_of(cast.officer)
    answer = client.post(reverse("service:answer", args=[question.pk]), written(file_1=a_scan()))
    assert answer.status_code == 302

    row = Citation.objects.get()
    url = reverse("service:citation_file", args=[row.pk])
    assert b"".join(client.get(url)).startswith(b"\xff\xd8")  # kept as a picture without what the camera knew
    assert client_of(cast.stranger).get(url).status_code == 404
    form = client.get(reverse("service:new_card") + f"?from={row.answer_id}").context["form"]
    assert form.lines()[0].kept_name == row.attachment.name  # type: ignore[union-attr]


def test_what_was_typed_is_kept_and_the_field_named(cast: Cast, client_of: ClientOf) -> None:
    question = a_question(cast)

    answer = client_of(cast.officer).post(
        reverse("service:answer", args=[question.pk]), sent(seen=1, text=REPLY, title_1="", provision_1="")
    )

    assert answer.status_code == 422
    assert REPLY in answer.content.decode()
    assert "写一条依据" in answer.content.decode()


def test_who_was_overtaken_reads_why_and_may_send_again(cast: Cast, client_of: ClientOf) -> None:
    question, client = a_question(cast), client_of(cast.head)
    an_answer(cast, question)
    url = reverse("service:answer", args=[question.pk])

    answer = client.post(url, written())

    assert answer.status_code == 409
    assert "刚有人动过这条提问" in answer.content.decode()
    again = written() | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302
    assert Answer.objects.count() == 2


def test_sent_twice_it_is_one(cast: Cast, client_of: ClientOf) -> None:
    question, client, fields = a_question(cast), client_of(cast.officer), written()

    for _ in range(2):
        client.post(reverse("service:answer", args=[question.pk]), fields)

    assert Answer.objects.count() == 1


def test_handed_on_let_go_and_raised_from_their_pages(cast: Cast, client_of: ClientOf) -> None:
    one, two, three, client = a_question(cast), a_question(cast), a_question(cast), client_of(cast.officer)

    client.post(reverse("service:hand_on_question", args=[one.pk]), sent(seen=1, owner=cast.colleague.pk))
    client.post(reverse("service:drop_question", args=[two.pk]), sent(seen=1, reason="不是提问"))
    fields = sent(seen=1, title="网上交党费", owner=cast.officer.pk, working_days=10)
    client.post(reverse("service:raise_question", args=[three.pk]), fields)

    one.refresh_from_db()
    assert one.owner == cast.colleague
    assert "不是提问" in client.get(reverse("service:question", args=[two.pk])).content.decode()
    assert Item.objects.get().code in client.get(reverse("service:question", args=[three.pk])).content.decode()


def test_said_later_from_the_voice(cast: Cast, client_of: ClientOf) -> None:
    reply, client = told(cast), client_of(cast.officer)
    url = reverse("service:hear_back", args=[reply.pk])
    assert url in client.get(reverse("service:voice", args=[reply.voice_id])).content.decode()

    assert client.post(url, sent(solved="no", unsolved="点不开", satisfaction="0")).status_code == 302

    assert Reply.objects.get().unsolved == "点不开"
    assert Satisfaction.objects.get().score is None
    assert Question.objects.get().stage == "open"
    assert url not in client.get(reverse("service:voice", args=[reply.voice_id])).content.decode()


def test_how_content_is_not_offered_twice(cast: Cast, client_of: ClientOf) -> None:
    reply = told(cast, solved="no", satisfaction=2, asked_satisfaction=True)
    row = an_answer(cast, Question.objects.get())

    page = client_of(cast.officer).get(reverse("service:tell_answer", args=[row.question_id])).content.decode()

    assert "已经问过这位一次" in page
    assert 'name="satisfaction"' not in page
    assert reply.voice_id == row.question.voice_id


def test_there_is_nothing_to_tell_before_the_answer(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(cast.officer).get(reverse("service:tell_answer", args=[a_question(cast).pk])).status_code == 404


def test_a_head_sets_the_days_everybody_reads_them(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    head, officer = client_of(cast.head), client_of(cast.officer)
    fields = sent(seen=0, name="政策怎么定的", days=8, in_use="on")

    assert head.post(reverse("service:edit_kind", args=["policy"]), fields).status_code == 302
    assert head.post(reverse("service:new_kind"), sent(name="流动党员", days=4)).status_code == 302

    assert {(term.name, term.days) for term in QuestionTerm.objects.all()} == {("", 8), ("流动党员", 4)}
    page = officer.get(reverse("service:kinds")).content.decode()
    assert "8 个工作日" in page
    assert reverse("service:new_kind") not in page
    assert officer.get(reverse("service:new_kind")).status_code == 403
    assert head.get(reverse("service:edit_kind", args=["weather"])).status_code == 404
    late = head.post(
        reverse("service:edit_kind", args=["policy"]), sent(seen=0, name="政策怎么定的", days=3, in_use="on")
    )
    assert late.status_code == 409
    assert head.get(reverse("service:edit_kind", args=["telling"])).status_code == 200


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "stranger"])
def test_a_question_of_others_is_not_there(cast: Cast, client_of: ClientOf, who: str) -> None:
    row = an_answer(cast)
    client = client_of(getattr(cast, who))

    for name in ("question", "answer", "tell_answer", "hand_on_question", "drop_question", "raise_question"):
        assert client.get(reverse(f"service:{name}", args=[row.question_id])).status_code in {403, 404}
    assert client.get(reverse("service:put_question", args=[row.question.voice_id])).status_code in {403, 404}


def test_a_colleague_reads_and_does_not_answer(cast: Cast, client_of: ClientOf) -> None:
    question, client = a_question(cast), client_of(cast.colleague)

    page = client.get(reverse("service:question", args=[question.pk])).content.decode()

    assert reverse("service:answer", args=[question.pk]) not in page
    assert client.get(reverse("service:answer", args=[question.pk])).status_code == 403
