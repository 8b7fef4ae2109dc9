"""Three steps when a department lets its day come and go: reminded before, told the day after, then the leader."""

from datetime import date
from enum import StrEnum

from sanxin_engines.workdays import Calendar


class Step(StrEnum):
    SOON = "soon"
    LATE = "late"
    LEADER = "leader"


def step_of(due_on: date, *, today: date, calendar: Calendar, remind_days: int, leader_days: int) -> Step | None:
    """Where an unanswered question stands. None: its day is not near.

    On its day it is still soon; the day after it is late; `leader_days` working days after it, the leader's.
    """
    if due_on < today:
        passed = calendar.between(due_on, today)
        return Step.LEADER if passed >= leader_days else Step.LATE
    return Step.SOON if remind_days and calendar.between(today, due_on) <= remind_days else None
