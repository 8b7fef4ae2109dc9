"""What somebody can do next about an item, in words and as verbs; the last one is the page's own."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.ledger.models import ExtensionRequest, Item, Linkage, Measure, StrikeOff, StrikeOffRequest
from sanxin.ledger.permissions import extensions, items, linkages, offices, strike_offs, work
from sanxin.ledger.rules.days import day_word
from sanxin.ledger.rules.stages import WORKABLE, Stage
from sanxin.ledger.rules.strike_offs import missing
from sanxin.people.models import Person
from sanxin_engines.workdays import Calendar


@dataclass(frozen=True)
class Verb:
    """`form_id` names the form on the page that a plain button sends; else `url` leads to the verb's own page."""

    label: str
    url: str = ""
    form_id: str = ""
    kind: str = ""


@dataclass
class Next:
    text: str
    verbs: list[Verb] = field(default_factory=list)
    menu: list[Verb] = field(default_factory=list)
    """Rarer verbs, behind the dots."""


@dataclass(frozen=True)
class Situation:
    """What the page has read about an item already, so that nothing is asked twice."""

    item: Item
    person: Person
    today: date
    calendar: Calendar
    measures: list[Measure]
    linkages: list[Linkage]
    evidence: int
    request: StrikeOffRequest | None
    extension: ExtensionRequest | None
    """Asked and not decided."""
    struck: StrikeOff | None
    """The strike-off in force."""

    @property
    def is_owner(self) -> bool:
        return self.item.owner_id == self.person.id

    @property
    def undone(self) -> list[int]:
        return [measure.order for measure in self.measures if not measure.is_done]

    @property
    def missing(self) -> list[str]:
        return missing(undone=self.undone, evidence=self.evidence)


def next_for(now: Situation) -> Next:
    item = now.item
    if item.stage == Stage.STRUCK_OFF:
        found = _struck_off(now)
    elif item.stage == Stage.WITHDRAWN:
        found = Next(_("已经定了不再办，编号留用；要办，另立一件。"))
    elif item.is_suspended(now.today):
        found = _suspended(now)
    elif item.stage == Stage.STRIKE_OFF_REQUESTED:
        found = _requested(now)
    elif item.stage == Stage.HANDED_BACK:
        found = _handed_back(now)
    elif item.stage == Stage.OPENED:
        found = _opened(now)
    else:
        found = _working(now)
    found.menu += _rarer(now)
    found.text = found.text[:1].upper() + found.text[1:]  # an English sentence may begin with a list of what is missing
    return found


def _struck_off(now: Situation) -> Next:
    verbs = []
    if offices.works_at(now.item.office_id, now.person) or now.is_owner:
        verbs.append(Verb(_("重新办理"), _to("item_reopen", now.item.id)))
    if now.struck and now.struck.is_taken_over:
        return Next(_("原台账已销号，照录，没有再核验。要是说这事的人觉得没解决，可以重新办理。"), verbs)
    return Next(_("已经核验销号。要是说这事的人觉得没解决，可以重新办理。"), verbs)


def _suspended(now: Situation) -> Next:
    until = now.item.suspended_until
    text = _("暂停到 {day}，到时自动恢复。").format(day=day_word(until) if until else "")
    verbs = []
    if items.may_resume(now.item, now.person):
        verbs.append(Verb(_("现在恢复"), _to("item_resume", now.item.id), kind="primary"))
    return Next(text, verbs)


def _requested(now: Situation) -> Next:
    item, request = now.item, now.request
    if strike_offs.may_verify(item, now.person) and request and request.by_id != now.person.id:
        text = _("{who}说办好了，请您核验：对照佐证看，或到现场、问群众。").format(who=request.by)
        return Next(text, [Verb(_("去核验"), _to("item_verify", item.id), kind="primary")])
    who = item.verifier.name if item.verifier else _("科室负责人或领导")
    verbs = [Verb(_("填进展"), _to("item_progress", item.id))] if work.may_note(item, now.person) else []
    return Next(_("已经申请销号，等{who}核验。").format(who=who), verbs)


def _handed_back(now: Situation) -> Next:
    text = _("{owner}退回了这件，等{who}另定牵头人。").format(owner=now.item.owner, who=now.item.opened_by)
    verbs = []
    if items.may_change_owner(now.item, now.person):
        verbs.append(Verb(_("另定牵头人"), _to("item_owner", now.item.id), kind="primary"))
    return Next(text, verbs)


def _opened(now: Situation) -> Next:
    item = now.item
    if now.is_owner:
        back = Verb(_("退回"), _to("item_hand_back", item.id))
        text = _("认领以后就由您牵头，期限从立项那天算起。不归您办的可以退回。")
        return Next(text, [back, Verb(_("认领"), form_id="accept", kind="primary")])
    verbs = _answering(now) or []
    return Next(_("等{owner}认领。").format(owner=item.owner), verbs)


def _working(now: Situation) -> Next:
    item = now.item
    progress = Verb(_("填进展"), _to("item_progress", item.id), kind="primary")
    if now.extension and extensions.may_decide(now.extension, now.person):
        wanted = day_word(now.extension.wanted_on)
        text = _("{who}想延到 {day}，等您定。").format(who=now.extension.by, day=wanted)
        return Next(text, [Verb(_("定延期"), _to("extension", now.extension.id), kind="primary")])
    if now.is_owner:
        return _owners_turn(now, progress)
    if answering := _answering(now):
        return Next(_("请您单位答复的还没有答。"), answering)
    text = (
        _("还差：{what}。").format(what=_("；").join(now.missing)) if now.missing else _("都办完了，等牵头人申请销号。")
    )
    return Next(text, [progress] if work.may_note(item, now.person) else [])


def _owners_turn(now: Situation, progress: Verb) -> Next:
    item = now.item
    verbs = []
    if not now.extension and now.today <= item.due_on:
        verbs.append(Verb(_("申请延期"), _to("item_extension", item.id)))
    if now.missing:
        text = _("{what}；齐了就能申请销号，核验要由别人来做。").format(what=_("；").join(now.missing))
        return Next(text, [*verbs, progress])
    text = _("措施都办完了，也有佐证，可以申请销号；核验要由别人来做。")
    asking = Verb(_("申请销号"), _to("item_request", item.id), kind="primary")
    return Next(text, [*verbs, Verb(progress.label, progress.url), asking])


def _answering(now: Situation) -> list[Verb]:
    owed = [row for row in now.linkages if not row.is_settled and linkages.may_answer(row, now.person)]
    return [Verb(_("去答复"), _to("linkage", owed[0].id), kind="primary")] if owed else []


def _rarer(now: Situation) -> list[Verb]:
    item, person = now.item, now.person
    if not item.is_open:
        return []
    menu = []
    if items.may_edit(item, person):
        menu.append(Verb(_("改基本情况"), _to("item_edit", item.id)))
        menu.append(Verb(_("加协办单位"), f"{reverse('ledger:picked_join')}?only={item.id.hex}"))
    if items.may_change_owner(item, person) and item.stage not in {Stage.STRIKE_OFF_REQUESTED, Stage.HANDED_BACK}:
        menu.append(Verb(_("换牵头人"), _to("item_owner", item.id)))
    if (
        items.may_suspend(item, person)
        and item.stage != Stage.STRIKE_OFF_REQUESTED
        and not item.is_suspended(now.today)
    ):
        menu.append(Verb(_("暂停"), _to("item_suspend", item.id)))
    if items.may_withdraw(item, person) and item.stage != Stage.STRIKE_OFF_REQUESTED:
        menu.append(Verb(_("不再办"), _to("item_withdraw", item.id)))
    if now.is_owner and item.stage in WORKABLE:
        menu.append(Verb(_("退回给派单人"), _to("item_hand_back", item.id)))
    return menu


def _to(name: str, pk: UUID) -> str:
    return reverse(f"ledger:{name}", args=[pk])
