"""A vendor's host on this machine, over TLS with a certificate of its own; it remembers what it was sent."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class FakeRobot:
    port: int
    ca_file: str
    status: int = 200
    answer: bytes = b'{"errcode": 0}'
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    """Called before it answers: to be slow."""
    asked: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    """Path and body of every request."""

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def url(self, path: str = "/cgi-bin/webhook/send?key=k") -> str:
        return f"https://{self.host}{path}"


@contextmanager
def fake_robot(folder: Path) -> Iterator[FakeRobot]:
    certificate, key = _certificate(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    robot = FakeRobot(server.server_address[1], str(certificate))
    server.RequestHandlerClass = _handler(robot)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that hangs up is what some tests want
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield robot
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(robot: FakeRobot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            robot.asked.append((self.path, json.loads(body)))
            robot.before()
            self.send_response(robot.status)
            for name, value in robot.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(robot.answer)))
            self.end_headers()
            self.wfile.write(robot.answer)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "robot.pem", folder / "robot.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
