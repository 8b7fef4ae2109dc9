"""Counting: groups, common ground, what divides; what is too few, and nothing of one person anywhere."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from sanxin.dialogues.actions import releases, snapshots, statements
from sanxin.dialogues.models import Conversation, Participant, Snapshot, Vote
from sanxin.dialogues.queries.results import results_of
from sanxin.dialogues.queries.tables import sheet_of
from sanxin.dialogues.rules.showing import Bar, alone_in_words, bars_of
from sanxin.kernel import clock
from sanxin.kernel.jobs import work_off
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin_engines.consensus.command import main
from tests.cast import Cast
from tests.conftest import NOW
from tests.dialogues.builders import SECRET, a_held_dialogue, a_result, added, answer, answered, closed, counted, opened
from tests.dialogues.test_pages import text_of
from tests.service.builders import refused

ClientOf = Callable[[Person], Client]


def test_groups_common_ground_and_what_divides(cast: Cast) -> None:
    conversation = opened(cast)
    answered(conversation)
    snapshot = counted(cast, conversation)

    assert (snapshot.k, snapshot.sizes, snapshot.people, snapshot.grouped) == (3, [12, 9, 7], 28, 28)
    assert [4, "agree"] in snapshot.common
    assert {1, 2, 3} & set(snapshot.dividing)
    shown = results_of(snapshot)
    assert [group.size for group in shown.groups] == [12, 9, 7]
    assert all(group.typical for group in shown.groups)
    one = next(line for line in shown.lines if line.number == 4)
    assert one.consensus is not None
    assert one.consensus > 70 > (one.consensus_legacy or 0)
    assert 0 <= (one.divisive or 0) < 40


def test_too_few_says_which(cast: Cast, client_of: ClientOf) -> None:
    conversation = opened(cast)
    answered(conversation, sizes=(9,))
    answer(conversation, "hasty", [1, 1])

    with refused("dialogues.snapshot.too_few"):
        counted(cast, conversation)
    page = text_of(client_of(cast.officer).get(f"/dialogues/{conversation.pk}/results/"))
    assert "答满 7 条的有 9 人，满 15 人才分析，还差 6 人" in page
    assert "赞成" not in page.split("人太少")[1].split("</main>")[0]


def test_a_new_count_takes_five_new_people(cast: Cast) -> None:
    conversation = opened(cast)
    answered(conversation)
    counted(cast, conversation)
    with refused("dialogues.snapshot.nothing_new"):
        counted(cast, conversation)
    answered(conversation, sizes=(2, 2, 0), seed=8, first=100)
    with refused("dialogues.snapshot.few_new"):
        counted(cast, conversation)
    answered(conversation, sizes=(0, 0, 1), seed=9, first=200)

    with clock.frozen(NOW + timedelta(minutes=1)):
        assert counted(cast, conversation).people == 33
    assert Participant.objects.filter(fresh=True).count() == 0


def test_what_the_desk_left_out_is_counted_anew_without_waiting(cast: Cast) -> None:
    conversation = opened(cast)
    answered(conversation)
    counted(cast, conversation)
    with clock.frozen(NOW + timedelta(minutes=5)):
        first = conversation.statements.get(number=1)
        statements.leave_out(first, reason="double", seen=1, by=cast.officer, at=clock.now())
    with clock.frozen(NOW + timedelta(minutes=6)):
        snapshot = counted(cast, conversation)
    assert [one["number"] for one in snapshot.statements] == [2, 3, 4, 5, 6, 7, 8]


def test_a_statement_left_out_later_is_shown_by_no_result(cast: Cast) -> None:
    conversation = a_result(cast)
    first = conversation.statements.get(number=4)
    statements.leave_out(first, reason="personal", seen=1, by=cast.officer, at=clock.now())

    shown = results_of(conversation.snapshots.get())
    assert 4 not in {line.number for line in shown.lines}
    assert 4 not in {said.line.number for said in shown.common}


def test_only_the_desk_counts(cast: Cast) -> None:
    conversation = opened(cast)
    answered(conversation)
    for person in (cast.leader, cast.stranger):
        with refused("dialogues.not_desk", NotAllowed):
            snapshots.count(conversation, by=person, at=clock.now())
        with refused("dialogues.not_desk", NotAllowed):
            snapshots.ask(conversation, by=person, at=clock.now())


def test_a_large_one_is_counted_by_the_worker(cast: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "AT_ONCE", 10)
    conversation = opened(cast)
    answered(conversation)
    client = client_of(cast.officer)
    answer_ = client.post(f"/dialogues/{conversation.pk}/results/count/", {"once": "a"})
    assert answer_["Location"].startswith("/jobs/")
    work_off()

    assert Snapshot.objects.get().k == 3
    assert "看结果" in text_of(client.get(answer_["Location"]))


# --- nobody stands out --------------------------------------------------------------------------


def test_no_person_and_no_point_of_one_is_kept_in_a_snapshot(cast: Cast) -> None:
    conversation = a_result(cast)
    snapshot = conversation.snapshots.get()
    kept = json.dumps([snapshot.statements, snapshot.common, snapshot.dividing, snapshot.typical, snapshot.areas])

    for participant in Participant.objects.all():
        assert str(participant.pk) not in kept
    assert len(snapshot.areas) == 3
    assert min(snapshot.sizes) >= 5
    assert [len(area) for area in snapshot.areas] == [5, 5, 5]


def test_a_group_of_four_joins_another(cast: Cast) -> None:
    conversation = opened(cast)
    answered(conversation, sizes=(14, 10, 4))
    assert min(counted(cast, conversation).sizes) >= 5


def test_small_counts_are_hidden_alone_and_by_subtraction() -> None:
    def statement(n: int, agree: int, *groups: tuple[int, int]) -> dict[str, Any]:
        parts = {str(i): {"n": g, "agree": a, "disagree": 0} for i, (g, a) in enumerate(groups)}
        return {"n": n, "agree": agree, "disagree": 0, "by_group": parts}

    assert bars_of(statement(4, 4)).total is None
    assert bars_of(statement(14, 9, (9, 6), (5, 3))).groups == (Bar(9, 6, 0), Bar(5, 3, 0))
    assert bars_of(statement(13, 9, (9, 6), (4, 3))).groups == ()
    alone = bars_of(statement(16, 11, (9, 6), (5, 3)))
    assert alone.total == Bar(14, 9, 0), "two people without a group would be the difference"
    assert bars_of(statement(19, 14, (9, 6), (5, 3))).total == Bar(19, 14, 0)
    assert (alone_in_words(30, [20, 8]), alone_in_words(30, [20, 5]), alone_in_words(30, [30])) == (None, 5, 0)


def test_no_page_and_no_file_shows_a_small_count_or_a_person(cast: Cast, client_of: ClientOf) -> None:
    conversation = opened(cast)
    answered(conversation)
    added(conversation)
    rare = statements.write(conversation, ["只有三个人答的一条。"], by=cast.officer, at=clock.now())[0]
    for person in ("0-0", "0-1", "1-0"):
        answer(conversation, person, [9] * (rare.number - 1) + [1])
    counted(cast, conversation)
    closed(cast, conversation)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/results/"

    row = next(
        r for r in csv.DictReader(io.StringIO(text_of(client.get(f"{page}file/?format=csv")))) if r["号"] == "10"
    )
    assert {name: value for name, value in row.items() if value and name not in {"号", "说法"}} == {}
    votes = list(csv.DictReader(io.StringIO(text_of(client.get(f"{page}votes.csv")))))
    assert "10" not in {vote["comment-id"] for vote in votes}
    everything = "".join(text_of(client.get(f"{page}{part}")) for part in ("", "brief/", "comments.csv", "votes.csv"))
    assert SECRET not in everything
    for participant in Participant.objects.all():
        assert str(participant.pk) not in everything


# --- files ---------------------------------------------------------------------------------------


def test_polis_files_give_the_command_the_same_numbers(cast: Cast, client_of: ClientOf, tmp_path: Path) -> None:
    conversation = opened(cast)
    answered(conversation)
    out = conversation.statements.get(number=6)
    statements.leave_out(out, reason="rude", seen=1, by=cast.officer, at=clock.now())
    snapshot = counted(cast, conversation)
    closed(cast, conversation)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/results/"
    for name in ("votes.csv", "comments.csv"):
        (tmp_path / name).write_text(text_of(client.get(f"{page}{name}")), encoding="utf-8-sig")

    files = [str(tmp_path / name) for name in ("votes.csv", "comments.csv", "out.json")]
    assert main(["consensus", files[0], "--comments", files[1], "-o", files[2]]) == 0
    found = json.loads((tmp_path / "out.json").read_text())
    assert (found["k"], found["sizes"]) == (snapshot.k, snapshot.sizes)
    assert set(found["statements"]) == {"1", "2", "3", "4", "5", "7", "8"}
    for ours in snapshot.statements:
        theirs = found["statements"][str(ours["number"])]
        for name in ("n", "agree", "disagree", "consensus", "divisive"):
            assert theirs[name] == ours[name], name
        assert theirs["consensus_jeffreys"] == ours["jeffreys"]
        for group, part in ours["by_group"].items():
            assert {name: theirs["by_group"][group][name] for name in part} == part
    assert out.text not in (tmp_path / "comments.csv").read_text()


def test_voters_are_numbered_by_what_they_said_not_by_when_they_came(cast: Cast) -> None:
    first, second = opened(cast), opened(cast)
    people = [[1, 1, -1], [0, 0, 1], [1, -1, 9], [-1, -1, -1], [1, 1, 1]]
    for n, votes in enumerate(people):
        answer(first, f"a{n}", votes)
    for n, votes in enumerate(reversed(people)):
        answer(second, f"b{n}", votes)
    Vote.objects.update(counted=F("value"))
    assert sheet_of(first).votes == sheet_of(second).votes
    assert {voter for voter, _number, _value in sheet_of(first).votes} == {1, 2, 3, 4, 5}


def test_who_came_too_late_is_in_no_file(cast: Cast, client_of: ClientOf) -> None:
    conversation = opened(cast)
    answered(conversation)
    counted(cast, conversation)
    answered(conversation, sizes=(3,), first=300)
    answer(conversation, "0-0", [-1] * 8)
    closed(cast, conversation)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/results/"

    with refused("dialogues.snapshot.few_new"):
        counted(cast, conversation)
    assert "没有算进去" in text_of(client.get(page))
    votes = list(csv.DictReader(io.StringIO(text_of(client.get(f"{page}votes.csv")))))
    assert len(votes) == 28 * 8
    agreed = sum(vote["comment-id"] == "1" and vote["vote"] == "1" for vote in votes)
    assert agreed == conversation.snapshots.get().statements[0]["agree"]


def test_files_refused(cast: Cast, client_of: ClientOf) -> None:
    conversation = opened(cast)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/results/"
    assert "还没有算过结果" in text_of(client.get(f"{page}file/"))
    answered(conversation)
    counted(cast, conversation)
    assert "收了以后才导出表态" in text_of(client.get(f"{page}votes.csv"))
    closed(cast, conversation)
    assert client_of(cast.leader).get(f"{page}votes.csv").status_code == 403
    assert "班车要通到村民小组。" in text_of(client_of(cast.leader).get(f"{page}file/?format=csv"))


# --- shown to everybody --------------------------------------------------------------------------


def test_everybody_reads_what_was_released(cast: Cast) -> None:
    conversation = a_result(cast)
    snapshot = conversation.snapshots.get()
    releases.release(conversation, snapshot=snapshot, words="下周座谈。", by=cast.officer, at=clock.now())
    page = Client().get(f"/v/{conversation.code}/", follow=True)
    shown = page.content.decode()

    assert "下周座谈。" in shown
    assert "28 人答过" in shown
    assert "大家都这么看" in shown
    assert not page.client.cookies


def test_what_was_agreed_is_shown_and_minutes_are_not(cast: Cast) -> None:
    dialogue = a_held_dialogue(cast)
    conversation = Conversation.objects.get(pk=dialogue.conversation_id)
    answered(conversation)
    snapshot = counted(cast, conversation)
    releases.release(closed(cast, conversation), snapshot=snapshot, words="", by=cast.officer, at=clock.now())
    shown = Client().get(f"/v/{conversation.code}/results/").content.decode()

    assert "票价三块钱" in shown
    assert "跑客运的" not in shown


def test_release_refused(cast: Cast) -> None:
    conversation, at = opened(cast), clock.now()
    answered(conversation)
    snapshot = counted(cast, conversation)
    with refused("dialogues.result.still_open"):
        releases.release(conversation, snapshot=snapshot, words="", by=cast.officer, at=at)
    answered(conversation, sizes=(5,), first=50)
    with clock.frozen(NOW + timedelta(minutes=1)):
        newer = counted(cast, conversation)
    ended = closed(cast, conversation)
    with refused("dialogues.result.older", Overtaken):
        releases.release(ended, snapshot=snapshot, words="", by=cast.officer, at=at)
    with refused("dialogues.result.long"):
        releases.release(ended, snapshot=newer, words="长" * 1001, by=cast.officer, at=at)
    with refused("dialogues.not_desk", NotAllowed):
        releases.release(ended, snapshot=newer, words="", by=cast.leader, at=at)


@pytest.mark.parametrize("people", [15, 60])
def test_the_page_of_results_costs_the_same(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: Any, people: int
) -> None:
    conversation = opened(cast)
    answered(conversation, sizes=(people, 10, 10))
    counted(cast, conversation)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/results/"
    client.get(page)
    with django_assert_max_num_queries(18):
        client.get(page)
