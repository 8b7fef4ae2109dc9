"""The pages of administrators and of one's own account: what they show, to whom, at what cost."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel import search
from sanxin.kernel.models import Event
from sanxin.kernel.roles import Role
from sanxin.people.actions import accounts, invitations, persons, units
from sanxin.people.models import Person, Post, Unit
from sanxin.people.queries import pickers
from tests.cast import Cast
from tests.people.builders import key, person_of, post, seen_in

ClientOf = Callable[[Person], Client]


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def test_the_list_shows_who_is_who_and_filters(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    newcomer = person_of(cast.county, "lp100", "方敏", phone="13812342210")
    post(newcomer, cast.section)
    invitations.invite(newcomer, by=cast.administrator, at=now)
    client = client_of(cast.administrator)

    def names(query: str) -> list[str]:
        return [line.person.name for line in client.get(f"/people/persons/?{query}").context["lines"]]

    page = text(client.get("/people/persons/"))
    assert "138****2210" in page
    assert "13812342210" not in page
    assert "汪小舟" not in page
    assert names("q=lp10") == ["方敏"]
    assert names("role=leader") == ["叶文清"]
    assert names(f"unit={cast.transport.pk}") == ["占伟"]
    assert names("state=invited") == ["方敏"]
    assert names("q=没有这个人") == []
    assert names("sort=-number")[0] == "方敏"


def test_each_state_of_an_account_is_found(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    person_of(cast.county, "lp100", "方敏")
    persons.leave(cast.handler, on=date(2026, 11, 19), by=cast.administrator, at=now)
    accounts.disable(cast.colleague.user, reason="借调", by=cast.administrator, at=now)
    for _ in range(5):
        Client().post("/account/login/", {"login": "lp001", "password": "x"})
    client = client_of(cast.administrator)

    found = {
        state: [line.person.name for line in client.get(f"/people/persons/?state={state}").context["lines"]]
        for state in ("none", "left", "disabled", "locked")
    }

    assert found == {"none": ["方敏"], "left": ["占伟"], "disabled": ["何志明"], "locked": ["程晓岚"]}
    assert "占伟" not in text(client.get("/people/persons/"))
    counts = {tab["label"]: tab["count"] for tab in client.get("/people/persons/").context["tabs"]}
    assert str(counts) == str({"在册": 8, "可以登录": 5, "没有账号": 1, "暂时锁定": 1, "已停用": 1, "已离开": 1})


@pytest.mark.parametrize("url", ["/people/persons/", "/people/units/", "/people/trail/"])
def test_a_list_costs_as_much_at_30_rows_as_at_3(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, url: str
) -> None:
    client = client_of(cast.auditor if "trail" in url else cast.administrator)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(30):
        made = persons.add(cast.county, name="方敏", staff_number=f"x{number}", by=None, at=now)
        post(made, cast.section)
        units.add(cast.county, name=f"单位{number}", level="office", by=None, at=now)

    with django_assert_num_queries(len(few)):
        client.get(url)


def test_the_export_is_what_the_filter_shows_and_leaves_a_row(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.administrator).get("/people/persons/export/?role=officer&format=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["何志明", "程晓岚"]
    assert Event.objects.get(name="kernel.export.made").text == "导出人员，2 行"


def test_a_person_is_added_by_page_and_led_to_the_first_post(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.administrator)
    form = {"name": "方敏", "staff_number": "lp100", "phone": ""}

    answer = client.post("/people/persons/new/", form, headers={"Idempotency-Key": "one"})
    again = client.post("/people/persons/new/", form, headers={"Idempotency-Key": "one"})
    taken = client.post("/people/persons/new/", form, headers={"Idempotency-Key": "two"})

    made = Person.objects.get(staff_number="lp100")
    assert answer["Location"] == again["Location"] == f"/people/persons/{made.pk}/posts/new/"
    assert taken.status_code == 422
    assert "这个工号已经登记过。" in text(taken)


def test_a_post_is_given_and_ended_by_page(cast: Cast, client_of: ClientOf) -> None:
    client, newcomer = client_of(cast.administrator), person_of(cast.county, "lp100", "方敏")
    form = {"unit": str(cast.section.pk), "role": "officer", "since": "2026-11-01", "title": "", "until": ""}

    client.post(f"/people/persons/{newcomer.pk}/posts/new/", form, headers={"Idempotency-Key": "one"})
    held = Post.objects.get(person=newcomer)
    twice = client.post(f"/people/persons/{newcomer.pk}/posts/new/", form, headers={"Idempotency-Key": "two"})
    early = client.post(f"/people/posts/{held.pk}/end/", key() | {"on": "2026-10-01"})
    ended = client.post(f"/people/posts/{held.pk}/end/", key() | {"on": "2026-11-30"})

    assert (twice.status_code, early.status_code) == (422, 422)
    assert "时间重叠" in text(twice)
    assert ended["Location"] == f"/people/persons/{newcomer.pk}/"
    held.refresh_from_db()
    assert held.until == date(2026, 11, 30)


def test_the_page_of_a_person_has_posts_account_and_timeline(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    accounts.disable(cast.officer.user, reason="借调", by=cast.administrator, at=now)

    page = text(client_of(cast.administrator).get(f"/people/persons/{cast.officer.pk}/"))

    for words in ("组织二科", "已停用", "停用账号，事由：借调", "恢复账号", "柯明"):
        assert words in page


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"phone": ""}, "13812342210"),
        ({"phone": "139 0000 1111"}, "13900001111"),
        ({"phone": "", "drop_phone": "on"}, ""),
    ],
)
def test_correcting_somebody_shows_no_whole_phone(
    cast: Cast, client_of: ClientOf, now: datetime, told: dict[str, str], kept: str
) -> None:
    persons.rename(cast.handler, name="占伟", phone="13812342210", by=cast.administrator, at=now)
    client, url = client_of(cast.administrator), f"/people/persons/{cast.handler.pk}/edit/"

    form = client.get(url)
    answer = client.post(url, seen_in(client, url) | {"name": "占为", "staff_number": "lp005"} | told)

    assert "13812342210" not in text(form)
    assert "138****2210" in text(form)
    assert answer.status_code == 302
    cast.handler.refresh_from_db()
    assert (cast.handler.name, cast.handler.phone) == ("占为", kept)


def test_colleagues_see_names_and_posts_alone(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    persons.rename(cast.handler, name="占伟", phone="13812342210", by=cast.administrator, at=now)

    for reader in (cast.officer, cast.liaison, cast.leader):
        page = text(client_of(reader).get(f"/people/persons/{cast.handler.pk}/"))
        assert "市交通运输局" in page
        for secret in ("138****2210", "lp005", "更正登记信息", "账号"):
            assert secret not in page.replace("我的账号", "")


@pytest.mark.parametrize("path", ["persons/{p}/", "persons/{p}/edit/", "persons/{p}/leave/", "persons/{p}/phone/",
                                  "persons/{p}/posts/new/", "posts/{o}/end/", "units/{u}/", "units/{u}/edit/",
                                  "units/{u}/move/", "units/{u}/below/"])  # fmt: skip
def test_an_administrator_of_another_county_finds_nothing(cast: Cast, client_of: ClientOf, path: str) -> None:
    held = Post.objects.get(person=cast.officer)
    url = "/people/" + path.format(p=cast.officer.pk, o=held.pk, u=cast.section.pk)

    assert client_of(cast.stranger_administrator).get(url).status_code == 404
    assert client_of(cast.administrator).get(url).status_code == 200


def test_a_phone_shows_after_a_reason_only(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    persons.rename(cast.handler, name="占伟", phone="13812342210", by=cast.administrator, at=now)
    client, url = client_of(cast.administrator), f"/people/persons/{cast.handler.pk}/phone/"

    assert "13812342210" not in text(client.get(url))
    assert client.post(url, key() | {"reason": ""}).status_code == 422
    shown = client.post(url, key() | {"reason": "汛期值班"})
    assert "13812342210" in text(shown)
    assert shown["Cache-Control"] == "no-store"


def test_the_tree_opens_level_by_level_and_is_searched(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.administrator)

    top = text(client.get("/people/units/"))
    assert "市委组织部" in top
    assert "组织二科" not in top
    assert "组织二科" in text(client.get(f"/people/units/{cast.department.pk}/below/"))
    assert "竹坑村" in text(client.get("/people/units/?q=竹坑"))


def test_units_are_set_up_moved_and_closed_by_page(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.administrator)
    form = {"level": "section", "parent": str(cast.department.pk), "name": "干部一科", "short_name": "", "code": ""}

    client.post("/people/units/new/", form, headers={"Idempotency-Key": "one"})
    made = Unit.objects.get(name="干部一科")
    moving, editing = f"/people/units/{made.pk}/move/", f"/people/units/{made.pk}/edit/"
    client.post(moving, seen_in(client, moving) | {"parent": str(cast.transport.pk)})
    client.post(editing, seen_in(client, editing) | {"name": "运管科", "short_name": ""})
    client.post(f"/people/units/{made.pk}/close/", key())

    made.refresh_from_db()
    assert (made.name, made.parent_id) == ("运管科", cast.transport.pk)
    assert made.closed_on == date(2026, 11, 19)
    refused = client.post(f"/people/units/{cast.section.pk}/close/", key())
    assert refused.status_code == 422
    assert "还有 3 人在这里任职" in text(refused)


def test_search_finds_names_of_the_own_county(cast: Cast, now: datetime) -> None:
    persons.add(cast.county, name="方敏", staff_number="lp100", phone="13812342210", by=None, at=now)
    units.add(cast.county, name="市敏感资源局", level="office", by=None, at=now)

    def found(person: Person, words: str) -> list[str]:
        return [str(hit.title) for group in search.find(person, words) for hit in group.hits]

    assert found(cast.officer, "方敏") == ["<mark>方敏</mark>"]
    assert found(cast.officer, "13812342210") == []
    assert len(found(cast.officer, "敏感")) == 1
    assert found(cast.stranger, "方敏") == found(cast.auditor, "方敏") == []


def test_an_address_with_a_nul_is_answered_before_a_database_sees_it(cast: Cast, client_of: ClientOf) -> None:
    for address in ("/ledger/?q=%00", "/search/?q=a%00b", "/research/?kind=%00"):
        assert client_of(cast.officer).get(address).status_code == 400


def test_preferences_are_set_by_post_only(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)

    answer = client.post("/people/preferences/", {"language": "en", "theme": "dark", "next": "/people/account/"})

    assert answer["Location"] == "/people/account/"
    cast.officer.user.refresh_from_db()
    assert cast.officer.user.language == "en"
    assert (client.cookies["sanxin_language"].value, client.cookies["theme"].value) == ("en", "dark")
    assert 'lang="en"' in text(client.get("/people/account/"))
    assert client.get("/people/preferences/").status_code == 405


@pytest.mark.parametrize("told", [{"language": "fr"}, {"theme": "pink"}])
def test_unknown_preferences_are_refused(cast: Cast, client_of: ClientOf, told: dict[str, str]) -> None:
    assert client_of(cast.officer).post("/people/preferences/", told).status_code == 422


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "a word", "😀"])
def test_a_foreign_address_is_never_gone_back_to(client: Client, db: None, elsewhere: str) -> None:
    answer = client.post("/people/preferences/", {"language": "en", "next": elsewhere})

    assert answer["Location"] == "/"


def test_a_foreign_page_cannot_change_preferences(db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/people/preferences/", {"language": "en"}).status_code == 403


def test_ones_own_account_shows_posts_password_and_sign_ins(cast: Cast, client_of: ClientOf) -> None:
    page = text(client_of(cast.officer).get("/people/account/"))

    for words in ("程晓岚", "市委组织部 组织二科", "干部", "两步验证", "没开", "登录"):
        assert words in page


def test_pickers_offer_names_in_one_query_each(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        names = {one.name for one in pickers.people_of_offices([cast.department])}
        assert names == {"程晓岚", "何志明", "徐建平", "叶文清"}  # administrator and auditor lead no work
    with django_assert_num_queries(1):
        desk = frozenset({Role.OFFICER})
        assert [one.name for one in pickers.people_of_offices([cast.department.id], roles=desk)] == ["何志明", "程晓岚"]
    with django_assert_num_queries(1):
        assert [str(one) for one in pickers.places_of(cast.county)] == ["洪岩镇", "竹坑村", "双溪村"]
    with django_assert_num_queries(1):
        assert [str(one) for one in pickers.departments_of(cast.county)] == ["市交通运输局", "市委组织部"]
