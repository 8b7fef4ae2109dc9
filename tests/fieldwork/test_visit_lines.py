"""What can be done with a sentence: one more, onto the ledger, answered."""

from typing import Any

from sanxin.fieldwork.actions import difficulties, lines, promises
from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.models import PromiseKept, VisitLine
from sanxin.fieldwork.queries.waiting import waiting_for
from sanxin.kernel import clock
from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.models import Item
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.fieldwork.visit_builders import LEAK, PRAISE, QUESTION, a_visit
from tests.service.builders import refused


def the_line(cast: Cast, new: NewLine, **changes: Any) -> VisitLine:
    return a_visit(cast, new, **changes).lines.select_related("voice", "visit__office").get()


def test_one_more_sentence(cast: Cast) -> None:
    visit = a_visit(cast, PRAISE)

    line = lines.add(visit, LEAK, by=cast.officer, at=clock.now())

    assert (line.order, line.voice.text) == (2, LEAK.text)
    assert Item.objects.get().title == LEAK.text
    assert lines.add(visit, LEAK, by=cast.officer, at=clock.now()) == line
    assert Voice.objects.count() == 2


def test_only_who_went_adds(cast: Cast) -> None:
    visit = a_visit(cast)

    for person in (cast.head, cast.colleague):
        with refused("fieldwork.visit.not_yours", NotAllowed):
            lines.add(visit, PRAISE, by=person, at=clock.now())


def test_an_id_of_another_sentence_is_refused(cast: Cast) -> None:
    first, second = a_visit(cast), a_visit(cast)
    lines.add(first, PRAISE, by=cast.officer, at=clock.now())

    with refused("fieldwork.line.id_taken"):
        lines.add(second, PRAISE, by=cast.officer, at=clock.now())


def test_one_tap_onto_the_ledger_and_a_second_gives_the_same(cast: Cast) -> None:
    line = the_line(cast, PRAISE)

    item = difficulties.open_item(line, by=cast.officer, at=clock.now())

    assert difficulties.open_item(line, by=cast.officer, at=clock.now()) == item
    assert Item.objects.count() == 1
    assert VisitLine.objects.get().is_difficulty


def test_a_long_sentence_keeps_its_words(cast: Cast) -> None:
    text = "水" * 200
    item = difficulties.open_item(the_line(cast, NewLine(text)), by=cast.officer, at=clock.now())

    assert (len(item.title), item.detail) == (120, text)


def test_a_liaison_does_not_open_items(cast: Cast) -> None:
    line = the_line(cast, LEAK, by=cast.liaison)

    with refused("fieldwork.difficulty.not_desk", NotAllowed):
        difficulties.open_item(line, by=cast.liaison, at=clock.now())
    assert difficulties.open_item(line, by=cast.officer, at=clock.now()).title == LEAK.text


def test_a_promise_waits_until_it_is_kept(cast: Cast) -> None:
    line = the_line(cast, QUESTION)
    assert [row.title for row in waiting_for(cast.officer, clock.today())] == [QUESTION.text]
    assert waiting_for(cast.head, clock.today()) == []

    promises.keep(line, words="能办，带户口本来。", by=cast.officer, at=clock.now())

    assert waiting_for(cast.officer, clock.today()) == []
    assert PromiseKept.objects.get().words == "能办，带户口本来。"


def test_a_promise_is_kept_once_with_words_by_who_gave_it(cast: Cast) -> None:
    line = the_line(cast, QUESTION)

    with refused("fieldwork.promise.no_words"):
        promises.keep(line, words=" ", by=cast.officer, at=clock.now())
    with refused("fieldwork.promise.not_yours", NotAllowed):
        promises.keep(line, words="能办。", by=cast.colleague, at=clock.now())
    promises.keep(line, words="能办。", by=cast.head, at=clock.now())
    with refused("fieldwork.promise.kept"):
        promises.keep(line, words="能办。", by=cast.officer, at=clock.now())
    with refused("fieldwork.promise.none"):
        promises.keep(the_line(cast, PRAISE), words="没问。", by=cast.officer, at=clock.now())
