"""What the pages about links show beside the rows themselves."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import segno
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from sanxin.surveys.models import AnswerChannel, Link, Response
from sanxin.surveys.rules.links import LinkState


@dataclass(frozen=True)
class Light:
    kind: str
    word: str


def light_of(state: LinkState) -> Light:
    words = {
        LinkState.WAITING: Light("wait", _("没到时间")),
        LinkState.OPEN: Light("green", _("在收")),
        LinkState.OVER: Light("amber", _("到点没停收")),
        LinkState.CLOSED: Light("off", _("停收")),
    }
    return words[state]


@dataclass(frozen=True)
class LinkLine:
    """One link as a list shows it."""

    link: Link
    light: Light
    percent: int | None

    @classmethod
    def of(cls, link: Link, now: datetime) -> "LinkLine":
        percent = min(100, round(100 * link.came / link.target)) if link.target else None
        return cls(link, light_of(link.state(now)), percent)


def counts_of(link: Link) -> dict[str, int]:
    """How many came, by which way, and how many look like a repetition."""
    rows: dict[str, Any] = {channel: Count("id", filter=Q(channel=channel)) for channel in AnswerChannel.values}
    found = Response.objects.filter(link=link).aggregate(
        all=Count("id"), maybe_twice=Count("id", filter=Q(maybe_twice=True)), **rows
    )
    return {name: int(count) for name, count in found.items()}


def figures_of(link: Link, counts: dict[str, int]) -> list[dict[str, StrOrPromise | int]]:
    shown: list[dict[str, StrOrPromise | int]] = [
        {"label": _("收到"), "value": counts["all"], "unit": _("份")},
        {"label": AnswerChannel.LINK.label, "value": counts["link"]},
        {"label": AnswerChannel.PAPER.label, "value": counts["paper"]},
    ]
    if link.target:
        shown.insert(1, {"label": _("打算收"), "value": link.target, "unit": _("份")})
    shown.append({"label": _("可能重复"), "value": counts["maybe_twice"]})
    return shown


def address_of(link: Link, origin: str) -> str:
    """What the QR says and what is typed: http(s)://host/q/code/."""
    return f"{origin}{reverse('asking:enter', args=[link.code])}"


def qr_svg(address: str) -> bytes:
    """The address as a square picture that prints sharp in any size."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff")
    return out.getvalue()
