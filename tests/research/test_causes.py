"""原因树: five whys with their evidence; whoever looked at an older tree is told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.people.models import Person
from sanxin.research.actions import causes, problems
from sanxin.research.actions.causes import Given
from sanxin.research.models import Cause, CauseEvidence, CauseTree, Problem
from sanxin.research.queries.causes import read, roots_for, tree_of
from sanxin.research.rules.fishbone import Twig, draw
from tests.cast import Cast
from tests.research.builders import crux_of, hear, hear_some, propose
from tests.service.builders import an_item

ClientOf = Callable[[Person], Client]
WHYS = ("坐的人少，跑一趟亏一趟", "没有补贴", "县里没有农村客运补助办法")


def a_problem(cast: Cast, now: datetime, text: str = "班车停了，赶集走不了") -> Problem:
    (problem,) = propose(cast, now, hear_some(cast, 3, now, text=text))
    return problems.accept(problem, by=cast.officer, seen=1, at=now)


def version(subject: object) -> int:
    tree = tree_of(subject)  # type: ignore[arg-type]
    return tree.version if tree else 0


def ask_why(cast: Cast, now: datetime, problem: Problem, *texts: str) -> list[Cause]:
    """One under the other; the last is the root."""
    found: list[Cause] = []
    for place, text in enumerate(texts):
        found.append(
            causes.add_cause(
                problem,
                text=text,
                under=found[-1] if found else None,
                root=place == len(texts) - 1,
                by=cast.officer,
                seen=version(problem),
                at=now,
            )
        )
    return found


def texts_of(problem: Problem) -> object:
    def told(nodes: list) -> list:  # type: ignore[type-arg]
        return [(node.cause.text, told(node.children)) for node in nodes]

    return told(read(tree_of(problem)).nodes)


def test_why_is_asked_down_to_the_root(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)

    ask_why(cast, now, problem, *WHYS)

    assert texts_of(problem) == [(WHYS[0], [(WHYS[1], [(WHYS[2], [])])])]
    tree = read(tree_of(problem))
    assert (tree.causes, tree.roots, tree.unproven) == (3, 1, 3)
    assert timeline(problem.id)[0].text == f"{problem.code} 的原因树，加了根子“{WHYS[2]}”"
    assert version(problem) == 3


def test_a_crux_has_one_too_and_shows_those_of_its_problems(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    problem = a_problem(cast, now)
    ask_why(cast, now, problem, "没有补贴")
    crux = crux_of(cast, now, problem, a_problem(cast, now, text="路灯不亮"))
    causes.add_cause(crux, text="没人管", root=True, by=cast.officer, seen=0, at=now)

    page = client_of(cast.leader).get(reverse("research:causes", args=["crux", crux.pk])).content.decode()

    assert "没人管" in page
    assert reverse("research:causes", args=["problem", problem.pk]) in page


def test_evidence_of_every_kind_hangs_on_a_cause(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)
    [cause] = ask_why(cast, now, problem, "没有补贴")
    other, item = a_problem(cast, now, text="路灯不亮"), an_item(cast)
    picture = SimpleUploadedFile("账.txt", b"2026", content_type="text/plain")

    def add(**given: object) -> None:
        causes.add_evidence(cause, Given(**given), by=cast.officer, seen=version(problem), at=now)  # type: ignore[arg-type]

    add(voices=[problem.voice_rows.first().voice_id])  # type: ignore[union-attr]
    add(code=other.code.lower())
    add(code=item.code, text="一年亏 17.5 万元", source="交通运输局 10 月报表")
    add(upload=picture, source="公司账目")

    rows = CauseEvidence.objects.filter(cause=cause)
    assert rows.count() == 5
    assert rows.get(problem=other)
    assert rows.get(item=item)
    assert rows.get(source="公司账目").attachment is not None
    assert read(tree_of(problem)).unproven == 0
    assert timeline(cause.tree_id)[0].text == f"{problem.code} 的原因“没有补贴”，加了 1 条佐证"


def test_dropped_evidence_is_told_in_the_history(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)
    [cause] = ask_why(cast, now, problem, "没有补贴")
    given = Given(text="一年亏 17.5 万元", source="报表")
    [row] = causes.add_evidence(cause, given, by=cast.officer, seen=1, at=now)

    causes.drop_evidence(row, by=cast.officer, seen=2, at=now)

    assert not CauseEvidence.objects.exists()
    assert timeline(cause.tree_id)[0].text.endswith("去掉佐证 一年亏 17.5 万元")


def test_taken_out_it_goes_with_what_hangs_on_it_and_comes_back(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)
    first, second, third = ask_why(cast, now, problem, *WHYS)

    causes.remove_cause(second, by=cast.officer, seen=3, at=now)
    assert texts_of(problem) == [(WHYS[0], [])]
    assert [cause.text for cause in read(tree_of(problem)).removed] == [WHYS[1]]
    assert roots_for(cast.officer) == []
    with pytest.raises(Refused, match=r"research.cause.removed"):
        causes.revise_cause(third, text="别的", root=True, by=cast.officer, seen=4, at=now)

    causes.restore_cause(second, by=cast.officer, seen=4, at=now)
    assert texts_of(problem) == [(WHYS[0], [(WHYS[1], [(WHYS[2], [])])])]
    with pytest.raises(Refused, match=r"research.cause.there"):
        causes.restore_cause(first, by=cast.officer, seen=5, at=now)


def test_worded_better_put_in_order_and_named_a_root(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)
    [one] = ask_why(cast, now, problem, "没补贴")
    two = causes.add_cause(problem, text="路太远", by=cast.officer, seen=1, at=now)

    causes.shift_cause(two, up=True, by=cast.officer, seen=2, at=now)
    causes.revise_cause(one, text="没有补贴", root=False, by=cast.officer, seen=3, at=now)

    assert texts_of(problem) == [("路太远", []), ("没有补贴", [])]
    with pytest.raises(Refused, match=r"research.cause.at_end"):
        causes.shift_cause(two, up=True, by=cast.officer, seen=4, at=now)


def test_a_fishbone_begins_with_its_usual_bones_once(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)

    causes.start_bones(problem, by=cast.officer, seen=0, at=now)
    causes.start_bones(problem, by=cast.officer, seen=1, at=now)

    assert [text for text, _ in texts_of(problem)] == ["人手", "经费", "设施", "制度", "办法", "环境"]  # type: ignore[attr-defined]


def test_refusals(cast: Cast, now: datetime) -> None:
    problem = a_problem(cast, now)
    how = {"by": cast.officer, "at": now}
    with pytest.raises(NotAllowed):
        causes.add_cause(problem, text="没有补贴", by=cast.leader, seen=0, at=now)
    with pytest.raises(Refused, match=r"research.cause.empty"):
        causes.add_cause(problem, text=" ", seen=0, **how)
    with pytest.raises(Refused, match=r"现在 61 个"):
        causes.add_cause(problem, text="长" * 61, seen=0, **how)
    assert not CauseTree.objects.exists()
    branch, root = ask_why(cast, now, problem, "没有补贴", "没有办法")
    with pytest.raises(Overtaken, match=r"程晓岚刚刚改过这棵树"):
        causes.add_cause(problem, text="慢了一步", seen=1, **how)
    with pytest.raises(Refused, match=r"research.cause.under_root"):
        causes.add_cause(problem, text="再下一层", under=root, seen=2, **how)
    with pytest.raises(Refused, match=r"research.cause.not_last"):
        causes.revise_cause(branch, text="没有补贴", root=True, seen=2, **how)
    with pytest.raises(Refused, match=r"research.evidence.none"):
        causes.add_evidence(root, Given(), seen=2, **how)
    with pytest.raises(Refused, match=r"research.evidence.no_source"):
        causes.add_evidence(root, Given(text="听说的"), seen=2, **how)
    for code in ("W-9999", "2026-9999", "路灯"):
        with pytest.raises(Refused, match=r"research.evidence.unknown"):
            causes.add_evidence(root, Given(code=code), seen=2, **how)
    voice = hear(cast, "外单位的", now, office=cast.transport)
    with pytest.raises(Refused, match=r"research.evidence.unknown"):
        causes.add_evidence(root, Given(voices=[voice.id]), seen=2, **how)
    causes.add_evidence(root, Given(code=problem.code), seen=2, **how)
    with pytest.raises(Refused, match=r"research.evidence.again"):
        causes.add_evidence(root, Given(code=problem.code), seen=3, **how)


def test_one_root_behind_several_problems_is_told_once(cast: Cast, now: datetime) -> None:
    for text in ("班车停了", "路灯不亮", "水管漏了"):
        ask_why(cast, now, a_problem(cast, now, text=text), "没人管。" if text == "班车停了" else "没人管")

    [root] = roots_for(cast.leader)

    assert (root.count, root.text, root.messages) == (3, "没人管。", 9)
    assert roots_for(cast.stranger) == []


def get(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(f"research:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_without_scripts(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    problem = a_problem(cast, now)
    client = client_of(cast.officer)

    def post(name: str, *args: object, **data: object) -> tuple[int, str]:
        answer = client.post(reverse(f"research:{name}", args=args), {"once": str(new_id()), **data})
        return answer.status_code, answer.get("Location", "") or answer.content.decode()

    assert "六根大刺开头" in get(client, "causes", "problem", problem.pk)
    status, where = post("add_cause", "problem", problem.pk, text="没有补贴", seen=0)
    cause = Cause.objects.get()
    assert status == 302
    assert where.endswith(f"?under={cause.pk}#c-{cause.pk}")
    status, page = post("add_cause", "problem", problem.pk, text="长" * 70, under=cause.pk, seen=1)
    assert (status, "长" * 70 in page, "最多 60 个字" in page) == (422, True, True)
    assert post("revise_cause", cause.pk, text="没有补助", root="1", seen=1)[0] == 302
    assert "还没有佐证" in get(client, "causes", "problem", problem.pk, query=f"?edit={cause.pk}")
    assert "凭什么说“没有补助”" in get(client, "cause_evidence", cause.pk, query="?q=班车")
    assert post("cause_evidence", cause.pk, seen=2)[0] == 422
    file = SimpleUploadedFile("账.txt", b"2026", content_type="text/plain")
    assert post("cause_evidence", cause.pk, seen=2, upload=file, source="公司")[0] == 302
    row = CauseEvidence.objects.get()
    answer = client.get(reverse("research:cause_evidence_file", args=[row.pk]))
    assert b"".join(answer) == b"2026"  # type: ignore[arg-type]
    assert client_of(cast.stranger).get(reverse("research:cause_evidence_file", args=[row.pk])).status_code == 404
    page = get(client, "causes", "problem", problem.pk)
    assert "rs-fish" in page
    assert "账.txt" in page
    assert "没有补助" in get(client, "roots")
    assert "没有含这个词的根子" in get(client, "roots", query="?q=路灯")
    sheet = client.get(reverse("research:roots_file") + "?format=csv")
    assert "没有补助" in b"".join(sheet.streaming_content).decode()  # type: ignore[arg-type]
    assert post("drop_evidence", row.pk, seen=3)[0] == 302
    assert post("remove_cause", cause.pk, seen=4)[0] == 302
    assert "删去的 1 条" in get(client, "causes", "problem", problem.pk)
    assert post("restore_cause", cause.pk, seen=5)[0] == 302
    assert post("start_bones", "problem", problem.pk, seen=6)[0] == 302
    last = Cause.objects.order_by("-order").first()
    assert last is not None
    assert post("shift_cause", last.pk, up="1", seen=7)[0] == 302
    assert client.get(reverse("research:causes", args=["nothing", problem.pk])).status_code == 404


def test_a_leader_reads_words_without_the_way_to_the_voice(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    voice = hear(cast, "班车停了，打 13812342210 没人接", now)
    problem = problems.gather_voices(cast.department, [voice.id], by=cast.officer, name="班车停了", at=now)
    [cause] = ask_why(cast, now, problem, "没有补贴")
    causes.add_evidence(cause, Given(voices=[voice.id]), by=cast.officer, seen=1, at=now)

    page = get(client_of(cast.leader), "causes", "problem", problem.pk)

    assert "班车停了，打" in page
    assert "13812342210" not in page
    assert reverse("service:voice", args=[voice.pk]) not in page
    assert "加佐证" not in page


@pytest.mark.parametrize("count", [3, 30])
def test_a_tree_takes_the_same_number_of_questions(
    cast: Cast, now: datetime, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    problem = a_problem(cast, now)
    for number in range(count):
        cause = causes.add_cause(problem, text=f"原因 {number}", by=cast.officer, seen=version(problem), at=now)
        given = Given(text=f"数 {number}", source="报表")
        causes.add_evidence(cause, given, by=cast.officer, seen=version(problem), at=now)
    client = client_of(cast.officer)

    with django_assert_num_queries(10):
        get(client, "causes", "problem", problem.pk)


def test_the_fishbone_keeps_everything_on_the_paper() -> None:
    deep = Twig("一" * 30, children=[Twig("二", children=[Twig("三", root=True, proven=True)])])
    drawn = draw(
        "班车停了，赶集走不了，看病也走不了，学生上学也不方便了，很久了没有人管",
        [deep, Twig("钱"), Twig("人"), Twig("路"), Twig("车")],
    )

    for word in [*drawn.words, *drawn.head_words]:
        assert 0 <= word.x <= drawn.width
        assert 0 <= word.y <= drawn.height
    for line in [*drawn.bones, *drawn.ribs]:
        assert min(line.x1, line.x2) >= 0
        assert max(line.y1, line.y2) <= drawn.height
    assert len(drawn.bones) == 5
    assert [word.text for word in drawn.words if word.root] == ["三"]
    assert drawn.words[0].full == "一" * 30
