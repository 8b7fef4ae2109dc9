"""How visits, voices, promises, items, replies and help are told in a timeline; what each may show.

No strand shows who spoke, the household's words, or the words about help: a timeline is a list, and lists are masked.
"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sanxin.fieldwork.models import Visit, VisitKind, VisitLine
from sanxin.fieldwork.queries.stories import Entry, Strand, noon
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.ledger.models import Item
from sanxin.service.models import HelpPromise, MemberHelp, Reply, Voice

KINDS = [
    ("visit", pgettext_lazy("kind of entry", "走访")),
    ("voice", pgettext_lazy("kind of entry", "声音")),
    ("promise", gettext_lazy("答应的话")),
    ("item", pgettext_lazy("kind of entry", "台账")),
    ("reply", pgettext_lazy("kind of entry", "回话")),
    ("help", pgettext_lazy("kind of entry", "帮助")),
    ("help_promise", gettext_lazy("答应的帮助")),
]


def strands_of(
    *,
    visits: QuerySet[Visit],
    lines: QuerySet[VisitLine],
    voices: QuerySet[Voice],
    items: QuerySet[Item],
    helps: QuerySet[MemberHelp],
    promises: QuerySet[HelpPromise],
) -> list[Strand]:
    """Rows this person may see already; a promised sentence is told as the promise, not as a voice again."""
    promised = lines.filter(owes_answer=True)
    others = voices.exclude(pk__in=promised.order_by().values("voice"))
    replies = Reply.objects.filter(voice__in=voices.order_by().values("pk"))
    return [
        Strand("visit", visits, "on", _visits, day=True, related=("officer",)),
        Strand("voice", others, "heard_at", _voices, related=("heard_by",)),
        Strand("promise", promised, "noted_at", _promises, related=("voice", "by")),
        Strand("item", items, "opened_at", _items, related=("owner",)),
        Strand("reply", replies, "at", _replies, related=("by",)),
        Strand("help", helps.filter(mistake=None), "on", _helps, day=True, related=("giver", "member")),
        Strand("help_promise", promises, "at", _help_promises, related=("by", "member")),
    ]


def _visits(rows: Sequence[Visit]) -> list[Entry]:
    return [
        Entry(
            noon(row.on),
            "visit",
            str(row.get_kind_display()),
            _went(row),
            reverse("fieldwork:visit", args=[row.pk]),
            row.officer.name,
        )
        for row in rows
    ]


def _went(row: Visit) -> str:
    if row.kind == VisitKind.PHONE:
        return _("打了电话")
    if row.kind == VisitKind.MEETING:
        return _("坐下来谈了谈")
    return _("上门看望") if row.member_id else _("去了村里")


def _voices(rows: Sequence[Voice]) -> list[Entry]:
    return [
        Entry(
            row.heard_at,
            "voice",
            _("说的话"),
            row.heading,
            reverse("service:voice", args=[row.pk]),
            row.heard_by.name if row.heard_by else "",
        )
        for row in rows
    ]


def _promises(rows: Sequence[VisitLine]) -> list[Entry]:
    """One more query: which of them are still owed."""
    owed = set(unanswered(VisitLine.objects.filter(pk__in=[row.pk for row in rows])).values_list("pk", flat=True))
    return [
        Entry(
            row.noted_at,
            "promise",
            _("欠回话") if row.pk in owed else _("答应过，已回"),
            row.voice.heading,
            reverse("fieldwork:visit", args=[row.visit_id]),
            row.by.name,
            todo=row.pk in owed,
        )
        for row in rows
    ]


def _items(rows: Sequence[Item]) -> list[Entry]:
    return [
        Entry(
            row.opened_at,
            "item",
            _("立项 {code}").format(code=row.code),
            f"{row.title} · {row.get_stage_display()}",
            reverse("ledger:item", args=[row.pk]),
            row.owner.name,
        )
        for row in rows
    ]


def _replies(rows: Sequence[Reply]) -> list[Entry]:
    """What the person said to it stands in the word; the words told stand at the voice."""
    return [
        Entry(
            row.at,
            "reply",
            _("回话"),
            f"{row.words} · {row.get_solved_display()}",
            reverse("service:voice", args=[row.voice_id]),
            row.by.name,
        )
        for row in rows
    ]


def _helps(rows: Sequence[MemberHelp]) -> list[Entry]:
    return [
        Entry(
            noon(row.on),
            "help",
            str(row.get_kind_display()),
            row.member.masked + (_("：{amount} 元").format(amount=f"{row.amount:,.2f}") if row.amount else ""),
            f"{reverse('service:member', args=[row.member_id])}#help",
            row.giver.name,
        )
        for row in rows
    ]


def _help_promises(rows: Sequence[HelpPromise]) -> list[Entry]:
    """One more query: which of them are still open."""
    opened = set(HelpPromise.objects.open().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [
        Entry(
            row.at,
            "help_promise",
            _("答应的帮助"),
            _("{who}：{help}，{day} 以前").format(
                who=row.member.masked, help=row.get_kind_display(), day=row.due_on.isoformat()
            ),
            f"{reverse('service:member', args=[row.member_id])}#help",
            row.by.name,
            todo=row.pk in opened,
        )
        for row in rows
    ]
