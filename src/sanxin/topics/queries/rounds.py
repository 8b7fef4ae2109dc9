"""How the candidates of a round stand, as far as this person may see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sanxin.people.models import Person
from sanxin.topics.models import Candidate, Criterion, Round, RoundScorer, Score, ScoreSheet
from sanxin.topics.rules.rounds import Standing, may_see_scores, standing


@dataclass(frozen=True)
class Scored:
    """One candidate: who has scored is a number; the averages are shown to whoever may see them."""

    given: int
    asked: int
    mine: bool
    standing: Standing | None


@dataclass(frozen=True)
class Table:
    """Scores of the candidates of one round through one person's eyes."""

    round: Round
    criteria: list[Criterion]
    asked: int
    i_score: bool
    by_candidate: dict[UUID, Scored]

    @property
    def mine_left(self) -> int:
        """How many open candidates wait for this person's scores."""
        return sum(not one.mine for one in self.by_candidate.values()) if self.i_score else 0


def table_of(round_: Round, candidates: Iterable[Candidate], person: Person) -> Table:
    """Four queries, however many candidates."""
    criteria = list(round_.criteria.all())
    seats = set(RoundScorer.objects.filter(round=round_).values_list("person_id", flat=True))
    sheets = _sheets([candidate.id for candidate in candidates])
    weights = {str(one.id): one.weight for one in criteria}
    leads = round_.office_id in person.sight.led_offices

    def scored(candidate: Candidate) -> Scored:
        given = {by: points for by, points in sheets[candidate.id].items() if by in seats}
        sees = may_see_scores(
            scores=person.id in seats,
            has_scored=person.id in given,
            leads=leads,
            all_scored=len(given) >= len(seats),
            closed=not (round_.is_open and candidate.is_open),
        )
        shown = standing(list(given.values()), weights) if sees and given else None
        return Scored(len(given), len(seats), person.id in given, shown)

    return Table(round_, criteria, len(seats), person.id in seats, {one.id: scored(one) for one in candidates})


def my_points(candidate: Candidate, person: Person) -> dict[str, int]:
    """What this person gave; empty before."""
    rows = Score.objects.filter(sheet__candidate=candidate, sheet__by=person)
    return {str(criterion): points for criterion, points in rows.values_list("criterion_id", "points")}


def _sheets(candidates: Collection[UUID]) -> dict[UUID, dict[UUID, dict[str, int]]]:
    """candidate → who scored → criterion → points; one query."""
    found: dict[UUID, dict[UUID, dict[str, int]]] = defaultdict(dict)
    rows = Score.objects.filter(sheet__candidate__in=candidates).values_list(
        "sheet__candidate_id", "sheet__by_id", "criterion_id", "points"
    )
    for candidate, by, criterion, points in rows:
        found[candidate].setdefault(by, {})[str(criterion)] = points
    return found


def fully_scored(round_: Round) -> list[Candidate]:
    """Open candidates everybody asked has scored: they wait for the leader. Three queries."""
    seats = set(RoundScorer.objects.filter(round=round_).values_list("person_id", flat=True))
    open_ones = list(Candidate.objects.open().filter(round=round_))
    given: dict[UUID, set[UUID]] = defaultdict(set)
    for candidate, by in ScoreSheet.objects.filter(candidate__in=open_ones).values_list("candidate_id", "by_id"):
        given[candidate].add(by)
    return [one for one in open_ones if seats and seats <= given[one.id]]
