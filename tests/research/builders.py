"""Voices, problems and runs for the tests of research."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sanxin.people.models import Person, Unit
from sanxin.research.actions import problems, runs
from sanxin.research.crux_engine import Card, FoundCrux
from sanxin.research.engine import Found, Step
from sanxin.research.models import CruxProblem, Problem, ProblemChange, SynthesisRun
from sanxin.service.models import Voice
from sanxin_engines.opinions.constraints import Constraints
from sanxin_engines.opinions.voices import Voice as EngineVoice
from tests.cast import Cast
from tests.research.sample import Message


def hear(cast: Cast, text: str, at: datetime, *, speaker: str = "", place: Unit | None = None, **more: Any) -> Voice:
    """One voice on the desk of the department."""
    return Voice.objects.create(
        county=cast.county,
        office=more.pop("office", cast.department),
        text=text,
        source=more.pop("source", "visit"),
        heard_at=at,
        noted_at=at,
        speaker_key=speaker,
        place=place,
        **more,
    )


def hear_some(cast: Cast, count: int, at: datetime, text: str = "班车停了，赶集走不了") -> list[Voice]:
    """So many voices of as many people, one a day."""
    return Voice.objects.bulk_create(
        Voice(
            county=cast.county,
            office=cast.department,
            text=f"{text}（{number}）",
            source="hotline",
            heard_at=at - timedelta(days=number),
            noted_at=at,
            speaker_key=f"person {number}",
            place=cast.village if number % 2 else cast.other_village,
        )
        for number in range(count)
    )


def hear_sample(cast: Cast, sample: Sequence[Message], at: datetime) -> list[Voice]:
    """The invented year as voices; villages the cast knows become units, the others stay words."""
    units = {str(unit): unit for unit in (cast.village, cast.other_village)}
    return Voice.objects.bulk_create(
        Voice(
            county=cast.county,
            office=cast.department,
            title=message.title,
            text=message.text,
            source=message.source,
            heard_at=message.at,
            noted_at=at,
            speaker_key=message.speaker,
            likes=message.likes,
            place=units.get(message.village),
            place_text="" if message.village in units else f"{message.town} {message.village}",
            external_id=message.number,
        )
        for message in sample
    )


class FakeEngine:
    """Groups as it is told; what it is not told stands alone."""

    def __init__(self, *groups: Sequence[Voice]) -> None:
        self.groups = [[voice.id for voice in group] for group in groups]
        self.free: list[list[UUID]] | None = None
        self.heard: list[Constraints] = []

    @property
    def wishes(self) -> Constraints:
        """What it was bound by; a second pass is free."""
        return self.heard[0]

    def freely(self, *groups: Sequence[Voice]) -> "FakeEngine":
        """What it finds where people's word does not bind it; the same unless told."""
        self.free = [[voice.id for voice in group] for group in groups]
        return self

    def __call__(
        self, voices: Sequence[EngineVoice], *, wishes: Constraints, now: datetime, settings: dict[str, Any], step: Step
    ) -> list[Found]:
        self.heard.append(wishes)
        step("compare", 1, 2)
        text = {UUID(voice.id): voice.text for voice in voices}
        groups = self.free if len(self.heard) > 1 and self.free is not None else self.groups
        return [self.found(group, text) for group in groups if group]

    def found(self, group: list[UUID], text: dict[UUID, str]) -> Found:
        return Found(
            voices=tuple(group),
            title=text[group[0]],
            keywords=("班车", "赶集"),
            quotes=tuple((voice, text[voice]) for voice in group[:3]),
            reasons=(("班车", len(group)), ("赶集", len(group))),
            nearest=dict.fromkeys(group, 0.8),
            terms={voice: ["班车"] for voice in group},
        )


class FakeCruxEngine:
    """Finds the cruxes it is told, by problems; what it is not told stands alone."""

    def __init__(self, *groups: Sequence[Problem], kind: str = "across_places") -> None:
        self.groups, self.kind = [tuple(problem.id for problem in group) for group in groups], kind
        self.locked: list[list[UUID]] = []
        self.apart: list[tuple[UUID, UUID]] = []

    def __call__(
        self,
        cards: Sequence[Card],
        *,
        locked: Sequence[Sequence[UUID]],
        apart: Sequence[tuple[UUID, UUID]],
        settings: dict[str, Any],
    ) -> list[FoundCrux]:
        self.locked, self.apart, self.cards = [list(group) for group in locked], list(apart), list(cards)
        names = {card.id: card.name for card in cards}
        return [
            FoundCrux(group, f"几处都说{names[group[0]]}", self.kind, terms=("班车",), places=("竹坑村", "双溪村"))
            for group in self.groups
        ]


def run_with(
    cast: Cast,
    at: datetime,
    *groups: Sequence[Voice],
    by: Person | None = None,
    engine: FakeEngine | None = None,
    crux_engine: FakeCruxEngine | None = None,
) -> SynthesisRun:
    """A finished run whose engine found just these groups."""
    run = SynthesisRun.objects.create(
        county=cast.county, office=cast.department, started_by=by or cast.officer, asked_at=at
    )
    return runs.perform(run, at=at, engine=engine or FakeEngine(*groups), crux_engine=crux_engine or FakeCruxEngine())


def propose(cast: Cast, at: datetime, *groups: Sequence[Voice]) -> list[Problem]:
    """The problems of a run that found these groups, in the order of the groups."""
    run_with(cast, at, *groups)
    rows = {row.voice_id: row.problem for row in _rows(groups)}
    return [rows[group[0].id] for group in groups]


def _rows(groups: Sequence[Sequence[Voice]]) -> Any:
    from sanxin.research.models import ProblemVoice

    return ProblemVoice.objects.filter(voice__in=[v for group in groups for v in group]).select_related("problem")


def again(problem: Problem) -> Problem:
    """The problem as it stands now."""
    return Problem.objects.get(pk=problem.pk)


def voices_in(problem: Problem) -> set[UUID]:
    return set(problem.voice_rows.values_list("voice_id", flat=True))


def take_back(change: ProblemChange, *, by: Person, at: datetime) -> ProblemChange:
    """Undo it, having looked at it just now."""
    return problems.undo(change, by=by, seen=again(change.main).version, at=at)


def crux_of(cast: Cast, at: datetime, *problems: Problem, kind: str = "across_places") -> CruxProblem:
    """What a run proposes whose engine found these problems to be one crux; their voices lie as they did."""
    groups = [[row.voice for row in problem.voice_rows.select_related("voice")] for problem in problems]
    run_with(cast, at, *groups, crux_engine=FakeCruxEngine(problems, kind=kind))
    return CruxProblem.objects.get(member_rows__problem=problems[0])
