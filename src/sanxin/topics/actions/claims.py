"""Hold a thing while a verb writes, and notice that somebody was faster."""

from django.utils.translation import gettext as _

from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.topics.models import Candidate, FieldOfConcern, Round, Topic


def claim_topic(topic: Topic, *, seen: int | None = None) -> Topic:
    """The topic as it is now, its version counted up; the caller saves it."""
    fresh = locked(Topic.objects.filter(pk=topic.pk)).get()
    _check(fresh.version, seen)
    fresh.version += 1
    return fresh


def claim_candidate(candidate: Candidate, *, seen: int | None = None) -> Candidate:
    fresh = locked(Candidate.objects.filter(pk=candidate.pk)).get()
    _check(fresh.version, seen)
    fresh.version += 1
    return fresh


def claim_round(round_: Round, *, seen: int | None = None) -> Round:
    fresh = locked(Round.objects.filter(pk=round_.pk)).get()
    _check(fresh.version, seen)
    fresh.version += 1
    return fresh


def claim_field(field: FieldOfConcern, *, seen: int | None = None) -> FieldOfConcern:
    fresh = locked(FieldOfConcern.objects.filter(pk=field.pk)).get()
    _check(fresh.version, seen)
    fresh.version += 1
    return fresh


def _check(version: int, seen: int | None) -> None:
    if seen is not None and seen != version:
        raise Overtaken("topics.overtaken", _("刚有人改过，没有存您的改动。请看过新的再办。"))
