"""One POST over TLS to a place that was looked at: no redirects, no proxy, short patience, little read."""

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from threading import Timer

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
    connection = _Pinned(place, resolve(place))
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


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was looked at, and asks for the certificate of the name."""

    def __init__(self, place: Place, ip: str) -> None:
        super().__init__(place.host, place.port, timeout=PATIENCE)
        self._ip = ip

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, self.port), self.timeout)
        try:
            self.sock = _trust(settings.ROBOT_CA).wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def hang_up(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


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
