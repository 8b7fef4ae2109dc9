"""Submitted with its figures frozen, approved by somebody else or sent back, written anew."""

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.public.actions import bulletin_routes as routes
from sanxin.public.actions.publications import withdraw
from sanxin.public.models import BulletinDecision, BulletinVersion
from sanxin.public.queries.bulletins import findings_in, sheet_of
from tests.cast import Cast
from tests.public.bulletin_builders import a_draft, a_phone, approved, published, submitted, written
from tests.service.builders import FANG, a_debt, an_item, refused, struck_off
from tests.service.member_builders import a_member


def test_words_and_figures_are_kept_as_they_stood(cast: Cast) -> None:
    struck_off(cast, an_item(cast))
    bulletin = submitted(cast, text="一共办好 【办好】 件事了。")
    struck_off(cast, an_item(cast))

    version = bulletin.newest

    assert version is not None
    assert sheet_of(version).blocks[0].lines == ("一共办好 1 件事了。",)
    assert (version.number, version.by, bulletin.stage) == (1, cast.officer, "submitted")
    assert timeline(bulletin.id)[0].text == "报批通报，第 1 版"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("有事打 13812342210 找我们。", "第 1 段“有事打”后面有一个电话"),
        ("张某，362202199001011234，已经领到补贴。", "像是身份证号或账号"),
    ],
)
def test_a_number_of_somebody_bars_the_way(cast: Cast, text: str, sentence: str) -> None:
    bulletin = a_draft(cast, text=text)

    with pytest.raises(Refused, match=sentence):
        routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=clock.now())

    bulletin.refresh_from_db()
    assert (bulletin.stage, BulletinVersion.objects.count()) == ("draft", 0)


def test_the_office_s_own_phone_may_stand_there_until_it_is_taken_back(cast: Cast) -> None:
    a_phone(cast)
    bulletin = submitted(cast, text="有事打 0798-6212345，上班时间有人接。")
    a_phone(cast, number="", hours="")

    with refused("public.bulletin.private"):
        routes.approve(bulletin, seen=bulletin.version, by=cast.head, at=clock.now())

    assert not BulletinDecision.objects.exists()


def test_names_on_record_only_warn(cast: Cast) -> None:
    a_member(cast, name="占水根", phone="")
    a_debt(cast, speaker=FANG)
    bulletin = a_draft(cast, text="占水根家的路修好了，方茂林说好走了，余海生也去看了。")

    found = [one.near for one in findings_in(bulletin, bulletin.title, bulletin.text)]

    assert found == ["占水根", "方茂林"]
    routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=clock.now())


def test_somebody_else_says_yes(cast: Cast) -> None:
    bulletin = submitted(cast)

    row = routes.approve(bulletin, seen=bulletin.version, by=cast.leader, at=clock.now())

    bulletin.refresh_from_db()
    assert (row.approved, row.by, bulletin.stage) == (True, cast.leader, "approved")
    assert timeline(bulletin.id)[0].text == "批准通报，第 1 版"


def test_sent_back_with_what_to_mend_and_submitted_again(cast: Cast) -> None:
    bulletin = submitted(cast)
    routes.send_back(bulletin, words="写短一点", seen=bulletin.version, by=cast.head, at=clock.now())
    bulletin.refresh_from_db()
    assert bulletin.stage == "returned"
    assert "写短一点" in timeline(bulletin.id)[0].text

    bulletin = written(cast, bulletin, "路灯修好了，晚上好走了。")
    version = routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=clock.now())

    assert version.number == 2


def test_nobody_decides_about_their_own(cast: Cast) -> None:
    at = clock.now()
    bulletin = a_draft(cast, by=cast.head)
    routes.submit(bulletin, seen=1, by=cast.officer, at=at)
    bulletin.refresh_from_db()
    with refused("public.bulletin.own", NotAllowed):
        routes.approve(bulletin, seen=bulletin.version, by=cast.head, at=at)
    with refused("public.bulletin.own", NotAllowed):
        routes.send_back(bulletin, words="改", seen=bulletin.version, by=cast.head, at=at)
    for person in (cast.officer, cast.colleague, cast.stranger):
        with refused("public.bulletin.not_head", NotAllowed):
            routes.approve(bulletin, seen=bulletin.version, by=person, at=at)

    routes.approve(bulletin, seen=bulletin.version, by=cast.leader, at=at)


def test_whoever_mended_it_last_does_not_approve_it(cast: Cast) -> None:
    bulletin = written(cast, a_draft(cast), "路灯修好了，晚上好走了。", by=cast.head)
    routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=clock.now())
    bulletin.refresh_from_db()

    with refused("public.bulletin.own", NotAllowed):
        routes.approve(bulletin, seen=bulletin.version, by=cast.head, at=clock.now())


def test_refused(cast: Cast) -> None:
    at, draft = clock.now(), a_draft(cast, text="")
    with refused("public.bulletin.empty"):
        routes.submit(draft, seen=draft.version, by=cast.officer, at=at)
    with refused("public.bulletin.not_desk", NotAllowed):
        routes.submit(draft, seen=draft.version, by=cast.leader, at=at)
    with refused("public.bulletin.overtaken", Overtaken):
        routes.submit(draft, seen=0, by=cast.officer, at=at)
    with refused("public.bulletin.not_waiting"):
        routes.approve(draft, seen=draft.version, by=cast.head, at=at)
    with refused("public.bulletin.is_draft"):
        routes.revise(draft, seen=draft.version, by=cast.officer, at=at)
    bulletin = submitted(cast)
    with refused("public.bulletin.not_a_draft"):
        routes.submit(bulletin, seen=bulletin.version, by=cast.officer, at=at)
    with refused("public.bulletin.no_words"):
        routes.send_back(bulletin, words=" ", seen=bulletin.version, by=cast.head, at=at)
    with refused("public.bulletin.long_words"):
        routes.send_back(bulletin, words="改" * 301, seen=bulletin.version, by=cast.head, at=at)
    with refused("public.bulletin.not_desk", NotAllowed):
        routes.revise(bulletin, seen=bulletin.version, by=cast.leader, at=at)


def test_another_version_of_what_was_approved_or_withdrawn(cast: Cast) -> None:
    at = clock.now()
    bulletin = approved(cast)
    assert routes.revise(bulletin, seen=bulletin.version, by=cast.colleague, at=at).stage == "draft"

    up = published(cast).version.bulletin
    up.refresh_from_db()
    with refused("public.bulletin.still_up"):
        routes.revise(up, seen=up.version, by=cast.officer, at=at)
    withdraw(up, reason="日子写错了", seen=up.version, by=cast.officer, at=at)
    up.refresh_from_db()
    assert routes.revise(up, seen=up.version, by=cast.officer, at=at).may_be_changed


def test_events_hold_no_words_of_the_text(cast: Cast) -> None:
    published(cast, text="路灯修好了，晚上好走了。")

    assert not [event for event in Event.objects.all() if "路灯" in str(event.facts)]
