"""Who may do what with people, units and accounts: administrators, each in their own county."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import ALL, Role

READERS = ALL - {Role.AUDITOR}
"""Who may see names of people and units of their county; an auditor reads the trail and nothing else."""

if TYPE_CHECKING:
    from sanxin.people.models import Person


def check_may_manage(county_id: UUID | None, by: Person | None) -> None:
    """`by=None` is the command line, which whoever runs the machine may use."""
    if by is None:
        return
    if county_id is None or county_id not in by.sight.managed_counties:
        raise NotAllowed("people.not_administrator", _("只有本县（市、区）的管理员能管理人员和单位。"))


def check_not_oneself(person: Person, by: Person | None) -> None:
    """Nobody gives themselves a role or takes the lock off their own account."""
    if by is not None and by.id == person.id:
        raise NotAllowed("people.oneself", _("自己的任职和账号由另一位管理员来办。"))


def check_may_audit(county_id: UUID, by: Person) -> None:
    if county_id not in by.sight.audited_counties:
        raise NotAllowed("people.not_auditor", _("只有本县（市、区）的审计员能查看和核验操作记录。"))
