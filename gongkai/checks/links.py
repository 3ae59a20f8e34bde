"""链接: the addresses that a text names, inside this site and outside."""

import re
from html import unescape
from typing import NamedTuple

HREF = re.compile(r"<a\b[^>]*\bhref=\"([^\"]*)\"", re.IGNORECASE)
BARE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~!$&*+,;=:@%/?#-]*)?")
TAG = re.compile(r"<[^>]*>")
ENDING = ".,;:!?、。"


class Link(NamedTuple):
    """An address as it stands in the source, and where."""

    address: str
    start: int
    end: int


def links(html: str) -> list[Link]:
    """Every address of a page, those written out in its words too, once each, in order; mail addresses aside."""
    found = [Link(unescape(one[1]).strip(), *one.span(1)) for one in HREF.finditer(html)]
    words = TAG.sub(lambda tag: " " * len(tag[0]), html)
    found += [Link(unescape(one[0].rstrip(ENDING)), *one.span()) for one in BARE.finditer(words)]
    kept: dict[str, Link] = {}
    for link in sorted(found, key=lambda link: link.start):
        if not link.address.startswith(("mailto:", "#", "?")) and link.address:
            kept.setdefault(link.address, link)
    return list(kept.values())
