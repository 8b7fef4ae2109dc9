"""How the three want to be spoken to: bodies, signatures, answers."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from sanxin.kernel.notices.vendors import (
    dingtalk_signature,
    fault_in,
    feishu_signature,
    request_of,
    wait_for_the_hour,
)

AT = datetime(2026, 11, 19, 1, 30, tzinfo=UTC)


def test_wecom_takes_a_plain_text_of_two_kilobytes() -> None:
    url, body = request_of("wecom", "https://h/cgi-bin/webhook/send?key=k", "", "三" * 3000, AT)

    said = json.loads(body)
    assert url == "https://h/cgi-bin/webhook/send?key=k"
    assert said["msgtype"] == "text"
    assert len(said["text"]["content"].encode()) <= 2000


def test_dingtalk_is_signed_in_the_address() -> None:
    url, _body = request_of("dingtalk", "https://h/robot/send?access_token=t", "SECabc", "有事", AT)

    milliseconds = int(AT.timestamp() * 1000)
    assert f"&timestamp={milliseconds}&sign=" in url
    assert "+" not in url.split("sign=")[1]


def test_feishu_is_signed_in_the_body() -> None:
    _url, body = request_of("feishu", "https://h/open-apis/bot/v2/hook/t", "abc", "有事", AT)

    said = json.loads(body)
    assert said["content"] == {"text": "有事"}
    assert said["timestamp"] == str(int(AT.timestamp()))
    assert said["sign"] == feishu_signature("abc", int(AT.timestamp()))


def test_the_signatures_are_those_of_the_vendors_papers() -> None:
    """Worked out with openssl: dgst -sha256 -hmac, base64."""
    assert dingtalk_signature("SEC123", 1700000000000) == "lkcPI1uoxBY1gUnCnnPH1Kkru0Hqjo7rFpA3haIVhEQ="
    assert feishu_signature("demo", 1599360473) == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


def test_without_a_secret_nothing_is_signed() -> None:
    for vendor in ("dingtalk", "feishu"):
        url, body = request_of(vendor, "https://h/robot/send?access_token=t", "", "有事", AT)
        assert "sign" not in url
        assert "sign" not in json.loads(body)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"errcode": 0, "errmsg": "ok"}, ("", False)),
        ({"code": 0}, ("", False)),
        ({"StatusCode": 0}, ("", False)),
        ({"errcode": 93000}, ("vendor.93000", False)),
        ({"errcode": 45009}, ("vendor.45009", True)),
        ({"code": 11232}, ("vendor.11232", True)),
        ({}, ("vendor.None", False)),
    ],
)
def test_their_answers(answer: dict[str, object], fault: tuple[str, bool]) -> None:
    assert fault_in(answer) == fault


def test_feishu_is_spared_at_the_hour() -> None:
    assert wait_for_the_hour("feishu", AT) == timedelta(minutes=1)
    assert wait_for_the_hour("feishu", AT + timedelta(minutes=1)) == timedelta()
    assert wait_for_the_hour("wecom", AT) == timedelta()
