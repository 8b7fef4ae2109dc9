"""The demo's voices: a hotline export a month, and what officers heard on their visits."""

import random
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.project.demo.complaints import Complaint, complaints
from sanxin.project.demo.county import County
from sanxin.service.actions.voices import NewVoice, hear, hear_many
from sanxin.service.speakers import Speaker

SURNAMES = "方余程徐汪江石胡黎洪占彭"
CALLED = ("师傅", "大姐", "大爷", "嫂子", "老师")


def listen(county: County, now: datetime, rng: random.Random, *, lists: int, visits: int) -> None:
    """`lists` voices in monthly hotline lists, `visits` heard by officers."""
    said = list(complaints(lists + visits, [village.name for village in county.villages]))
    rng.shuffle(said)
    _hotline(county, now, rng, said[:lists])
    _visits(county, now, rng, said[lists:])


def _hotline(county: County, now: datetime, rng: random.Random, said: list[Complaint]) -> None:
    clerk = county.people["程晓岚"]
    months: dict[int, list[NewVoice]] = {}
    for number, complaint in enumerate(said):
        # More of late: a worry that grows is what the desk is for.
        age = int(330 * rng.random() ** 1.8) + 1
        heard = now - timedelta(days=age, minutes=rng.randint(0, 600))
        caller = f"U{rng.randint(1, len(said) * 3 // 4):05d}"
        row = NewVoice(
            key=f"demo-{number:05d}", external_id=f"RX{number:06d}", title=complaint.title, text=complaint.text,
            source="hotline", heard_at=heard, place=county.village(complaint.village), kind=complaint.kind,
            speaker=Speaker(code=caller), likes=int(rng.expovariate(0.6)),
        )  # fmt: skip
        months.setdefault(age // 30, []).append(row)
    for month, rows in sorted(months.items(), reverse=True):
        at = min(now - timedelta(days=month * 30) + timedelta(hours=2), now)
        with clock.frozen(at):
            hear_many(rows, office=county.department, by=clerk, at=at)


def _visits(county: County, now: datetime, rng: random.Random, said: list[Complaint]) -> None:
    visitors = [county.people[name] for name in ("程晓岚", "何志明", "余敏", "刘海燕", "江小禾", "彭思源")]
    ages = sorted((rng.randint(1, 300) for _ in said), reverse=True)
    for age, complaint in zip(ages, said, strict=True):
        at = (now - timedelta(days=age)).replace(hour=rng.randint(9, 16), minute=rng.randint(0, 59))
        with clock.frozen(at):
            hear(
                office=county.department, text=complaint.text, source=rng.choice(("visit", "visit", "meeting")),
                by=rng.choice(visitors), at=at, place=county.village(complaint.village), kind=complaint.kind,
                speaker=somebody(rng),
            )  # fmt: skip


def somebody(rng: random.Random) -> Speaker:
    """Most leave a name and a number, some do not."""
    name = f"{rng.choice(SURNAMES)}{rng.choice(CALLED)}"
    number = f"139{rng.randint(0, 99999999):08d}"
    return Speaker(name, number, may_answer=True) if rng.random() < 0.6 else Speaker()
