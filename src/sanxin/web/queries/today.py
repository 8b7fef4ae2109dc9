"""What waits for one person, gathered from the hearts. Nothing is stored: each row is derived on each read."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from sanxin.dialogues.queries import waiting as dialogues
from sanxin.fieldwork.queries import waiting as fieldwork
from sanxin.fieldwork.queries import waiting_caseload as caseload
from sanxin.fieldwork.queries import waiting_month as round_of_the_month
from sanxin.kernel.queries import waiting as kernel
from sanxin.kernel.waiting import Waiting
from sanxin.ledger.queries import waiting as ledger
from sanxin.people.models import Person
from sanxin.public.queries import waiting as public
from sanxin.research.queries import waiting as research
from sanxin.research.queries import waiting_proposals as proposals
from sanxin.service.queries import waiting as service
from sanxin.service.queries import waiting_members as members
from sanxin.topics.queries import waiting as topics

SOURCES: tuple[Callable[[Person, date], list[Waiting]], ...] = (
    ledger.waiting_for,
    service.waiting_for,
    members.waiting_for,
    research.waiting_for,
    proposals.waiting_for,
    topics.waiting_for,
    fieldwork.waiting_for,
    round_of_the_month.waiting_for,
    caseload.waiting_for,
    dialogues.waiting_for,
    public.waiting_for,
    kernel.waiting_for,
)

SHOWN = 8
"""Rows of a section on the page; the rest is one link away."""


@dataclass(frozen=True)
class Section:
    key: str
    title: StrOrPromise
    note: StrOrPromise
    rows: list[Waiting]
    total: int
    overdue: int
    more_url: str = ""


SECTIONS: tuple[tuple[str, StrOrPromise, StrOrPromise, str], ...] = (
    ("decide", _("等我批的"), _("方案已送到"), "research:proposals"),
    ("linkages", _("请我单位办的"), _("别的单位在等答复"), "ledger:items"),
    ("verify", _("等我核验的"), "", "ledger:items"),
    ("extensions", _("等我定的延期"), "", "ledger:items"),
    ("accept", _("等我认领的"), "", "ledger:items"),
    ("measures", _("台账到期"), "", "ledger:items"),
    ("answers", _("部门已答复"), _("看看够不够"), "ledger:items"),
    ("chasing", _("请部门办的，超期了"), _("催一催，问一问"), "ledger:linkages"),
    ("owed", _("欠人家的回话"), _("事有了结果，还没告诉说的人"), "service:owed"),
    ("questions", _("等我答复的"), _("只要一个答复的提问"), "service:owed"),
    ("members", _("该为困难党员办的"), _("答应的帮助、该去看的"), "service:members"),
    ("visits", _("本月走访"), _("自己联系的村，按顺路排好"), "fieldwork:month"),
    ("returned", _("退回给我的"), "", ""),
    ("jobs", _("后台有结果了"), _("看过就不再列"), "kernel:jobs"),
    ("problems", _("等我定的问题"), "", "research:desk"),
    ("topics", _("课题上的事"), "", "topics:topics"),
    ("caseload", _("联系点的安排和交接"), "", ""),
    ("dialogues", _("大家怎么看"), _("议题和协商"), "dialogues:conversations"),
    ("bulletins", _("通报"), _("写给村里人看的"), "public:bulletins"),
    ("cards", _("该复核的答复卡"), "", "service:cards"),
)
"""Key, title, note, list; whoever keeps others waiting comes before one's own dates."""


def today_of(person: Person, day: date) -> list[Section]:
    """Sections with something in them: those with something overdue first, then the order of `SECTIONS`."""
    by_key: dict[str, list[Waiting]] = defaultdict(list)
    for source in SOURCES:
        for row in source(person, day):
            by_key[row.section].append(row)
    sections = [_section(known, by_key[known[0]]) for known in SECTIONS if by_key.get(known[0])]
    return sorted(sections, key=lambda section: not section.overdue)


def _section(known: tuple[str, StrOrPromise, StrOrPromise, str], rows: list[Waiting]) -> Section:
    key, title, note, more = known
    ordered = sorted(rows, key=lambda row: (row.due_on or date.max, row.rank, row.title))
    overdue = sum(row.light_kind == "red" for row in rows)
    return Section(key, title, note, ordered[:SHOWN], len(ordered), overdue, more)
