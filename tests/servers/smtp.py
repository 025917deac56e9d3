"""A mail server on loopback, as small as can be: it keeps what it takes, and refuses what it is told to."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class MailBox:
    """What came, and how often somebody connected."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)
    connections: int = 0
    refuses: Callable[[str, int], str | None] = lambda _command, _connection: None
    """Says what is answered instead, by the command and the number of the connection."""


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    box: MailBox
    tls: ssl.SSLContext | None
    implicit: bool

    def finish_request(self, request: object, client_address: object) -> None:
        with suppress(OSError):  # who does not trust the certificate goes away
            super().finish_request(request, client_address)  # type: ignore[arg-type]  # typeshed's own is narrower


class _Session(StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        if self.server.implicit and self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def handle(self) -> None:
        box = self.server.box
        box.connections += 1
        number = box.connections
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            command = line.partition(" ")[0].upper()
            if said := box.refuses(command, number):
                self._say(said)
            elif command == "EHLO":
                extra = ["STARTTLS"] if self.server.tls and not self.server.implicit else []
                for one in ("here", *extra):
                    self._say(f"250-{one}")
                self._say("250 AUTH PLAIN")
            elif command == "STARTTLS" and self.server.tls:
                self._say("220 go on")
                self.request = self.server.tls.wrap_socket(self.request, server_side=True)
                super().setup()
            elif command == "DATA":
                self._say("354 go on")
                raw = b"".join(iter(self.rfile.readline, b".\r\n"))
                box.mails.append(message_from_bytes(raw, policy=policy.default))
                self._say("250 taken")
            elif command == "QUIT":
                self._say("221 so long")
                return
            else:
                box.envelopes.append(line)
                self._say("235 in" if command == "AUTH" else "250 well")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp(*, tls: ssl.SSLContext | None = None, implicit: bool = False) -> Iterator[MailBox]:
    server = _Server(("127.0.0.1", 0), _Session)
    server.box, server.tls, server.implicit = MailBox(port=server.server_address[1]), tls, implicit
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def vouched_for(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for 127.0.0.1, and the file by which it is vouched for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "here")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    both, certificate = folder / "both.pem", folder / "certificate.pem"
    encoding = serialization.Encoding.PEM
    certificate.write_bytes(made.public_bytes(encoding))
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    both.write_bytes(private + certificate.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, certificate
