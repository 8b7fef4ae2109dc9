"""The ledger as a list."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from sanxin.ledger.actions import suspensions
from sanxin.ledger.models import SavedView
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import (
    accepted,
    in_progress,
    item_for,
    linkage_of,
    measure_of,
    requested,
    struck_off,
)

ClientOf = Callable[[Person], Client]


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{reverse('ledger:items')}?{query}")
    assert page.status_code == 200
    return [row.title for row in page.context["rows"]]


def test_an_officer_starts_with_the_open_items_of_the_section(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast, title="迟的", due_on=date(2026, 12, 20))
    item_for(cast, title="早的", due_on=date(2026, 11, 20))
    struck_off(cast, title="销了的")
    item_for(cast, title="领导牵头的", owner=cast.leader)

    page = client_of(cast.officer).get(reverse("ledger:items"))

    assert [row.title for row in page.context["rows"]] == ["早的", "迟的"]
    assert [(tab.label, tab.count) for tab in page.context["tabs"]][:3] == [
        ("本科在办", 2),
        ("我牵头的", 2),
        ("等我核验", 0),
    ]


def test_what_people_typed_stands_as_they_typed_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    """Rows are drawn without a template, which would escape by itself."""
    item_for(cast, title="<b>路</b> & “桥”", place_text="<i>村口</i>")
    linkage_of(in_progress(cast), cast)
    type(cast.transport).objects.filter(pk=cast.transport.pk).update(short_name="<u>交通</u>")

    page = client_of(cast.officer).get(f"{reverse('ledger:items')}?view=open").text

    for typed in ("<b>路</b> & “桥”", "<i>村口</i>", "<u>交通</u>"):
        assert escape(typed) in page
        assert typed not in page


def test_the_figures_add_up(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast, due_on=date(2026, 11, 24))
    item_for(cast, due_on=date(2026, 11, 25))
    accepted(cast, at=now - timedelta(days=30), due_on=date(2026, 11, 2))
    requested(cast)
    suspensions.suspend(in_progress(cast), by=cast.head, until=date(2026, 12, 4), reason="等", at=now)
    struck_off(cast)

    figures = client_of(cast.officer).get(reverse("ledger:items")).context["figures"]

    assert [figure["value"] for figure in figures] == [5, 1, 1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("view=open", ["班车", "护栏", "屋顶"]),
        ("view=open&sort=-due", ["屋顶", "护栏", "班车"]),
        ("view=open&sort=-number", ["屋顶", "护栏", "班车"]),
        ("view=open&q=护栏", ["护栏"]),
        ("view=open&q=竹坑村", ["班车", "护栏"]),
        ("view=open&q=2026-0002", ["护栏"]),
        ("view=open&q=3", ["屋顶"]),
        ("view=open&due=overdue", []),
        ("view=open&due=soon", ["班车"]),
        ("view=open&kind=wish", ["屋顶"]),
        ("view=open&stage=opened", ["屋顶"]),
        ("view=departments", ["班车"]),
        ("view=mine", ["班车", "护栏"]),
        ("view=struck", ["销了的"]),
        ("view=nonsense&sort=nonsense&owner=nonsense", []),
    ],
)
def test_the_url_is_the_view(cast: Cast, now: datetime, client_of: ClientOf, query: str, found: list[str]) -> None:
    linkage_of(accepted(cast, title="班车", due_on=date(2026, 11, 20)), cast)
    accepted(cast, title="护栏", due_on=date(2026, 11, 27))
    item_for(cast, title="屋顶", due_on=date(2026, 12, 4), owner=cast.colleague, place=cast.other_village, kind="wish")
    struck_off(cast, title="销了的")

    assert titles(client_of(cast.officer), query) == found


def test_people_towns_and_departments_narrow_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage_of(accepted(cast, title="班车"), cast)
    item_for(cast, title="屋顶", owner=cast.colleague, place=None)
    client = client_of(cast.officer)

    assert titles(client, f"view=open&owner={cast.colleague.pk}") == ["屋顶"]
    assert titles(client, f"view=open&town={cast.town.pk}") == ["班车"]
    assert titles(client, f"view=open&department={cast.transport.pk}") == ["班车"]


def test_a_department_sees_what_it_was_asked(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage_of(accepted(cast, title="班车"), cast)
    item_for(cast, title="屋顶")

    assert titles(client_of(cast.handler)) == ["班车"]


def test_an_empty_ledger_teaches_how_it_fills(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get(reverse("ledger:items"))

    assert "还没有一件" in page.text
    assert "记一件" in page.text


def test_an_empty_view_of_a_full_ledger_is_a_list(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast)

    assert "这个视图里现在没有" in client_of(cast.officer).get(f"{reverse('ledger:items')}?q=没有的").text


@pytest.mark.parametrize("route", ["ledger:items", "ledger:board"])
def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime, client_of: ClientOf, route: str) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            item = accepted(cast)
            measure_of(item, cast)
            linkage_of(item, cast)
            item_for(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    client = client_of(cast.officer)
    url = reverse(route)
    fill(2)
    queries()
    kept = queries()
    fill(1)
    few = queries()
    fill(14)

    assert queries() == few <= 34
    assert queries() == kept < few  # nothing happened since: the counts are kept


def test_a_kept_count_is_made_anew_once_something_happened(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    item = item_for(cast)
    before = client.get(reverse("ledger:items")).context["figures"][0]["value"]

    item_for(cast)
    after = client.get(reverse("ledger:items")).context["figures"][0]["value"]

    assert (before, after) == (1, 2)
    assert item.is_open


def test_the_board_shows_the_same_items_by_stage(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast, title="新的")
    in_progress(cast, title="在办的")

    columns = client_of(cast.officer).get(reverse("ledger:board")).context["columns"]

    assert [(str(column.label), [row.title for row in column.rows]) for column in columns] == [
        ("待认领", ["新的"]),
        ("已认领", []),
        ("办理中", ["在办的"]),
        ("待核验", []),
    ]


def test_the_list_leaves_as_excel_and_csv(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast, title="=班车")
    client = client_of(cast.officer)

    book = load_workbook(BytesIO(b"".join(client.get(f"{reverse('ledger:items_file')}?view=open"))))  # type: ignore[arg-type]
    text = b"".join(client.get(f"{reverse('ledger:items_file')}?view=open&format=csv")).decode("utf-8-sig")  # type: ignore[arg-type]

    values = [cell.value for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert "2026-0001" in values
    assert "2026-0001" in text
    assert "程晓岚" in text


def test_a_view_is_kept_replaced_and_dropped(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast)
    client = client_of(cast.officer)
    form = {"name": "我的急事", "query": "view=mine&due=soon&page=3"}

    client.post(reverse("ledger:save_view"), form, headers={"Idempotency-Key": "k1"})

    view = SavedView.objects.get()
    assert (view.name, view.query) == ("我的急事", "view=mine&due=soon")
    tabs = client.get(f"{reverse('ledger:items')}?{view.query}").context["tabs"]
    assert [tab.label for tab in tabs if tab.current] == ["我的急事"]
    assert (
        client_of(cast.head)
        .post(reverse("ledger:drop_view", args=[view.pk]), headers={"Idempotency-Key": "k2"})
        .status_code
        == 404
    )
    client.post(reverse("ledger:drop_view", args=[view.pk]), headers={"Idempotency-Key": "k3"})
    assert not SavedView.objects.exists()


def test_leaders_see_units_below_as_totals(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast)
    struck_off(cast)

    page = client_of(cast.leader).get(reverse("ledger:totals"))

    assert [(row.unit, row.open, row.overdue, row.struck_this_month) for row in page.context["rows"]] == [
        (cast.department, 1, 0, 1)
    ]
    assert client_of(cast.officer).get(reverse("ledger:totals")).status_code == 403


def test_strangers_and_administrators_have_no_ledger(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item_for(cast)

    assert client_of(cast.administrator).get(reverse("ledger:items")).status_code == 403
    assert "竹坑村至镇区班车停运" not in client_of(cast.stranger).get(reverse("ledger:items")).text
