"""What was done for members and what is promised them, as pages show it: the words stay out unless asked for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core import signing
from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.service.models import HelpPromise, Member, MemberHelp

FILE_SALT = "service.help.file"
FILE_SECONDS = 600
"""How long the address of a file holds that came with a logged look at a member."""


@dataclass(frozen=True)
class HelpShown:
    row: MemberHelp
    file_url: str = ""

    @property
    def is_mistaken(self) -> bool:
        return hasattr(self.row, "mistake")


@dataclass(frozen=True)
class Totals:
    times: int
    people: int
    amount: Decimal


def helps_of(member: Member, person: Person, *, open_files: bool) -> list[HelpShown]:
    """Latest first; one query. Files open only with the answer to a reason (`open_files`)."""
    rows = MemberHelp.objects.visible_to(person).filter(member=member)
    rows = rows.select_related("giver", "unit", "evidence", "mistake")
    return [HelpShown(row, file_url(row, person) if open_files and row.evidence_id else "") for row in rows]


def promises_of(member: Member) -> QuerySet[HelpPromise]:
    return HelpPromise.objects.open().filter(member=member).select_related("by")


def totals_of(rows: QuerySet[MemberHelp]) -> Totals:
    """Of those that hold; one query."""
    valid = rows.filter(mistake=None).order_by()
    found = valid.aggregate(times=Count("pk"), people=Count("member", distinct=True), amount=Sum("amount"))
    return Totals(found["times"], found["people"], found["amount"] or Decimal(0))


def days_left(promise: HelpPromise, today: date) -> int:
    return (promise.due_on - today).days


def file_url(row: MemberHelp, person: Person) -> str:
    key = signing.dumps([row.pk.hex, person.pk.hex], salt=FILE_SALT)
    return f"{reverse('service:help_file', args=[row.pk])}?key={key}"


def may_open_file(row: MemberHelp, person: Person, key: str) -> bool:
    """The key came with a look that was logged, to this person, a few minutes ago."""
    try:
        told: list[str] = signing.loads(key, salt=FILE_SALT, max_age=FILE_SECONDS)
    except signing.BadSignature:
        return False
    return told == [row.pk.hex, person.pk.hex]
