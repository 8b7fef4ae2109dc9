"""A desk like those of a county after years, written in bulk: what `bench.desk` measures on. Django is set up."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from tests.cast import unit

from bench.desk import WORDS
from sanxin.kernel import clock
from sanxin.people.models import Level, Person, Unit
from sanxin.research.actions.heat import reheat
from sanxin.research.models import (
    Acceptance,
    CruxMember,
    CruxProblem,
    Offer,
    Problem,
    ProblemChange,
    ProblemVoice,
    Stage,
    SynthesisRun,
    Verb,
)
from sanxin.service.models import Kind, Source, Voice

BATCH = 5_000
QUOTED = 4


@dataclass(frozen=True)
class Around:
    """What every row refers to."""

    county: Unit
    office: Unit
    officer: Person
    villages: list[Unit]
    run: SynthesisRun
    now: datetime
    rng: random.Random


def fill(*, voices: int, problems: int) -> list[str]:
    """The ids of eighty problems of every size. The cast of the tests is there already."""
    around = _around()
    made = _problems(around, problems)
    homes = around.rng.choices(made, [1 / (place + 5) for place in range(problems)], k=voices)
    for start in range(0, voices, BATCH):
        _voices(around, homes[start : start + BATCH], start)
    _quote(made)
    _cruxes(around, made)
    reheat(around.office.id, at=around.now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database at work would have done by itself over time
    found = list(Problem.objects.on_desk().order_by("-heat").values_list("pk", flat=True))
    return [str(pk) for pk in found[:: max(len(found) // 80, 1)]]


def _around() -> Around:
    now = clock.now()
    county, office = Unit.objects.get(code="360281"), Unit.objects.get(code="360281-ZZB")
    officer = Person.objects.get(staff_number="lp001")
    villages: list[Unit] = []
    for t in range(12):
        town = unit(f"3602819{t:02d}", f"第{t + 1}镇", Level.TOWNSHIP, county)
        villages += [unit(f"3602819{t:02d}2{v:02d}", f"第{t + 1}镇{v + 1}村", Level.VILLAGE, town) for v in range(12)]
    run = SynthesisRun.objects.create(
        county=county, office=office, started_by=officer, asked_at=now - timedelta(days=1), finished_at=now
    )
    return Around(county, office, officer, villages, run, now, random.Random(1))


def _problems(around: Around, count: int) -> list[Problem]:
    """A third of them accepted by a person."""
    made = [_problem(around, number) for number in range(1, count + 1)]
    Problem.objects.bulk_create(made, batch_size=1000)
    taken = [problem for problem in made if problem.stage == Stage.ACCEPTED]
    by = {"by": around.officer, "at": around.now}
    Acceptance.objects.bulk_create((Acceptance(problem=one, **by) for one in taken), batch_size=1000)
    changes = [
        ProblemChange(
            county=around.county, office=around.office, verb=Verb.ACCEPTED, main=one, facts={"code": one.code}, **by
        )
        for one in taken
    ]
    ProblemChange.objects.bulk_create(changes, batch_size=1000)
    touched = ProblemChange.problems.through
    rows = (touched(problemchange=change, problem=change.main) for change in changes)
    touched.objects.bulk_create(rows, batch_size=1000)
    return made


def _problem(around: Around, number: int) -> Problem:
    words = around.rng.sample(WORDS, 4)
    return Problem(
        county=around.county,
        office=around.office,
        number=number,
        name=f"{words[0]}{words[1]}，{words[2]}没人管（{number}）",
        stage=Stage.PROPOSED if number % 3 else Stage.ACCEPTED,
        run=around.run,
        born_at=around.now,
        keywords=words,
        reasons=[[word, 3] for word in words],
    )


def _voices(around: Around, homes: list[Problem], start: int) -> None:
    """Two in a hundred lie nowhere; a few of those are offered to a confirmed problem."""
    said = [_voice(around, home, start + n) for n, home in enumerate(homes)]
    Voice.objects.bulk_create(said, batch_size=1000)
    lying = [(voice, home) for voice, home in zip(said, homes, strict=True) if around.rng.random() > 0.02]
    ProblemVoice.objects.bulk_create((_lies(around, *pair) for pair in lying), batch_size=1000)
    there = {voice.id for voice, _ in lying}
    accepted = [home for home in homes if home.stage == Stage.ACCEPTED]
    loose = [voice for voice in said if voice.id not in there]
    Offer.objects.bulk_create(
        Offer(voice=voice, problem=around.rng.choice(accepted), run=around.run, at=around.now) for voice in loose[:10]
    )


def _voice(around: Around, home: Problem, number: int) -> Voice:
    rng = around.rng
    return Voice(
        county=around.county,
        office=around.office,
        place=rng.choice(around.villages),
        title=home.name,
        text=f"{'，'.join(rng.sample(WORDS, 6))}，第 {number} 回说了，请管一管。",
        source=rng.choice(Source.values),
        kind=rng.choice(Kind.values),
        heard_at=around.now - timedelta(hours=rng.random() ** 2 * 13_000),
        noted_at=around.now,
        speaker_key=f"{rng.randrange(100_000):032x}",
        likes=rng.choice((0, 0, 0, 1, 5)),
    )


def _lies(around: Around, voice: Voice, home: Problem) -> ProblemVoice:
    return ProblemVoice(
        voice=voice,
        problem=home,
        placed_at=around.now,
        run=around.run,
        similarity=around.rng.random(),
        terms=list(home.keywords[:3]),
    )


def _quote(problems: list[Problem]) -> None:
    """The first voices of each are quoted."""
    quotes: dict[UUID, list[list[str]]] = {problem.id: [] for problem in problems}
    for problem_id, voice_id, text in _said():
        if len(quotes[problem_id]) < QUOTED:
            quotes[problem_id].append([str(voice_id), text[:60]])
    for problem in problems:
        problem.quotes = quotes[problem.id]
    Problem.objects.bulk_update(problems, ["quotes"], batch_size=200)


def _said() -> Iterator[tuple[UUID, UUID, str]]:
    rows = ProblemVoice.objects.order_by("problem", "voice")
    yield from rows.values_list("problem_id", "voice_id", "voice__text").iterator(chunk_size=5000)


def _cruxes(around: Around, problems: list[Problem]) -> None:
    """One problem in five lies in a crux of four."""
    cruxes = [
        CruxProblem(
            county=around.county,
            office=around.office,
            number=number,
            name=f"症结 {number}",
            run=around.run,
            born_at=around.now,
        )
        for number in range(1, len(problems) // 20 + 1)
    ]
    CruxProblem.objects.bulk_create(cruxes, batch_size=1000)
    members = zip(problems, cruxes * 4, strict=False)
    rows = (CruxMember(problem=one, crux=crux, placed_at=around.now) for one, crux in members)
    CruxMember.objects.bulk_create(rows, batch_size=1000)
