"""How far something said at a door has come, in plain words; derived from rows, nothing of other people in it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sanxin.ledger.models import Item, StrikeOff
from sanxin.ledger.rules.days import long_day_word
from sanxin.ledger.rules.stages import Stage
from sanxin.public.models import PublicAnswer, VoiceReceipt
from sanxin.public.queries import question_progress
from sanxin.public.queries.matters import ORDER, Matter, Step
from sanxin.service import grouping
from sanxin.service.models import Reply, Solved, Voice, VoiceItem
from sanxin.service.queries.told import was_asked

NOBODY_YET = (Stage.OPENED, Stage.HANDED_BACK)


@dataclass(frozen=True)
class Progress:
    state: str
    heading: str
    matters: list[Matter]
    steps: list[Step]
    added: int
    ask_satisfaction: bool


def progress_of(receipt: VoiceReceipt, today: date) -> Progress:
    voice = receipt.voice
    ties = VoiceItem.objects.filter(voice=voice).select_related("item").order_by("tied_at")
    matters = [_matter(receipt, tie.item, tie.tied_at, today) for tie in ties]
    if (question := question_progress.question_of(voice)) is not None:
        matters.append(question_progress.matter_of(question, today))
    matters.sort(key=lambda matter: ORDER.index(matter.state))
    state, heading = (matters[0].state, matters[0].heading) if matters else _before(voice)
    steps = sorted((step for matter in matters for step in matter.steps), key=lambda step: step.at)
    return Progress(
        state=state,
        heading=heading,
        matters=matters,
        steps=[*reversed([Step(_("收到您说的"), receipt.at), *_additions(receipt), *steps])],
        added=receipt.additions.count(),
        ask_satisfaction=not was_asked(voice),
    )


def _before(voice: Voice) -> tuple[str, str]:
    if Voice.objects.filter(grouping.grouped(), pk=voice.pk).exists():
        return "grouped", _("归到一个问题里，和大家说的一起在看")
    return "heard", _("听到了，还没有人办")


def _matter(receipt: VoiceReceipt, item: Item, tied_at: datetime, today: date) -> Matter:
    strikes = list(StrikeOff.objects.filter(item=item).select_related("reopening").order_by("at"))
    steps = [Step(_("编进台账 {code}").format(code=item.code), tied_at)]
    for strike in strikes:
        steps.append(Step(_("办的人说办好了，另一个人核过"), strike.at))
        if (reopening := getattr(strike, "reopening", None)) is not None:
            steps.append(Step(_("没解决，重新在办"), reopening.at))
    in_force = next((strike for strike in strikes if getattr(strike, "reopening", None) is None), None)
    if item.stage == Stage.WITHDRAWN:
        return _dropped(receipt, item, steps)
    if in_force is None:
        state, heading = _open(item, today, again=bool(strikes))
        return Matter(state, heading, item.due_on, item.code, steps=steps)
    reply = Reply.objects.filter(voice=receipt.voice_id, strike_off=in_force).first()
    state, heading = _done(receipt, in_force, reply)
    told = reply.words if reply is not None and not receipt.answers.filter(strike_off=in_force).exists() else ""
    ask = in_force.id if state == "asked" else None
    return Matter(state, heading, item.due_on, item.code, ask=ask, told=told, steps=steps)


def _open(item: Item, today: date, *, again: bool) -> tuple[str, str]:
    day = {"day": long_day_word(item.due_on)}
    if item.due_on < today and item.stage != Stage.STRIKE_OFF_REQUESTED:
        return "late", _("还没办好，原来定的是 {day} 前").format(**day)
    if again:
        return "working", _("重新在办，{day} 前办好").format(**day)
    if item.stage in NOBODY_YET:
        return "waiting", _("还没办：定了 {day} 前办好，办的人还没接手").format(**day)
    return "working", _("在办，{day} 前办好").format(**day)


def _dropped(receipt: VoiceReceipt, item: Item, steps: list[Step]) -> Matter:
    """Withdrawn: what they were told about it, and once they were told, whether that settles it."""
    steps = [*steps, Step(_("单位定了这件不再办"), item.withdrawal.at)]
    reply = Reply.objects.filter(voice=receipt.voice_id, withdrawal=item.pk).first()
    told = reply.words if reply is not None else ""
    if reply is not None and reply.solved == Solved.NOT_ASKED:
        heading = _("这件不再办了，等您说解决没有")
        return Matter("asked", heading, item.due_on, item.code, reply.id, "door:answer_dropped", told, steps=steps)
    if reply is not None and reply.solved == Solved.YES:
        return Matter("done", _("这件不再办了，您说解决了"), item.due_on, item.code, told=told, steps=steps)
    return Matter("dropped", _("还没办：单位说这件不再办了"), item.due_on, item.code, told=told, steps=steps)


def _done(receipt: VoiceReceipt, strike: StrikeOff, reply: Reply | None) -> tuple[str, str]:
    """Their own word on the page counts, then what they said to somebody of the office."""
    own = PublicAnswer.objects.filter(receipt=receipt, strike_off=strike).first()
    said = own.solved if own is not None else (reply.solved if reply is not None else Solved.NOT_ASKED)
    if said == Solved.NOT_ASKED:
        return "asked", _("办好了，等您说解决没有")
    if said == Solved.YES:
        return "done", _("办好了，您说解决了")
    return "partly", _("办好了，您说还差一些")


def _additions(receipt: VoiceReceipt) -> list[Step]:
    return [Step(_("您补了一张照片") if row.photo_id else _("您补充了一句"), row.at) for row in receipt.additions.all()]
