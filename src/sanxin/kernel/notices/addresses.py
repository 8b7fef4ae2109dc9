"""Where a robot's message may go: https, a known host, and never into our own network by the way of a name.

The vendors' hosts must lie on the public internet. A host of a private deployment is named in SANXIN_ROBOT_HOSTS by
whoever runs the machine, and may then lie in the office's own network; even so never where a cloud keeps its secrets.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from sanxin.kernel.models.notice import Vendor
from sanxin.kernel.notices.vendors import HOUSES, vendor_of
from sanxin.kernel.refusals import Refused

LONGEST = 500


class NoWay(Exception):
    """A message cannot go where it was meant to; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Place:
    host: str
    port: int
    target: str
    """Path and query."""
    is_private: bool
    """Named by SANXIN_ROBOT_HOSTS."""


def check_webhook(url: str) -> Vendor:
    """Whose robot it is. Refused where we would not send to it."""
    vendor = vendor_of(url)
    try:
        place_of(url)
    except NoWay:
        vendor = None
    if vendor is None:
        words = _(
            "这不像群机器人的地址。从群里的机器人那里整条复制，以 https:// 开头；自建的企业微信、钉钉、飞书，"
            "请管服务器的人先把它的域名写进 SANXIN_ROBOT_HOSTS。"
        )
        raise Refused("kernel.robot.address", words, field="url")
    return vendor


def place_of(url: str) -> Place:
    """The parts of an address that may be sent to. Raises NoWay."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port or 443
    except ValueError:
        raise NoWay("address.wrong") from None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if parts.scheme != "https" or not plain or parts.username or parts.password or parts.fragment:
        raise NoWay("address.wrong")
    private = f"{host}:{port}" in _named()
    if not private and (host not in {house.host for house in HOUSES.values()} or port != 443):
        raise NoWay("address.host")
    return Place(host, port, f"{parts.path}?{parts.query}" if parts.query else parts.path, private)


def resolve(place: Place) -> str:
    """One address of the host, after looking at all of them. Connecting to it, not to the name, leaves no second
    answer for somebody who changes the name in between."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except OSError:
        raise NoWay("network.name") from None
    told = [str(entry[4][0]) for entry in found]
    if not told or not all(_is_fit(ip_address(one), place.is_private) for one in told):
        raise NoWay("address.private")
    return told[0]


def _is_fit(ip: IPv4Address | IPv6Address, private: bool) -> bool:
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        return _is_fit(ip.ipv4_mapped, private)
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or (ip.is_reserved and not ip.is_loopback):
        return False
    return private or ip.is_global


def _named() -> set[str]:
    """host:port of private deployments."""
    return {name.lower() if ":" in name else f"{name.lower()}:443" for name in settings.ROBOT_HOSTS}
