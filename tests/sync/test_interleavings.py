"""Two devices of one person and the office, in any order, over lines that break: nothing lost, nothing doubled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin.fieldwork.actions import visits
from sanxin.fieldwork.actions.visits import Told
from sanxin.fieldwork.models import Visit, VisitCorrection, VisitLine
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.service.models import Voice
from sanxin.sync.actions.operations import apply_all
from tests.cast import Cast
from tests.sync.phones import Operation, a_line, correction, operation, recording

LINES = ("heard", "lost", "cut")
"""Both ways went well; the answers did not come back; the line broke in the middle of the sending."""


@dataclass
class Device:
    """What `sync/outbox.js` does, in a few lines of Python."""

    name: str
    cast: Cast
    clock: Any
    queue: list[Operation] = field(default_factory=list)
    questions: list[tuple[Operation, dict[str, Any]]] = field(default_factory=list)
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Visit → version and how many people were met, as far as this device has heard."""
    given_up: set[str] = field(default_factory=set)

    def write(self, made: Operation) -> None:
        made["born_at"] = (clock.now() - timedelta(hours=9) + timedelta(seconds=next(self.clock))).isoformat()
        self.queue.append(made)

    def record(self) -> str:
        made = recording(self.cast, a_line("桥坏了", difficulty=True), people=0)
        self.write(made)
        self.known[made["values"]["visit"]] = (1, 0)
        return str(made["values"]["visit"])

    def send(self, line: str) -> None:
        sent = self.queue[: len(self.queue) // 2] if line == "cut" else list(self.queue)
        answers = apply_all(sent, by=self.cast.officer, branch=self.name, at=clock.now())
        if line != "heard":
            return
        for made, answer in zip(sent, answers, strict=True):
            if not answer.get("retry"):
                self.queue.remove(made)
            if answer["outcome"] == "question":
                self.questions.append((made, answer))
            elif made["kind"] == "correct_visit" and answer["outcome"] in {"applied", "already"}:
                self.known[answer["visit"]] = (answer["version"], made["values"]["people"])

    def settle(self, *, mine: bool) -> None:
        """The person looks at both versions and says which one stands."""
        for made, answer in self.questions:
            self.given_up.add(made["id"])
            self.known[answer["theirs"]["visit"]] = (answer["theirs"]["version"], answer["theirs"]["people"])
            if mine:
                self.write(made | {"id": str(new_id()), "base": answer["theirs"]["version"]})
        self.questions.clear()

    def look(self) -> None:
        for visit in Visit.objects.all():
            self.known[str(visit.id)] = (visit.version, visit.people)


@dataclass
class County:
    cast: Cast
    seconds: Any = field(default_factory=count)
    people: Any = field(default_factory=lambda: count(1))
    recorded: list[str] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)
    mended: dict[str, str] = field(default_factory=dict)
    """Correction operation → its visit."""
    by_office: int = 0

    def __post_init__(self) -> None:
        self.devices = [Device(str(new_id()), self.cast, self.seconds) for _ in range(2)]

    def do(self, who: int, what: str, which: int) -> None:
        device = self.devices[who]
        deeds: dict[str, Callable[[], None]] = {
            "record": lambda: self.recorded.append(device.record()),
            "voice": lambda: self.voice(device, which),
            "mend": lambda: self.mend(device, which),
            "office": lambda: self.office(which),
            "look": device.look,
            "send": lambda: device.send(LINES[which % len(LINES)]),
            "settle": lambda: device.settle(mine=bool(which % 2)),
        }
        deeds[what]()

    def voice(self, device: Device, which: int) -> None:
        own = [op["values"]["visit"] for op in device.queue if op["kind"] == "record_visit"] or list(device.known)
        if own:
            line = str(new_id())
            self.voices.add(line)
            values = {"visit": own[which % len(own)], "line": line, "text": "还有路"}
            device.write(operation("add_voice", values))

    def mend(self, device: Device, which: int) -> None:
        if device.known:
            visit = list(device.known)[which % len(device.known)]
            made = correction(visit, base=device.known[visit][0], people=next(self.people))
            self.mended[made["id"]] = visit
            device.write(made)

    def office(self, which: int) -> None:
        arrived = list(Visit.objects.order_by("id"))
        if arrived:
            visit = arrived[which % len(arrived)]
            told = Told(on=visit.on, place=visit.place, people=next(self.people))
            now = clock.now()
            visits.correct(visit, told, by=self.cast.head, reason="核过", seen=visit.version, at=now)
            self.by_office += 1

    def come_to_rest(self) -> None:
        for _round in range(6):
            for device in self.devices:
                device.send("heard")
                device.settle(mine=True)
        assert not any(device.queue or device.questions for device in self.devices)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["record", "record", "voice", "mend", "mend", "office", "look", "send", "send", "settle"]),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=24,
)


def test_nothing_is_lost_nothing_is_doubled_and_both_sides_end_equal(cast: Cast) -> None:
    @settings(max_examples=40, deadline=None, database=None)
    @given(STEPS)
    def holds(steps: list[tuple[int, str, int]]) -> None:
        with transaction.atomic():
            county = County(cast)
            for who, what, which in steps:
                county.do(who, what, which)
            county.come_to_rest()
            check(county)
            transaction.set_rollback(True)

    holds()


def check(county: County) -> None:
    arrived = {str(visit.id): visit for visit in Visit.objects.all()}
    assert sorted(arrived) == sorted(county.recorded)

    lines = [str(line) for line in VisitLine.objects.values_list("voice_id", flat=True)]
    assert len(lines) == len(set(lines)) == len(county.recorded) + len(county.voices) == Voice.objects.count()
    assert county.voices <= set(lines)
    assert Item.objects.count() == len(county.recorded)

    rows = {str(row.id): row for row in VisitCorrection.objects.all()}
    given_up = set().union(*(device.given_up for device in county.devices))
    assert {op for op in county.mended if op not in given_up} <= set(rows)  # each stands, or was put to the person
    assert not given_up & set(rows)
    assert sum(visit.version - 1 for visit in arrived.values()) == len(rows)

    for device in county.devices:
        for visit, (version, people) in device.known.items():
            assert version < arrived[visit].version or people == arrived[visit].people
        device.look()
    first, second = county.devices
    assert first.known == second.known == {key: (visit.version, visit.people) for key, visit in arrived.items()}
