"""When a role may be given at a unit for a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import WORKERS, Role


@dataclass(frozen=True)
class Term:
    """A role held at a unit from a day to a day, both included; `until=None` is open."""

    role: Role
    unit_id: UUID
    since: date
    until: date | None = None

    def overlaps(self, other: "Term") -> bool:
        starts_before_other_ends = other.until is None or self.since <= other.until
        return starts_before_other_ends and (self.until is None or other.since <= self.until)


def check_period(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refused("people.post.period", _("结束日期早于起始日期。"), field="until")


def check_no_overlap(new: Term, held: Iterable[Term]) -> None:
    """One person holds one role at one unit once at a time."""
    for term in held:
        if term.role == new.role and term.unit_id == new.unit_id and term.overlaps(new):
            raise Refused(
                "people.post.overlap", _("这个角色在这个单位已经有一段任职，时间重叠。先结束原来的。"), field="since"
            )


def check_separated(new: Term, held: Iterable[Term]) -> None:
    """Managing, auditing and doing the work stay in different hands (等保: 三权分立)."""
    for term in held:
        if _hand(term.role) != _hand(new.role) and term.overlaps(new):
            raise Refused(
                "people.post.separated",
                _("管理员、审计员和办事的角色不能由同一个人同时担任。"),
                field="role",
            )


def _hand(role: Role) -> str:
    return "work" if role in WORKERS else role.value
