"""One-time sign-in links of the command line: for the demo, and for the first administrator."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people import events, tokens
from sanxin.people.models import EntryLink, Person, Post, User


@action
def issue_link(person: Person, *, at: datetime, minutes: int, by: Person | None = None) -> str:
    """The path of a link that signs `person` in once within `minutes`. Only the command line (`by=None`) may."""
    if by is not None:
        raise NotAllowed("people.entry.command_line_only", _("一次性登录链接只能由命令行开出。"))
    if not User.objects.filter(person=person, is_active=True).exists():
        raise Refused("people.entry.no_account", _("{name}没有可用的账号。").format(name=person.name))
    token = tokens.fresh()
    EntryLink.objects.create(
        person=person, token_sha256=tokens.digest(token), issued_at=at, expires_at=at + timedelta(minutes=minutes)
    )
    record(
        events.ENTRY_ISSUED,
        county_id=person.county_id,
        by=by,
        at=at,
        about=[("people.person", person.id)],
        facts={"minutes": minutes},
    )
    return reverse("people:enter", args=[token])


def find(token: str, *, at: datetime) -> EntryLink:
    """The open link of a token, without using it up; link previews must not burn it."""
    link = EntryLink.objects.open(at).select_related("person").filter(token_sha256=tokens.digest(token)).first()
    if link is None:
        raise Refused("people.entry.not_open", _("这个登录链接已经用过或过期。"))
    return link


@action
def enter(token: str, *, at: datetime) -> User:
    """Use the link up and say whom to sign in. Refused without an active account or a post today."""
    link = locked(EntryLink.objects.filter(token_sha256=tokens.digest(token))).first()
    if link is None or link.used_at is not None or link.expires_at <= at:
        raise Refused("people.entry.not_open", _("这个登录链接已经用过或过期。"))
    user = User.objects.select_related("person").filter(person_id=link.person_id, is_active=True).first()
    if user is None:
        raise Refused("people.entry.no_account", _("这个账号已经停用。"))
    if not Post.objects.filter(person=user.person).on(timezone.localdate(at)).exists():
        raise Refused("people.session.no_post", _("现在没有任职，不能登录。"))
    link.used_at = at
    link.save(update_fields=["used_at"])
    return user
