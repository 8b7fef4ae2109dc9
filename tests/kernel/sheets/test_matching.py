"""Headers find their columns; what is not certain is left to a person."""

import pytest

from sanxin.kernel.sheets.columns import Column
from sanxin.kernel.sheets.headers import key_of
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.kernel.sheets.matching import Match, mapping_of, match, missing, to_remember
from tests.kernel.sheets.builders import HEADERS, VOICES, apply_nothing


def only(header: str) -> Match:
    return match([header], VOICES)[0]


def test_own_names_match_for_certain() -> None:
    found = match(HEADERS, VOICES)

    assert mapping_of(found) == {
        1: "text",
        2: "heard_on",
        3: "town",
        4: "phone",
        5: "households",
        6: "cost",
        7: "solved",
    }
    assert all(one.sure for one in found)
    assert found[0].how == "none"


@pytest.mark.parametrize("header", ["联系电话", " 电　话 ", "电话*", "电话（必填）", "电话：", "联系\n电话", "手机"])
def test_decoration_and_synonyms(header: str) -> None:
    assert (only(header).column, only(header).sure) == ("phone", True)


def test_the_group_above_a_name() -> None:
    assert only("联系方式/电话").column == "phone"
    assert only("金额（万元）").column == "cost"


def test_a_name_inside_a_longer_one_is_proposed_not_certain() -> None:
    found = only("反映人电话")

    assert (found.column, found.how, found.sure) == ("phone", "similar", False)
    assert found.confidence < 0.9


def test_a_header_nobody_knows() -> None:
    assert (only("备注").column, only("备注").sure) == ("", True)


def test_two_headers_for_one_column_are_a_question() -> None:
    found = match(["电话", "手机"], VOICES)

    assert [one.column for one in found] == ["phone", ""]
    assert [one.sure for one in found] == [False, False]


def test_two_columns_for_one_header_are_a_question() -> None:
    columns = (Column("a", "经办人", names=("姓名",)), Column("b", "反映人", names=("姓名",)))
    kind = SheetKind("test.twin", "x", columns, apply=apply_nothing, may_import=bool)

    assert match(["姓名"], kind)[0].sure is False


def test_what_was_decided_before_comes_first() -> None:
    headers = ["诉求", "电话", "内容"]
    remembered = to_remember(headers, {0: "text", 1: "phone"})

    found = match(headers, VOICES, remembered)

    assert remembered == {key_of("诉求"): "text", "电话": "phone", "内容": ""}
    assert mapping_of(found) == {0: "text", 1: "phone"}
    assert {one.how for one in found} == {"remembered"}


def test_a_remembered_column_that_the_kind_lost_is_forgotten() -> None:
    assert match(["电话"], VOICES, {"电话": "fax"})[0].column == "phone"


def test_required_columns_without_a_header() -> None:
    assert [column.key for column in missing({0: "text"}, VOICES)] == ["heard_on"]


def test_empty_headers_are_not_matched() -> None:
    assert [one.position for one in match(["", "电话"], VOICES)] == [1]
