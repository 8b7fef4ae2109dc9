"""The audit trail: read by auditors of the county, in sentences, with the proof that it is whole."""

import ast
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from sanxin import people
from sanxin.kernel import clock, triggers
from sanxin.kernel.jobs import work_off
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.sentences import registered
from sanxin.people.actions import persons, units, verification
from sanxin.people.forms.trail import AREAS
from sanxin.people.models import Person
from sanxin.people.rules.subjects import SUBJECTS
from tests.cast import Cast
from tests.people.builders import key

ClientOf = Callable[[Person], Client]


def shown(client: Client, query: str = "") -> list[str]:
    return [line.event.text for line in client.get(f"/people/trail/?{query}").context["lines"]]


@pytest.fixture
def busy(cast: Cast, now: datetime) -> Cast:
    persons.add(cast.county, name="方敏", staff_number="lp100", by=cast.administrator, at=now - timedelta(days=3))
    units.add(cast.department, name="干部一科", level="section", by=cast.administrator, at=now)
    return cast


def test_an_auditor_reads_what_was_done(busy: Cast, client_of: ClientOf) -> None:
    client = client_of(busy.auditor)

    assert set(shown(client)) == {"登录系统", "新设单位“干部一科”", "登记人员"}
    page = client.get("/people/trail/").content.decode()
    assert "柯明" in page
    assert "还没核验过" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verb=people.unit.added", ["新设单位“干部一科”"]),
        ("verb=people.session.", ["登录系统"]),
        ("first=2026-11-19&verb=people.unit", ["新设单位“干部一科”"]),
        ("first=2026-11-20", []),
        ("last=2026-11-16", ["登记人员"]),
        ("first=nonsense&last=2026-11-16", ["登记人员"]),
        ("first=0001-01-01&last=2026-11-16", ["登记人员"]),
        ("subject=00000000-0000-0000-0000-000000000001", []),
    ],
)
def test_filters_narrow_the_trail(busy: Cast, client_of: ClientOf, query: str, expected: list[str]) -> None:
    assert shown(client_of(busy.auditor), query) == expected


def test_by_person_and_by_thing(busy: Cast, client_of: ClientOf) -> None:
    client, newcomer = client_of(busy.auditor), Person.objects.get(staff_number="lp100")

    assert shown(client, f"subject={newcomer.pk}") == ["登记人员"]
    assert shown(client, f"who={busy.administrator.pk}") == ["新设单位“干部一科”", "登记人员"]


def test_another_countys_trail_is_not_there(busy: Cast, client_of: ClientOf, now: datetime) -> None:
    abroad = busy.stranger.county
    persons.add(abroad, name="江平", staff_number="fl100", by=busy.stranger_administrator, at=now)

    assert shown(client_of(busy.auditor)).count("登记人员") == 1


@pytest.mark.parametrize("person", ["officer", "head", "leader", "handler", "liaison", "administrator"])
def test_nobody_else_reads_it(cast: Cast, client_of: ClientOf, person: str) -> None:
    client = client_of(getattr(cast, person))

    assert client.get("/people/trail/").status_code == 403
    assert client.get("/people/trail/export/").status_code == 403
    assert client.post("/people/trail/verify/", key()).status_code == 403


def test_the_export_stands_in_the_trail_itself(busy: Cast, client_of: ClientOf) -> None:
    client = client_of(busy.auditor)

    file = client.get("/people/trail/export/?verb=people.unit&format=csv")

    assert "干部一科" in b"".join(file.streaming_content).decode("utf-8-sig")
    assert shown(client, "verb=kernel.") == ["导出操作记录，1 行"]


def test_a_whole_chain_is_said_to_be_whole(busy: Cast, client_of: ClientOf, now: datetime) -> None:
    assert verification.verify(busy.county.id, by=busy.auditor, at=now) == []

    page = client_of(busy.auditor).get("/people/trail/").content.decode()
    assert "核验操作记录：2 条，一环不缺" in page


def test_a_changed_row_is_named(busy: Cast, client_of: ClientOf, now: datetime) -> None:
    from django.db import connection

    triggers.remove(connection)
    Event.objects.filter(seq=1).update(actor_name="别人")

    broken = verification.verify(busy.county.id, by=busy.auditor, at=now)

    assert [row.seq for row in broken] == [1]
    page = client_of(busy.auditor).get("/people/trail/").content.decode()
    assert "从第 1 条起对不上" in page


def test_only_auditors_of_the_county_verify(busy: Cast, now: datetime) -> None:
    for person in (busy.administrator, busy.stranger):
        with pytest.raises(NotAllowed):
            verification.verify(busy.county.id, by=person, at=now)


def test_by_page_the_walk_is_done_in_the_background(busy: Cast, client_of: ClientOf) -> None:
    client = client_of(busy.auditor)

    answer = client.post("/people/trail/verify/", key())
    assert answer["Location"].startswith("/jobs/")
    work_off()

    assert client.get("/people/trail/").context["proof"].name == "people.trail.whole"
    assert client.get("/people/trail/").context["proof"].at == clock.now()


def test_every_kind_of_thing_has_a_word() -> None:
    """Whatever an action says its event is about: a tuple of a kind and an id, anywhere in the product."""
    rooms = "|".join(config.label for config in apps.get_app_configs() if config.name.startswith("sanxin."))
    kind = re.compile(rf"(?:{rooms})\.[a-z_]+")
    root = Path(people.__file__).parents[1]
    said = {
        first.value
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple) and len(node.elts) == 2
        for first, second in [node.elts]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and kind.fullmatch(first.value)
        if isinstance(second, ast.Name | ast.Attribute)
    }

    assert {"ledger.item", "topics.topic"} <= said
    assert said - set(SUBJECTS) == set()


def test_every_area_can_be_filtered(busy: Cast, client_of: ClientOf) -> None:
    areas = {name.split(".")[0] for name in AREAS}
    ours = {name.split(".")[0] for name in registered()} - {"test"}  # other files register some of their own

    assert ours - areas == set()
