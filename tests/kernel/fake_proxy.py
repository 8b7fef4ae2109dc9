"""A proxy on this machine: opens tunnels to one place, whatever name was asked for, and remembers the names."""

import base64
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class FakeProxy:
    port: int
    leads_to: int
    """A port of this machine."""
    password: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        who = f"yu:{self.password}@" if self.password else ""
        return f"http://{who}127.0.0.1:{self.port}"


@contextmanager
def fake_proxy(leads_to: int) -> Iterator[FakeProxy]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    proxy = FakeProxy(server.server_address[1], leads_to)
    server.RequestHandlerClass = _handler(proxy)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(proxy: FakeProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            proxy.asked.append(self.path)
            if self.headers.get("Proxy-Authorization") != _expected(proxy):
                self.send_error(407)
                return
            with socket.create_connection(("127.0.0.1", proxy.leads_to)) as there:
                self.send_response(200)
                self.end_headers()
                back = Thread(target=_carry, args=(there, self.connection), daemon=True)
                back.start()
                _carry(self.connection, there)
                back.join()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler


def _expected(proxy: FakeProxy) -> str | None:
    if not proxy.password:
        return None
    return f"Basic {base64.b64encode(f'yu:{proxy.password}'.encode()).decode()}"


def _carry(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while told := here.recv(65536):
            there.sendall(told)
    with suppress(OSError):
        there.shutdown(socket.SHUT_WR)
