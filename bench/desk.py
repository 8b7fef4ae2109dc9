"""The problem desk at 100,000 voices and 5,000 problems, one client: p50 and p95 in ms, and the ratio to the menu page.

    python -m bench.desk [--voices 100000] [--problems 5000] [--requests 60]
    python tests/with_postgres.py python -m bench.desk          the same on PostgreSQL

The server is the one `sanxin run` starts; the menu page, which reads no rows, is the baseline of each run.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.crash.household import Household

WARM_UP = 20
TARGET = 60
"""p95 in ms of the desk itself on a 2-core machine."""
FILL = "from bench.desk import fill; print('FILLED', *fill(voices={voices}, problems={problems}))"
WORDS = (
    "班车", "停运", "赶集", "路灯", "不亮", "护栏", "缺损", "慢病", "报销", "渠道", "漏水", "停水", "租金", "拖欠",
    "快递", "代取", "校车", "接送", "认证", "刷脸", "公开栏", "账目", "垃圾", "清运", "基站", "信号", "低保", "评议",
)  # fmt: skip


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--voices", type=int, default=100_000)
    parser.add_argument("--problems", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house = Household(Path(folder))
        house.set_up()
        started = time.monotonic()
        said = house.ask(FILL.format(voices=options.voices, problems=options.problems)).split()
        ids = said[said.index("FILLED") + 1 :]
        print(f"filled in {time.monotonic() - started:.0f} s", file=sys.stderr)
        house.start()
        try:
            rows = measure(house, ids, options.requests)
        finally:
            house.stop()
    show(rows, options)
    return 0


def measure(house: Household, ids: list[str], requests: int) -> dict[str, list[float]]:
    """Milliseconds of each request, by page; the first of each warm up processes and threads and do not count."""
    town, words = "360281901", [quote(word) for word in WORDS]
    pages: dict[str, Callable[[int], tuple[int, bytes]]] = {
        "menu page": lambda n: house.get("/more/"),
        "desk": lambda n: house.get(f"/research/?problem={ids[n % len(ids)]}"),
        "desk, page 2 to 20": lambda n: house.get(f"/research/?page={n % 19 + 2}"),
        "desk, all states by people": lambda n: house.get(
            "/research/?state=proposed&state=accepted&state=on_ledger&state=done&sort=-people"
        ),
        "desk of a township": lambda n: house.get(f"/research/?town={town}"),
        "desk by a word": lambda n: house.get(f"/research/?q={words[n % len(words)]}"),
        "one problem": lambda n: house.get(f"/research/problems/{ids[n % len(ids)]}/"),
        "newly proposed": lambda n: house.get("/research/fresh/?since=all"),
        "who changed what": lambda n: house.get(f"/research/changes/?page={n % 5 + 1}"),
        "crux problems": lambda n: house.get("/research/cruxes/"),
        "trends": lambda n: house.get("/research/trends/"),
    }
    return {name: [_timed(ask, n) for n in range(requests + WARM_UP)][WARM_UP:] for name, ask in pages.items()}


def _timed(ask: Callable[[int], tuple[int, bytes]], n: int) -> float:
    started = time.perf_counter()
    status, body = ask(n)
    took = (time.perf_counter() - started) * 1000
    if status != 200:
        raise SystemExit(f"{status}: {body[:300]!r}")
    return took


def show(rows: dict[str, list[float]], options: Any) -> None:
    vendor = "PostgreSQL" if "postgres" in os.environ.get("DATABASE_URL", "") else "SQLite"
    base = statistics.median(rows["menu page"])
    asked = f"{options.voices:,} voices, {options.problems:,} problems, one client, {options.requests} requests each"
    print(f"\n{vendor}, {asked}; the desk aims at {TARGET} ms p95")
    print("| page | p50 ms | p95 ms | p50 / menu page |")
    print("|---|---|---|---|")
    for name, times in rows.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {name} | {p50:.0f} | {p95:.0f} | {p50 / base:.2f} |")


def fill(*, voices: int, problems: int) -> list[str]:
    """A desk like those of a county after years, written in bulk; the ids of eighty problems of every size."""
    from sanxin.people.models import Level, Person, Unit
    from sanxin.research.actions.heat import reheat
    from sanxin.research.models import Problem, SynthesisRun

    from sanxin.kernel import clock  # isort: skip
    from tests.cast import unit

    rng, now = random.Random(1), clock.now()
    county = Unit.objects.get(code="360281")
    office = Unit.objects.get(code="360281-ZZB")
    officer = Person.objects.get(staff_number="lp001")
    villages = []
    for t in range(12):
        town = unit(f"3602819{t:02d}", f"第{t + 1}镇", Level.TOWNSHIP, county)
        villages += [unit(f"3602819{t:02d}2{v:02d}", f"第{t + 1}镇{v + 1}村", Level.VILLAGE, town) for v in range(12)]
    run = SynthesisRun.objects.create(
        county=county, office=office, started_by=officer, asked_at=now - timedelta(days=1), finished_at=now
    )
    _rows(rng, voices, problems, county, office, officer, villages, run)
    reheat(office.id, at=now)
    _analyze()
    found = list(Problem.objects.on_desk().order_by("-heat").values_list("pk", flat=True))
    return [str(pk) for pk in found[:: max(len(found) // 80, 1)]]


def _rows(rng: random.Random, voices: int, problems: int, *around: Any) -> None:
    from sanxin.kernel import clock
    from sanxin.research.models import (
        Acceptance,
        CruxMember,
        CruxProblem,
        Offer,
        Problem,
        ProblemChange,
        ProblemVoice,
        Stage,
        Verb,
    )  # fmt: skip
    from sanxin.service.models import Kind, Source, Voice

    county, office, officer, villages, run = around
    now = clock.now()
    kinds, sources = list(Kind.values), list(Source.values)
    made = []
    for number in range(1, problems + 1):
        words = rng.sample(WORDS, 4)
        stage = Stage.ACCEPTED if number % 3 == 0 else Stage.PROPOSED
        made.append(Problem(
            county=county, office=office, number=number, name=f"{words[0]}{words[1]}，{words[2]}没人管（{number}）",
            stage=stage, run=run, born_at=now, keywords=words, reasons=[[word, 3] for word in words],
        ))  # fmt: skip
    Problem.objects.bulk_create(made, batch_size=1000)
    taken = [problem for problem in made if problem.stage == Stage.ACCEPTED]
    Acceptance.objects.bulk_create((Acceptance(problem=p, by=officer, at=now) for p in taken), batch_size=1000)
    changes = [
        ProblemChange(
            county=county, office=office, verb=Verb.ACCEPTED, by=officer, at=now, main=p, facts={"code": p.code}
        )
        for p in taken
    ]
    ProblemChange.objects.bulk_create(changes, batch_size=1000)
    through = ProblemChange.problems.through
    through.objects.bulk_create((through(problemchange=c, problem=c.main) for c in changes), batch_size=1000)
    weights = [1 / (place + 5) for place in range(problems)]
    homes = rng.choices(made, weights, k=voices)
    for start in range(0, voices, 5000):
        part = homes[start : start + 5000]
        said = [
            Voice(
                county=county, office=office, place=rng.choice(villages), title=home.name,
                text="，".join(rng.sample(WORDS, 6)) + f"，第 {start + n} 回说了，请管一管。",
                source=rng.choice(sources),
                kind=rng.choice(kinds), heard_at=now - timedelta(hours=rng.random() ** 2 * 13_000), noted_at=now,
                speaker_key=f"{rng.randrange(voices):032x}", likes=rng.choice((0, 0, 0, 1, 5)),
            )
            for n, home in enumerate(part)
        ]  # fmt: skip
        Voice.objects.bulk_create(said, batch_size=1000)
        lying = [(v, h) for v, h in zip(said, part, strict=True) if rng.random() > 0.02]
        ProblemVoice.objects.bulk_create(
            (
                ProblemVoice(
                    voice=v, problem=h, placed_at=now, run=run, similarity=rng.random(), terms=list(h.keywords[:3])
                )
                for v, h in lying
            ),
            batch_size=1000,
        )
        lay = {v.id for v, _ in lying}
        loose = [v for v in said if v.id not in lay]
        Offer.objects.bulk_create(Offer(voice=v, problem=rng.choice(taken), run=run, at=now) for v in loose[:10])
    _quote(made)
    cruxes = [
        CruxProblem(county=county, office=office, number=n + 1, name=f"症结 {n + 1}", run=run, born_at=now)
        for n in range(problems // 20)
    ]
    CruxProblem.objects.bulk_create(cruxes, batch_size=1000)
    members = zip(made, cruxes * 4, strict=False)
    CruxMember.objects.bulk_create((CruxMember(problem=p, crux=c, placed_at=now) for p, c in members), batch_size=1000)


def _quote(problems: list[Any]) -> None:
    """Four voices of each are quoted."""
    from sanxin.research.models import Problem, ProblemVoice

    quotes: dict[Any, list[list[str]]] = {problem.id: [] for problem in problems}
    rows = ProblemVoice.objects.values_list("problem_id", "voice_id", "voice__text").iterator(chunk_size=5000)
    for problem_id, voice_id, text in rows:
        if len(quotes[problem_id]) < 4:
            quotes[problem_id].append([str(voice_id), text[:60]])
    for problem in problems:
        problem.quotes = quotes[problem.id]
    Problem.objects.bulk_update(problems, ["quotes"], batch_size=200)


def _analyze() -> None:
    """As a database at work would have done by itself over time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
