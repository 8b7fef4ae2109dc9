"""How somebody's account stands, in one word each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.people.models import Invitation, Person, User

if TYPE_CHECKING:
    from sanxin.people.models.person import PersonQuerySet

STATES = {
    "active": gettext_lazy("可以登录"),
    "invited": gettext_lazy("已邀请"),
    "none": gettext_lazy("没有账号"),
    "locked": gettext_lazy("暂时锁定"),
    "disabled": gettext_lazy("已停用"),
    "left": gettext_lazy("已离开"),
}
LIGHTS = {"active": "green", "invited": "wait", "none": "off", "locked": "red", "disabled": "off", "left": "off"}


@dataclass(frozen=True)
class AccountState:
    """`key` is one of STATES; the light and the word show it."""

    key: str

    @property
    def light_kind(self) -> str:
        return LIGHTS[self.key]

    @property
    def light_word(self) -> str:
        return str(STATES[self.key])


def state_of(person: Person, *, invited: bool, locked: Iterable[str]) -> AccountState:
    user = user_of(person)
    if person.left_on is not None:
        return AccountState("left")
    if user is None:
        return AccountState("invited" if invited else "none")
    if not user.is_active:
        return AccountState("disabled")
    return AccountState("locked" if user.username in locked else "active")


def user_of(person: Person) -> User | None:
    return getattr(person, "user", None)


def locked_names() -> set[str]:
    """Accounts that may not even try now, because of too many failures."""
    since = clock.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tries = AccessAttempt.objects.filter(attempt_time__gt=since).values("username")
    closed = tries.annotate(failures=Sum("failures_since_start")).filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    return {str(row["username"]) for row in closed}


def invited_ids(at: datetime) -> set[UUID]:
    """People with an open invitation; never many, since a link lives three days."""
    return set(Invitation.objects.open(at).values_list("person_id", flat=True))


def in_state(people: "PersonQuerySet", state: str, at: datetime) -> "PersonQuerySet":
    """Those whose account stands so; without a state, all who have not left."""
    if state == "left":
        return people.exclude(left_on=None)
    people = people.active()
    if state == "none":
        return people.filter(user=None).exclude(pk__in=invited_ids(at))
    if state == "invited":
        return people.filter(user=None, pk__in=invited_ids(at))
    if state == "disabled":
        return people.filter(user__is_active=False)
    if state == "locked":
        return people.filter(user__is_active=True, user__username__in=locked_names())
    if state == "active":
        return people.filter(user__is_active=True).exclude(user__username__in=locked_names())
    return people


def password_word(user: User) -> str:
    """How old the password is, in words."""
    if not user.has_usable_password():
        return _("没有密码，用一次性链接登录")
    if user.password_set_at is None:
        return _("不知道什么时候设的")
    days = (clock.now() - user.password_set_at).days
    if not settings.PASSWORD_MAX_DAYS:
        return _("{days} 天前设的").format(days=days)
    return _("{days} 天前设的，满 {most} 天要换").format(days=days, most=settings.PASSWORD_MAX_DAYS)
