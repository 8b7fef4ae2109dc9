from datetime import datetime

import pytest

from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.research.actions import problems
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose


def test_a_new_name_is_kept_in_one_line_and_the_old_one_in_the_history(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    renamed = problems.rename(problem, by=cast.officer, seen=problem.version, name=" 村到镇的班车停了 \n", at=now)

    assert renamed.name == "村到镇的班车停了"
    assert problem.changes.get().facts == {"code": problem.code, "old": problem.name, "new": "村到镇的班车停了"}


@pytest.mark.parametrize(("name", "code"), [("  ", "research.rename.empty"), ("长" * 61, "research.rename.long")])
def test_a_name_is_one_sentence(cast: Cast, now: datetime, name: str, code: str) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(Refused) as refusal:
        problems.rename(problem, by=cast.officer, seen=problem.version, name=name, at=now)

    assert (refusal.value.code, refusal.value.field) == (code, "name")
    assert again(problem).name == problem.name


def test_the_same_name_is_no_change(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(Refused, match=r"research.rename.same"):
        problems.rename(problem, by=cast.officer, seen=problem.version, name=problem.name, at=now)


def test_a_locked_problem_may_still_get_a_better_name(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    locked = problems.lock(problem, by=cast.officer, seen=problem.version, at=now)

    renamed = problems.rename(locked, by=cast.colleague, seen=locked.version, name="班车", at=now)

    assert renamed.name == "班车"


def test_a_stranger_cannot_rename(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(NotAllowed):
        problems.rename(problem, by=cast.stranger, seen=problem.version, name="别的", at=now)


def test_two_people_renaming_at_once_do_not_overwrite_each_other(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.rename(problem, by=cast.officer, seen=problem.version, name="先", at=now)

    with pytest.raises(Overtaken):
        problems.rename(problem, by=cast.colleague, seen=problem.version, name="后", at=now)

    assert again(problem).name == "先"
