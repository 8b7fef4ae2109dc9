"""Where a robot's message may go, and where never."""

import socket
from typing import Any

import pytest

from sanxin.kernel.notices.addresses import NoWay, check_webhook, place_of, resolve
from sanxin.kernel.refusals import Refused

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=abc"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/abc"


@pytest.mark.parametrize(("url", "vendor"), [(WECOM, "wecom"), (DINGTALK, "dingtalk"), (FEISHU, "feishu")])
def test_the_three_vendors_are_known_by_their_address(url: str, vendor: str) -> None:
    assert check_webhook(url) == vendor


@pytest.mark.parametrize(
    "url",
    [
        WECOM.replace("https", "http"),
        WECOM.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com.evil.example"),
        WECOM.replace("qyapi.weixin.qq.com", "evil.example"),
        WECOM.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com@evil.example"),
        WECOM.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com:8443"),
        WECOM.replace("qyapi.weixin.qq.com", "127.0.0.1"),
        WECOM.replace("qyapi.weixin.qq.com", "[::1]"),
        WECOM.replace("qyapi.weixin.qq.com", "169.254.169.254"),
        WECOM.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com:99999"),
        WECOM + "#fragment",
        WECOM + " HTTP/1.1",
        WECOM + "\r\nHost: evil",
        WECOM + "x" * 500,
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com/cgi-bin/user/get?key=abc",
        "https://open.feishu.cn/open-apis/bot/v2/hook/",
        "https://qyapi.weixin.qq.com/",
        "file:///etc/passwd",
        "组织二科群",
        "",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_webhook(url)

    assert (refusal.value.code, refusal.value.field) == ("kernel.robot.address", "url")


def test_a_private_deployment_is_named_by_whoever_runs_the_machine(settings: Any) -> None:
    url = WECOM.replace("qyapi.weixin.qq.com", "wecom.leping.example")
    with pytest.raises(NoWay):
        place_of(url)

    settings.ROBOT_HOSTS = ["wecom.leping.example", "feishu.leping.example:8443"]

    assert place_of(url).is_private
    assert place_of("https://feishu.leping.example:8443/open-apis/bot/v2/hook/abc").port == 8443
    with pytest.raises(NoWay):
        place_of(url.replace("leping.example", "leping.example:8443"))


def answers(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    def found(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize(
    "ip",
    [
        *("10.0.0.5", "192.168.1.1", "172.16.3.4", "127.0.0.1", "0.0.0.0", "169.254.169.254", "100.64.0.1"),
        *("::1", "fd00::1", "fe80::1", "::ffff:10.0.0.5", "224.0.0.1"),
    ],
)
def test_a_vendors_name_that_leads_into_our_own_network_is_refused(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    answers(monkeypatch, "101.91.40.24", ip)

    with pytest.raises(NoWay) as problem:
        resolve(place_of(WECOM))

    assert problem.value.code == "address.private"


def test_a_public_address_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "101.91.40.24")

    assert resolve(place_of(WECOM)) == "101.91.40.24"


@pytest.mark.parametrize(("ip", "fit"), [("10.0.0.5", True), ("127.0.0.1", True), ("169.254.169.254", False)])
def test_a_private_deployment_may_lie_inside_but_not_where_clouds_keep_secrets(
    monkeypatch: pytest.MonkeyPatch, settings: Any, ip: str, fit: bool
) -> None:
    settings.ROBOT_HOSTS = ["wecom.leping.example"]
    answers(monkeypatch, ip)
    place = place_of(WECOM.replace("qyapi.weixin.qq.com", "wecom.leping.example"))

    if fit:
        assert resolve(place) == ip
    else:
        with pytest.raises(NoWay):
            resolve(place)


def test_a_name_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(NoWay) as problem:
        resolve(place_of(FEISHU))

    assert problem.value.code == "network.name"
