"""Answering without an account: typed answers kept page by page, sent once, joined to nobody.

No event is written for an answer: its instant and its place in the chain would say who answered when. What the
chain says stands in the link's closing (`actions.links.close`).
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys.actions.photos import waiting
from sanxin.surveys.models import AnswerChannel, Link, RecentContent, Response, ResponseDraft, ResponsePhoto
from sanxin.surveys.rules import links as link_rules
from sanxin.surveys.rules import twice
from sanxin.surveys.rules.pages import Raw
from sanxin_engines.questionnaires import Form, Kind
from sanxin_engines.questionnaires.answers import Reading, read

DRAFTS_KEPT = timedelta(days=2)


@action
def keep(link: Link, token: UUID, raw: Raw, *, at: datetime) -> ResponseDraft:
    """What has been typed so far. Refused when the link takes none; a form already sent is left as it is."""
    link_rules.check_takes_answers(link.state(at))
    draft = _held(link, token, at)
    if not draft.sent:
        draft.answers = raw
        draft.save(update_fields=["answers"])
    return draft


@dataclass(frozen=True)
class Sent:
    """What became of a form: its faults, or that it was sent, now or before."""

    reading: Reading
    before: bool = False

    @property
    def stands(self) -> bool:
        return self.before or self.reading.stands


@action
def send(link: Link, token: UUID, raw: Raw | None = None, *, at: datetime) -> Sent:
    """Take the answers in, once for each form: a second sending changes nothing and is told so kindly.

    `raw` replaces what the draft holds, where the last page came with the sending. Nothing is written where an
    answer has a fault. Refused: too early, too late.
    """
    link_rules.check_takes_answers(link.state(at))
    draft = _held(link, token, at)
    if draft.sent:
        return Sent(Reading(), before=True)
    form = link.edition.as_form()
    reading = read(form, draft.answers if raw is None else raw)
    if not reading.stands:
        if raw is not None:
            draft.answers = raw
            draft.save(update_fields=["answers"])
        return Sent(reading)
    if not reading.answers:
        raise Refused("surveys.response.empty", _("一题都没有答。答一题也行，再交。"))
    take_in(link, form, dict(reading.answers), channel=AnswerChannel.LINK, at=at)
    draft.answers, draft.sent = {}, True
    draft.save(update_fields=["answers", "sent"])
    _check_still_open(link)
    return Sent(reading)


def take_in(
    link: Link, form: Form, answers: dict[str, Any], *, channel: str, at: datetime, typed_by: Person | None = None
) -> Response:
    """Write checked answers down inside the caller's transaction."""
    photos = _photos(link, form, answers)
    response = Response.objects.create(
        link=link,
        channel=channel,
        answers=answers,
        day=timezone.localdate(at),
        maybe_twice=_came_just_now(link, form, answers, at),
        typed_by=typed_by,
    )
    ResponsePhoto.objects.filter(pk__in=[photo.pk for photo in photos]).update(response=response)
    return response


def _photos(link: Link, form: Form, answers: dict[str, Any]) -> list[ResponsePhoto]:
    """The pictures the answers name; a name that is nobody's picture is no answer."""
    found = []
    for question in form.questions:
        if question.kind is Kind.PHOTO and question.name in answers:
            photo = waiting(link, token) if (token := _token(answers[question.name])) else None
            if photo is None:
                del answers[question.name]
            else:
                found.append(photo)
    return found


def _token(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _came_just_now(link: Link, form: Form, answers: dict[str, Any], at: datetime) -> bool:
    """Whether the same came through this link within minutes; remembers this one for as long."""
    RecentContent.objects.filter(until__lte=at).delete()
    words = [one.name for one in form.questions if one.kind in {Kind.TEXT, Kind.LONG_TEXT}]
    if not twice.says_enough(answers, words):
        return False
    content = f"{link.pk}\x1f{json.dumps(answers, sort_keys=True, ensure_ascii=False)}"
    digest = hmac.new(settings.FIELD_KEY.encode(), content.encode(), hashlib.sha256).hexdigest()
    same = RecentContent.objects.filter(link=link, digest=digest).exists()
    RecentContent.objects.create(link=link, digest=digest, until=at + timedelta(minutes=twice.MINUTES))
    return same


def _held(link: Link, token: UUID, at: datetime) -> ResponseDraft:
    """The draft of that form, held until the transaction ends; drafts nobody came back to are forgotten on the way."""
    day = timezone.localdate(at)
    ResponseDraft.objects.filter(link=link, sent=False, day__lt=timezone.localdate(at - DRAFTS_KEPT)).delete()
    ResponseDraft.objects.bulk_create([ResponseDraft(token=token, link=link, day=day)], ignore_conflicts=True)
    found = locked(ResponseDraft.objects.filter(pk=token, link=link)).first()
    if found is None:
        raise Refused("surveys.draft.elsewhere", _("这一页打开的方式不对。请再扫一次码。"))
    return found


def _check_still_open(link: Link) -> None:
    """A colleague may have shut the link since it was read: after our row is written, both orders are plain to see."""
    fresh = Link.objects.with_names().get(pk=link.pk)
    if fresh.closed is not None:
        raise Refused("surveys.link.closed", _("这份问卷已经收完，不再收新的。"))
