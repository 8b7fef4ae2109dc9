"""Two at once with one link: answered once; and a link taken back while it is used is before or behind, never both."""

from collections.abc import Callable, Iterator

import pytest

from sanxin.kernel import clock, locks
from sanxin.ledger.actions import linkages
from sanxin.ledger.actions.links import revoke_link
from sanxin.ledger.models import LinkageAnswer, LinkageLink
from sanxin.people.models import Person
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.kernel.file_database import file_database
from tests.ledger.linked import linked
from tests.ledger.test_races import at_once, went_wrong


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    with file_database():
        yield


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with clock.frozen(NOW):
        yield make_cast()


def answering(link: LinkageLink) -> Callable[[], object]:
    mine = LinkageLink.objects.select_related("linkage__unit", "linkage__item").get(pk=link.pk)
    return lambda: linkages.answer_linkage(mine.linkage, by=mine, account="接通了", at=NOW)


def revoking(link: LinkageLink, by: Person) -> Callable[[], object]:
    mine = Person.objects.get(pk=by.pk)
    assert mine.sight.roles
    linkage = LinkageLink.objects.select_related("linkage__unit", "linkage__item").get(pk=link.pk).linkage
    return lambda: revoke_link(linkage, by=mine, at=NOW)


@pytest.mark.parametrize("round_", range(3))
def test_a_link_used_twice_at_once_answers_once(town: Cast, round_: int) -> None:
    link = linked(town).link

    outcomes = at_once(answering(link), answering(link))

    assert not went_wrong(outcomes), outcomes
    assert LinkageAnswer.objects.filter(linkage=link.linkage).count() == 1


def test_without_the_lock_it_goes_wrong(town: Cast) -> None:
    def trial() -> bool:
        link = linked(town).link
        with locks.switched_off():
            return went_wrong(at_once(answering(link), answering(link)))

    assert any(trial() for _ in range(20))


@pytest.mark.parametrize("round_", range(6))
def test_taken_back_while_answering(town: Cast, round_: int) -> None:
    """Either the answer was first (and the link is taken back behind it), or it came too late and nothing stands."""
    link = linked(town).link

    answered, revoked = at_once(answering(link), revoking(link, town.officer))

    assert not isinstance(revoked, Exception), revoked
    assert LinkageLink.objects.get(pk=link.pk).revoked_at is not None
    stands = LinkageAnswer.objects.filter(linkage=link.linkage).exists()
    assert stands is not isinstance(answered, Exception)
    assert stands or getattr(answered, "code", "") == "ledger.link.dead"
