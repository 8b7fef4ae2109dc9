"""The kinds of need of an office: its rows, or those it would start with."""

from collections.abc import Iterable
from difflib import get_close_matches
from uuid import UUID

from sanxin.people.models import Unit
from sanxin.service.models import MemberNeed, NeedKind
from sanxin.service.rules.needs import CHINESE, standard_id, words_in


def standard_kinds(office: Unit) -> list[NeedKind]:
    """Not written yet; their ids are those they will have."""
    assert office.county_id is not None
    return [
        NeedKind(
            id=standard_id(office.id, code),
            county_id=office.county_id,
            office=office,
            code=code,
            name=name,
            order=order,
        )
        for order, (code, name) in enumerate(CHINESE.items(), start=1)
    ]


def all_kinds_of(office: Unit) -> list[NeedKind]:
    """Those retired too."""
    return list(NeedKind.objects.filter(office=office).select_related("retirement")) or standard_kinds(office)


def kinds_of(office: Unit) -> list[NeedKind]:
    """Those in use, in order."""
    return [kind for kind in all_kinds_of(office) if not hasattr(kind, "retirement")]


def named(kinds: Iterable[NeedKind], typed: str) -> tuple[list[NeedKind], list[str]]:
    """The kinds a cell names, and the words that name none."""
    by_word: dict[str, NeedKind] = {}
    for kind in kinds:
        by_word |= {word: kind for word in (kind.name, kind.code, str(kind)) if word}
    words = [typed.strip()] if typed.strip() in by_word else words_in(typed)
    found = {by_word[word].id: by_word[word] for word in words if word in by_word}
    return list(found.values()), [word for word in words if word not in by_word]


def near(kinds: Iterable[NeedKind], typed: str) -> str:
    names = [kind.name for kind in kinds]
    return next(iter(get_close_matches(typed, names, n=1, cutoff=0.3)), "")


def needs_of(members: Iterable[UUID]) -> dict[UUID, list[NeedKind]]:
    """What each of them needs, in order; one query."""
    found: dict[UUID, list[NeedKind]] = {}
    for row in MemberNeed.objects.filter(member__in=list(members)).select_related("kind"):
        found.setdefault(row.member_id, []).append(row.kind)
    return found
