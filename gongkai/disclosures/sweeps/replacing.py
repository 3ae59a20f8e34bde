"""What many documents would say after a change of words or of column: computed without writing anything."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.catalogue.models import Topic
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.papers import clean, comparing

TAG = re.compile(r"(<[^>]*>)")
SEARCHED = {"title": "标题", "summary": "概述", "html": "正文"}


@dataclass(frozen=True)
class Rewording:
    """What is to be put in place of what; or the column that documents move to. ``note`` is public with an edition."""

    find: str = ""
    put: str = ""
    topic: Topic | None = None
    note: str = ""
    weight: str = ""


@dataclass
class Outcome:
    """What a document would say: changed fields by name, in words, and where the first change stands."""

    fields: dict = field(default_factory=dict)
    says: str = ""
    seen: list[comparing.Piece] = field(default_factory=list)


def outcome(edition: Edition, how: Rewording) -> Outcome:
    """Empty ``fields``: nothing to change."""
    if how.topic is not None:
        if edition.topic_id == how.topic.pk:
            return Outcome()
        return Outcome({"topic": how.topic}, f"栏目由“{edition.topic.name}”改为“{how.topic.name}”")
    found = {name: _put(name, getattr(edition, name), how) for name in SEARCHED}
    fields = {name: text for name, (text, many) in found.items() if many}
    says = "、".join(f"{label} {found[name][1]} 处" for name, label in SEARCHED.items() if found[name][1])
    return Outcome(fields, says, _first(edition, fields))


def holding(find: str, row: Disclosure) -> bool:
    return any(find in _plain(name, getattr(row.edition, name)) for name in SEARCHED)


def _put(name: str, text: str, how: Rewording) -> tuple[str, int]:
    """The text with the new words, and how many times they stand there; tags and their attributes stay."""
    if name != "html":
        return text.replace(how.find, how.put), text.count(how.find)
    pieces, many = TAG.split(text), 0
    for place in range(0, len(pieces), 2):
        words = entities.unescape(pieces[place])
        if how.find in words:
            many += words.count(how.find)
            pieces[place] = entities.escape(words.replace(how.find, how.put), quote=False)
    return "".join(pieces), many


def _first(edition: Edition, fields: dict) -> list[comparing.Piece]:
    """The first changed paragraph, as a reader of the list sees it."""
    changed = (
        passage
        for name, text in fields.items()
        for passage in comparing.compare(_plain(name, getattr(edition, name)), _plain(name, text))
        if len(passage.pieces) > 1 or (passage.pieces and passage.pieces[0].sort != comparing.SAME)
    )
    return list(_short(next(changed, comparing.Passage([])).pieces))


def _short(pieces: list[comparing.Piece]) -> Iterator[comparing.Piece]:
    for piece in pieces[:9]:
        long = piece.sort == comparing.SAME and len(piece.text) > 24
        yield comparing.Piece(piece.sort, f"{piece.text[:12]}…{piece.text[-12:]}" if long else piece.text)


def _plain(name: str, text: str) -> str:
    return clean.plain(text) if name == "html" else text
