"""Problems → crux problems: the same complaint in several places, the same root under different complaints."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.opinions import ContradictoryWishes, CruxGroup, CruxInput, RepeatedVoice, propose_crux, synthesize
from sanxin_engines.opinions.files import write_json
from tests.engines.opinions.sample import NOW, letters

PIPES = (
    CruxInput("a1", "白石村自来水发黄", "白石村六组自来水发黄两个月，有铁锈味，由于供水管道年久失修，没有人更换。"),
    CruxInput("a2", "龙潭镇饮用水浑浊发黄", "龙潭镇的自来水浑浊发黄，不敢喝，供水管道老化导致水质差。"),
    CruxInput("a3", "茶坪村经常停水", "茶坪村一到夏天就停水，因为供水管道老化漏水，没有人维修。"),
    CruxInput("a4", "河口路爆管塌陷", "河口路路面塌陷，供水管道老化引起爆管，车辆无法通行。"),
)
ESTATE = (
    CruxInput("c1", "青柳小区停车费乱涨", "青柳小区物业公司把停车费涨到三百，大家不同意。"),
    CruxInput("c2", "青柳小区电梯停运", "青柳小区3栋电梯停运三周，物业公司推诿不维修。"),
    CruxInput("c3", "青柳小区垃圾没人清", "青柳小区垃圾堆成山，物业公司不理睬。"),
)
MAHJONG = (
    CruxInput("d1", "翠湖花园麻将馆噪音", "翠湖花园麻将馆深夜噪音扰民，睡不着。"),
    CruxInput("d2", "东门社区麻将馆扰民", "东门社区楼下麻将馆打到凌晨，噪音大。"),
    CruxInput("d3", "南桥街道麻将馆深夜噪音", "南桥街道的麻将馆噪音扰民，老人睡不着。"),
)
ALONE = (
    CruxInput("e1", "残疾证怎样补办", "遗失的残疾证怎样补办，要带什么材料。"),
    CruxInput("e2", "图书馆开放时间短", "县图书馆下午四点就关门，上班族没法借书。"),
    CruxInput("e3", "流浪狗追人", "一群流浪狗追咬晨跑的人。"),
    CruxInput("e4", "古樟树开裂", "老街那棵古樟树被围栏勒住，树皮开裂。"),
)
EVERYTHING = [*PIPES, *ESTATE, *MAHJONG, *ALONE]


def group_of(problem: str, found: list[CruxGroup]) -> CruxGroup | None:
    return next((group for group in found if problem in group.ids), None)


def test_one_complaint_in_several_places_is_one_crux():
    group = group_of("d1", propose_crux(EVERYTHING))

    assert group
    assert (group.ids, group.kind) == (("d1", "d2", "d3"), "across_places")
    assert {"麻将馆", "噪音"} <= set(group.terms)
    assert set(group.places) == {"翠湖花园", "东门社区", "南桥街道"}
    assert "麻将馆" in group.title
    assert not any(place in group.title for place in group.places)
    assert group.reason.startswith("东门社区、南桥街道、翠湖花园的 3 个问题都提到“")


SQUARE = (
    CruxInput("f1", "双溪村广场舞音响太晚，睡不着", "双溪村广场舞音响太晚，吵得睡不着。", places=("双溪村",)),
    CruxInput("f2", "泉塘村广场舞音响太响，睡不着", "泉塘村广场舞音响吵得人睡不着。", places=("泉塘村",)),
)
BOARD = (
    CruxInput("g1", "戴坞村村务公开栏几个月没换", "戴坞村村务公开栏几个月没换。", places=("戴坞村",)),
    CruxInput("g2", "桥头村村务公开栏没换", "桥头村的村务公开栏一年没换。", places=("桥头村",)),
)


@pytest.mark.parametrize(
    ("problems", "title"),
    [
        (SQUARE, {"广场舞音响太晚，睡不着", "广场舞音响太响，睡不着"}),
        (BOARD, {"村务公开栏几个月没换", "村务公开栏没换"}),
    ],
)
def test_its_title_is_whole_words_as_people_wrote_them(problems: tuple[CruxInput, ...], title: set[str]):
    [group] = propose_crux([*problems, *ALONE])

    assert group.title in title


def test_one_root_under_different_complaints_is_one_crux():
    group = group_of("a4", propose_crux(EVERYTHING))

    assert group
    assert (group.ids, group.kind) == (("a1", "a2", "a3", "a4"), "same_root")
    assert group.title == "供水管道老化"
    assert "老化" in group.reason


def test_who_answers_for_different_complaints_of_one_place_is_a_root():
    group = group_of("c1", propose_crux(EVERYTHING))

    assert group
    assert (group.ids, group.kind, group.terms) == (("c1", "c2", "c3"), "same_root", ("物业公司",))


def test_problems_with_nothing_in_common_stay_alone():
    grouped = {problem for group in propose_crux(EVERYTHING) for problem in group.ids}

    assert not grouped & {problem.id for problem in ALONE}


def test_asking_alike_is_no_complaint():
    asked = [
        CruxInput("1", "何时能解决白石村的路灯问题", "请问领导什么时候能解决，希望尽快处理，强烈请求重视路灯。"),
        CruxInput("2", "何时能解决龙潭镇的学位问题", "请问领导什么时候能解决，希望尽快处理，强烈请求增加学位。"),
    ]

    assert propose_crux(asked) == []


def test_a_place_alone_is_no_complaint():
    here = [
        CruxInput("1", "白石村路灯坏了", "白石村的路灯坏了三个月，夜里漆黑。"),
        CruxInput("2", "白石村低保名单", "白石村的低保名单应当公示。"),
    ]

    assert propose_crux([*here, *ALONE]) == []


def test_the_same_complaint_in_one_place_is_left_to_the_problems():
    again = [replace(problem, title="翠湖花园麻将馆噪音", text="翠湖花园麻将馆深夜噪音扰民。") for problem in MAHJONG]

    assert propose_crux(again) == []


def test_complaints_of_different_fields_are_not_compared():
    fields = [replace(problem, field=name) for problem, name in zip(MAHJONG, ("环境", "环境", "治安"), strict=True)]

    group = group_of("d1", propose_crux([*fields, *ALONE]))

    assert group
    assert group.ids == ("d1", "d2")


def test_places_that_no_ending_betrays_are_given():
    hidden = [
        CruxInput("1", "八角楼麻将馆噪音", "八角楼麻将馆深夜噪音扰民。", places=("八角楼",)),
        CruxInput("2", "黄泥坳麻将馆噪音", "黄泥坳麻将馆深夜噪音扰民。", places=("黄泥坳",)),
    ]

    [group] = propose_crux([*hidden, *ALONE])

    assert (group.ids, group.places, group.kind) == (("1", "2"), ("八角楼", "黄泥坳"), "across_places")


def test_people_tie_and_part():
    found = propose_crux(EVERYTHING, must_link=[("e1", "e2")], cannot_link=[("d1", "d2")])

    tied = group_of("e1", found)
    assert tied
    assert tied.ids == ("e1", "e2")
    assert not any({"d1", "d2"} <= set(group.ids) for group in found)


def test_locked_groups_hold_and_stay_apart():
    found = propose_crux(EVERYTHING, locked=[("d1", "e3"), ("d2", "e4")])

    one, other = group_of("d1", found), group_of("d2", found)
    assert one
    assert other
    assert {"d1", "e3"} <= set(one.ids)
    assert {"d2", "e4"} <= set(other.ids)
    assert one != other


def test_wishes_about_problems_that_are_gone_are_passed_over():
    assert propose_crux(EVERYTHING, must_link=[("a1", "zz")], locked=[("yy",)]) == propose_crux(EVERYTHING)


def test_contradictory_wishes_are_refused():
    with pytest.raises(ContradictoryWishes):
        propose_crux(EVERYTHING, locked=[("a1", "a2")], cannot_link=[("a1", "a2")])


def test_a_repeated_id_is_refused():
    with pytest.raises(RepeatedVoice):
        propose_crux([*ALONE, ALONE[0]])


@pytest.mark.parametrize("problems", [[], [CruxInput("1", "", "")], [CruxInput("1", "", ""), CruxInput("2", "", "")]])
def test_next_to_nothing_has_no_crux(problems: list[CruxInput]):
    assert propose_crux(problems) == []


ids = st.sampled_from([problem.id for problem in EVERYTHING])
pairs = st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=4)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False), pairs, pairs)
def test_shuffled_problems_give_the_same_groups_and_wishes_hold(
    rng: random.Random, must: list[tuple[str, str]], cannot: list[tuple[str, str]]
):
    shuffled = list(EVERYTHING)
    rng.shuffle(shuffled)

    try:
        found = propose_crux(EVERYTHING, must_link=must, cannot_link=cannot)
    except ContradictoryWishes:
        with pytest.raises(ContradictoryWishes):
            propose_crux(shuffled, must_link=must, cannot_link=cannot)
        return

    assert propose_crux(shuffled, must_link=must, cannot_link=cannot) == found
    placed = [problem for group in found for problem in group.ids]
    assert len(placed) == len(set(placed))
    home = {problem: group.ids for group in found for problem in group.ids}
    assert all(home[one] == home[other] for one, other in must)
    assert all(home.get(one, one) != home.get(other, other) for one, other in cannot)


def test_the_result_of_a_run_carries_its_crux_problems(tmp_path: Path):
    write_json(tmp_path / "out.json", synthesize(letters(), now=NOW))

    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(found) == ["problems", "unassigned", "crux"]
    assert all(set(group) == {"ids", "title", "terms", "reason", "kind", "places"} for group in found["crux"])
