"""Hold a person or a unit while a verb changes it, if nobody has changed it since it was looked at."""

from typing import TypeVar

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sanxin.kernel.events import timeline
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit

S = TypeVar("S", Person, Unit)

CHANGES = ("people.person.", "people.unit.")
"""Events that change what a form shows; signing in and posts do not."""


def seen_of(subject: Person | Unit) -> str:
    """What a form carries along: the thing as it is now, as a mark that says nothing by itself."""
    if isinstance(subject, Person):
        shown: tuple[object, ...] = (subject.name, subject.staff_number, subject.phone, subject.left_on)
    else:
        shown = (subject.name, subject.short_name, subject.parent_id, subject.closed_on)
    return salted_hmac("people.seen", repr((subject.pk, shown))).hexdigest()[:20]


def claim(subject: S, *, seen: str | None) -> S:
    """The thing as it is now, held until the transaction ends. `seen=None`: nobody looked at it before."""
    fresh: S = locked(type(subject)._default_manager.filter(pk=subject.pk)).get()
    if seen is not None and seen != seen_of(fresh):
        raise Overtaken("people.overtaken", _what_changed(fresh))
    return fresh


def _what_changed(subject: Person | Unit) -> str:
    changes = [event for event in timeline(subject.pk, limit=20) if event.name.startswith(CHANGES)]
    if not changes:
        return _("“{name}”刚有改动，没有存您填的。请看过新的再改。").format(name=subject)
    last = changes[0]
    words = _("“{name}”刚由{who}改过（{what}），没有存您填的。请看过新的再改。")
    return words.format(name=subject, who=last.who or _("系统"), what=last.text)
