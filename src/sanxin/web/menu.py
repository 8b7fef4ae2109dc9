"""The menu of hearts: only what exists and what the person's roles open."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.roles import DESK, OFFICE, WORKERS, Role


@dataclass
class Entry:
    label: str
    url: str
    icon: str = ""
    heart: str = ""
    current: bool = False
    children: list["Entry"] = field(default_factory=list)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: menu, phone tab bar, chosen theme."""
    context: dict[str, Any] = {"theme": request.COOKIES.get("theme", "auto")}
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return context | {"menu": [], "tabbar": []}
    roles = request.user.person.sight.roles
    menu = _menu(roles)
    _mark(menu, request.path)
    return context | {"menu": menu, "tabbar": _tabbar(roles, request.path)}


def _menu(roles: frozenset[Role]) -> list[Entry]:
    entries: list[Entry] = []
    if roles & WORKERS:
        entries.append(Entry(_("今日"), reverse("today"), "calendar-event"))
        entries.append(Entry(_("台账"), reverse("ledger:items"), "list-check"))
    if roles & OFFICE:
        research = Entry(_("调查研究"), reverse("research:desk"), "ear", _("用心"))
        if roles & DESK:
            research.children.append(Entry(_("声音"), reverse("service:voices")))
        research.children.append(Entry(_("问题台"), reverse("research:desk")))
        research.children.append(Entry(_("方案与批示"), reverse("research:proposals")))
        entries.append(research)
    if roles & WORKERS:
        entries.append(Entry(_("服务群众"), reverse("service:owed"), "heart-handshake", _("留意")))
    if Role.ADMINISTRATOR in roles:
        people = Entry(_("人员与单位"), reverse("people:persons"), "users")
        people.children = [
            Entry(_("人员"), reverse("people:persons")),
            Entry(_("单位"), reverse("people:units")),
        ]
        entries.append(people)
    if Role.AUDITOR in roles:
        entries.append(Entry(_("操作记录"), reverse("people:trail"), "history"))
    return entries


def _tabbar(roles: frozenset[Role], path: str) -> list[Entry]:
    entries = [entry for entry in _menu(roles) if entry.icon][:4]
    _mark(entries, path)
    return entries


def _mark(entries: list[Entry], path: str) -> None:
    """The longest URL that starts the path is where we are."""
    flat = [entry for top in entries for entry in (top.children or [top])]
    fits = [entry for entry in flat if path == entry.url or (entry.url != "/" and path.startswith(entry.url))]
    if fits:
        max(fits, key=lambda entry: len(entry.url)).current = True
    for top in entries:
        top.current = top.current or any(child.current for child in top.children)
