"""Paper sheets collected in a table: recognised, checked by the questionnaire's own rules, taken in once."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import work_off
from sanxin.kernel.models import SheetImport
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.sheets.kinds import kind_of
from sanxin.kernel.sheets.matching import match
from sanxin.people.models import Person
from sanxin.surveys.actions import links
from sanxin.surveys.actions.paper_tables import Paper, bring_in
from sanxin.surveys.models import AnswerChannel, Link, PaperNumber, Response
from sanxin.surveys.rules.paper_rows import read_row
from sanxin.surveys.sheets import key_of
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast
from tests.surveys.asking_builders import HEALTH, a_link

ClientOf = Callable[[Person], Client]
HEADS = (
    "份号",
    "您是",
    "在哪里打工",
    "村卫生室平时找得到人",
    "给看病方便打几分",
    "这几样怎么样 · 药",
    "care/price",
    "7. 还想说什么",
)
GOOD = ("001", "老年人", None, "同意", 4, "好", "一般", "医生少")
AWAY = ("002", 3, "浙江义乌", "A", "5", 1, "不好", None)
TICKS = Form(
    title="要什么",
    questions=(
        Question(
            "wants",
            Kind.MULTIPLE,
            "想要什么",
            choices=(Choice("bus", "班车、校车"), Choice("road", "修路"), Choice("lamp", "路灯")),
        ),
    ),
)  # fmt: skip


def upload(client: Client, link: Link, *rows: Sequence[object], heads: Sequence[str] = HEADS) -> SheetImport:
    """As a person walks: file, columns as proposed, check."""
    book = Workbook()
    assert book.active is not None
    for row in (heads, *rows):
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "答卷.xlsx"
    known = set(SheetImport.objects.values_list("pk", flat=True))
    client.post(reverse("kernel:sheet", args=[key_of(link)]), {"file": file, "once": str(new_id())})
    made = SheetImport.objects.exclude(pk__in=known).get()
    found = match(heads, kind_of(key_of(link)))
    proposed = {f"column-{one.position}": one.column for one in found}
    answer = client.post(reverse("kernel:sheet_mapping", args=[made.pk]), {"once": str(new_id()), **proposed})
    assert answer.status_code == 302
    work_off()
    made.refresh_from_db()
    return made


def write(client: Client, made: SheetImport, **more: str) -> None:
    client.post(reverse("kernel:sheet_writing", args=[made.pk]), {"once": str(new_id()), **more})
    work_off()


def reasons(client: Client, made: SheetImport) -> list[str]:
    """What stands in red in the returned file."""
    answer = client.get(reverse("kernel:sheet_returned", args=[made.pk]))
    page = load_workbook(BytesIO(b"".join(answer))).active  # type: ignore[call-overload]
    assert page is not None
    [column] = [cell.column for row in page.iter_rows() for cell in row if cell.value == "错误原因"]
    cells = [row[column - 1] for row in page.iter_rows() if row[column - 1].value not in {None, "错误原因"}]
    return [str(cell.value) for cell in cells]


def test_every_column_is_recognised_by_label_name_or_number(cast: Cast) -> None:
    found = match(HEADS, kind_of(key_of(a_link(cast))))

    assert [one.column for one in found] == [
        "#",
        "who",
        "away_where",
        "clinic",
        "score",
        "care/drugs",
        "care/price",
        "say",
    ]


def test_a_table_of_sheets_is_taken_in(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)

    made = upload(client, link, GOOD, AWAY)
    write(client, made)

    first, second = sorted((row.answers for row in Response.objects.all()), key=lambda one: one["score"])
    assert first == {
        "who": "old",
        "clinic": "agree",
        "score": 4,
        "care": {"drugs": "good", "price": "so_so"},
        "say": "医生少",
    }
    assert second["away_where"] == "浙江义乌"
    assert second["care"] == {"drugs": "good", "price": "bad"}
    assert {row.channel for row in Response.objects.all()} == {AnswerChannel.PAPER}
    assert "从表格导入 2 份纸质答卷" in [event.text for event in timeline(link.pk)]


def test_wrong_rows_come_back_with_their_reasons(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)

    made = upload(
        client,
        link,
        GOOD,
        ("002", "小孩", None, "同意", 4, None, None, None),
        ("003", None, None, "同意", 4, None, None, None),
        ("004", "老年人", "义乌", "同意", 4, None, None, None),
        ("005", "老年人", None, "同意", 9, None, None, None),
        (None, "老年人", None, "同意", 4, None, None, None),
    )

    said = reasons(client, made)
    assert "“您是”：没有“小孩”，只能写：老年人、年轻人、在外面打工" in said[0]
    assert "“您是”：请选一个，这一题要答" in said[1]
    assert "“在哪里打工”：照前面的答案，这一题不用答" in said[2]
    assert "“给看病方便打几分”" in said[3]
    assert "“份号”必须填写" in said[4]

    write(client, made, correct_only="1")
    assert Response.objects.count() == 1


def test_the_same_file_twice_adds_nothing(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)
    write(client, upload(client, link, GOOD, AWAY))

    again = upload(client, link, GOOD, AWAY)
    write(client, again)

    check = again.last_check()
    assert check is not None
    assert (check.count("known"), check.count("wrong")) == (2, 0)
    assert Response.objects.count() == 2


def test_a_number_that_is_in_with_other_answers(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)
    write(client, upload(client, link, GOOD))

    made = upload(client, link, ("001", "年轻人", None, "不同意", 1, None, None, None))

    assert "001 号已经导入过，答的和这里不一样" in reasons(client, made)[0]


def test_people_who_say_the_same_are_two(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)

    write(client, upload(client, link, GOOD, ("009", *GOOD[1:])))

    assert Response.objects.count() == 2


def test_links_have_numbers_of_their_own(cast: Cast, client_of: ClientOf) -> None:
    client, first = client_of(cast.officer), a_link(cast)
    second = a_link(cast, first.edition)
    write(client, upload(client, first, GOOD))
    write(client, upload(client, second, GOOD))

    assert Response.objects.count() == PaperNumber.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("班车、校车", ["bus"]),
        ("班车、校车；路灯", ["bus", "lamp"]),
        ("修路、路灯", ["road", "lamp"]),
        ("1 3", ["bus", "lamp"]),
        ("13", ["bus", "lamp"]),
        ("ＡＣ", ["bus", "lamp"]),
        ("b", ["road"]),
        ("road;lamp", ["road", "lamp"]),
    ],
)
def test_several_choices_in_one_cell(said: str, names: list[str]) -> None:
    assert read_row(TICKS, {"wants": said}).answers == {"wants": names}


@pytest.mark.parametrize("said", ["4", "修桥", "修路；修桥", "14", "0"])
def test_what_is_no_choice(said: str) -> None:
    assert read_row(TICKS, {"wants": said}).errors["wants"].code == "no_choice"


def test_skip_logic_holds_both_ways() -> None:
    assert read_row(HEALTH, {"who": "年轻人", "away_where": "义乌"}).errors["away_where"].code == "not_asked"
    assert read_row(HEALTH, {"who": "在外面打工", "away_where": "义乌"}).stands


def test_others_may_not(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    url = reverse("kernel:sheet", args=[key_of(link)])

    assert client_of(cast.leader).get(url).status_code == 404
    assert client_of(cast.stranger).get(url).status_code == 404
    assert client_of(cast.officer).get(reverse("kernel:sheet", args=["surveys.paper:nothing"])).status_code == 404
    with pytest.raises(NotAllowed):
        bring_in(link.pk, [Paper("1", {"who": "old"})], by=cast.stranger, at=clock.now())


def test_a_shut_link_takes_no_more(cast: Cast) -> None:
    link = a_link(cast)
    links.close(link, by=cast.officer, at=clock.now())

    with pytest.raises(Refused, match="已经停收"):
        bring_in(link.pk, [Paper("1", {"who": "old"})], by=cast.officer, at=clock.now())


def test_a_number_is_taken_once(cast: Cast) -> None:
    link = a_link(cast)
    bring_in(link.pk, [Paper("1", {"who": "old"})], by=cast.officer, at=clock.now())

    with pytest.raises(Refused, match="1 号已经在里面了"):
        bring_in(link.pk, [Paper("2", {"who": "old"}), Paper("1", {"who": "old"})], by=cast.officer, at=clock.now())

    assert Response.objects.count() == 1


def test_the_way_in_stands_where_paper_is_typed(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)
    url = reverse("kernel:sheet", args=[key_of(link)])

    assert url in client.get(reverse("surveys:link", args=[link.pk])).content.decode()
    assert url in client.get(reverse("surveys:paper", args=[link.pk])).content.decode()
    assert "还想说什么" in client.get(url).content.decode()
    template = client.get(reverse("kernel:sheet_template", args=[key_of(link)]))
    assert template.status_code == 200
    b"".join(template)  # type: ignore[call-overload]
