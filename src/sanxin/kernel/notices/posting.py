"""One POST over TLS to a place that was looked at: no redirects, short patience, little read.

By the office's proxy (SANXIN_ROBOT_PROXY) it is a tunnel: only to the vendors' own hosts, the certificate is the
vendor's, and the proxy sees no more than the name. No other proxy is ever taken from the environment.
"""

import base64
import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from threading import Timer
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from sanxin.kernel.notices.addresses import NoWay, Place, place_of, resolve

PATIENCE = 5.0
"""Seconds for each step: connecting, sending, each read."""
WHOLE = 15.0
"""Seconds for all of it: whoever answers a byte at a time is hung up on."""
MOST_READ = 16 * 1024


def post(url: str, body: bytes) -> Mapping[str, object]:
    """The vendor's answer. Raises NoWay with a code that says why there is none."""
    place = place_of(url)
    connection = _way_to(place)
    watch = Timer(WHOLE, connection.hang_up)
    watch.start()
    try:
        connection.request("POST", place.target, body, {"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise NoWay(f"http.{answer.status}")
        return _read(answer.read(MOST_READ + 1))
    except ssl.SSLError:
        raise NoWay("network.certificate") from None
    except TimeoutError:
        raise NoWay("network.timeout") from None
    except (OSError, http.client.HTTPException):
        raise NoWay("network.away") from None
    finally:
        watch.cancel()
        connection.close()


def _way_to(place: Place) -> "_Connection":
    """Straight to the address that was looked at, or through the proxy to a vendor's name.

    Where we know the name too, it must not lead inside; a proxy is often there because we know no names outside.
    """
    if not settings.ROBOT_PROXY or place.is_private:
        return _Pinned(place, resolve(place))
    try:
        resolve(place)
    except NoWay as problem:
        if problem.code != "network.name":
            raise
    return _Tunnelled(place, settings.ROBOT_PROXY)


class _Connection(http.client.HTTPSConnection):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port, timeout=PATIENCE, context=_trust(settings.ROBOT_CA))

    def hang_up(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class _Pinned(_Connection):
    """Connects to the address that was looked at, and asks for the certificate of the name."""

    def __init__(self, place: Place, ip: str) -> None:
        super().__init__(place.host, place.port)
        self._ip = ip

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, self.port), self.timeout)
        try:
            self.sock = _trust(settings.ROBOT_CA).wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


class _Tunnelled(_Connection):
    """Asks the proxy for a tunnel to the vendor's name, and the other end for the certificate of that name."""

    def __init__(self, place: Place, proxy: str) -> None:
        parts = urlsplit(proxy)
        assert parts.hostname is not None  # environment.proxy
        assert parts.port is not None
        super().__init__(parts.hostname, parts.port)
        self.set_tunnel(place.host, place.port, headers=_who_we_are(parts))

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLError:
            raise
        except OSError:
            raise NoWay("network.proxy") from None


def _who_we_are(proxy: SplitResult) -> dict[str, str]:
    if not proxy.username:
        return {}
    said = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(said.encode()).decode()}"}


@cache
def _trust(ca_file: str) -> ssl.SSLContext:
    """The machine's certificates; with SANXIN_ROBOT_CA those of a private deployment as well."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def _read(content: bytes) -> Mapping[str, object]:
    if len(content) > MOST_READ:
        raise NoWay("answer.long")
    try:
        told = json.loads(content)
    except ValueError:
        raise NoWay("answer.strange") from None
    if not isinstance(told, dict):
        raise NoWay("answer.strange")
    return told
