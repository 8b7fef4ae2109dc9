"""The pages of topics: what they show to whom, and what they refuse."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.actions import problems as acts
from sanxin.research.models import Problem
from sanxin.surveys.models import Questionnaire
from sanxin.topics.models import Candidate, PlannedVisit, Round, ScoreSheet, Topic
from sanxin.topics.queries.fields import fields_of, limit_of
from tests.cast import Cast
from tests.research.builders import again as problem_again
from tests.research.builders import hear_some, propose
from tests.topics.builders import (
    QUESTION,
    a_candidate,
    a_field,
    a_milestone,
    a_round,
    a_running_topic,
    a_topic,
    again,
    planned,
    scored,
)

ClientOf = Callable[[Person], Client]


def sent(**fields: object) -> dict[str, object]:
    return {FIELD: str(new_id()), **fields}


def url(name: str, *args: object) -> str:
    return reverse(f"topics:{name}", args=args)


def a_problem(cast: Cast, now: datetime) -> Problem:
    [problem] = propose(cast, now, hear_some(cast, 6, now))
    acts.accept(problem, by=cast.officer, seen=problem.version, at=now)
    return problem_again(problem)


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_empty_pages_say_how_to_begin(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.head)

    assert url("candidates") in text_of(client.get(url("topics")))
    assert url("new_candidate") in text_of(client.get(url("candidates")))
    assert url("new_round") in text_of(client.get(url("rounds")))
    for name in ("compare", "progress", "settings"):
        assert client.get(url(name)).status_code == 200


def test_one_tap_makes_a_problem_a_candidate(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = a_problem(cast, now)
    client = client_of(cast.officer)
    assert "6 人、2 个地方" in text_of(client.get(url("candidates")))

    answer = client.post(url("candidate_from_problem"), sent(problem=problem.pk))

    candidate = Candidate.objects.get()
    assert answer["Location"] == url("candidate", candidate.pk)
    assert list(candidate.problems.all()) == [problem]
    assert "6<small>人说" in text_of(client.get(answer["Location"]))


def test_one_tap_stops_where_something_like_it_exists(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = a_problem(cast, now)
    a_candidate(cast, now, problems=[problem])

    answer = client_of(cast.officer).post(url("candidate_from_problem"), sent(problem=problem.pk), follow=True)

    assert f"{problem.code} 已经有人提过，就是这一个。" in text_of(answer)
    assert QUESTION in text_of(answer)
    assert Candidate.objects.count() == 1


def test_earlier_ones_are_shown_before_saving(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    earlier = a_topic(cast, now)
    client = client_of(cast.officer)
    said = {"title": "偏远村老人出行难怎么解决", "reason": "", "field": "", "shown": ""}

    first = client.post(url("new_candidate"), sent(**said))
    assert (first.status_code, Candidate.objects.count()) == (422, 1)
    assert str(earlier) in text_of(first)

    second = client.post(url("new_candidate"), sent(**said | {"shown": str(earlier.pk)}))
    assert second.status_code == 302
    assert Candidate.objects.count() == 2


def test_while_typing_similar_ones_show(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    earlier = a_topic(cast, now)

    part = client_of(cast.officer).get(url("similar"), {"title": "偏远村老人出行难"})

    assert str(earlier.pk) in text_of(part)


def test_a_candidate_without_a_question_keeps_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post(url("new_candidate"), sent(title=" ", reason="班车停了。"))

    assert answer.status_code == 422
    assert "用一句话写清要研究什么。" in text_of(answer)
    assert "班车停了。" in text_of(answer)


def test_a_candidate_is_rewritten_and_taken_back(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    candidate = a_candidate(cast, now)
    client = client_of(cast.colleague)

    answer = client.post(
        url("revise_candidate", candidate.pk), sent(seen=candidate.version, title="老人出行，怎么办？", field="")
    )
    assert (answer.status_code, again(candidate).title) == (302, "老人出行，怎么办？")
    late = client.post(url("revise_candidate", candidate.pk), sent(seen=1, title="又改", field=""))
    assert (late.status_code, "刚有人改过" in text_of(late)) == (409, True)

    client.post(url("withdraw_candidate", candidate.pk), sent(seen=again(candidate).version))
    assert again(candidate).stage == "withdrawn"


def test_a_round_is_opened_by_the_head(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.head)
    assert "紧迫程度" in text_of(client.get(url("new_round")))
    said = {
        "year": 2026,
        "most": 3,
        "scorers": [cast.officer.pk, cast.head.pk],
        "criteria-TOTAL_FORMS": 2,
        "criteria-INITIAL_FORMS": 2,
        "criteria-0-name": "紧迫程度",
        "criteria-0-weight": 60,
        "criteria-1-name": "涉及面",
        "criteria-1-weight": 30,
    }

    wrong = client.post(url("new_round"), sent(**said))
    assert (wrong.status_code, "加起来要是 100，现在是 90" in text_of(wrong)) == (422, True)

    client.post(url("new_round"), sent(**said | {"criteria-1-weight": 40}))
    round_ = Round.objects.get()
    assert (round_.most, round_.scorer_rows.count()) == (3, 2)
    assert client_of(cast.officer).get(url("new_round")).status_code == 403


def test_a_new_round_begins_as_the_last_one_was_arranged(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client = client_of(cast.head)
    first = client.get(url("new_round")).context["forms"]
    assert (first.sheet["year"].value(), first.sheet["most"].value()) == (2026, 15)

    a_round(cast, now, most=12, criteria=(("紧迫程度", 70), ("涉及面", 30)))
    forms = client.get(url("new_round")).context["forms"]
    assert (forms.sheet["year"].value(), forms.sheet["most"].value()) == (2027, 12)
    assert set(forms.sheet["scorers"].value()) == {cast.officer.pk, cast.head.pk}
    assert [form["name"].value() for form in forms.criteria][:2] == ["紧迫程度", "涉及面"]


def test_scores_show_after_ones_own(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.head, 4, now)
    client = client_of(cast.officer)
    assert "80.0" not in text_of(client.get(url("candidate", candidate.pk)))
    assert "80.0" not in text_of(client.get(url("round", round_.pk)))

    points = {f"c_{one.id}": 2 for one in round_.criteria.all()}
    client.post(url("score", candidate.pk), sent(**points))

    assert ScoreSheet.objects.count() == 2
    assert "60.0" in text_of(client.get(url("candidate", candidate.pk)))
    assert "60.0" in text_of(client.get(url("round", round_.pk)))


def test_half_a_sheet_is_shown_again(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    answer = client_of(cast.officer).post(url("score", candidate.pk), sent())

    assert answer.status_code == 422
    assert "每条标准都打一个分，再交。" in text_of(answer)


def test_the_file_keeps_scores_back_too(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    round_ = a_round(cast, now)
    scored(a_candidate(cast, now), cast.head, 4, now)

    def averages(who: Person, address: str) -> list[str]:
        answer = client_of(who).get(f"{address}?format=csv")
        rows = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))  # type: ignore[attr-defined]
        return ["80" in "".join(row) for row in rows][1:]  # type: ignore[misc]

    for address in (url("round_file", round_.pk), url("candidates_file")):
        assert averages(cast.officer, address) == [False]
        assert averages(cast.leader, address) == [True]


def test_a_remark_is_written(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    candidate = a_candidate(cast, now)
    client = client_of(cast.officer)

    client.post(url("remark", candidate.pk), sent(text="可以和交通局一起去。"))
    assert "可以和交通局一起去。" in text_of(client.get(url("candidate", candidate.pk)))
    assert client.post(url("remark", candidate.pk), sent(text=" ")).status_code == 422


def test_the_leader_chooses_and_declines(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_round(cast, now, most=1)
    first, second, third = (a_candidate(cast, now, title=f"第 {n} 问") for n in range(3))
    client = client_of(cast.leader)
    said = {"field": a_field(cast).pk, "lead": cast.officer.pk}

    client.post(url("choose", first.pk), sent(seen=first.version, **said))
    assert Topic.objects.get().code == "2026-01"
    wanting = client.post(url("choose", second.pk), sent(seen=second.version, **said))
    assert (wanting.status_code, "写一句为什么" in text_of(wanting)) == (422, True)
    client.post(url("choose", second.pk), sent(seen=second.version, reason="市里点了题。", **said))
    assert Topic.objects.count() == 2
    client.post(url("decline", third.pk), sent(seen=third.version, reason="去年研究过。"))
    assert again(third).stage == "declined"
    assert client_of(cast.officer).get(url("choose", third.pk)).status_code == 403


def test_a_topic_is_planned_and_begun(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = a_topic(cast, now)
    client = client_of(cast.officer)
    said = {
        "seen": topic.version,
        "question": QUESTION,
        "kind": "countermeasure",
        "lead": cast.officer.pk,
        "methods": ["talks"],
        "starts_on": "2026-11-20",
        "ends_on": "2027-03-31",
        "expected": "一个方案",
        "places-TOTAL_FORMS": 2,
        "places-INITIAL_FORMS": 2,
        "places-0-place": "竹坑",
        "places-0-people": 20,
    }

    wrong = client.post(url("plan", topic.pk), sent(**said))
    assert (wrong.status_code, "是不是 洪岩镇 竹坑村？" in text_of(wrong)) == (422, True)
    client.post(url("plan", topic.pk), sent(**said | {"places-0-place": "竹坑村"}))
    assert again(topic).place_rows.get().place == cast.village
    assert "至少一个节点" in text_of(client.get(url("topic", topic.pk)))

    seen = again(topic).version
    step = sent(seen=seen, title="走完两个村", owner=cast.colleague.pk, due_on="2026-12-10")
    client.post(url("new_milestone", topic.pk), step)
    client.post(url("start", topic.pk), sent(seen=again(topic).version))
    assert again(topic).stage == "running"


def test_milestones_are_changed_finished_and_dropped(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    first, second = topic.milestones.get(), a_milestone(cast, topic, now, title="写报告")
    client = client_of(cast.officer)

    change = sent(seen=again(topic).version, title="写出报告", owner=cast.officer.pk, due_on="2026-12-30")
    client.post(url("change_milestone", second.pk), change)
    assert again(second).title == "写出报告"
    client.post(url("finish_milestone", first.pk), sent(note="问了 35 人。"))
    assert "问了 35 人。" in text_of(client.get(url("topic", topic.pk)))
    client.post(url("drop_milestone", second.pk), sent(seen=again(topic).version))
    assert topic.milestones.count() == 1

    client.post(url("finish", topic.pk), sent(seen=again(topic).version, words="赶集日加一班就够。"))
    assert "赶集日加一班就够。" in text_of(client.get(url("topic", topic.pk)))


def test_a_crowded_village_is_said_and_another_offered(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    first, second, third = (a_topic(cast, now, candidate=a_candidate(cast, now, title=f"第 {n} 问")) for n in range(3))
    client = client_of(cast.officer)
    said = {"place": "竹坑村", "on": "2026-12-08", "manner": "unannounced"}
    for topic in (first, second):
        client.post(url("new_visit", topic.pk), sent(**said))

    told = client.post(url("new_visit", third.pk), sent(**said))
    assert told.status_code == 422
    for words in (first.question, second.question, "照样安排", "双溪村"):
        assert words in text_of(told)

    client.post(url("new_visit", third.pk), sent(**said, instead=cast.other_village.pk))
    client.post(url("new_visit", third.pk), sent(**said, anyway="1"))
    assert [visit.place for visit in third.visits.order_by("planned_at")] == [cast.other_village, cast.village]
    assert "那月去的多" in text_of(client.get(url("topic", third.pk)))
    assert "洪岩镇 竹坑村" not in text_of(client.get(url("progress")))  # december, not this month


def test_a_visit_is_settled(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = a_running_topic(cast, now)
    client = client_of(cast.colleague)
    client.post(url("new_visit", topic.pk), sent(place="竹坑村", on="2026-11-19", manner="announced"))
    visit = PlannedVisit.objects.get()

    client.post(url("settle_visit", visit.pk), sent(made="yes", note="等车的都是老人。"))

    assert "等车的都是老人。" in text_of(client.get(url("topic", topic.pk)))
    assert client.post(url("settle_visit", visit.pk), sent(made="yes")).status_code == 422


def test_problems_and_proposals_are_linked(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    from tests.research.proposal_builders import a_proposal

    problem = a_problem(cast, now)
    proposal = a_proposal(cast, now, problem=problem)
    topic = a_topic(cast, now)
    client = client_of(cast.officer)

    client.post(url("cover", topic.pk), sent(problem=problem.pk))
    client.post(url("lead_to", topic.pk), sent(proposal=proposal.pk))
    page = text_of(client.get(url("topic", topic.pk)))
    assert problem.name in page
    assert proposal.code in page

    client.post(url("uncover", topic.pk, problem.pk), sent())
    client.post(url("lead_not_to", topic.pk, proposal.pk), sent())
    assert (topic.problems.count(), topic.proposals.count()) == (0, 0)


def test_a_questionnaire_is_linked(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = a_topic(cast, now)
    made = Questionnaire.objects.create(
        county=cast.county,
        office=cast.department,
        title="出行问卷",
        created_by=cast.officer,
        created_at=now,
        edited_at=now,
    )
    client = client_of(cast.officer)

    client.post(url("ask_by", topic.pk), sent(questionnaire=made.pk))
    assert "出行问卷" in text_of(client.get(url("topic", topic.pk)))
    client.post(url("ask_not_by", topic.pk, made.pk), sent())
    assert topic.questionnaires.count() == 0


def test_problems_are_sorted_on_the_comparison(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    problem = a_problem(cast, now)
    client = client_of(cast.officer)

    client.post(url("sort"), sent(problem=[problem.pk], field=a_field(cast, 3).pk))

    page = text_of(client.get(url("compare"), {"only": "uncovered"}))
    assert "6 人次里 0" in page
    assert client.post(url("sort"), sent(problem=[problem.pk], field="")).status_code == 422
    file = client.get(url("compare_file") + "?format=csv")
    assert "人才工作" in b"".join(file.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_fields_and_limit_are_kept_by_the_head(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.head)
    field = fields_of(cast.department)[3]

    client.post(url("rename_field", field.pk), sent(name="人才", seen=1))
    client.post(url("add_field"), sent(name="党员教育"))
    client.post(url("retire_field", field.pk), sent(seen=2))
    assert [one.name for one in fields_of(cast.department)][-1] == "党员教育"
    assert "人才" not in [one.name for one in fields_of(cast.department)]
    client.post(url("restore_field", field.pk), sent(seen=3))
    assert "人才" in [one.name for one in fields_of(cast.department)]
    client.post(url("set_limit"), sent(topics=4))
    assert limit_of(cast.department.id) == 4

    assert client.post(url("rename_field", field.pk), sent(name="又改", seen=1)).status_code == 409
    assert client.post(url("add_field"), sent(name="党员教育")).status_code == 422
    assert client.post(url("set_limit"), sent(topics=0)).status_code == 422
    assert client_of(cast.officer).post(url("add_field"), sent(name="别的")).status_code == 403


def test_the_leader_sees_all_on_one_screen(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = a_running_topic(cast, now)

    page = text_of(client_of(cast.leader).get(url("progress")))

    for words in (topic.question, "走完两个村", "2026-12-10", "2 处、35 人"):
        assert words in page


def test_the_list_is_narrowed_and_exported(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    running = a_running_topic(cast, now)
    other = a_topic(cast, now, candidate=a_candidate(cast, now, title="快递不到村，怎么办？"), lead=cast.head)
    client = client_of(cast.colleague)

    def shown(query: str) -> list[str]:
        return [row.code for row in client.get(f"{url('topics')}?{query}").context["page"]]

    assert shown("") == [running.code, other.code]
    assert shown("stage=planning") == [other.code]
    assert shown(f"lead={cast.officer.pk}") == [running.code]
    assert shown("q=快递") == [other.code]
    assert shown("q=2026-01") == [running.code]
    assert shown("kind=strategic") == []
    file = client.get(url("topics_file") + "?format=csv&stage=running")
    _heads, row = csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig")))  # type: ignore[attr-defined]
    assert row[:3] == ["2026-01", QUESTION, "在调研"]


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_ask_the_same_however_long(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, django_assert_max_num_queries: object
) -> None:
    round_ = a_round(cast, now, most=100)
    for n in range(rows):
        a_topic(cast, now, candidate=a_candidate(cast, now, title=f"第 {n} 问"))
        scored(a_candidate(cast, now, title=f"候选 {n}"), cast.officer, 3, now)
    client = client_of(cast.officer)

    for address in (url("topics"), url("candidates"), url("round", round_.pk), url("progress"), url("compare")):
        client.get(address)
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            client.get(address)


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_the_pages(cast: Cast, client_of: ClientOf, who: str) -> None:
    for name in ("topics", "candidates", "rounds", "compare", "progress", "settings"):
        assert client_of(getattr(cast, who)).get(url(name)).status_code == 403


def test_strangers_find_nothing(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    topic = planned(cast, a_topic(cast, now), now)
    milestone = a_milestone(cast, topic, now)
    client = client_of(cast.stranger)

    for address in (
        url("topic", topic.pk),
        url("plan", topic.pk),
        url("candidate", topic.candidate_id),
        url("round", topic.candidate.round_id),
        url("finish_milestone", milestone.pk),
    ):
        assert client.get(address).status_code == 404
