"""企业微信: a message of an application to a member; its token stays in memory until it ends or is refused."""

import json
import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, unquote, urlsplit

from gongkai.outbox import calling
from gongkai.outbox.calling import Call
from gongkai.outbox.faults import Failed, Fault

NAME = "企业微信"
LONGEST = 2048  # bytes of a text; the rest would be cut off without a word
STALE_TOKEN = frozenset({40014, 41001, 42001})
WRONG_KEYS = frozenset({40001, 40013, 40056, 41002, 41004, 48002, 60020, 301002})
BUSY = frozenset({-1, 45009, 45033})
NOBODY_THERE = frozenset({40003, 60111, 81013})
REST = timedelta(minutes=10)  # what is refused for its frequency is refused for minutes
EARLIER = 300  # seconds before its end from which on a token is not used any more
DOUBLES = 4 * 3600  # seconds within which the same text to the same member is taken once, the most there is
_tokens: dict["Account", tuple[str, float]] = {}


@dataclass(frozen=True)
class Account:
    base: str
    corp: str
    secret: str
    agent: int


def account_of(url: str) -> Account | None:
    """Reads https://corpid:secret@qyapi.weixin.qq.com/agentid; None for nothing. Raises ValueError with a sentence."""
    if not url:
        return None
    said = urlsplit(url)
    agent = said.path.strip("/")
    if not (calling.is_address(url) and said.username and said.password and agent.isascii() and agent.isdigit()):
        raise ValueError("GONGKAI_WECOM 应当形如 https://企业号:密钥@qyapi.weixin.qq.com/应用号，请改正")
    host = f"{said.hostname}:{said.port}" if said.port else f"{said.hostname}"
    return Account(f"{said.scheme}://{host}", unquote(said.username), unquote(said.password), int(agent))


def deliver(account: Account, to: str, text: str) -> None:
    """Hands one text over; the same one again within hours is not shown twice. Raises ``Failed``."""
    said = {
        "touser": to, "msgtype": "text", "agentid": account.agent, "text": {"content": text},
        "enable_duplicate_check": 1, "duplicate_check_interval": DOUBLES,
    }  # fmt: skip
    code, came = _send(account, said)
    if code in STALE_TOKEN:
        _tokens.pop(account, None)
        code, came = _send(account, said)
    if code:
        raise Failed(_fault(code))
    if came.get("invaliduser"):
        raise Failed(Fault("企业微信里没有这个成员", lasting=True))


def forget() -> None:
    """No token is kept any more, as after a start."""
    _tokens.clear()


def _send(account: Account, said: dict) -> tuple[int, dict]:
    url = f"{account.base}/cgi-bin/message/send?access_token={quote(_token(account), safe='')}"
    return _asked(Call(NAME, url, json.dumps(said, ensure_ascii=False).encode(), {"Content-Type": "application/json"}))


def _token(account: Account) -> str:
    token, until = _tokens.get(account, ("", 0.0))
    if time.monotonic() < until:
        return token
    keys = f"corpid={quote(account.corp, safe='')}&corpsecret={quote(account.secret, safe='')}"
    try:
        code, came = _asked(Call(NAME, f"{account.base}/cgi-bin/gettoken?{keys}"))
    except Failed as failed:  # nothing of the message was handed over yet
        raise Failed(Fault(failed.fault.says, nobody=True, rest=failed.fault.rest)) from None
    if code or not isinstance(came.get("access_token"), str):
        raise Failed(_fault(code))
    _tokens[account] = came["access_token"], time.monotonic() + int(came.get("expires_in", 0)) - EARLIER
    return came["access_token"]


def _asked(call: Call) -> tuple[int, dict]:
    came = calling.answer(call)
    try:
        said = json.loads(came)
        return int(said.get("errcode", 0)), said
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Failed(Fault(f"{NAME}的答复看不懂", unclear=True)) from None


def _fault(code: int) -> Fault:
    if code in BUSY:
        return Fault(f"{NAME}要求慢一些（{code}）", nobody=True, rest=REST)
    if code in WRONG_KEYS | STALE_TOKEN:
        return Fault(f"{NAME}不认企业号、密钥或者服务器地址（{code}）", nobody=True, rest=REST)
    if code in NOBODY_THERE:
        return Fault(f"{NAME}里没有这个成员（{code}）", lasting=True)
    return Fault(f"{NAME}没有接受（{code}）")
