"""Who spoke comes back: shown by number and secret, they add something and say whether it is solved."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.ledger.models import StrikeOff
from sanxin.people.models import Person
from sanxin.public import events
from sanxin.public.actions.photos import Photo, check_photo, kept
from sanxin.public.models import Addition, PublicAnswer, VoiceReceipt
from sanxin.public.queries.keepers import at_desk, head_of
from sanxin.public.rules import answers as rules
from sanxin.public.rules import saying
from sanxin.public.rules.secrets import LOCKED_FOR, is_locked, plain
from sanxin.service.actions.replies import tell
from sanxin.service.actions.satisfaction import ask
from sanxin.service.actions.verdicts import hear_back
from sanxin.service.actions.voices import correct
from sanxin.service.models import Answer, Channel, Reply, Solved, VoiceItem
from sanxin.service.queries.told import was_asked

EVENTS = {"yes": events.ANSWERED_YES, "partly": events.ANSWERED_PARTLY, "no": events.ANSWERED_NO}


def find(number: str, secret: str, *, at: datetime) -> VoiceReceipt:
    """The receipt those two open. One sentence for all that is wrong, so that nobody learns which numbers exist."""
    receipt = _claim_try(plain(number).upper(), at=at)
    if receipt is None:
        make_password(plain(secret))  # as long as a check takes
        raise _unknown()
    if not check_password(plain(secret), receipt.secret_hash):
        raise _unknown()
    VoiceReceipt.objects.filter(pk=receipt.pk).update(wrong_tries=0, wrong_since=None)
    return receipt


@action
def _claim_try(number: str, *, at: datetime) -> VoiceReceipt | None:
    """Counted before it is looked at: many at once are not more than five in a row."""
    found = locked(VoiceReceipt.objects.filter(number=number)).first()
    if found is None or is_locked(found.wrong_tries, found.wrong_since, at):
        return None
    if found.wrong_since is None or at - found.wrong_since >= LOCKED_FOR:
        found.wrong_tries, found.wrong_since = 0, at
    found.wrong_tries += 1
    found.save(update_fields=["wrong_tries", "wrong_since"])
    return found


def _unknown() -> Refused:
    words = _("查询号或口令不对，请对着记下的再打一遍。连错几次，要等一刻钟再试。")
    return Refused("public.follow.unknown", words, field="secret")


def add(receipt: VoiceReceipt, *, addition_id: UUID, text: str = "", photo: Photo = None, at: datetime) -> Addition:
    """Put a sentence, a photograph or both to what was said; how it stood before is kept.

    The same form twice adds once. Refused: neither of them, what is no photograph, more often than anybody needs.
    The photograph is looked at before the transaction.
    """
    if text.strip() or photo is None:
        saying.check_words(text)
    check_photo(photo)
    return _add(receipt, addition_id, text.strip(), photo, at=at)


@action
def _add(receipt: VoiceReceipt, addition_id: UUID, text: str, photo: Photo, *, at: datetime) -> Addition:
    receipt = locked(VoiceReceipt.objects.filter(pk=receipt.pk)).get()
    if (first := Addition.objects.filter(pk=addition_id, receipt=receipt).first()) is not None:
        return first
    saying.check_additions(receipt.additions.count())
    if text:
        _put_to(receipt, text, at)
    row = Addition.objects.create(id=addition_id, receipt=receipt, photo=kept(photo, at), at=at)
    voice, name = receipt.voice, events.ADDED if text else events.PHOTO_ADDED
    record(name, county_id=voice.county_id, by=None, at=at, about=[("service.voice", voice.id)])
    return row


def _put_to(receipt: VoiceReceipt, text: str, at: datetime) -> None:
    voice = receipt.voice
    words = f"{voice.text}\n\n{saying.ADDED_MARK}{text}"
    correct(voice, by=_writer(receipt, at), title=voice.title, text=words, reason=saying.ADDED, at=at)


def _writer(receipt: VoiceReceipt, at: datetime) -> Person:
    """Who may write into the voice: whoever heard it, else a section head of that office."""
    today, voice = timezone.localdate(at), receipt.voice
    head = head_of(voice.office_id, today)
    if voice.heard_by is not None and voice.heard_by.left_on is None:
        return voice.heard_by
    return head or at_desk(voice.office_id, None, today)


@action
def answer(
    receipt: VoiceReceipt,
    strike_off: StrikeOff,
    *,
    solved: str,
    missing: str = "",
    satisfaction: int | None = None,
    at: datetime,
) -> PublicAnswer:
    """Say whether it is solved, once a strike-off. "No" opens the item again in the same breath.

    Refused: a thing of somebody else, one opened again meanwhile, one answered already in person.
    """
    rules.check_solved(solved)
    rules.check_missing(solved, missing)
    receipt = locked(VoiceReceipt.objects.filter(pk=receipt.pk)).get()
    if (first := receipt.answers.filter(strike_off=strike_off).first()) is not None:
        return first
    _check_asked(receipt, strike_off)
    row = PublicAnswer.objects.create(receipt=receipt, strike_off=strike_off, solved=solved, at=at)
    item = strike_off.item
    about = [("service.voice", receipt.voice_id), ("ledger.item", item.id)]
    record(EVENTS[solved], county_id=item.county_id, by=None, at=at, about=about, facts={"item": item.code})
    reply = _pass_on(receipt, strike_off, solved, missing, at)
    _ask_once(reply, satisfaction, at)
    return row


@action
def answer_question(
    receipt: VoiceReceipt,
    answer: Answer,
    *,
    solved: str,
    missing: str = "",
    satisfaction: int | None = None,
    at: datetime,
) -> Reply:
    """Say whether what was answered solves it, once. "No": another answer is owed by a new day.

    Refused: an answer to somebody else, or one that nobody has told them yet.
    """
    return _own_word(receipt, Q(answer=answer), solved=solved, missing=missing, satisfaction=satisfaction, at=at)


@action
def answer_dropped(
    receipt: VoiceReceipt,
    told: Reply,
    *,
    solved: str,
    missing: str = "",
    satisfaction: int | None = None,
    at: datetime,
) -> Reply:
    """Say whether it is solved, after being told why it is not done any more; once. "No": an answer is owed.

    Refused: what was said to somebody else.
    """
    of_theirs = Q(pk=told.pk, withdrawal__isnull=False)
    return _own_word(receipt, of_theirs, solved=solved, missing=missing, satisfaction=satisfaction, at=at)


def _own_word(
    receipt: VoiceReceipt, which: Q, *, solved: str, missing: str, satisfaction: int | None, at: datetime
) -> Reply:
    rules.check_solved(solved)
    rules.check_missing(solved, missing)
    receipt = locked(VoiceReceipt.objects.filter(pk=receipt.pk)).get()
    reply = Reply.objects.filter(which, voice=receipt.voice_id).select_related("voice").first()
    if reply is None:
        raise Refused("public.answer.not_yours", _("这件事和您说的没有关系，请回到查询页再看一遍。"))
    if reply.solved != Solved.NOT_ASKED:
        return reply
    reply = _heard_back(receipt, reply, solved, missing, at)
    _ask_once(reply, satisfaction, at)
    return reply


def _heard_back(receipt: VoiceReceipt, reply: Reply, solved: str, missing: str, at: datetime) -> Reply:
    """Their own word on what they were told before without being asked."""
    by = at_desk(receipt.voice.office_id, receipt.voice.heard_by, timezone.localdate(at))
    unsolved = missing if solved != Solved.YES else ""
    return hear_back(reply, solved=solved, unsolved=unsolved, by=by, on_page=True, at=at)


def _ask_once(reply: Reply, satisfaction: int | None, at: datetime) -> None:
    """The page asked as long as nobody had; leaving it out is an answer too."""
    if not was_asked(reply.voice):
        ask(reply, score=satisfaction, by=None, at=at)


def _check_asked(receipt: VoiceReceipt, strike_off: StrikeOff) -> None:
    if not VoiceItem.objects.filter(voice=receipt.voice_id, item=strike_off.item_id).exists():
        raise Refused("public.answer.not_yours", _("这件事和您说的没有关系，请回到查询页再看一遍。"))
    if not StrikeOff.objects.in_force().filter(pk=strike_off.pk).exists():
        raise Refused("public.answer.reopened", _("这件事已经重新在办，办好了再请您说。"))
    told = Reply.objects.filter(voice=receipt.voice_id, strike_off=strike_off).exclude(solved=Solved.NOT_ASKED)
    if told.exists():
        raise Refused("public.answer.told", _("这件事您已经答过了。还有话说，写在下面补充。"))


def _pass_on(receipt: VoiceReceipt, strike_off: StrikeOff, solved: str, missing: str, at: datetime) -> Reply:
    """As the answer of somebody told. Whoever was told before, by notice say, has that row: it hears their word."""
    voice = receipt.voice
    if (told := Reply.objects.filter(voice=voice, strike_off=strike_off).first()) is not None:
        return _heard_back(receipt, told, solved, missing, at)
    return tell(
        voice,
        strike_off,
        by=_teller(receipt, strike_off, at),
        words=saying.READ_ON_PAGE,
        channel=Channel.PUBLIC,
        solved=solved,
        unsolved=missing if solved != Solved.YES else "",
        at=at,
    )


def _teller(receipt: VoiceReceipt, strike_off: StrikeOff, at: datetime) -> Person:
    """Whoever owes the answer: who heard it, else the owner at that desk, else a section head."""
    voice, today = receipt.voice, timezone.localdate(at)
    found = at_desk(voice.office_id, voice.heard_by, today)
    if found.id == voice.heard_by_id:
        return found
    owner = at_desk(voice.office_id, strike_off.item.owner, today)
    return owner if owner.id == strike_off.item.owner_id else found
