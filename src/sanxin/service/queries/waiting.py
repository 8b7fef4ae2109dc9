"""What waits for a person on 今日: people to be told."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.waiting import Waiting
from sanxin.ledger.rules.days import long_day_word
from sanxin.people.models import Person
from sanxin.service.queries.owed import OwedItem, by_item, owed_by


def waiting_for(person: Person, today: date) -> list[Waiting]:
    return [_waiting(owed) for owed in by_item(owed_by(person, today), today)]


def _waiting(owed: OwedItem) -> Waiting:
    tell = reverse("service:tell", args=[owed.item.pk])
    return Waiting(
        section="owed",
        light_kind=owed.light_kind,
        light_word=owed_word(owed),
        title=_("“{title}”办好了，告诉提意见的 {people} 位").format(title=owed.item.title, people=owed.people),
        url=tell,
        action_label=_("去回话"),
        action_url=tell,
        meta=meta_of(owed),
        due_on=owed.struck_off_on,
        rank=40,
    )


def owed_word(owed: OwedItem) -> str:
    return _("欠 {days} 日").format(days=owed.days) if owed.days else _("今天办结")


def meta_of(owed: OwedItem) -> str:
    """洪岩镇 竹坑村 · 10 月 28 日听到 · 2026-0098 已销号"""
    day = timezone.localdate(owed.first_heard_at)
    heard = _("{day}听到").format(day=long_day_word(day))
    struck = _("{code} 已销号").format(code=owed.item.code)
    return " · ".join(part for part in (owed.item.where, heard, struck) if part)
