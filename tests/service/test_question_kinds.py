"""Kinds of questions and their days: as they came, as a head wrote them."""

from datetime import date, datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.service.actions.question_kinds import add_kind, set_kind
from sanxin.service.models import QuestionTerm
from sanxin.service.queries.debts import debts_of
from sanxin.service.queries.question_kinds import Kinds
from tests.cast import Cast
from tests.service.builders import a_debt, refused
from tests.service.question_builders import a_question


def changed(cast: Cast, now: datetime, key: str = "policy", **changes: object) -> QuestionTerm:
    said = {"name": "政策怎么定的", "days": 8, "in_use": True, "seen": 0, "by": cast.head, "at": now}
    return set_kind(cast.department, key, **(said | changes))  # type: ignore[arg-type]


def days_of(cast: Cast, key: str) -> int:
    return Kinds([cast.department.id]).get(cast.department.id, key).days


def test_what_came_counts_until_somebody_writes(cast: Cast, now: datetime) -> None:
    before = a_question(cast, kind="policy")

    row = changed(cast, now)

    assert (row.number, row.name) == (1, "")  # the name as it came, in the reader's language
    assert a_question(cast, kind="policy").due_on == date(2026, 12, 1)
    before.refresh_from_db()
    assert before.due_on == date(2026, 11, 26)
    assert timeline(row.id)[0].text == "提问类别“政策怎么定的”定为 8 个工作日"


def test_each_edition_is_kept(cast: Cast, now: datetime) -> None:
    changed(cast, now)
    changed(cast, now, name="政策咨询", days=4, seen=1)
    changed(cast, now, name="政策咨询", days=6, seen=2)

    assert list(QuestionTerm.objects.values_list("number", "days", "name")) == [
        (1, 8, ""),
        (2, 4, "政策咨询"),
        (3, 6, "政策咨询"),
    ]
    assert Kinds([cast.department.id]).name(cast.department.id, "policy") == "政策咨询"


def test_one_of_its_own_and_stopped(cast: Cast, now: datetime) -> None:
    row = add_kind(cast.department, name="流动党员", days=4, by=cast.head, at=now)
    assert days_of(cast, row.key) == 4

    stopped = changed(cast, now, row.key, name="流动党员", days=4, in_use=False, seen=1)

    kinds = Kinds([cast.department.id])
    assert row.key not in {kind.key for kind in kinds.in_use(cast.department.id)}
    assert timeline(stopped.id)[0].text == "提问类别“流动党员”停用"
    with refused("service.question.kind"):
        a_question(cast, kind=row.key)


def test_the_days_for_telling_move_the_light(cast: Cast, now: datetime) -> None:
    a_debt(cast, days_ago=3)
    [debt] = debts_of(cast.officer, now.date())
    assert debt.due_on == date(2026, 11, 23)

    changed(cast, now, "telling", name="办好、答复以后告诉本人", days=1)

    [debt] = debts_of(cast.officer, now.date())
    assert (debt.due_on, debt.light.kind) == (date(2026, 11, 17), "red")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"name": "长" * 41}, "long_name"),
        ({"name": "待遇、补助"}, "taken"),
        ({"days": 0}, "days"),
        ({"days": 61}, "days"),
    ],
)
def test_what_is_no_kind(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with refused(f"service.kind.{code}"):
        changed(cast, now, **changes)
    with refused(f"service.kind.{code}"):
        add_kind(cast.department, **({"name": "新的", "days": 3} | changes), by=cast.head, at=now)  # type: ignore[arg-type]


def test_telling_cannot_stop_and_one_kind_stays(cast: Cast, now: datetime) -> None:
    with refused("service.kind.telling"):
        changed(cast, now, "telling", name="告诉", in_use=False)
    names = {kind.key: kind.name for kind in Kinds([cast.department.id]).all(cast.department.id)}
    last = names.popitem()
    for key, name in names.items():
        changed(cast, now, key, name=name, in_use=False)
    with refused("service.kind.last"):
        changed(cast, now, last[0], name=last[1], in_use=False)


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    changed(cast, now)

    with refused("service.kind.overtaken", Overtaken):
        changed(cast, now, days=3)


@pytest.mark.parametrize("who", ["officer", "leader", "handler", "stranger"])
def test_only_the_head(cast: Cast, now: datetime, who: str) -> None:
    by = getattr(cast, who)

    with refused("service.kind.not_head", NotAllowed):
        changed(cast, now, by=by)
    with refused("service.kind.not_head", NotAllowed):
        add_kind(cast.department, name="新的", days=3, by=by, at=now)
