"""A mail server on loopback for tests (RFC 5321, as much of it as a client needs), that can refuse, hang and die."""

import re
import socketserver
import ssl
import threading
from collections.abc import Callable
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

FINE = {
    "EHLO": "250-here\r\n250 8BITMIME", "HELO": "250 here", "MAIL": "250 fine", "RCPT": "250 fine", "DATA": "354 go on",
    "RSET": "250 fine", "NOOP": "250 fine", "QUIT": "221 goodbye", ".": "250 taken", "": "220 here",
}  # fmt: skip
ADDRESS = re.compile("<([^>]*)>")


class Server(socketserver.ThreadingTCPServer):
    """``letters``: (recipient, Message-ID) of each that was taken; ``seen``: every line that came, but of letters.

    ``says(moment, recipient)`` may answer otherwise than well: a line, or HANG. Moments are SMTP's verbs, "" for the
    greeting, "." for the end of a letter, "taken" once that was answered.
    """

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self, says: Callable[[str, str], str | None], secure: ssl.SSLContext | None = None):
        super().__init__(("127.0.0.1", 0), _Session)
        self.says, self.secure = says, secure
        self.letters: list[tuple[str, str]] = []
        self.seen: list[str] = []
        self.over = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, *_):
        """A client that is gone in the middle is what is tested."""


HANG = "hang"


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.recipient = ""
        if not self._answer(""):
            return
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            self.server.seen.append(line)
            if verb == "RCPT":
                self.recipient = ADDRESS.search(line)[1]
            if verb == "EHLO" and self.server.secure:
                self._send("250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN")
            elif verb == "STARTTLS" and self.server.secure:
                self._send("220 go on")
                self.request = self.connection = self.server.secure.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
            elif not self._answer(verb) or (verb == "DATA" and not self._letter()) or verb == "QUIT":
                return

    def _letter(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        said = self.server.says(".", self.recipient)
        if said and said != HANG:
            self._send(said)
            return True
        self.server.letters.append((self.recipient, message_from_bytes(b"".join(lines))["Message-ID"]))
        if said == HANG:
            self.server.over.wait()
            return False
        self._send(FINE["."])
        self.server.says("taken", self.recipient)
        return True

    def _answer(self, verb: str) -> bool:
        said = self.server.says(verb, self.recipient)
        if said == HANG:
            self.server.over.wait()
            return False
        self._send(said or FINE.get(verb, "502 unknown"))
        return True

    def _send(self, said: str) -> None:
        self.wfile.write(said.encode() + b"\r\n")


@contextmanager
def server(says: Callable[[str, str], str | None] = lambda *_: None, secure: ssl.SSLContext | None = None):
    """Runs until the block ends."""
    with Server(says, secure) as post:
        threading.Thread(target=post.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield post
        finally:
            post.over.set()
            post.shutdown()


def self_signed(folder: Path) -> ssl.SSLContext:
    """What a server shows that nobody vouches for."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    place = folder / "server.pem"
    place.write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    return context
