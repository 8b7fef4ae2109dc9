"""Questionnaires asked and answered, made by the same verbs people use."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sanxin.kernel import clock
from sanxin.surveys.actions import answering, editions, links, questionnaires
from sanxin.surveys.actions.links import Where
from sanxin.surveys.models import Edition, Link, Response
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast

HEALTH = Form(
    title="村里看病方便吗",
    intro="想听听大家看病的事，五分钟。",
    thanks="您说的我们逐条看，年底前在村务栏答复。",
    questions=(
        Question("who", Kind.SINGLE, "您是", required=True, choices=(
            Choice("old", "老年人"), Choice("young", "年轻人"), Choice("away", "在外面打工"),
        ), page="关于您"),
        Question("away_where", Kind.TEXT, "在哪里打工", relevant="${who} = 'away'", page="关于您"),
        Question("clinic", Kind.STATEMENT, "村卫生室平时找得到人", page="看病"),
        Question("score", Kind.SCALE, "给看病方便打几分", low=1, high=5, page="看病"),
        Question("care", Kind.MATRIX, "这几样怎么样", page="看病", rows=(Choice("drugs", "药"),
                 Choice("price", "价钱")),
                 choices=(Choice("good", "好"), Choice("so_so", "一般"), Choice("bad", "不好"))),
        Question("say", Kind.LONG_TEXT, "还想说什么", hint="怎么说就怎么写。"),
        Question("photo", Kind.PHOTO, "有照片就加一张"),
    ),
)  # fmt: skip

SHORT = Form(
    title="班车的事",
    questions=(
        Question("bus", Kind.STATEMENT, "要恢复一天两趟班车", required=True, page="班车"),
        Question("say", Kind.LONG_TEXT, "您想说的话", page="班车"),
    ),
)

TWO_HUNDRED = Form(
    title="二百题",
    questions=tuple(
        Question(f"q{n}", Kind.SINGLE, f"第 {n} 题，您觉得怎么样", page="都在一页",
                 choices=(Choice("a", "很好"), Choice("b", "一般"), Choice("c", "不好")))
        for n in range(200)
    ),
)  # fmt: skip
"""As much as one page can hold."""


def an_edition(cast: Cast, form: Form = HEALTH) -> Edition:
    draft = questionnaires.create(form, office=cast.department, by=cast.officer, at=clock.now())
    return editions.publish(draft, by=cast.officer, seen=draft.version, at=clock.now())


def a_link(cast: Cast, edition: Edition | None = None, **changes: Any) -> Link:
    """竹坑村, open for ten days."""
    at: datetime = changes.pop("at", None) or clock.now()
    asked: dict[str, Any] = {
        "where": Where(place=cast.village), "opens_at": at, "closes_at": at + timedelta(days=10), "target": 40,
        "by": cast.officer, "at": at,
    }  # fmt: skip
    return links.make(edition or an_edition(cast), **(asked | changes))


def answered(link: Link, **fields: str | list[str]) -> Response:
    """One form sent through the link."""
    raw = {name: [value] if isinstance(value, str) else value for name, value in fields.items()}
    known = set(Response.objects.filter(link=link).values_list("pk", flat=True))
    answering.send(link, uuid4(), raw, at=clock.now())
    return Response.objects.filter(link=link).exclude(pk__in=known).get()
