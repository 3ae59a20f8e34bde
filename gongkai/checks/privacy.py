"""个人信息: numbers and places of private people in what is about to be published (条例-15, PIPL 25, 28).

Plain text and file names go to `find`, pages to `find_in_html`; `mask` hides what was found. Offices' numbers on the
register may pass (`allowed`); unified social credit codes always do.
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator

from gongkai.checks.contacts import home_hits, labelled_hits, mail_hits, paper_hits
from gongkai.checks.finding import STAR, Finding, Piece, mask
from gongkai.checks.page_text import PageText, page_text
from gongkai.checks.people import Hit, code_hits, number_hits

__all__ = ["Finding", "find", "find_in_html", "mask"]

NAMES = {
    "identity": "身份证号码",
    "old_identity": "疑似15位旧身份证号码",
    "mobile": "手机号码",
    "bank_card": "银行卡号",
    "account": "银行账号",
    "passport": "护照号码",
    "permit": "港澳台居民证件号码",
    "mail": "非政府域名的电子邮箱",
    "home": "家庭住址",
    "plate": "车牌号",
    "personal_number": "个人编号",
}
RANK = ["credit_code", *NAMES]
TRIGGER = re.compile(
    r"[0-9０-９](?:[^0-9０-９\n]{0,2}[0-9０-９]){6}|[A-Za-z]\w?\d{7}|@|住|户籍|家庭|[A-HJ-NP-Z][·•\s]?[A-Z0-9]{5}"
)
"""Nothing can be found in a text without one of these; most texts have none and are done with it."""


def find(text: str, *, allowed: Collection[str] = (), key: bytes = b"") -> list[Finding]:
    """Personal data in plain text, in order. `block` must be masked or overridden with a reason, `warn` looked at.

    `allowed`: mobile numbers (11 digits) that an office has made its own. `key`: a secret under which each word's
    digest is made; without it digests are empty.
    """
    return _findings(PageText.plain(text), frozenset(allowed), key)


def find_in_html(html: str, *, allowed: Collection[str] = (), key: bytes = b"") -> list[Finding]:
    """The same in a page: numbers cut by tags, written as entities, or standing in attributes and comments are found.

    Offsets are those of the page's source; `mask` leaves its tags as they are.
    """
    return _findings(page_text(html), frozenset(allowed), key)


def _findings(page: PageText, allowed: frozenset[str], key: bytes) -> list[Finding]:
    text = page.text
    return [_finding(hit, text, page, key) for hit in _settled(text, allowed)] if TRIGGER.search(text) else []


def _settled(text: str, allowed: frozenset[str]) -> list[Hit]:
    """The hits that stand where several claim the same place: the surer kind, then the first."""
    standing: list[Hit] = []
    taken = bytearray(len(text))
    for hit in sorted(_hits(text, allowed), key=lambda hit: (RANK.index(hit.kind), hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            standing.append(hit)
    return sorted((hit for hit in standing if hit.level), key=lambda hit: hit.start)


def _hits(text: str, allowed: frozenset[str]) -> Iterator[Hit]:
    yield from code_hits(text)
    yield from number_hits(text, allowed)
    yield from mail_hits(text)
    yield from home_hits(text)
    yield from paper_hits(text)
    yield from labelled_hits(text)


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
