"""How far an item has come, told from what has been done about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Stage(StrEnum):
    OPENED = "opened"
    HANDED_BACK = "handed_back"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    STRIKE_OFF_REQUESTED = "strike_off_requested"
    STRUCK_OFF = "struck_off"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> StrOrPromise:
        return LABELS[self]


LABELS: dict[Stage, StrOrPromise] = {
    Stage.OPENED: _("待认领"),
    Stage.HANDED_BACK: _("已退回"),
    Stage.ACCEPTED: _("已认领"),
    Stage.IN_PROGRESS: _("办理中"),
    Stage.STRIKE_OFF_REQUESTED: _("待核验"),
    Stage.STRUCK_OFF: _("已销号"),
    Stage.WITHDRAWN: _("不再办"),
}

CLOSED = (Stage.STRUCK_OFF, Stage.WITHDRAWN)
OPEN = tuple(stage for stage in Stage if stage not in CLOSED)
WORKABLE = (Stage.ACCEPTED, Stage.IN_PROGRESS)
"""The owner has taken it on and nobody is verifying it."""


def is_suspended(stage: str, until: date | None, today: date) -> bool:
    """Open, and its deadline does not count today."""
    return until is not None and until >= today and stage not in CLOSED


@dataclass(frozen=True)
class Deeds:
    """Which of the rows that decide the stage are in force."""

    struck_off: bool = False
    withdrawn: bool = False
    requested: bool = False
    handed_back: bool = False
    accepted: bool = False
    worked: bool = False


def stage_of(deeds: Deeds) -> Stage:
    """The stage is the farthest thing in force.

    >>> stage_of(Deeds()), stage_of(Deeds(accepted=True)), stage_of(Deeds(accepted=True, worked=True))
    (<Stage.OPENED: 'opened'>, <Stage.ACCEPTED: 'accepted'>, <Stage.IN_PROGRESS: 'in_progress'>)
    """
    if deeds.struck_off:
        return Stage.STRUCK_OFF
    if deeds.withdrawn:
        return Stage.WITHDRAWN
    if deeds.requested:
        return Stage.STRIKE_OFF_REQUESTED
    if deeds.handed_back:
        return Stage.HANDED_BACK
    if not deeds.accepted:
        return Stage.OPENED
    return Stage.IN_PROGRESS if deeds.worked else Stage.ACCEPTED
