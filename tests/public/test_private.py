"""What looks like somebody in a text everybody will read."""

import pytest

from sanxin.public.rules.private import findings


@pytest.mark.parametrize(
    "text",
    [
        "打 13812342210 找占师傅",
        "打138-1234-2210",
        "打 １３８１２３４２２１０",
        "打 +86 138 1234 2210",
        "打 0798-6219999",
        "电话：6219999",
        "打 4008001234",
    ],
)
def test_a_phone_is_found_however_it_is_parted(text: str) -> None:
    assert [(found.kind, found.bars) for found in findings("路灯", text)] == [("phone", True)]


@pytest.mark.parametrize(
    "text", ["身份证 362202199001011234", "362202 19900101 123X 的老人", "卡号 6222021234567890123"]
)
def test_an_identity_or_account_number_is_found(text: str) -> None:
    assert [found.kind for found in findings("路灯", text)] == ["identity"]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01 到 2026-11-19",
        "台账 2026-0137 办好了",
        "花了 1250000 元",
        "12345 热线和 110 照样打",
        "共 320 户 1280 人",
        "2026-11-19 10:30",
    ],
)
def test_days_amounts_and_hotlines_are_no_phones(text: str) -> None:
    assert findings("十一月份", text) == []


def test_the_published_phone_may_stand_there_and_only_that() -> None:
    text = "打 0798 621 2345，或者 0798-6212346"

    assert [found.near for found in findings("路灯", text, phones=["0798-6212345"])] == ["，或者"]


def test_a_name_only_warns_and_says_where() -> None:
    (found,) = findings("路灯", "修好了。\n\n谢谢方茂林帮忙。", names={"方茂林", "方", ""})

    assert not found.bars
    assert "第 2 段有“方茂林”" in found.sentence


def test_the_sentence_names_the_place_and_never_the_number() -> None:
    (found,) = findings("打 13812342210", "修好了。")

    assert found.sentence == "标题里“打”后面有一个电话，不是本单位公布的。"
    (second,) = findings("路灯", "一\n二\n旧号 13812342210 换成 0798-6212345", phones=["07986212345"])
    assert second.sentence.startswith("第 3 段“旧号”")
    assert "138" not in second.sentence
