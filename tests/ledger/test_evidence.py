"""Files that show what was done."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import evidence
from sanxin.ledger.models import Evidence
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, item_for, measure_of, photo, struck_off, with_evidence


def test_evidence_is_filed_for_a_measure(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    measure = measure_of(item, cast)

    row = evidence.file_evidence(item, by=cast.officer, upload=photo(), at=now, caption="站牌", measure=measure)

    assert (row.measure, str(row), row.attachment.name) == (measure, "站牌", "站牌.txt")


def test_a_disguised_file_is_refused_and_nothing_is_written(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    page = SimpleUploadedFile("现场.jpg", b"<html><script>alert(1)</script></html>")

    with pytest.raises(Refused):
        evidence.file_evidence(item, by=cast.officer, upload=page, at=now)

    assert not Evidence.objects.exists()


def test_a_measure_of_another_item_is_refused(cast: Cast, now: datetime) -> None:
    other = measure_of(accepted(cast), cast)

    with pytest.raises(Refused) as refusal:
        evidence.file_evidence(accepted(cast), by=cast.officer, upload=photo(), at=now, measure=other)

    assert refusal.value.field == "measure"


def test_not_by_strangers_not_before_acceptance_not_after_strike_off(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        evidence.file_evidence(accepted(cast), by=cast.handler, upload=photo(), at=now)
    for item in (item_for(cast), struck_off(cast).item):
        with pytest.raises(Refused):
            evidence.file_evidence(item, by=cast.officer, upload=photo(), at=now)


def test_who_sees_the_item_gets_the_file_and_nobody_else(
    cast: Cast, now: datetime, client_of: Callable[[Person], Client]
) -> None:
    url = reverse("ledger:evidence_file", args=[with_evidence(accepted(cast)).pk])

    answer = client_of(cast.colleague).get(url)

    assert (answer.status_code, b"".join(answer)) == (200, "现场记录".encode())  # type: ignore[arg-type]
    assert client_of(cast.handler).get(url).status_code == 404
    assert client_of(cast.stranger).get(url).status_code == 404
    assert client_of(cast.auditor).get(url).status_code == 403
