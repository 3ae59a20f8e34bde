"""短信网关、群机器人: any gateway over HTTP that takes a form or JSON, described in a file of the installation.

The file is YAML: address, body, headers, signature (HMAC-SHA256) and how to tell success. `{to}` `{text}` `{id}`
`{seconds}` `{millis}` `{secret}` `{sign}` in it are filled in for each message; `{id}` is the same when one goes again,
so that a gateway that tells doubles apart can.
"""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings

from gongkai.law.reading import Fault as Wrong
from gongkai.law.reading import Node, Refused, read_file
from gongkai.outbox import calling
from gongkai.outbox.calling import Call
from gongkai.outbox.faults import Failed, Fault

PLACE = re.compile(r"\{(\w+)\}")
KNOWN = frozenset({"to", "text", "id", "seconds", "millis", "secret", "sign"})
FORMS = {"json": "application/json; charset=utf-8", "form": "application/x-www-form-urlencoded; charset=utf-8"}
SIGNS = ("hex", "base64")
Shape = str | int | bool | None | list["Shape"] | dict[str, "Shape"]


@dataclass(frozen=True)
class Gateway:
    """``success``: (path of a field, values that mean taken), None where 200 says it; ``later``: values that mean to
    wait; ``sign``: (words to be signed, hex or base64)."""

    name: str
    url: str
    form: str
    body: Mapping[str, Shape]
    headers: Mapping[str, str]
    sign: tuple[str, str] | None = None
    success: tuple[str, frozenset[str]] | None = None
    later: frozenset[str] = frozenset()


def of(file: str) -> Gateway:
    """The gateway of a file as it is now. Raises `Refused`."""
    path = Path(file)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise Refused(f"{path} 读不出，请核对文件在不在、本用户能不能读") from None
    return _of(path, changed)


@lru_cache(maxsize=4)
def _of(path: Path, changed: int) -> Gateway:
    return read_gateway(read_file(path))


def read_gateway(node: Node) -> Gateway:
    """The gateway in a YAML tree. Raises `Refused`."""
    table = node.table(required=("gateway", "url", "as", "body"), allowed=("headers", "sign", "success", "later"))
    faults: list[Wrong] = []
    form = table["as"].one_of(tuple(FORMS), faults)
    if not calling.is_address(table["url"].string()):
        faults.append(table["url"].fault("这里要写 https:// 或者 http:// 开头的完整网址"))
    for one in _leaves(node):
        faults += [one.fault(f"不认识“{{{name}}}”") for name in PLACE.findall(one.text) if name not in KNOWN]
    if faults:
        raise Refused(*faults)
    body = {name: one.plain() for name, one in table["body"].table().items()}
    headers = {name: one.string() for name, one in table["headers"].table().items()} if "headers" in table else {}
    return Gateway(
        table["gateway"].string(), table["url"].text, form, body, headers,  # type: ignore[arg-type]
        _sign(table["sign"]) if "sign" in table else None,
        _success(table["success"]) if "success" in table else None,
        frozenset(one.text for one in table["later"].listing()) if "later" in table else frozenset(),
    )  # fmt: skip


def deliver(gateway: Gateway, secret: str, to: str, text: str, key: str) -> None:
    """Hands one message over. Raises ``Failed`` where it was not taken, or nobody knows."""
    moment = time.time()
    said = {
        "to": to, "text": text, "id": key, "secret": secret,
        "seconds": str(int(moment)), "millis": str(int(moment * 1000)),
    }  # fmt: skip
    said["sign"] = _signed(gateway, secret, said)
    url = PLACE.sub(lambda found: quote(said[found[1]], safe=""), gateway.url)
    headers = {name: _filled(one, said) for name, one in gateway.headers.items()}
    body = _body(gateway, {name: _filled(one, said) for name, one in gateway.body.items()})
    came = calling.answer(Call(gateway.name, url, body, {"Content-Type": FORMS[gateway.form], **headers}))
    _judge(gateway, came)


def _judge(gateway: Gateway, came: bytes) -> None:
    if gateway.success is None:
        return
    path, fine = gateway.success
    try:
        value = json.loads(came)
        for name in path.split("."):
            value = value[name]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Failed(Fault(f"{gateway.name}的答复看不懂", unclear=True)) from None
    said = str(value).lower() if isinstance(value, bool) else str(value)
    if said in fine:
        return
    if said in gateway.later:
        raise Failed(Fault(f"{gateway.name}要求稍后再发（{said[:12]}）", nobody=True, rest=calling.BUSY))
    raise Failed(Fault(f"{gateway.name}拒绝了这一条（{said[:12]}）", lasting=True))


def _body(gateway: Gateway, filled: dict) -> bytes:
    if gateway.form == "json":
        return json.dumps(filled, ensure_ascii=False).encode()
    return urlencode(filled).encode()


def _filled(shape, said: Mapping[str, str]):
    if isinstance(shape, dict):
        return {name: _filled(one, said) for name, one in shape.items()}
    if isinstance(shape, list):
        return [_filled(one, said) for one in shape]
    return PLACE.sub(lambda found: said[found[1]], shape) if isinstance(shape, str) else shape


def _signed(gateway: Gateway, secret: str, said: Mapping[str, str]) -> str:
    if gateway.sign is None:
        return ""
    words, form = gateway.sign
    mark = hmac.new(secret.encode(), _filled(words, {**said, "sign": ""}).encode(), hashlib.sha256)
    return mark.hexdigest() if form == "hex" else base64.b64encode(mark.digest()).decode()


def _sign(node: Node) -> tuple[str, str]:
    table = node.table(required=("of", "as"))
    faults: list[Wrong] = []
    found = table["of"].string(), table["as"].one_of(SIGNS, faults)
    if faults:
        raise Refused(*faults)
    return found


def _success(node: Node) -> tuple[str, frozenset[str]]:
    table = node.table(required=("field", "is"))
    return table["field"].string(), frozenset(one.text for one in table["is"].listing())


def _leaves(node: Node) -> list[Node]:
    if isinstance(node.value, dict):
        return [leaf for one in node.value.values() for leaf in _leaves(one)]
    if isinstance(node.value, list):
        return [leaf for one in node.value for leaf in _leaves(one)]
    return [node]


def secret_of(name: str) -> str:
    """From the environment, or from a file of the keys' folder; empty where neither has it."""
    if told := getattr(settings, f"{name.upper()}_SECRET"):
        return told
    try:
        return (settings.KEYS.folder / f"{name}.secret").read_text("utf-8").strip()
    except OSError:
        return ""
