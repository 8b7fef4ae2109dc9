"""Two administrators with one form open: who is slower is told what the other did, and nothing is written."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from sanxin.kernel.refusals import Overtaken
from sanxin.people.actions import persons, units
from sanxin.people.actions.claiming import seen_of
from sanxin.people.models import Person
from tests.cast import Cast
from tests.people.builders import seen_in

ClientOf = Callable[[Person], Client]


def test_a_person_somebody_else_has_just_corrected(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client, url = client_of(cast.administrator), f"/people/persons/{cast.officer.pk}/edit/"
    form = seen_in(client, url)
    persons.rename(cast.officer, name="程晓兰", by=None, at=now)

    answer = client.post(url, form | {"name": "程小岚", "staff_number": "lp001", "phone": ""})

    assert answer.status_code == 409
    assert "“程晓兰”刚由系统改过（更正登记信息）" in answer.text
    assert "程小岚" in answer.text, "what was typed"
    assert answer.context["stands"] == [{"label": "姓名", "value": "程晓兰"}]
    cast.officer.refresh_from_db()
    assert cast.officer.name == "程晓兰"


def test_who_has_read_that_may_save_it_now(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client, url = client_of(cast.administrator), f"/people/persons/{cast.officer.pk}/edit/"
    mine = seen_in(client, url) | {"name": "程小岚", "staff_number": "lp001", "phone": ""}
    persons.rename(cast.officer, name="程晓兰", by=None, at=now)
    told = client.post(url, mine)

    answer = client.post(url, mine | {"seen": told.context["seen"]})

    assert answer.status_code == 302
    cast.officer.refresh_from_db()
    assert cast.officer.name == "程小岚"


@pytest.mark.parametrize(("verb", "wish"), [("edit", {"name": "基层科"}), ("move", {"parent": "transport"})])
def test_a_unit_somebody_else_has_just_moved(
    cast: Cast, client_of: ClientOf, now: datetime, verb: str, wish: dict[str, str]
) -> None:
    client, url = client_of(cast.administrator), f"/people/units/{cast.section.pk}/{verb}/"
    form = seen_in(client, url)
    units.move(cast.section, parent=cast.town, by=cast.administrator, at=now)

    wish = {name: str(getattr(cast, value).pk) if name == "parent" else value for name, value in wish.items()}
    answer = client.post(url, form | wish)

    assert answer.status_code == 409
    assert "刚由柯明改过（从“市委组织部”划到“洪岩镇”）" in answer.text
    cast.section.refresh_from_db()
    assert (cast.section.name, cast.section.parent_id) == ("组织二科", cast.town.pk)


def test_what_does_not_show_in_the_form_overtakes_nobody(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client, url = client_of(cast.administrator), f"/people/persons/{cast.officer.pk}/edit/"
    form = seen_in(client, url)
    client_of(cast.officer)  # signs in, which stands on the same timeline

    assert client.post(url, form | {"name": "程小岚", "staff_number": "lp001"}).status_code == 302


def test_a_mended_form_is_still_about_what_was_seen(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client, url = client_of(cast.administrator), f"/people/units/{cast.section.pk}/edit/"
    form = seen_in(client, url)
    units.rename(cast.section, name="基层科", by=None, at=now)

    wrong = client.post(url, form | {"name": ""})

    assert wrong.status_code == 422
    assert f'name="seen" value="{form["seen"]}"' in wrong.text


def test_who_looked_at_nothing_is_not_overtaken_but_a_stale_mark_is(cast: Cast, now: datetime) -> None:
    mark = seen_of(cast.section)
    units.rename(cast.section, name="基层科", by=None, at=now)

    with pytest.raises(Overtaken):
        units.rename(cast.section, name="组织科", by=None, at=now, seen=mark)
    assert units.rename(cast.section, name="组织科", by=None, at=now).name == "组织科"
