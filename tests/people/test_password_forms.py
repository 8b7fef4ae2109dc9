"""The pages where a password is set or changed say the rules in our words."""

from collections.abc import Callable

from django.test import Client

from sanxin.people.models import Person
from tests.cast import Cast

RULES = "大写、小写、数字、符号用到 3 种"


def test_changing_names_the_rules_and_the_last_ones(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    page = client_of(cast.officer).get("/account/password/change/").content.decode()

    assert RULES in page
    assert "次用过的密码相同" in page
    assert "你的密码" not in page


def test_setting_the_first_names_the_rules(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    user = cast.officer.user
    user.set_unusable_password()
    user.save()

    page = client_of(cast.officer).get("/account/password/set/").content.decode()

    assert RULES in page
    assert "你的密码" not in page
