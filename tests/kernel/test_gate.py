"""The gate before every view: no policy no view, no role no page, refusals are pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sanxin.kernel.roles import Role
from sanxin.people.models import Post
from tests.cast import Cast

pytestmark = [pytest.mark.urls("tests.kernel.gate_pages"), pytest.mark.usefixtures("plain_pages")]

ClientOf = Callable[..., Client]


def test_a_person_with_the_role_gets_in(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(cast.officer).get("/desk/").text == "desk"
    assert client_of(cast.head).post("/desk/").text == "desk"


def test_a_view_without_a_policy_is_never_served(cast: Cast, client_of: ClientOf) -> None:
    with pytest.raises(RuntimeError, match="nobody_thought_of_it has no policy"):
        client_of(cast.officer).get("/forgotten/")


def test_a_person_without_the_role_is_told_so(cast: Cast, client_of: ClientOf) -> None:
    for person in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor):
        answer = client_of(person).get("/desk/")
        assert (answer.status_code, answer.text) == (403, "403")


def test_a_role_that_has_ended_opens_nothing(cast: Cast, client_of: ClientOf) -> None:
    Post.objects.filter(person=cast.officer).update(until=date(2026, 11, 18))
    becomes(cast, Role.AUDITOR)

    assert client_of(cast.officer).get("/desk/").status_code == 403


def test_a_stranger_is_asked_to_sign_in_and_comes_back(db: None) -> None:
    answer = Client().get("/desk/?page=2")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/desk/%3Fpage%3D2")


def test_a_page_for_everybody_asks_nobody(db: None) -> None:
    assert Client().get("/public/").text == "public"


@pytest.mark.parametrize(
    ("path", "method", "allowed"), [("/desk/", "DELETE", "GET, HEAD, POST"), ("/public/", "POST", "GET, HEAD")]
)
def test_a_method_nobody_foresaw_is_refused(
    cast: Cast, client_of: ClientOf, path: str, method: str, allowed: str
) -> None:
    answer = client_of(cast.officer).generic(method, path)

    assert (answer.status_code, answer["Allow"]) == (405, allowed)


def test_what_a_button_sends_opened_like_a_page_is_told_so(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).get("/pressed/")

    assert (answer.status_code, answer["Allow"], answer.text) == (405, "POST", "405")


def test_head_goes_wherever_get_goes(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(cast.officer).head("/desk/").status_code == 200


@pytest.mark.parametrize(("how", "status"), [("no", 422), ("may", 403), ("late", 409)])
def test_a_refusal_is_a_page_with_its_sentence(cast: Cast, client_of: ClientOf, how: str, status: int) -> None:
    answer = client_of(cast.officer).get(f"/refusing/{how}/")

    assert answer.status_code == status
    assert answer.text == "现在还不行，&lt;b&gt;先&lt;/b&gt;认领"


def test_a_fault_is_not_taken_for_a_refusal(cast: Cast, client_of: ClientOf) -> None:
    with pytest.raises(KeyError):
        client_of(cast.officer).get("/broken/")


def test_what_a_person_may_is_asked_anew_for_each_request(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    assert client.get("/desk/").status_code == 200

    Post.objects.filter(person=cast.officer).delete()
    becomes(cast, Role.AUDITOR)

    assert client.get("/desk/").status_code == 403


def becomes(cast: Cast, role: Role) -> None:
    Post.objects.create(person=cast.officer, unit=cast.department, role=role, since=date(2026, 11, 19))
