"""Behind an office's proxy: the vendors are reached through it, and what was refused without it is refused with it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sanxin.kernel.models.notice import Vendor
from sanxin.kernel.notices import vendors
from sanxin.kernel.notices.addresses import NoWay
from sanxin.kernel.notices.posting import post
from sanxin.kernel.notices.vendors import House
from sanxin.project import environment
from tests.kernel.fake_proxy import FakeProxy, fake_proxy
from tests.kernel.fake_robot import FakeRobot, fake_robot

WEBHOOK = "https://localhost/cgi-bin/webhook/send?key=k"
"""A vendor whose host is called localhost: its certificate is the fake robot's."""


@pytest.fixture
def robot(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeRobot]:
    house = House("localhost", "/cgi-bin/webhook/send", "key", 18)
    monkeypatch.setitem(vendors.HOUSES, Vendor.WECOM, house)
    unknown_here(monkeypatch, "localhost")
    with fake_robot(tmp_path) as found:
        settings.ROBOT_CA = found.ca_file
        yield found


@pytest.fixture
def proxy(robot: FakeRobot, settings: Any) -> Iterator[FakeProxy]:
    with fake_proxy(robot.port) as found:
        settings.ROBOT_PROXY = found.url
        yield found


def unknown_here(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The office knows no such names; its proxy does."""
    ask = socket.getaddrinfo

    def found(host: str, *rest: Any, **more: Any) -> Any:
        if host in names:
            raise socket.gaierror("no such name")
        return ask(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", found)


def fault(url: str = WEBHOOK) -> str:
    with pytest.raises(NoWay) as problem:
        post(url, b"{}")
    return problem.value.code


def test_a_vendor_is_reached_through_the_proxy_by_name(robot: FakeRobot, proxy: FakeProxy) -> None:
    assert post(WEBHOOK, b'{"msgtype": "text"}') == {"errcode": 0}

    assert proxy.asked == ["localhost:443"]
    assert robot.asked == [("/cgi-bin/webhook/send?key=k", {"msgtype": "text"})]


def test_the_proxy_may_want_a_password(proxy: FakeProxy, settings: Any) -> None:
    proxy.password = "p@ss"
    assert fault() == "network.proxy"

    settings.ROBOT_PROXY = f"http://yu:p%40ss@127.0.0.1:{proxy.port}"
    assert post(WEBHOOK, b"{}") == {"errcode": 0}


def test_whoever_stands_behind_the_proxy_must_be_the_vendor(robot: FakeRobot, proxy: FakeProxy, settings: Any) -> None:
    settings.ROBOT_CA = ""

    assert fault() == "network.certificate"
    assert robot.asked == []


def test_a_name_that_leads_inside_is_refused_before_the_proxy_is_asked(
    proxy: FakeProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)

    assert fault() == "address.private"
    assert proxy.asked == []


@pytest.mark.parametrize("url", ["https://evil.example/cgi-bin/webhook/send?key=k", "https://10.0.0.5/robot/send?x=1"])
def test_only_the_vendors_are_asked_for(proxy: FakeProxy, url: str) -> None:
    assert fault(url) == "address.host"
    assert proxy.asked == []


def test_a_private_deployment_is_spoken_to_directly(robot: FakeRobot, proxy: FakeProxy, settings: Any) -> None:
    settings.ROBOT_HOSTS = [f"127.0.0.1:{robot.port}"]

    assert post(f"https://127.0.0.1:{robot.port}/cgi-bin/webhook/send?key=k", b"{}") == {"errcode": 0}
    assert proxy.asked == []


def test_a_proxy_that_is_away_is_worth_another_try(robot: FakeRobot, settings: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.ROBOT_PROXY = f"http://127.0.0.1:{taken.getsockname()[1]}"

        assert fault() == "network.proxy"


def test_the_environment_of_other_programs_is_not_believed(
    robot: FakeRobot, proxy: FakeProxy, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROBOT_PROXY = ""
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)

    assert fault() == "network.name"
    assert proxy.asked == []


@pytest.mark.parametrize(
    "wrong",
    ["proxy.example:3128", "https://proxy.example:3128", "http://proxy.example", "http://:3128", "http://p:1/x", "http://p:x"],
)  # fmt: skip
def test_a_setting_nobody_can_mean_stops_the_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("SANXIN_ROBOT_PROXY", wrong.replace("http://", "http://yu:secret@"))

    with pytest.raises(environment.WrongSetting, match="SANXIN_ROBOT_PROXY") as problem:
        environment.proxy("SANXIN_ROBOT_PROXY")

    assert "secret" not in str(problem.value)
