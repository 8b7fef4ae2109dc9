"""What waits on 今日: statements to look at, conversations whose time is up, dialogues due or to be noted."""

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.dialogues.models import Conversation, Dialogue, DialogueStage, Stage, Statement
from sanxin.dialogues.rules.conversations import State
from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person

SECTION = "dialogues"
SOON = 3
"""Working days before which a dialogue is not mentioned."""


def waiting_for(person: Person, today: date) -> list[Waiting]:
    if not person.sight.desk_offices:
        return []
    return [*_to_look_at(person), *_to_close(person), *_dialogues(person, today)]


def _to_look_at(person: Person) -> list[Waiting]:
    mine = Statement.objects.filter(stage=Stage.PENDING, conversation__office__in=person.sight.desk_offices)
    rows = mine.order_by().values("conversation", "conversation__title").annotate(n=Count("pk"))
    return [_look(row["conversation"], row["conversation__title"], row["n"]) for row in rows]


def _look(pk: object, title: str, count: int) -> Waiting:
    url = reverse("dialogues:conversation", args=[pk])
    words = ngettext("“{title}”有 {n} 条新说法等着看", "“{title}”有 {n} 条新说法等着看", count)
    return Waiting(
        section=SECTION,
        light_kind="wait",
        light_word=_("等着看"),
        title=words.format(title=title, n=count),
        url=url,
        action_label=_("去看"),
        action_url=f"{url}#waiting",
        rank=20,
    )


def _to_close(person: Person) -> list[Waiting]:
    rows = Conversation.objects.filter(office__in=person.sight.desk_offices, made_by=person)
    return [
        Waiting(
            section=SECTION,
            light_kind="amber",
            light_word=_("到期"),
            title=_("“{title}”到期了，收一收，看看结果").format(title=one.title),
            url=reverse("dialogues:conversation", args=[one.pk]),
            action_label=_("去收"),
            action_url=reverse("dialogues:close", args=[one.pk]),
            due_on=timezone.localdate(one.closes_at),
            rank=30,
        )
        for one in rows.in_state(State.OVER, clock.now())
    ]


def _dialogues(person: Person, today: date) -> list[Waiting]:
    near = calendar_of(person.county_id).add(today, SOON)
    rows = Dialogue.objects.visible_to(person).filter(
        invited_by=person, stage=DialogueStage.PLANNED, meets_at__date__lte=near
    )
    return [_dialogue(row) for row in rows]


def _dialogue(row: Dialogue) -> Waiting:
    past = row.meets_at <= clock.now()
    url = reverse("dialogues:dialogue", args=[row.pk])
    return Waiting(
        section=SECTION,
        light_kind="amber",
        light_word=_("记一下") if past else f"{timezone.localtime(row.meets_at):%m-%d %H:%M}",
        title=_("协商：{title}").format(title=row.title),
        url=url,
        action_label=_("记下怎么谈的") if past else _("看安排"),
        action_url=reverse("dialogues:hold", args=[row.pk]) if past else url,
        meta=row.where,
        due_on=timezone.localdate(row.meets_at),
        rank=25,
    )
