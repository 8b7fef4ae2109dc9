"""The seven roles as words. Who holds one, where and how long is for `people` to say."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Role(StrEnum):
    OFFICER = "officer"
    SECTION_HEAD = "section_head"
    LEADER = "leader"
    HANDLER = "handler"
    LIAISON = "liaison"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> StrOrPromise:
        return LABELS[self]


LABELS: dict[Role, StrOrPromise] = {
    Role.OFFICER: _("干部"),
    Role.SECTION_HEAD: _("科室负责人"),
    Role.LEADER: _("领导"),
    Role.HANDLER: _("联动部门经办人"),
    Role.LIAISON: _("村联络员"),
    Role.ADMINISTRATOR: _("管理员"),
    Role.AUDITOR: _("审计员"),
}

DESK = frozenset({Role.OFFICER, Role.SECTION_HEAD})
"""Those who read raw voices and do the daily work."""
OFFICE = DESK | {Role.LEADER}
"""Those who work in the department itself."""
WORKERS = OFFICE | {Role.HANDLER, Role.LIAISON}
"""Those with work in the ledger."""
ALL = frozenset(Role)
