"""重复和聚类: which events a fresh sighting belongs to, and why, in words (BW-8.1: collected once, not ten times).

The same address is the same thing; else titles are compared by pairs of signs. Only public titles are compared, never
the sealed words of people.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.accounts.models import Post
from gongkai.opinion.models import Event, Mention
from gongkai.opinion.vocabulary import OUT

ALIKE = 0.5  # of the pairs of both titles together
FEWEST = 4
LATELY = timedelta(days=30)
MOST = 5
SCHEME = re.compile(r"^https?://(?:www\.|m\.)?")
TAIL = re.compile(r"(?:[?#].*)?/*$")
AROUND = re.compile(r"网传|网友|有人|反映|投诉|求助|曝光?|情况|问题|关于|大英县?|的|了|[\W_]")
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
Pieces = frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """An event that a title or an address points to; ``why`` in words, ``share`` 0 … 1."""

    event: Event
    why: str
    share: float


def place_of(link: str) -> str:
    """An address without what differs between two copies of it."""
    return TAIL.sub("", SCHEME.sub("", link.strip().lower()))


def pieces(title: str) -> Pieces:
    plain = AROUND.sub("", title)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share(one: str, other: str) -> float:
    """Of the pairs of both titles, those in common; 0 where there is too little to say, or their numbers differ."""
    first, second = pieces(one), pieces(other)
    numbers, others = set(NUMBER.findall(one)), set(NUMBER.findall(other))
    if min(len(first), len(second)) < FEWEST or (numbers and others and not numbers & others):
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


class Known:
    """Events of the days around a moment that a post may see, by address and by title."""

    def __init__(self, post: Post, at: datetime, but: Iterable[int] = (), *, drill: bool = False) -> None:
        around = (at - LATELY, at + LATELY)
        rows = Event.objects.visible_to(post).filter(noticed__range=around, drill=drill)
        rows = rows.exclude(case__status__in=OUT).exclude(pk__in=list(but)).select_related("case__unit")
        self.events = {row.pk: row for row in rows}
        seen = Mention.objects.filter(event__in=self.events).values_list("event_id", "link", "title")
        self.links = {place_of(link): key for key, link, _ in seen if link}
        self.titles = [(key, title) for key, _, title in seen]
        self.titles += [(key, row.case.title) for key, row in self.events.items()]

    def like(self, title: str, links: Iterable[str] = ()) -> list[Likeness]:
        """The likest first, each event once."""
        found: dict[int, Likeness] = {}
        for link in links:
            if link and (key := self.links.get(place_of(link))):
                found[key] = Likeness(self.events[key], "网址相同", 1.0)
        for key, known in self.titles:
            much = share(title, known)
            if much >= ALIKE and (key not in found or found[key].share < much):
                why = f"标题有 {much:.0%} 相同：“{known[:40]}”"
                found[key] = Likeness(self.events[key], why, much)
        return sorted(found.values(), key=lambda one: (-one.share, one.event.pk))[:MOST]


def beside(event: Event, post: Post) -> list[Likeness]:
    """Other events that may be the same as this one."""
    known = Known(post, event.noticed, [event.pk], drill=event.drill)
    return known.like(event.case.title, event.mentions.values_list("link", flat=True))
