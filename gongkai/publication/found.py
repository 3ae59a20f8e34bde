"""Searching what is out: hits as rows with their marks, and the filters a reader can set."""

import re
from dataclasses import dataclass

from gongkai.publication import attached, texts
from gongkai.publication.indexed import entry
from gongkai.publication.models import Shown
from gongkai.publication.narrowing import KINDS, Narrowed
from gongkai.publication.records import VALIDITY
from gongkai.search import highlights, index

DATED = ("document", "text", "result", "register", "entry", "dossier", "answer")
ENDED = re.compile(r"(?<=[，。；：！？、…])\n")
ALL = Narrowed({})
COUNTED = 4  # terms of a question without hits whose own counts are told


@dataclass(frozen=True)
class Found:
    """One page of hits. ``rows``: {url, title, excerpt (pieces), kind, doc_no, unit, moment, validity, file}.

    ``file`` is the attachment that the excerpt is of, {title, url, text_url}; None where it is the row's own.
    """

    hits: index.Hits
    rows: list[dict]
    wanted: list[str]

    @property
    def last(self) -> int | None:
        """What the next page comes after; None if there is no next page."""
        return self.hits.ids[-1] if self.hits.more else None


def find(query: str, chosen: Narrowed = ALL, *, after: int | None = None, limit: int = 10) -> Found:
    """Items that hold every part of the question. Raises index.QueryFault with a sentence for the reader."""
    since, until = chosen.moments
    hits = index.find(
        "public", query, after=after, limit=limit, facets=chosen.facets, since=since, until=until, count=True
    )
    wanted = index.asked(query)
    rows = Shown.objects.live().filter(docid__in=hits.ids).order_by("-docid").defer("html")
    return Found(hits, [_row(row, wanted) for row in rows], wanted)


def counts(query: str) -> list[tuple[str, index.Hits]]:
    """How many items hold each term by itself, for a question that as a whole has none."""
    wanted = index.asked(query)
    return [(term, index.find("public", term, limit=1)) for term in wanted[:COUNTED]] if len(wanted) > 1 else []


def _row(row: Shown, wanted: list[str]) -> dict:
    said = row.fields
    text = row.plain or said.get("duties") or said.get("description") or said.get("summary") or _pairs(said)
    file, excerpt = _in_a_file(row, wanted) or (None, highlights.excerpt(_in_a_line(text), wanted))
    return {
        "url": url_of(row),
        "title": highlights.pieces(row.title, wanted),
        "excerpt": excerpt,
        "file": file,
        "kind": "" if row.kind == "document" else KINDS[row.kind],
        "doc_no": highlights.pieces(said.get("doc_no", ""), wanted),
        "unit": said.get("unit_name", ""),
        "column": row.column or said.get("shelf", ""),
        "moment": row.moment if row.kind in DATED else None,
        "validity": VALIDITY[row.validity],
    }


def _in_a_line(text: str) -> str:
    """Lines run on; a space tells two apart where no sign ends the first."""
    return ENDED.sub("", text).replace("\n", " ")


def _pairs(said: dict) -> str:
    """What a row of a list says, for its excerpt."""
    return "，".join(f"{one['name']}：{one['meaning']}" for one in said.get("pairs", ()))


def _in_a_file(row: Shown, wanted: list[str]) -> tuple[dict, list[highlights.Piece]] | None:
    """Where the row's own words do not hold all that was asked for: the file that does, and an excerpt of it."""
    if not attached.files(row):
        return None
    _, title, words, _ = entry(row)
    folded = index.text_of(title, words)
    missing = [term for term in wanted if term not in folded]
    if not missing or (hit := attached.hit(row, missing)) is None:
        return None
    return texts.link(row, hit[0]), hit[1]


def url_under(key: str) -> str:
    """Where the public reads what a room showed under ``key``; empty where nothing stands."""
    row = Shown.objects.live().filter(key=key).defer("html").first()
    return url_of(row) if row else ""


def url_of(row: Shown) -> str:
    """Where the public reads a row."""
    if row.kind in ("column", "unit"):
        return f"/{row.kind[0]}/{row.fields['code']}/"
    if row.kind == "account":
        return "/media/"
    return f"/d/{row.address}/"
