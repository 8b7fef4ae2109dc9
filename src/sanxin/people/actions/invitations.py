"""Accounts by invitation: a one-time link, and what happens when it is followed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import Subject, record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people import events, permissions, tokens
from sanxin.people.actions import passwords
from sanxin.people.models import Invitation, Person, Post, User
from sanxin.people.rules import accounts as rules


@dataclass(frozen=True)
class Issued:
    """An invitation and its token, which nobody can read again."""

    invitation: Invitation
    token: str


@action
def invite(person: Person, *, by: Person | None, at: datetime) -> Issued:
    """A link good for INVITATION_HOURS; earlier links stop working. Refused without a post now or to come."""
    permissions.check_may_manage(person.county_id, by)
    permissions.check_not_oneself(person, by)
    if person.left_on is not None:
        raise Refused("people.person.left", _("这个人已经登记为离开。"))
    if not Post.objects.filter(person=person).not_over(timezone.localdate(at)).exists():
        raise Refused("people.invitation.no_post", _("还没有任职。先给一个任职，再发邀请。"))
    locked(Person.objects.filter(pk=person.pk)).get()
    revoke_open(person, at=at)
    token = tokens.fresh()
    made = Invitation.objects.create(
        person=person,
        token_sha256=tokens.digest(token),
        issued_by=by,
        issued_at=at,
        expires_at=at + timedelta(hours=settings.INVITATION_HOURS),
    )
    expires = timezone.localtime(made.expires_at).strftime("%Y-%m-%d %H:%M")
    record(events.INVITED, county_id=person.county_id, by=by, at=at, about=_about(person), facts={"expires": expires})
    return Issued(made, token)


@action
def revoke(invitation: Invitation, *, by: Person | None, at: datetime) -> None:
    """Make a link that has not been used worthless."""
    permissions.check_may_manage(invitation.person.county_id, by)
    if not revoke_open(invitation.person, at=at):
        raise Refused("people.invitation.not_open", _("这个邀请已经用过、过期或收回。"))
    person = invitation.person
    record(events.INVITATION_REVOKED, county_id=person.county_id, by=by, at=at, about=_about(person))


def accept(token: str, *, username: str, password: str, at: datetime) -> User:
    """Make the account, or set the new password of the one there is. The link then is used up.

    Refused when the link is not open, the name is taken or the password breaks the rules.
    """
    _check_password(password, _account(find(token, at=at).person, username))
    return _accept(token, username=username, hashed=make_password(password), at=at)


@action
def _accept(token: str, *, username: str, hashed: str, at: datetime) -> User:
    invitation = _open(locked(Invitation.objects.all()), token, at)
    person = invitation.person
    user = _account(person, username)
    passwords.put(user, hashed, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    record(events.INVITATION_ACCEPTED, county_id=person.county_id, by=person, at=at, about=_about(person))
    return user


def find(token: str, *, at: datetime) -> Invitation:
    """The open invitation of a token; refused with a sentence for whoever follows an old link."""
    return _open(Invitation.objects.all(), token, at)


def revoke_open(person: Person, *, at: datetime) -> int:
    """How many links stopped working; expired ones are closed on the way."""
    return Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).update(revoked_at=at)


def _open(rows: QuerySet[Invitation], token: str, at: datetime) -> Invitation:
    invitation = rows.filter(token_sha256=tokens.digest(token)).select_related("person").first()
    if invitation is None or not invitation.is_open(at):
        raise Refused("people.invitation.not_open", _("这个链接已经用过、过期或收回。请向管理员要一个新的。"))
    return invitation


def _account(person: Person, username: str) -> User:
    """The one there is, or one not saved yet."""
    return User.objects.filter(person=person).first() or User(username=_free_name(username), person=person)


def _free_name(username: str) -> str:
    name = rules.clean_username(username)
    if User.objects.filter(username__iexact=name).exists():
        raise Refused("people.account.name_taken", _("这个用户名已有人用，换一个。"), field="username")
    return name


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("people.account.password", " ".join(error.messages), field="password") from error


def _about(person: Person) -> list[Subject]:
    return [("people.person", person.id)]
