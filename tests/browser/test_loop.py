"""The whole loop, from a hotline's Excel file to the villager who says "not solved", through the pages alone."""

from pathlib import Path

import pytest

from tests.browser import steps
from tests.browser.conftest import Seat

MESSAGES = 500
pytestmark = pytest.mark.browser


def test_from_five_hundred_messages_to_an_item_that_is_opened_again(seat: Seat, tmp_path: Path) -> None:
    officer, leader = seat("程晓岚"), seat("叶文清", phone=True)
    head, department = seat("徐建平"), seat("占伟")
    visitor = seat("程晓岚", phone=True)

    steps.import_voices(officer, steps.hotline_export(tmp_path, MESSAGES), MESSAGES)
    steps.group_voices(officer, MESSAGES)
    steps.walk_desk_by_keys(seat("何志明"))
    problem = steps.accept_hottest(officer)
    steps.write_proposal(officer, problem)
    steps.submit_proposal(officer)
    steps.decide(leader)

    item = steps.take_on(officer)
    steps.ask_department(officer, item)
    steps.answer_as_department(department)
    steps.work_through(officer, item)
    steps.ask_for_strike_off(officer, item)
    steps.verify(head)

    steps.tell_unsolved(visitor)
    steps.find_reopened(officer, item)
