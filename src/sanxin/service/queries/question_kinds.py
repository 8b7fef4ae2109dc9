"""The kinds of questions of an office as they stand: what it wrote itself, else what came with the product."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sanxin.service.models import QuestionTerm
from sanxin.service.rules.question_kinds import FIRST, OTHER, TELLING


@dataclass(frozen=True)
class QuestionKind:
    key: str
    name: str
    days: int
    in_use: bool = True
    number: int = 0
    """Of its edition; 0: as it came."""
    by: str = ""
    at: datetime | None = None


class Kinds:
    """Those of some offices; one query."""

    def __init__(self, offices: Iterable[UUID]) -> None:
        self._written: dict[UUID, dict[str, QuestionTerm]] = defaultdict(dict)
        for term in QuestionTerm.objects.filter(office__in=list(offices)).select_related("by").order_by("number"):
            self._written[term.office_id][term.key] = term

    def all(self, office_id: UUID) -> list[QuestionKind]:
        """Every kind of questions, those not in use last; telling is none."""
        keys = dict.fromkeys([*FIRST, *self._written[office_id]])
        found = [self.get(office_id, key) for key in keys if key != TELLING]
        return sorted(found, key=lambda kind: not kind.in_use)

    def in_use(self, office_id: UUID) -> list[QuestionKind]:
        return [kind for kind in self.all(office_id) if kind.in_use]

    def catch_all(self, office_id: UUID) -> QuestionKind:
        """Where nobody chose one: “别的” while it is in use."""
        kinds = self.in_use(office_id)
        return next((kind for kind in kinds if kind.key == OTHER), kinds[-1])

    def telling(self, office_id: UUID) -> QuestionKind:
        return self.get(office_id, TELLING)

    def knows(self, office_id: UUID, key: str) -> bool:
        return key in FIRST or key in self._written[office_id]

    def get(self, office_id: UUID, key: str) -> QuestionKind:
        """The kind under that key; one nobody knows any more stands for itself."""
        first = FIRST.get(key)
        name, days = (str(first[0]), first[1]) if first else (key, 5)
        term = self._written[office_id].get(key)
        if term is None:
            return QuestionKind(key, name, days)
        return QuestionKind(key, term.name or name, term.days, term.in_use, term.number, term.by.name, term.at)

    def name(self, office_id: UUID, key: str) -> str:
        return self.get(office_id, key).name
