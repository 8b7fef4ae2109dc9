"""Asking widely: two thousand answers at once, and two hundred questions on a slow telephone.

    python -m bench.asking [--people 2000] [--at-once 64]
    python tests/with_postgres.py python -m bench.asking        the same on PostgreSQL

The telephone is Lighthouse's mobile profile: 150 ms there and back, 1.6 Mbit/s down, a processor four times slower.
Its baseline is the thank-you page in the same run, which has the same styles and scripts and no question.
"""

import os
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.chromium import ARGUMENTS, CHROMIUM
from tests.crash.household import Household
from tests.surveys.crowd import Crowd, an_open_link, kept_words

ROUNDS = 7
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_PROCESSOR = 4
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
SENT = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)"


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=64)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house = Household(Path(folder))
        house.set_up()
        crowded, long = an_open_link(house), an_open_link(house, "TWO_HUNDRED")
        house.start()
        try:
            sound = not options.people or answers_at_once(house, crowded, options.people, options.at_once)
            if CHROMIUM:
                on_a_slow_phone(house, long)
            else:
                print("NO CHROMIUM: the telephone was not measured")
        finally:
            house.stop()
    return 0 if sound else 1


def answers_at_once(house: Household, code: str, people: int, at_once: int) -> bool:
    crowd = Crowd(house.port, code)
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        led_to = list(pool.map(crowd.send_perhaps_twice, range(people)))
    wall = time.perf_counter() - started
    kept, sent = kept_words(house), {crowd.words(n) for n in range(people)}
    refused = sum(place != f"/q/{code}/done/" for places in led_to for place in places)
    lost, doubled = len(sent - set(kept)), len(kept) - len(set(kept))
    vendor = "PostgreSQL" if "postgres" in os.environ.get("DATABASE_URL", "") else "SQLite"
    times = sorted(one * 1000 for one in crowd.took)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"\n{vendor}: {people} people, {at_once} at the same moment, every fourth sends twice")
    print("| sendings | wall s | a second | p50 ms | p95 ms | refused | kept | lost | doubled |")
    print("|---|---|---|---|---|---|---|---|---|")
    print(
        f"| {len(times)} | {wall:.1f} | {len(times) / wall:.0f} | {p50:.0f} | {p95:.0f} | {refused} | {len(kept)} "
        f"| {lost} | {doubled} |"
    )
    return not (refused or lost or doubled)


def on_a_slow_phone(house: Household, code: str) -> None:
    print("\n| page | first paint ms | loaded ms | KB on the wire | ratio |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        base = 0.0
        for name, path in (("thanks", f"/q/{code}/done/"), ("200 questions on one page", f"/q/{code}/")):
            rounds = [opened(browser, f"http://127.0.0.1:{house.port}{path}") for _ in range(ROUNDS)]
            painted, loaded, sent = (statistics.median(values) for values in zip(*rounds, strict=True))
            base = base or loaded
            print(f"| {name} | {painted:.0f} | {loaded:.0f} | {sent / 1000:.0f} | {loaded / base:.2f} |")
        browser.close()


def opened(browser: Browser, address: str) -> tuple[float, float, float]:
    """First paint, whole page, bytes: as a telephone that was never here meets it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(address, wait_until="load")
    page.wait_for_function(f"{LOADED} > 0")
    told = tuple(float(page.evaluate(words)) for words in (PAINTED, LOADED, SENT))
    context.close()
    return told[0], told[1], told[2]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
