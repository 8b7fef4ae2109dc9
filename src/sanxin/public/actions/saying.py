"""Something is said at a door by somebody without an account."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.public import events
from sanxin.public.actions.photos import Photo, check_photo, kept
from sanxin.public.models import PublicDoor, RecentText, VoiceReceipt
from sanxin.public.queries.keepers import at_desk
from sanxin.public.rules import doors as door_rules
from sanxin.public.rules import saying as rules
from sanxin.public.rules.secrets import plain, secret_from
from sanxin.service.actions.voices import hear
from sanxin.service.models import Source
from sanxin.service.speakers import NOBODY, Speaker


@dataclass(frozen=True)
class Said:
    """What a form brought. `id` and `noise` were drawn when it was opened and never change."""

    id: UUID
    noise: str
    opened_at: datetime
    kind: str
    text: str
    name: str = ""
    phone: str = ""
    unseen: str = ""
    """A field people do not see; only a machine fills it in."""

    @property
    def secret(self) -> str:
        """The same for the same form, however often it is sent; the noise is kept nowhere."""
        return secret_from(hmac.digest(settings.SECRET_KEY.encode(), f"receipt|{self.noise}".encode(), "sha256"))

    @property
    def digest(self) -> str:
        said = "\x1f".join((self.noise, self.kind, self.text, self.name, self.phone))
        return hashlib.sha256(said.encode()).hexdigest()


def say(door: PublicDoor, said: Said, *, photo: Photo = None, at: datetime) -> VoiceReceipt:
    """Hear it as a voice of the door's office and place. The same form again gives the first receipt.

    Refused: a door shut, words missing, sent in a hurry, the same words within minutes, the form sent before with
    other words. Slow work (picture, hash of the secret) comes before the transaction.
    """
    if (first := _first(said)) is not None:
        return first
    door_rules.check_open(door.is_open)
    _check(said, at)
    check_photo(photo)
    return _take(door, said, photo, make_password(plain(said.secret)), at=at)


def _first(said: Said) -> VoiceReceipt | None:
    found = VoiceReceipt.objects.filter(pk=said.id).first()
    if found is not None and found.said_digest != said.digest:
        words = _("这一张已经交过了，这次改的没有收。要补充，凭查询号和口令去“看办到哪了”里写。")
        raise Refused("public.say.changed", words)
    return found


def _check(said: Said, at: datetime) -> None:
    rules.check_kind(said.kind)
    rules.check_words(said.text)
    rules.check_contact(said.name, said.phone)
    rules.check_unseen_empty(said.unseen)
    rules.check_not_hasty(said.opened_at, at)


@action
def _take(door: PublicDoor, said: Said, photo: Photo, secret_hash: str, *, at: datetime) -> VoiceReceipt:
    door = locked(PublicDoor.objects.filter(pk=door.pk)).get()  # the same form twice at once takes turns
    if (first := _first(said)) is not None:
        return first
    door_rules.check_open(door.is_open)
    _check_not_recent(door, said.text, at)
    voice = hear(
        office=door.office,
        place=door.place,
        text=said.text,
        source=Source.PUBLIC,
        kind=said.kind,
        speaker=Speaker(name=said.name, phone=said.phone, may_answer=True) if said.phone.strip() else NOBODY,
        by=at_desk(door.office_id, door.keeper, timezone.localdate(at)),
        at=at,
    )
    receipt = VoiceReceipt.objects.create(
        id=said.id,
        door=door,
        voice=voice,
        secret_hash=secret_hash,
        said_digest=said.digest,
        photo=kept(photo, at),
        at=at,
    )
    about = [("service.voice", voice.id), ("public.door", door.id)]
    record(events.SAID, county_id=door.county_id, by=None, at=at, about=about)
    return receipt


def _check_not_recent(door: PublicDoor, text: str, at: datetime) -> None:
    key = f"recent|{door.pk}|{rules.squeezed(text)}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), key.encode(), "sha256").hex()
    RecentText.objects.filter(at__lt=at - rules.RECENT).delete()
    if RecentText.objects.filter(door=door, digest=digest).exists():
        words = _("刚收到过一模一样的话。要是您又按了一遍，不用再交；要是另一个人也说这件事，请加一句自己的情况。")
        raise Refused("public.say.recent", words)
    RecentText.objects.create(door=door, digest=digest, at=at)
