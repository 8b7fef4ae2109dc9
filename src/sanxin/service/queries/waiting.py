"""What waits for a person on 今日: people to be told, questions to answer, cards to look at again."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.waiting import Waiting
from sanxin.ledger.rules.days import long_day_word
from sanxin.people.models import Person
from sanxin.service.models import AnswerCard
from sanxin.service.queries.debts import ACTIONS, Debt, Owed, Wanted, debts_of
from sanxin.service.queries.owed import OwedItem, by_item, owed_by

CARDS_SHOWN = 50


def waiting_for(person: Person, today: date) -> list[Waiting]:
    told = [_waiting(owed) for owed in by_item(owed_by(person, today), today)]
    return [*told, *questions_waiting(person, today), *cards_waiting(person, today)]


def questions_waiting(person: Person, today: date) -> list[Waiting]:
    """Answers to write, and answers to tell."""
    debts = debts_of(person, today, wanted=Wanted(what=Owed.ANSWER))
    debts += debts_of(person, today, wanted=Wanted(what=Owed.TELL_ANSWER))
    return [_debt(debt) for debt in debts]


def cards_waiting(person: Person, today: date) -> list[Waiting]:
    """Cards this person answers for whose day to look again has come."""
    rows = AnswerCard.objects.visible_to(person).to_review(today).filter(owner=person).order_by("review_on")
    return [_card(card, today) for card in rows[:CARDS_SHOWN]]


def _debt(debt: Debt) -> Waiting:
    tells = debt.what == Owed.TELL_ANSWER
    words = _("“{title}”答复写好了，告诉{whom}") if tells else _("“{title}”等答复")
    return Waiting(
        section="owed" if tells else "questions",
        light_kind=debt.light.kind,
        light_word=debt.light.word,
        title=words.format(title=debt.title, whom=debt.whom),
        url=debt.url,
        action_label=debt.action,
        action_url=reverse("service:tell_answer" if tells else "service:answer", args=[debt.key]),
        meta=" · ".join(part for part in (debt.where, debt.subject, debt.whom) if part),
        due_on=debt.due_on,
        rank=30,
    )


def _card(card: AnswerCard, today: date) -> Waiting:
    days = (today - card.review_on).days
    page = reverse("service:card", args=[card.pk])
    return Waiting(
        section="cards",
        light_kind="amber",
        light_word=_("过了 {n} 天").format(n=days) if days else _("今日到期"),
        title=_("答复卡“{title}”该复核了").format(title=card.title),
        url=page,
        action_label=_("去看看"),
        action_url=page,
        meta=_("政策变了就改，没变就点“仍然有效”"),
        due_on=card.review_on,
        rank=60,
    )


def _waiting(owed: OwedItem) -> Waiting:
    tell = reverse("service:tell", args=[owed.item.pk])
    dropped = _("“{title}”不再办了，告诉提意见的 {people} 位为什么")
    words = dropped if owed.dropped else _("“{title}”办好了，告诉提意见的 {people} 位")
    return Waiting(
        section="owed",
        light_kind=owed.light_kind,
        light_word=owed_word(owed),
        title=words.format(title=owed.item.title, people=owed.people),
        url=tell,
        action_label=str(ACTIONS[Owed.TELL_DROPPED if owed.dropped else Owed.TELL_DONE]),
        action_url=tell,
        meta=meta_of(owed),
        due_on=owed.ended_on,
        rank=40,
    )


def owed_word(owed: OwedItem) -> str:
    if owed.days:
        return _("欠 {days} 日").format(days=owed.days)
    return _("今天定的") if owed.dropped else _("今天办结")


def meta_of(owed: OwedItem) -> str:
    """洪岩镇 竹坑村 · 10 月 28 日听到 · 2026-0098 已销号"""
    day = timezone.localdate(owed.first_heard_at)
    heard = _("{day}听到").format(day=long_day_word(day))
    ended = _("{code} 不再办") if owed.dropped else _("{code} 已销号")
    return " · ".join(part for part in (owed.item.where, heard, ended.format(code=owed.item.code)) if part)
