"""A real installation begins with one office, one administrator and one link."""

import pytest
from django.test import Client

from sanxin.kernel.roles import Role
from sanxin.people.models import Level, Person, Unit
from sanxin.project.verbs import begin
from tests.cast import Cast, unit

ARGUMENTS = ["--county", "360281", "--office", "市委组织部", "--name", "柯明", "--number", "zzb010"]


@pytest.fixture
def county(db: None) -> Unit:
    return unit("360281", "乐平市", Level.COUNTY, None)


def test_the_administrator_comes_in_by_the_link(county: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin.main(ARGUMENTS) == 0

    path = capsys.readouterr().out.strip().splitlines()[-1]
    person = Person.objects.get(staff_number="zzb010")
    assert [post.role for post in person.posts.all()] == [Role.ADMINISTRATOR]
    assert Client().get(path).status_code == 200


def test_without_divisions_it_says_what_to_do_first(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin.main(ARGUMENTS) == 1

    assert "sanxin import divisions" in capsys.readouterr().err


def test_twice_is_refused_and_changes_nothing(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    before = Person.objects.count(), Unit.objects.count()

    assert begin.main([*ARGUMENTS[:-1], "lp007"]) == 1

    assert capsys.readouterr().err.strip()
    assert (Person.objects.count(), Unit.objects.count()) == before
