"""The editor: one question at a time, by plain forms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.actions import questions
from sanxin.surveys.models import Questionnaire
from sanxin_engines.questionnaires import Choice, Form, Kind, Question, check
from tests.cast import Cast
from tests.surveys.builders import YES_NO, a_questionnaire

ClientOf = Callable[[Person], Client]


def typed(kind: str, label: str, *, seen: int = 1, **more: Any) -> dict[str, Any]:
    """The form of one question, as a browser sends it."""
    return {FIELD: str(new_id()), "seen": seen, "kind": kind, "label": label, "logic": "always", "joint": "all"} | more


def add(client: Client, draft: Questionnaire, kind: str, label: str, **more: Any) -> Any:
    seen = Questionnaire.objects.get(pk=draft.pk).version
    form = typed(kind, label, seen=seen, **{"name": f"n{seen}", **more})
    return client.post(reverse("surveys:add_question", args=[draft.pk]), form)


def edit_url(draft: Questionnaire, name: str) -> str:
    return reverse("surveys:edit_question", args=[draft.pk, name])


def asked_in(draft: Questionnaire) -> tuple[Question, ...]:
    return Questionnaire.objects.get(pk=draft.pk).as_form().questions


def test_questions_of_every_kind_are_typed_in(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast, form=Form("新问卷"))
    client = client_of(cast.officer)

    answers = [
        add(client, draft, "single", "通车吗？", choices="是\n否\n\n不清楚 | unsure", required="on"),
        add(client, draft, "multiple", "怎么走？", choices="班车\n走路", shuffled="on", hint="可以选几个"),
        add(client, draft, "scale", "满意吗？", low="1", high="5"),
        add(client, draft, "number", "花多少钱？", low="0", high="50", broken="on"),
        add(client, draft, "date", "哪天停的？"),
        add(client, draft, "text", "哪个村？"),
        add(client, draft, "long_text", "还有什么？", page="最后"),
        add(client, draft, "photo", "拍一张"),
        add(client, draft, "matrix", "下面这些满意吗？", choices="满意\n不满意", rows="水\n电"),
        add(client, draft, "statement", "应当恢复班车"),
        add(client, draft, "note", "谢谢"),
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert asked_in(draft) == (
        Question(
            "n1",
            Kind.SINGLE,
            "通车吗？",
            required=True,
            choices=(Choice("c1", "是"), Choice("c2", "否"), Choice("unsure", "不清楚")),
        ),
        Question(
            "n2",
            Kind.MULTIPLE,
            "怎么走？",
            hint="可以选几个",
            choices=(Choice("c1", "班车"), Choice("c2", "走路")),
            shuffled=True,
        ),
        Question("n3", Kind.SCALE, "满意吗？", low=1, high=5),
        Question("n4", Kind.NUMBER, "花多少钱？", low=0, high=50, whole=False),
        Question("n5", Kind.DATE, "哪天停的？"),
        Question("n6", Kind.TEXT, "哪个村？"),
        Question("n7", Kind.LONG_TEXT, "还有什么？", page="最后"),
        Question("n8", Kind.PHOTO, "拍一张"),
        Question(
            "n9",
            Kind.MATRIX,
            "下面这些满意吗？",
            choices=(Choice("c1", "满意"), Choice("c2", "不满意")),
            rows=(Choice("q9_1", "水"), Choice("q9_2", "电")),
        ),
        Question("n10", Kind.STATEMENT, "应当恢复班车"),
        Question("n11", Kind.NOTE, "谢谢"),
    )
    assert check(Questionnaire.objects.get().as_form()) == []


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_every_kind_opens_with_what_it_needs(cast: Cast, client_of: ClientOf, kind: str) -> None:
    draft = a_questionnaire(cast)

    page = client_of(cast.officer).get(reverse("surveys:add_question", args=[draft.pk]) + f"?kind={kind}")

    form = page.context["form"]
    assert form.asked_kind == kind
    assert ("choices" in form.fields) == (kind in {"single", "multiple", "matrix"})
    assert ("low" in form.fields) == (kind in {"scale", "number"})


def test_choices_keep_their_names_while_their_words_are_mended(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    page = client.get(edit_url(draft, "bus"))

    mended = typed("single", "通车吗？", name="bus", choices="通 | yes\n不通 | no\n不清楚", required="on", place="1")
    answer = client.post(edit_url(draft, "bus"), mended)

    assert page.context["form"]["choices"].value() == "是 | yes\n否 | no"
    assert answer["Location"].endswith("#bus")
    assert asked_in(draft)[0].choices == (Choice("yes", "通"), Choice("no", "不通"), Choice("c1", "不清楚"))


def test_skip_logic_is_built_by_choosing(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    conditions = {
        "logic": "chosen",
        "joint": "any",
        "when-0-name": "bus",
        "when-0-test": "is",
        "when-0-value": "否",
        "when-1-name": "rides",
        "when-1-test": "at_least",
        "when-1-value": "１０",
        "when-2-name": "ways",
        "when-2-test": "is_not",
        "when-2-value": "bike",
    }

    client_of(cast.officer).post(
        edit_url(draft, "content"), typed("scale", "满意吗？", name="content", low="1", high="5", **conditions)
    )

    expression = "${bus} = 'no' or ${rides} >= 10 or not(selected(${ways}, 'bike'))"
    assert asked_in(draft)[4].relevant == expression
    page = client_of(cast.officer).get(edit_url(draft, "content"))
    lines = [(line.name, line.test, line.value) for line in page.context["when"].lines]
    assert lines == [
        ("bus", "is", "no"),
        ("rides", "at_least", "10"),
        ("ways", "has_not", "bike"),
        ("", "", ""),
    ]
    assert expression.replace("'", "&#x27;").replace(">", "&gt;") in page.content.decode()


def test_skip_logic_is_written_by_hand(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    expression = "${bus} = 'no' and (${rides} > 3 or ${rides} = 0)"
    written = {"name": "content", "low": "1", "high": "5", "logic": "written"}

    client.post(edit_url(draft, "content"), typed("scale", "？", relevant=expression, **written))
    refused = client.post(edit_url(draft, "content"), typed("scale", "？", seen=2, relevant="today() > 1", **written))

    assert asked_in(draft)[4].relevant == expression
    assert refused.status_code == 422
    assert "条件里的“today()”我们还不认" in refused.content.decode()
    assert client.get(edit_url(draft, "content")).context["when"]["logic"].value() == "written"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"label": ""}, "这一项要填"),
        ({"choices": "只有一个"}, "至少写两个选项"),
        ({"name": "rides"}, "已经有一题叫“rides”"),
        ({"logic": "chosen"}, "选一道前面的题"),
        ({"logic": "chosen", "when-0-name": "bus", "when-0-test": "is", "when-0-value": "也许"}, "选一个答案"),
        ({"logic": "chosen", "when-0-name": "content", "when-0-test": "is", "when-0-value": "3"}, "这一题不在前面"),
        ({"logic": "chosen", "when-0-name": "bus", "when-0-test": "less", "when-0-value": "yes"}, "选一个答案"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    cast: Cast, client_of: ClientOf, change: dict[str, str], sentence: str
) -> None:
    draft = a_questionnaire(cast)
    form = typed("multiple", "平时怎么走？", name="ways", choices="班车\n走路", hint="写到一半的话")

    answer = client_of(cast.officer).post(edit_url(draft, "ways"), form | change)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "写到一半的话" in answer.content.decode()
    assert Questionnaire.objects.get().version == 1


def test_another_kind_is_drawn_with_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    half = typed("multiple", "写到一半", name="bus", was="bus") | {"when-0-name": "bus"}

    page = client_of(cast.officer).post(reverse("surveys:draw_question", args=[draft.pk]), half)

    assert page.status_code == 200
    assert "写到一半" in page.content.decode()
    assert "sx-err" not in page.content.decode()
    assert "choices" in page.context["form"].fields
    assert Questionnaire.objects.get().version == 1


def test_a_condition_offers_the_answers_of_the_question_chosen(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    half = typed("scale", "？", name="content", was="content", low="1", high="5")

    page = client_of(cast.officer).post(
        reverse("surveys:draw_question", args=[draft.pk]), half | {"logic": "chosen", "when-0-name": "ways"}
    )

    line = page.context["when"].lines[0]
    assert [one.name for one in line.choices] == ["bus", "bike"]
    assert [test for test, _label in line.tests] == ["has", "has_not", "answered", "unanswered"]


def test_whoever_comes_second_keeps_what_they_typed_and_may_save_again(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    questions.move_question(draft, "content", place=0, by=cast.colleague, seen=1, at=draft.created_at)
    client = client_of(cast.officer)
    form = typed("long_text", "我写的长长一句", name="why")

    overtaken = client.post(edit_url(draft, "why"), form)
    again = client.post(edit_url(draft, "why"), form | {FIELD: str(new_id()), "seen": "2"})

    text = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert "问卷刚被同事改过" in text
    assert "我写的长长一句" in text
    assert 'name="seen" value="2"' in text
    assert again.status_code == 302


def test_a_question_is_saved_and_the_next_begun(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    answer = add(client_of(cast.officer), draft, "text", "哪个村？", more="1")

    assert answer["Location"] == reverse("surveys:add_question", args=[draft.pk]) + "?kind=text"


def test_a_place_is_chosen_by_number(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    add(client_of(cast.officer), draft, "text", "哪个村？", place="2")

    assert [one.name for one in asked_in(draft)][:3] == ["bus", "n1", "rides"]


def test_questions_move_and_are_copied_from_the_list(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    url = reverse("surveys:arrange", args=[draft.pk])

    for seen, (verb, name) in enumerate([("down", "bus"), ("up", "content"), ("copy", "rides"), ("up", "rides")], 1):
        assert client.post(url, {FIELD: str(new_id()), "seen": seen, verb: name}).status_code == 302

    assert [one.name for one in asked_in(draft)] == ["rides", "q6", "bus", "why", "content", "ways"]


def test_a_stale_list_says_so_and_shows_the_new_one(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    questions.remove_question(draft, "why", by=cast.colleague, seen=1, at=draft.created_at)

    answer = client_of(cast.officer).post(
        reverse("surveys:arrange", args=[draft.pk]), {FIELD: str(new_id()), "seen": 1, "up": "ways"}
    )

    assert answer.status_code == 409
    assert "问卷刚被同事改过" in answer.content.decode()
    assert 'name="seen" value="2"' in answer.content.decode()


def test_a_question_is_removed_after_asking(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    url = reverse("surveys:remove_question", args=[draft.pk, "ways"])

    client.get(url)
    answer = client.post(url, {FIELD: str(new_id()), "seen": 1})

    assert answer.status_code == 302
    assert "ways" not in [one.name for one in asked_in(draft)]


def test_a_question_others_wait_for_names_them(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    page = client_of(cast.officer).get(reverse("surveys:remove_question", args=[draft.pk, "bus"]))

    assert [(place, one.name) for place, one in page.context["waiting"]] == [(3, "why")]


def test_the_words_around_the_questions(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    url = reverse("surveys:edit_words", args=[draft.pk])
    words = {"title": "出行", "intro": "您好\r\n三分钟", "thanks": "谢谢", "form_id": "bus_2026"}
    client = client_of(cast.officer)

    client.post(url, {FIELD: str(new_id()), "seen": "1", **words})
    wrong = client.post(url, {FIELD: str(new_id()), "seen": "2", **words, "form_id": "1 2"})
    stale = client.post(url, {FIELD: str(new_id()), "seen": "1", **words})

    form = Questionnaire.objects.get().as_form()
    assert (form.title, form.intro, form.thanks, form.form_id) == ("出行", "您好\n三分钟", "谢谢", "bus_2026")
    assert (wrong.status_code, stale.status_code) == (422, 409)


def test_two_hundred_questions_are_one_light_page(cast: Cast, client_of: ClientOf) -> None:
    many = tuple(Question(f"q{number}", Kind.SINGLE, f"第 {number} 个问题？", choices=YES_NO) for number in range(200))
    draft = a_questionnaire(cast, form=Form("两百题", many))

    page = client_of(cast.officer).get(reverse("surveys:questionnaire", args=[draft.pk]))

    assert len(page.context["lines"]) == 200
    assert len(page.content) < 400_000


def test_strangers_and_leaders_do_not_edit(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    assert client_of(cast.stranger).get(edit_url(draft, "bus")).status_code == 404
    assert client_of(cast.leader).get(edit_url(draft, "bus")).status_code == 403
    assert client_of(cast.officer).get(edit_url(draft, "gone")).status_code == 404
