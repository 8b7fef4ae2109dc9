"""The menu of hearts: only what exists and what the person's roles open."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel.jobs.looking import over_meanwhile
from sanxin.kernel.roles import DESK, OFFICE, WORKERS, Role


@dataclass
class Entry:
    label: str
    url: str
    icon: str = ""
    heart: str = ""
    current: bool = False
    go: bool = False
    children: list["Entry"] = field(default_factory=list)


RULE = Entry("", "")
SPEAKERS = DESK | {Role.LIAISON}
"""Those who note what people say."""
PLANNERS = {Role.SECTION_HEAD, Role.LEADER}
"""Those who draft plans of contacts, and approve them."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: menu, phone tab bar, chosen theme, long work that ended while one did something else."""
    context: dict[str, Any] = {"theme": request.COOKIES.get("theme", "auto")}
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return context | {"menu": [], "tabbar": []}
    person = request.user.person
    sight = person.sight
    menu, tabbar = _menu(sight.roles), _tabbar(sight.roles)
    _mark(menu, request.path)
    _mark(tabbar, request.path)
    return context | {
        "menu": menu,
        "tabbar": tabbar,
        "unit_name": sight.office_name,
        "section_name": sight.section_name,
        "over": over_meanwhile(request, person.id),
    }


def _menu(roles: frozenset[Role]) -> list[Entry]:
    entries: list[Entry] = []
    if roles & WORKERS:
        entries += [
            Entry(_("今日"), reverse("today"), "calendar-event"),
            Entry(_("台账"), reverse("ledger:items"), "list-check"),
            RULE,
        ]
    if roles & OFFICE:
        entries.append(_research(roles))
    if roles & WORKERS:
        entries.append(_service(roles))
    if Role.ADMINISTRATOR in roles:
        entries.append(Entry(_("人员"), reverse("people:persons"), "users"))
        entries.append(Entry(pgettext("list", "单位"), reverse("people:units"), "building"))
        entries.append(Entry(_("上班日"), reverse("people:days"), "calendar-event"))
        entries.append(Entry(pgettext("list", "提醒"), reverse("people:channels"), "send"))
    if Role.AUDITOR in roles:
        entries.append(Entry(_("操作记录"), reverse("people:trail"), "history"))
    return entries


def _research(roles: frozenset[Role]) -> Entry:
    heart = Entry(_("调查研究"), reverse("research:desk"), "ear", _("用心"))
    if roles & DESK:
        heart.children.append(Entry(_("声音"), reverse("service:voices")))
    heart.children.append(Entry(_("问题台"), reverse("research:desk")))
    if roles & DESK:
        heart.children.append(Entry(_("声音归类"), reverse("research:kinds")))
    heart.children.append(Entry(_("症结"), reverse("research:cruxes")))
    heart.children.append(Entry(_("走势"), reverse("research:trends")))
    heart.children.append(Entry(pgettext("list", "问卷"), reverse("surveys:questionnaires")))
    if roles & DESK:
        heart.children.append(Entry(pgettext("list", "座谈访谈"), reverse("surveys:meetings")))
    heart.children.append(Entry(_("还没听到谁"), reverse("surveys:coverage")))
    heart.children.append(Entry(_("课题"), reverse("topics:topics")))
    heart.children.append(Entry(_("方案与批示"), reverse("research:proposals")))
    return heart


def _service(roles: frozenset[Role]) -> Entry:
    heart = Entry(_("服务群众"), reverse("service:owed"), "heart-handshake", _("留意"))
    heart.children.append(Entry(_("欠人家的回话"), reverse("service:owed")))
    if roles & SPEAKERS:
        heart.children.append(Entry(_("提问和答复"), reverse("service:questions")))
    if roles & OFFICE:
        heart.children.append(Entry(_("答复卡"), reverse("service:cards")))
        heart.children.append(Entry(_("答复和解决"), reverse("service:rates")))
    if roles & SPEAKERS:
        heart.children.append(Entry(_("记一条声音"), reverse("service:new_voice")))
        heart.children.append(Entry(pgettext("list", "走访"), reverse("fieldwork:visits")))
        heart.children.append(Entry(_("这个月去哪"), reverse("fieldwork:month")))
    if roles & DESK:
        heart.children.append(Entry(_("我的联系点"), reverse("fieldwork:caseload")))
    if roles & PLANNERS:
        heart.children.append(Entry(_("联系安排"), reverse("fieldwork:plans")))
    if Role.LEADER in roles:
        heart.children.append(Entry(_("走访汇总"), reverse("fieldwork:totals")))
        heart.children.append(Entry(_("联系点汇总"), reverse("fieldwork:caseload_totals")))
    if roles & OFFICE:
        heart.children.append(Entry(_("有事您说的码"), reverse("public:doors")))
        heart.children.append(Entry(_("大家怎么看"), reverse("dialogues:conversations")))
        heart.children.append(Entry(_("通报"), reverse("public:bulletins")))
    heart.children.append(Entry(_("请部门办的"), reverse("ledger:linkages")))
    if roles & OFFICE:
        heart.children.append(Entry(_("部门联系点"), reverse("ledger:points")))
    if roles & DESK:
        heart.children.append(Entry(_("困难党员"), reverse("service:members")))
    return heart


def _tabbar(roles: frozenset[Role]) -> list[Entry]:
    """Five at most: what a person does standing in a village."""
    tabs: list[Entry] = []
    if roles & WORKERS:
        tabs += [
            Entry(_("今日"), reverse("today"), "calendar-event"),
            Entry(_("台账"), reverse("ledger:items"), "list-check"),
        ]
    if roles & SPEAKERS:
        tabs.append(Entry(_("记声音"), reverse("service:new_voice"), "plus", go=True))
    if roles & OFFICE:
        tabs.append(Entry(pgettext("list", "问题"), reverse("research:desk"), "ear"))
    if not roles & WORKERS:
        tabs += _menu(roles)
    tabs.append(Entry(_("更多"), reverse("more"), "menu-2"))
    return tabs


def _mark(entries: list[Entry], path: str) -> None:
    """The longest URL that starts the path is where we are."""
    flat = [entry for top in entries for entry in (top.children or [top])]
    fits = [entry for entry in flat if path == entry.url or (len(entry.url) > 1 and path.startswith(entry.url))]
    if fits:
        max(fits, key=lambda entry: len(entry.url)).current = True
    for top in entries:
        top.current = top.current or any(child.current for child in top.children)
