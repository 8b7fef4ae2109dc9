"""The menu of hearts: only what exists and what the person's roles open."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sanxin.kernel.jobs.looking import over_meanwhile
from sanxin.kernel.roles import DESK, OFFICE, WORKERS, Role


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    icon: str = ""
    heart: str = ""
    current: bool = False
    go: bool = False
    children: tuple["Entry", ...] = ()
    also: tuple[str, ...] = ()
    """Other addresses whose pages belong here."""


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
    language = get_language() or ""
    return context | {
        "menu": _marked(_menu(sight.roles, language), request.path),
        "tabbar": _marked(_tabbar(sight.roles, language), request.path),
        "unit_name": sight.office_name,
        "section_name": sight.section_name,
        "over": over_meanwhile(request, person.id),
    }


@lru_cache(maxsize=64)
def _menu(roles: frozenset[Role], _language: str) -> tuple[Entry, ...]:
    """Of these roles in the language now spoken; thirty addresses and words last as long as the process."""
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
    return tuple(entries)


def _research(roles: frozenset[Role]) -> Entry:
    children: list[Entry] = []
    if roles & DESK:
        children.append(Entry(_("声音"), reverse("service:voices")))
    children.append(Entry(_("问题台"), reverse("research:desk")))
    if roles & DESK:
        children.append(Entry(_("声音归类"), reverse("research:kinds")))
    children.append(Entry(_("症结"), reverse("research:cruxes"), also=(reverse("research:roots"),)))
    children.append(Entry(_("走势"), reverse("research:trends")))
    children.append(Entry(pgettext("list", "问卷"), reverse("surveys:questionnaires")))
    if roles & DESK:
        children.append(Entry(pgettext("list", "座谈访谈"), reverse("surveys:meetings")))
    children.append(Entry(_("还没听到谁"), reverse("surveys:coverage")))
    children.append(Entry(_("课题"), reverse("topics:topics")))
    children.append(Entry(_("方案与批示"), reverse("research:proposals")))
    return Entry(_("调查研究"), reverse("research:desk"), "ear", _("用心"), children=tuple(children))


def _service(roles: frozenset[Role]) -> Entry:
    children: list[Entry] = []
    children.append(Entry(_("欠人家的回话"), reverse("service:owed"), also=("/service/replies/",)))
    if roles & SPEAKERS:
        children.append(Entry(_("提问和答复"), reverse("service:questions")))
    if roles & OFFICE:
        children.append(Entry(_("答复卡"), reverse("service:cards")))
        children.append(Entry(_("答复和解决"), reverse("service:rates")))
    if roles & SPEAKERS:
        children.append(Entry(_("记一条声音"), reverse("service:new_voice")))
        children.append(Entry(pgettext("list", "走访"), reverse("fieldwork:visits")))
        children.append(Entry(_("这个月去哪"), reverse("fieldwork:month")))
    if roles & DESK:
        children.append(Entry(_("我的联系点"), reverse("fieldwork:caseload")))
    if roles & PLANNERS:
        children.append(Entry(_("联系安排"), reverse("fieldwork:plans")))
    if Role.LEADER in roles:
        children.append(Entry(_("走访汇总"), reverse("fieldwork:totals")))
        children.append(Entry(_("联系点汇总"), reverse("fieldwork:caseload_totals")))
    if roles & OFFICE:
        children.append(Entry(_("有事您说的码"), reverse("public:doors")))
        children.append(Entry(_("大家怎么看"), reverse("dialogues:conversations")))
        children.append(Entry(_("通报"), reverse("public:bulletins")))
    children.append(Entry(_("请部门办的"), reverse("ledger:linkages")))
    if roles & OFFICE:
        children.append(Entry(_("部门联系点"), reverse("ledger:points")))
    if roles & DESK:
        also = ("/service/helps/", "/service/consents/", "/service/promises/")
        children.append(Entry(_("困难党员"), reverse("service:members"), also=also))
    return Entry(_("服务群众"), reverse("service:owed"), "heart-handshake", _("留意"), children=tuple(children))


@lru_cache(maxsize=64)
def _tabbar(roles: frozenset[Role], language: str) -> tuple[Entry, ...]:
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
        tabs += _menu(roles, language)
    tabs.append(Entry(_("更多"), reverse("more"), "menu-2"))
    return tuple(tabs)


def _marked(entries: tuple[Entry, ...], path: str) -> list[Entry]:
    """The longest URL that starts the path is where we are."""
    flat = [(url, entry) for top in entries for entry in (top.children or [top]) for url in (entry.url, *entry.also)]
    fits = [(url, entry) for url, entry in flat if path == url or (len(url) > 1 and path.startswith(url))]
    here = max(fits, key=lambda one: len(one[0]))[1] if fits else None
    return [_with_mark(top, here) for top in entries]


def _with_mark(top: Entry, here: Entry | None) -> Entry:
    if here is None or (top is not here and here not in top.children):
        return top
    children = tuple(replace(child, current=True) if child is here else child for child in top.children)
    return replace(top, current=True, children=children)
