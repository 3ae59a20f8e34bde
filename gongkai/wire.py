"""One polite request to another's server: never into a private network, never longer or larger than told."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

PORTS = (80, 443, 8080, 8443)
MOVED = (301, 302, 303, 307, 308)
HOPS = 3
CHUNK = 64 * 1024


class Private(Exception):
    """The address leads into a private network: this machine must not be sent there, and the public cannot go."""


class TooLarge(Exception):
    """The answer is larger than was asked for."""


@dataclass(frozen=True)
class Answer:
    """What a server said: the address that was asked, status, headers in order, and as much body as was wanted."""

    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


def ask(method: str, address: str, *, agent: str, seconds: float, most: int = 0) -> Answer:
    """One request; ``seconds`` for all of it, ``most`` bytes of body (0: none is read).

    Raises ``Private``, ``TooLarge``, ``OSError``, ``http.client.HTTPException``, or ``ValueError`` for what is no
    address of the web.
    """
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if parts.scheme not in ("http", "https") or port not in PORTS:
        raise ValueError(address)
    where, ends = public_address(host, port), time.monotonic() + seconds
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    # The checked number is dialled, not the name anew: a name may answer differently the second time.
    connection.sock = socket.create_connection((where, port), seconds)
    with contextlib.closing(connection), _cut_off(connection, ends):
        if secure:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path.encode("utf-8").decode("latin-1"), headers={"User-Agent": agent})
        answer = connection.getresponse()
        body = _body(answer, most) if most else b""
        return Answer(address, answer.status, answer.reason, tuple(answer.getheaders()), body)


def fetch(address: str, *, agent: str, seconds: float, most: int) -> Answer:
    """What stands at an address, a few hops on. Raises what ``ask`` does."""
    for _ in range(HOPS):
        answer = ask("GET", address, agent=agent, seconds=seconds, most=most)
        there = answer.header("Location")
        if answer.status not in MOVED or not there:
            return answer
        address = urljoin(address, there)
    raise http.client.HTTPException("转来转去打不开")


def public_address(host: str, port: int) -> str:
    """The number a name stands for, if all its numbers are public."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(_is_public(str(one)) for one in found):
        raise Private
    return str(found[0])


def _is_public(number: str) -> bool:
    one = ipaddress.ip_address(number)
    # An older address may be wrapped in a newer one, and would be reached through it.
    wrapped = [one.ipv4_mapped, one.sixtofour] if isinstance(one, ipaddress.IPv6Address) else []
    return all(each.is_global and not each.is_multicast for each in (one, *filter(None, wrapped)))


@contextlib.contextmanager
def _cut_off(connection: http.client.HTTPConnection, ends: float) -> Iterator[None]:
    """Ends the connection at its time, however slowly the other side drips. Raises ``TimeoutError`` where it did: half
    a head reads like a whole one."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        with contextlib.suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(ends - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    said = bytearray()
    while piece := answer.read(CHUNK):
        said += piece
        if len(said) > most:
            raise TooLarge
    if answer.length:  # cut off before its end
        raise http.client.IncompleteRead(bytes(said))
    return bytes(said)
