"""What an administrator does with somebody's account."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people import events, permissions
from sanxin.people.actions import invitations
from sanxin.people.models import Person, User


@action
def disable(user: User, *, reason: str, by: Person | None, at: datetime) -> User:
    """The account opens nothing any more; sessions end with the next click."""
    _check(user, by)
    if not user.is_active:
        raise Refused("people.account.disabled", _("这个账号已经停用。"))
    if not reason.strip():
        raise Refused("people.account.no_reason", _("写明为什么停用。"), field="reason")
    user.is_active = False
    user.save(update_fields=["is_active"])
    invitations.revoke_open(user.person, at=at)
    _record(events.ACCOUNT_DISABLED, user, by=by, at=at, reason=reason.strip()[:200])
    return user


@action
def enable(user: User, *, by: Person | None, at: datetime) -> User:
    _check(user, by)
    if user.is_active:
        raise Refused("people.account.enabled", _("这个账号没有停用。"))
    if user.person.left_on is not None:
        raise Refused("people.person.left", _("这个人已经登记为离开。"))
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record(events.ACCOUNT_ENABLED, user, by=by, at=at)
    return user


@action
def unlock(user: User, *, by: Person | None, at: datetime) -> User:
    """Let somebody try again who mistyped too often."""
    _check(user, by)
    if not forget_failures(username=user.username):
        raise Refused("people.account.not_locked", _("这个账号没有锁定。"))
    _record(events.ACCOUNT_UNLOCKED, user, by=by, at=at)
    return user


@action
def reset(user: User, *, by: Person | None, at: datetime) -> invitations.Issued:
    """A one-time link to set a new password; the old one works until the link is used."""
    _check(user, by)
    if not user.is_active:
        raise Refused("people.account.disabled", _("这个账号已经停用，先恢复。"))
    issued = invitations.invite(user.person, by=by, at=at)
    _record(events.ACCOUNT_RESET, user, by=by, at=at)
    return issued


@action
def drop_second_factor(user: User, *, by: Person | None, at: datetime) -> User:
    """For somebody who lost the phone: password alone opens the account until a new factor is set up."""
    _check(user, by)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Refused("people.account.no_second_factor", _("这个账号没有开两步验证。"))
    _record(events.SECOND_FACTOR_DROPPED, user, by=by, at=at)
    return user


def _check(user: User, by: Person | None) -> None:
    permissions.check_may_manage(user.person.county_id, by)
    permissions.check_not_oneself(user.person, by)


def _record(name: str, user: User, *, by: Person | None, at: datetime, **facts: str) -> None:
    person = user.person
    record(name, county_id=person.county_id, by=by, at=at, about=[("people.person", person.id)], facts=facts)
