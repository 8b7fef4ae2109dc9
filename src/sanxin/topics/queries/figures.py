"""How many people raise what a candidate is about: live while it is open, frozen once it is chosen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sanxin.research.models import ProblemVoice
from sanxin.topics.models import Candidate, CandidateProblem, Choice


@dataclass(frozen=True)
class Raised:
    """15 people in 4 villages, 22 voices."""

    people: int = 0
    messages: int = 0
    villages: int = 0

    def frozen(self) -> dict[str, int]:
        return asdict(self)


def figures_of(candidates: Iterable[Candidate]) -> dict[UUID, Raised]:
    """Of each candidate of a page; three queries at most. People who spoke of several problems count once."""
    rows = list(candidates)
    frozen = {choice.candidate_id: _thawed(choice.figures) for choice in Choice.objects.filter(candidate__in=rows)}
    open_ones = [candidate.id for candidate in rows if candidate.id not in frozen]
    problems: dict[UUID, set[UUID]] = {pk: set() for pk in open_ones}
    ties = CandidateProblem.objects.filter(candidate__in=open_ones).values_list("candidate_id", "problem_id")
    for candidate_id, problem_id in ties:
        problems[candidate_id].add(problem_id)
    return frozen | raised(problems)


def figures_of_one(candidate: Candidate) -> Raised:
    return figures_of([candidate])[candidate.id]


def raised(problems: Mapping[UUID, Collection[UUID]]) -> dict[UUID, Raised]:
    """People, messages and villages behind each group of problems; one query."""
    wanted = {problem for group in problems.values() for problem in group}
    spoken: dict[UUID, list[tuple[object, str]]] = defaultdict(list)
    if wanted:
        rows = ProblemVoice.objects.filter(problem__in=wanted).values_list(
            "problem_id", "voice_id", "copy_of_id", "voice__speaker_key", "voice__place_id", "voice__place_text"
        )
        for problem, voice, copy_of, speaker, place, text in rows.iterator():
            spoken[problem].append((speaker or copy_of or voice, str(place or text)))
    return {key: _count([said for problem in group for said in spoken[problem]]) for key, group in problems.items()}


def _count(said: list[tuple[object, str]]) -> Raised:
    return Raised(
        people=len({who for who, _place in said}),
        messages=len(said),
        villages=len({place for _who, place in said} - {""}),
    )


def _thawed(figures: Mapping[str, Any]) -> Raised:
    return Raised(*(int(figures.get(name, 0)) for name in ("people", "messages", "villages")))
