"""From a sentence heard on a visit straight to asking departments."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.fieldwork.actions.lines import NewLine
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.fieldwork.visit_builders import LEAK, PRAISE, a_visit


@pytest.mark.parametrize("said", [LEAK, PRAISE])
def test_the_item_is_opened_taken_on_and_the_form_comes_next(
    cast: Cast, client_of: Callable[[Person], Client], said: NewLine
) -> None:
    line = a_visit(cast, said).lines.get()
    client = client_of(cast.officer)
    page = client.get(reverse("fieldwork:visit", args=[line.visit_id])).text
    told = {"then": "ask", "once": str(new_id())}

    answer = client.post(reverse("fieldwork:open_item", args=[line.pk]), told)
    again = client.post(reverse("fieldwork:open_item", args=[line.pk]), told | {"once": str(new_id())})

    item = Item.objects.get()
    assert "请部门办" in page
    assert item.stage == Stage.ACCEPTED
    assert [one.headers["Location"] for one in (answer, again)] == [reverse("ledger:item_linkage", args=[item.pk])] * 2
