"""A bulletin is drafted from what was done, and changed until it is submitted."""

from datetime import date, timedelta
from typing import Any

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.public.actions import bulletins
from sanxin.public.models import Bulletin
from sanxin.public.queries.bulletins import draft_sheet_of
from sanxin.public.queries.figures import Figures, figures_of, in_words
from sanxin.service.actions.replies import tell
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.bulletin_builders import SINCE, TITLE, UNTIL, a_draft, submitted, written
from tests.service.builders import a_debt, a_voice, an_item, refused, struck_off


def test_the_text_begins_with_what_was_done_in_those_days(cast: Cast) -> None:
    struck_off(cast, an_item(cast, title="竹坑村路灯"))
    struck_off(cast, an_item(cast, title="竹坑村水管"), at=NOW - timedelta(days=60))

    bulletin = a_draft(cast)

    assert (bulletin.code, bulletin.stage, bulletin.written_by) == ("2026-01", "draft", cast.officer)
    assert "- 竹坑村路灯" in bulletin.text
    assert "水管" not in bulletin.text
    blocks = draft_sheet_of(bulletin).blocks
    assert blocks[0].lines[0].startswith("这段时间，我们听到大家说的 0 件事，办好 1 件")
    assert [event.text for event in timeline(bulletin.id)] == ["起草通报 2026-01"]
    assert a_draft(cast).number == 2


def test_figures_are_counted_in_the_days_and_places(cast: Cast) -> None:
    voices, strike = a_debt(cast, voices=6)
    for voice in voices[:5]:
        tell(voice, strike, by=cast.officer, words="通了", channel="visit", solved="yes", at=clock.now())
    a_voice(cast, place=cast.other_village)
    a_voice(cast, at=NOW - timedelta(days=100))
    struck_off(cast, an_item(cast))

    everywhere = figures_of(cast.department.id, [], SINCE, UNTIL)
    here = figures_of(cast.department.id, [cast.village], SINCE, UNTIL)

    assert everywhere == Figures(heard=7, answered=5, solved=5, done=2, villages=[("洪岩镇 竹坑村", 2)])
    assert (here.heard, here.done) == (6, 2)
    assert figures_of(cast.department.id, [cast.town], SINCE, UNTIL) == everywhere
    there = figures_of(cast.department.id, [cast.other_village], SINCE, UNTIL)
    assert (there.heard, there.done, there.villages) == (None, 0, [])
    assert Figures.from_values(everywhere.as_values()) == everywhere


def test_few_people_are_not_given_as_a_number(cast: Cast) -> None:
    a_voice(cast)

    assert in_words(figures_of(cast.department.id, [], SINCE, UNTIL).heard) == "少于 5"


def test_figures_of_a_draft_follow_the_ledger(cast: Cast) -> None:
    bulletin = a_draft(cast, text="一共办好 【办好】 件事了。")
    assert draft_sheet_of(bulletin).blocks[0].lines == ("一共办好 0 件事了。",)

    struck_off(cast, an_item(cast))

    assert draft_sheet_of(bulletin).blocks[0].lines == ("一共办好 1 件事了。",)


def test_it_is_written_anew(cast: Cast) -> None:
    bulletin = written(cast, a_draft(cast), "路灯修好了，晚上好走了。", by=cast.colleague, title="路灯修好了")

    bulletin.refresh_from_db()
    assert (bulletin.title, bulletin.written_by, bulletin.drafted_by) == ("路灯修好了", cast.colleague, cast.officer)
    assert timeline(bulletin.id)[0].text == "改了通报的草稿"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "路"}, "public.bulletin.title"),
        ({"title": "路" * 61}, "public.bulletin.long_title"),
        ({"text": "路" * 4001}, "public.bulletin.long_text"),
        ({"since": date(2026, 11, 2), "until": date(2026, 11, 1)}, "public.bulletin.period"),
        ({"since": date(2026, 12, 1), "until": date(2026, 12, 2)}, "public.bulletin.future"),
        ({"since": date(2024, 1, 1)}, "public.bulletin.long_period"),
    ],
)
def test_an_edit_is_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    bulletin = a_draft(cast)

    with refused(code):
        written(cast, bulletin, **({"text": "好"} | changes))

    bulletin.refresh_from_db()
    assert (bulletin.title, bulletin.version) == (TITLE, 1)


def test_who_may_not_and_who_was_slower(cast: Cast) -> None:
    at, draft = clock.now(), a_draft(cast)
    sheet = bulletins.Content(TITLE, "好了", SINCE, UNTIL)
    for person in (cast.leader, cast.handler, cast.liaison, cast.stranger):
        with refused("public.bulletin.not_desk", NotAllowed):
            bulletins.begin(cast.department, title=TITLE, since=SINCE, until=UNTIL, by=person, at=at)
        with refused("public.bulletin.not_desk", NotAllowed):
            bulletins.edit(draft, content=sheet, seen=1, by=person, at=at)
    with refused("public.bulletin.overtaken", Overtaken):
        bulletins.edit(draft, content=sheet, seen=0, by=cast.officer, at=at)
    with refused("public.bulletin.many_places"):
        a_draft(cast, places=[cast.village] * 201)
    assert Bulletin.objects.count() == 1


def test_what_is_submitted_does_not_change(cast: Cast) -> None:
    bulletin = submitted(cast)

    with refused("public.bulletin.not_a_draft"):
        written(cast, bulletin, "换一换")


def test_nobody_s_words_come_into_a_text_by_themselves(cast: Cast) -> None:
    voices, _strike = a_debt(cast, voices=2)

    text = a_draft(cast).text

    assert not [voice for voice in Voice.objects.all() if voice.text in text]
    assert voices[0].text not in text
