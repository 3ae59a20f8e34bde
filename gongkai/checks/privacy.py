"""个人信息: numbers and places of private people in what is about to be published (条例-15, PIPL 25, 28).

Plain text and file names go to `find`, pages to `find_in_html`; `mask` hides what was found. Offices' numbers on the
register may pass (`allowed`); unified social credit codes, and domiciles and accounts of bodies, always do.

What a mask leaves is what public lists usually leave: of an identity number the area (6) and the last four, so that
namesakes are told apart while no part of the birthday stays; of a mobile 3 and 4; of a card 4 and 4; of a home its
township; of a birthday the year.
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator

from gongkai.checks.columns import column_hits
from gongkai.checks.contacts import home_hits, mail_hits, paper_hits, plate_hits
from gongkai.checks.finding import STAR, Finding, Piece, mask
from gongkai.checks.labelled import labelled_hits, thin_hits
from gongkai.checks.page_text import PageText, page_text
from gongkai.checks.people import Hit, code_hits, number_hits

__all__ = ["Finding", "find", "find_in_html", "mask"]

NAMES = {
    "identity": "身份证号码",
    "old_identity": "疑似15位旧身份证号码",
    "suspect_identity": "疑似写错的身份证号码",
    "mobile": "手机号码",
    "thin_mask": "遮盖不足、可以推算的号码",
    "bank_card": "银行卡号",
    "passport": "护照号码",
    "permit": "港澳台居民证件号码",
    "mail": "非政府域名的电子邮箱",
    "home": "家庭住址",
    "plate": "车牌号",
    "birthday": "出生日期",
    "account": "银行账号",
    "personal_number": "个人编号",
    "health": "病残或困难原因",
}
RANK = ["credit_code", *NAMES]
WORDS = ("住", "户籍", "家庭", "出生", "生日", "生于", "病", "残疾", "困原因", "贫原因", "诊断", "@", "＠")
SHAPES = re.compile(r"[0-9０-９](?:[^0-9０-９]{0,3}[0-9０-９]){6}|[A-Za-zＡ-Ｚａ-ｚ][·•.\s-]{0,2}[A-Z0-9Ａ-Ｚ０-９]{4}")
"""Nothing can be found in a text without one of these words or shapes; many texts have none and are done with it."""
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ＠]")
NARROW = {ord(sign) + 0xFEE0: sign for sign in "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@"}


def find(text: str, *, allowed: Collection[str] = (), key: bytes = b"") -> list[Finding]:
    """Personal data in plain text, in order. `block` must be masked or overridden with a reason, `warn` looked at.

    `allowed`: mobile numbers (11 digits) that an office has made its own. `key`: a secret under which each word's
    digest is made; without it digests are empty.
    """
    return _findings(PageText.plain(text), frozenset(allowed), key) if _may_hold(text) else []


def find_in_html(html: str, *, allowed: Collection[str] = (), key: bytes = b"") -> list[Finding]:
    """The same in a page: numbers cut by tags, written as entities, or standing in attributes and comments are found.

    Offsets are those of the page's source; `mask` leaves its tags as they are.
    """
    return _findings(page_text(html), frozenset(allowed), key)


def find_in_grid(text: str, *, allowed: Collection[str] = (), key: bytes = b"") -> list[Finding]:
    """The same in a sheet, a line a row and tabs between its cells: a head tells what its column holds."""
    return _findings(PageText.grid(text), frozenset(allowed), key)


def _findings(page: PageText, allowed: frozenset[str], key: bytes) -> list[Finding]:
    text = page.text
    if not _may_hold(text):
        return []
    narrow = text.translate(NARROW) if WIDE.search(text) else text  # sign for sign, so places stay
    return [_finding(hit, text, page, key) for hit in _settled(page, narrow, allowed)]


def _may_hold(text: str) -> bool:
    return SHAPES.search(text) is not None or any(word in text for word in WORDS)


def _settled(page: PageText, text: str, allowed: frozenset[str]) -> list[Hit]:
    """The hits that stand where several claim the same place: the surer kind, then the first."""
    standing: list[Hit] = []
    taken = bytearray(len(text))
    for hit in sorted(_hits(page, text, allowed), key=lambda hit: (RANK.index(hit.kind), hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            standing.append(hit)
    return sorted((hit for hit in standing if hit.level), key=lambda hit: hit.start)


def _hits(page: PageText, text: str, allowed: frozenset[str]) -> Iterator[Hit]:
    yield from code_hits(text)
    yield from number_hits(text, allowed)
    yield from mail_hits(text)
    yield from home_hits(text)
    yield from paper_hits(text)
    yield from plate_hits(text)
    yield from labelled_hits(text)
    yield from thin_hits(text)
    yield from column_hits(page, text)


def _finding(hit: Hit, text: str, page: PageText, key: bytes) -> Finding:
    assert hit.level is not None
    hidden = _hidden(hit, text)
    excerpt = "".join(STAR if at in hidden else text[at] for at in range(hit.start, hit.end)).replace("\n", " ")
    start, end = page.source(hit.start)[0], page.source(hit.end - 1)[1]
    pieces: Iterable[Piece] = (page.source(at) for at in sorted(hidden))
    return Finding(hit.kind, hit.level, start, end, excerpt, _message(hit, excerpt), tuple(pieces), _digest(hit, key))


def _hidden(hit: Hit, text: str) -> set[int]:
    """Positions of the letters and digits between those that may stay readable."""
    signs = [at for at in range(hit.start, hit.end) if text[at].isalnum()]
    return set(signs[hit.front : len(signs) - hit.back])


def _message(hit: Hit, excerpt: str) -> str:
    advice = "公开前请遮盖；确需公开的，须写明理由。" if hit.level == "block" else "请核对是否应当遮盖。"
    return f"含有{NAMES[hit.kind]}（{excerpt}），{advice}"


def _digest(hit: Hit, key: bytes) -> str:
    return hmac.new(key, f"{hit.kind}:{hit.word}".encode(), hashlib.sha256).hexdigest()[:32] if key else ""
