"""How time and memory grow with the number of letters, every size in its own process.

    python -m bench.opinions.scale 5000 10000 50000 100000 500000

Prints wall and processor seconds and peak memory of a whole run of `synthesize`, what it found, and for an index built
afterwards the time of a suggestion (50th and 95th percentile of 200). The last column is the growth of processor time
against the row above as a power of n: 1.00 is linear. Letters: see `letters.py`.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import time

from bench.opinions import invented
from bench.opinions.grouping import SHARED
from bench.opinions.letters import composed
from sanxin_engines.opinions import Index, Voice, build_index, suggest, synthesize

NOW = invented.NOW
ASKED = 200


def measure(count: int) -> str:
    """count, wall s, processor s, peak MB, problems, index s, suggestion p50 and p95 ms."""
    heard = composed(count) if (SHARED / "opinions").is_dir() else invented.voices(count)
    before, start, used = _peak(), time.perf_counter(), time.process_time()
    synthesis = synthesize(heard, now=NOW)
    wall, cpu, peak = time.perf_counter() - start, time.process_time() - used, _peak()
    start = time.perf_counter()
    index = build_index(synthesis, heard)
    built = time.perf_counter() - start
    asked = heard[:: max(len(heard) // ASKED, 1)][:ASKED]
    spent = sorted(_suggest_time(index, voice) for voice in asked)
    p50, p95 = spent[len(spent) // 2] * 1000, spent[int(len(spent) * 0.95) - 1] * 1000
    figures = (count, wall, cpu, peak, before, len(synthesis.problems), built, p50, p95)
    return " ".join(f"{figure:.3f}" for figure in figures)


def _suggest_time(index: Index, voice: Voice) -> float:
    start = time.perf_counter()
    suggest(index, voice.text, title=voice.title)
    return time.perf_counter() - start


def _peak() -> float:
    """Peak resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        print(measure(int(arguments[1])))
        return 0
    kind = "composed from real letters" if (SHARED / "opinions").is_dir() else "invented"
    print(f"letters {kind}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    print("  letters     wall s      cpu s    peak MB  letters MB  problems    index s   p50 ms   p95 ms  power")
    before: tuple[float, float] | None = None
    for count in arguments or ["5000", "10000"]:
        command = [sys.executable, "-m", "bench.opinions.scale", "--one", count]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stderr)
            return 1
        n, wall, cpu, peak, letters, problems, built, p50, p95 = map(float, done.stdout.split())
        power = f"{math.log(cpu / before[1]) / math.log(n / before[0]):.2f}" if before else ""
        print(
            f"{n:>9,.0f} {wall:>10.1f} {cpu:>10.1f} {peak:>10.0f} {letters:>11.0f} {problems:>9,.0f} {built:>10.1f}"
            f" {p50:>8.1f} {p95:>8.1f} {power:>6}",
            flush=True,
        )
        before = (n, cpu)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
