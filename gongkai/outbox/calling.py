"""One request to a gateway that an administrator named: what came back, or why there was no whole answer."""

import http.client
import socket
import time
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.outbox.faults import Failed, Fault

MOST = 64 * 1024  # bytes of an answer
BUSY = timedelta(minutes=5)
SCHEMES = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}


@dataclass(frozen=True)
class Call:
    """``name`` is what faults call the other side; neither address nor body is ever told, keys stand in them."""

    name: str
    url: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def is_address(url: str) -> bool:
    """Whether a call can go there."""
    said = urlsplit(url)
    return said.scheme in SCHEMES and bool(said.hostname)


def answer(call: Call) -> bytes:
    """The body of an answer of 200 to 299. Raises ``Failed``: nothing handed over, refused, or unclear."""
    said = urlsplit(call.url)
    line = SCHEMES[said.scheme](said.hostname, said.port, timeout=settings.GATEWAY_TIMEOUT)
    try:
        _connect(line, call)
        status, body = _told(line, call, f"{said.path or '/'}?{said.query}" if said.query else said.path or "/")
    finally:
        line.close()
    if not 200 <= status < 300:
        raise Failed(_refused(call.name, status))
    return body


def _connect(line: http.client.HTTPConnection, call: Call) -> None:
    try:
        line.connect()
    except (TimeoutError, socket.gaierror):
        raise Failed(Fault(f"{call.name}没有回应", nobody=True)) from None
    except OSError:  # ssl.SSLError among them
        raise Failed(Fault(f"连不上{call.name}", nobody=True)) from None


def _told(line: http.client.HTTPConnection, call: Call, path: str) -> tuple[int, bytes]:
    """Status and body, both whole, within the time; else nobody knows whether it was taken."""
    until, parts, length = time.monotonic() + settings.GATEWAY_TIMEOUT, [], 0
    try:
        line.request("POST" if call.body is not None else "GET", path, call.body, call.headers)
        came = line.getresponse()
        while part := came.read1(MOST):
            parts.append(part)
            length += len(part)
            if length > MOST or time.monotonic() > until:
                raise TimeoutError
        if came.length:
            raise TimeoutError
    except (OSError, http.client.HTTPException):
        raise Failed(Fault(f"等{call.name}答复时连接中断", unclear=True, nobody=True)) from None
    return came.status, b"".join(parts)


def _refused(name: str, status: int) -> Fault:
    if status == http.client.TOO_MANY_REQUESTS:
        return Fault(f"{name}要求慢一些（{status}）", nobody=True, rest=BUSY)
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN, http.client.NOT_FOUND):
        return Fault(f"{name}不认密钥或者地址（{status}）", nobody=True, rest=BUSY)
    if status in (http.client.BAD_GATEWAY, http.client.GATEWAY_TIMEOUT):
        return Fault(f"{name}暂时办不了（{status}）", unclear=True, nobody=True)
    if status >= 500:
        return Fault(f"{name}暂时办不了（{status}）", nobody=True)
    return Fault(f"{name}拒绝了这一条（{status}）", lasting=True)
