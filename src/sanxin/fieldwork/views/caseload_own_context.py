"""The rows of one's own caseload: state, what, when, and the way to record a visit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.fieldwork.queries.caseload_own import OwnCaseload, OwnMember, OwnVillage
from sanxin.fieldwork.queries.handovers import Shown
from sanxin.people.models import Person
from sanxin.service.models.keeping import Keeping


@dataclass(frozen=True)
class OwnRows:
    villages: list[dict[str, Any]]
    villages_note: str
    members: list[dict[str, Any]]
    members_note: str
    handovers: list[dict[str, Any]]


def rows_of(caseload: OwnCaseload, handovers: list[Shown], person: Person, today: date) -> OwnRows:
    members = [(member, one) for one in caseload.villages for member in one.members]
    return OwnRows(
        villages=[_village(one, today) for one in caseload.villages if one.keeping is not None],
        villages_note=_("按镇村排"),
        members=[_member(member, one, today) for member, one in members],
        members_note=_("姓名遮着，打开写明理由后看得全") if members else "",
        handovers=[_handover(one, person) for one in handovers],
    )


def _village(one: OwnVillage, today: date) -> dict[str, Any]:
    owed = ngettext("欠 {n} 句", "欠 {n} 句", one.owed).format(n=one.owed)
    parts = [_last(one.last_on), *_next(one.next_on, today)]
    if one.members:
        parts.append(ngettext("党员 {n} 位", "党员 {n} 位", len(one.members)).format(n=len(one.members)))
    parts += _stands_in(one.keeping)
    return {
        "light_kind": "wait" if one.owed else "done",
        "light_word": owed if one.owed else _("不欠"),
        "title": one.where,
        "url": reverse("fieldwork:village", args=[one.village.pk]),
        "meta": " · ".join(parts),
        "action_label": _("记走访"),
        "action_url": f"{reverse('fieldwork:new_visit')}?place={one.village.pk.hex}",
    }


def _member(one: OwnMember, village: OwnVillage, today: date) -> dict[str, Any]:
    parts = [village.where, _last(one.last_on), *_next(one.next_on, today), *_stands_in(one.keeping)]
    promised = ngettext("答应 {n} 件", "答应 {n} 件", one.promised).format(n=one.promised)
    kind = "wait" if one.promised else "done" if one.last_on else "off"
    return {
        "light_kind": kind,
        "light_word": promised if one.promised else _("去看过") if one.last_on else _("还没去"),
        "title": one.member.masked,
        "url": reverse("service:member", args=[one.member.pk]),
        "meta": " · ".join(parts),
        "action_label": _("记走访"),
        "action_url": f"{reverse('fieldwork:new_visit')}?place={village.village.pk.hex}",
    }


def _handover(one: Shown, person: Person) -> dict[str, Any]:
    row = one.handover
    mine = row.receiver_id == person.id
    words = {"waiting": _("等我") if mine else _("等对方"), "coming": _("没到日子"), "standing": _("代管中")}
    url = reverse("fieldwork:handover", args=[row.pk])
    return {
        "light_kind": "wait" if one.state == "waiting" else "green",
        "light_word": words[one.state],
        "title": f"{row.giver} → {row.receiver}",
        "url": url,
        "meta": _("村 {villages} 个，党员 {members} 位").format(villages=one.villages, members=one.members),
        "action_label": _("去答复") if mine and one.state == "waiting" else _("看"),
        "action_url": url,
    }


def _last(on: date | None) -> str:
    return _("上次 {day}").format(day=f"{on:%m-%d}") if on else _("还没去过")


def _next(on: date | None, today: date) -> list[str]:
    """A day gone by is no next one; nobody is told for how long."""
    if on is None:
        return []
    return [_("下次 {day}").format(day=f"{on:%m-%d}") if on >= today else _("该去看看了")]


def _stands_in(row: Keeping | None) -> list[str]:
    """That one only stands in, and till when."""
    if row is None or row.stands_in_for is None:
        return []
    if row.until is None:
        return [_("替{name}代管").format(name=row.stands_in_for)]
    return [_("替{name}代管到 {day}").format(name=row.stands_in_for, day=f"{row.until:%m-%d}")]
