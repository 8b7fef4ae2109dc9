"""Receipts go after a year; what they were for is still not done twice."""

from datetime import timedelta

from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.sync.jobs import KEPT, forget_receipts
from sanxin.sync.models import Receipt
from tests.cast import Cast
from tests.sync.phones import Phone, SignIn, recording


def test_old_receipts_go_and_the_visit_is_still_not_doubled(cast: Cast, client_of: SignIn) -> None:
    phone, sent = Phone(client_of(cast.officer)), recording(cast)
    phone.send(sent)

    assert forget_receipts(clock.now() + KEPT - timedelta(days=1)) == 0
    assert forget_receipts(clock.now() + KEPT + timedelta(days=1)) == 1

    assert not Receipt.objects.exists()
    assert phone.send(sent)[0]["code"] == "sync.visit.known"
    assert Visit.objects.count() == 1
