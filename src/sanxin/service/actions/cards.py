"""Answer cards: made from an answer or by hand, revised as a new edition, looked at again on a day, retired."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import people_of_offices
from sanxin.service import events
from sanxin.service.actions import citations as rows
from sanxin.service.actions.citations import Cited, cited_by
from sanxin.service.models import Answer, AnswerCard, AnswerCardEdition, AnswerCardRetirement
from sanxin.service.permissions import questions as permissions
from sanxin.service.queries.findable_cards import CARDS, entry_of
from sanxin.service.queries.offices import county_of
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules import cards as rules
from sanxin.service.rules import questions as question_rules
from sanxin.service.rules.question_kinds import check_chosen


@action
def make_card(
    office: Unit,
    *,
    title: str,
    text: str,
    kind: str,
    citations: Sequence[Cited],
    owner: Person,
    review_on: date,
    by: Person,
    at: datetime,
    source: Answer | None = None,
) -> AnswerCard:
    """Keep an answer for the next who asks. `source`: the answer it is made from, which may become one card.

    Refused: by somebody of another desk, without a question, words, a citation, a kind, an owner at the desk, a day to
    look again; with a phone or identity number in it.
    """
    permissions.check_may_make_card(office.id, by)
    _check(title, text, citations)
    rules.check_review(review_on, timezone.localdate(at))
    check_chosen(Kinds([office.id]).knows(office.id, kind))
    _check_owner(office, owner)
    if source is not None:
        locked(Answer.objects.filter(pk=source.pk)).get()
        rules.check_not_made(AnswerCardEdition.objects.filter(source=source).exists())
    card = AnswerCard.objects.create(
        county_id=county_of(office),
        office=office,
        title=title.strip(),
        kind=kind,
        owner=owner,
        review_on=review_on,
        made_at=at,
    )
    edition = _edition(card, text, citations, by=by, at=at, source=source)
    search.put_many([entry_of(edition)])
    _record(events.CARD_MADE, card, by=by, at=at, owner=owner.name, day=f"{review_on:%m-%d}")
    return card


@action
def revise_card(
    card: AnswerCard,
    *,
    title: str,
    text: str,
    citations: Sequence[Cited],
    review_on: date,
    seen: int,
    by: Person,
    at: datetime,
) -> AnswerCard:
    """A new edition; answers given with older ones stay linked to those. Refused where nothing changed."""
    permissions.check_may_keep_card(card, by)
    _check(title, text, citations)
    rules.check_review(review_on, timezone.localdate(at))
    card = _claim(card, seen)
    rules.check_changed(_differs(card, title, text, citations))
    card.title, card.edition, card.review_on = title.strip(), card.edition + 1, review_on
    card.save(update_fields=["title", "edition", "review_on", "version"])
    edition = _edition(card, text, citations, by=by, at=at)
    search.put_many([entry_of(edition)])
    _record(events.CARD_REVISED, card, by=by, at=at, edition=card.edition, day=f"{review_on:%m-%d}")
    return card


@action
def confirm_card(card: AnswerCard, *, review_on: date, seen: int, by: Person, at: datetime) -> AnswerCard:
    """Looked at again: it still holds, until the next day to look."""
    permissions.check_may_keep_card(card, by)
    rules.check_review(review_on, timezone.localdate(at))
    card = _claim(card, seen)
    card.review_on = review_on
    card.save(update_fields=["review_on", "version"])
    _record(events.CARD_REVIEWED, card, by=by, at=at, day=f"{review_on:%m-%d}")
    return card


@action
def hand_on_card(card: AnswerCard, *, owner: Person, seen: int, by: Person, at: datetime) -> AnswerCard:
    """Somebody else answers for it from now on."""
    permissions.check_may_keep_card(card, by)
    _check_owner(card.office, owner)
    card = _claim(card, seen)
    question_rules.check_same_owner(owner.id == card.owner_id)
    card.owner = owner
    card.save(update_fields=["owner", "version"])
    _record(events.CARD_HANDED_ON, card, by=by, at=at, owner=owner.name)
    return card


@action
def retire_card(card: AnswerCard, *, reason: str, seen: int, by: Person, at: datetime) -> AnswerCardRetirement:
    """Offer it no more. What was answered with it stands."""
    permissions.check_may_keep_card(card, by)
    rules.check_reason(reason)
    card = _claim(card, seen)
    row = AnswerCardRetirement.objects.create(card=card, reason=reason.strip(), by=by, at=at)
    card.save(update_fields=["version"])
    search.drop(CARDS, card.id)
    _record(events.CARD_RETIRED, card, by=by, at=at, reason=row.reason.rstrip("。"))
    return row


def _check(title: str, text: str, citations: Sequence[Cited]) -> None:
    rules.check_card(title, text)
    question_rules.check_answer(text)
    question_rules.check_citations([one.plain for one in citations])


def _check_owner(office: Unit, owner: Person) -> None:
    question_rules.check_owner_at_desk(people_of_offices([office], roles=DESK).filter(pk=owner.pk).exists())


def _claim(card: AnswerCard, seen: int) -> AnswerCard:
    card = locked(AnswerCard.objects.filter(pk=card.pk)).get()
    rules.check_in_use(AnswerCardRetirement.objects.filter(card=card).exists())
    if card.version != seen:
        words = _("刚有人动过这张卡片，现在是第 {edition} 版。您写的还没有存，看过再交一次。")
        raise Overtaken("service.card.overtaken", words.format(edition=card.edition))
    card.version += 1
    return card


def _differs(card: AnswerCard, title: str, text: str, citations: Sequence[Cited]) -> bool:
    now = AnswerCardEdition.objects.get(card=card, number=card.edition)
    words = (now.title, now.text) != (title.strip(), text.strip())
    return words or [_line(one) for one in cited_by(now)] != [_line(one) for one in citations]


def _line(cited: Cited) -> tuple[str, str, str, object]:
    kept = cited.attachment.id if cited.attachment else None
    return cited.title.strip(), cited.provision.strip(), cited.url.strip(), kept


def _edition(
    card: AnswerCard, text: str, citations: Sequence[Cited], *, by: Person, at: datetime, source: Answer | None = None
) -> AnswerCardEdition:
    row = AnswerCardEdition.objects.create(
        card=card, number=card.edition, title=card.title, text=text.strip(), source=source, by=by, at=at
    )
    rows.write(citations, edition=row)
    return row


def _record(name: str, card: AnswerCard, /, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("service.answer_card", card.id)]
    record(name, county_id=card.county_id, by=by, at=at, about=about, facts=facts)
