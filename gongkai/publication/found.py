"""Searching what is out: hits as rows with their marks, and the filters a reader can set."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.publication import attached
from gongkai.publication.door import search_entry
from gongkai.publication.models import Shown
from gongkai.publication.records import VALIDITY
from gongkai.search import highlights, index

BEIJING = ZoneInfo("Asia/Shanghai")
KINDS = {"document": "", "text": "指南制度", "result": "考核结果", "unit": "机构", "column": "栏目"}
KINDS |= {"register": "清单", "entry": "清单事项", "dossier": "全过程和专题"}
DATED = ("document", "text", "result", "register", "entry", "dossier")
ENDED = re.compile(r"(?<=[，。；：！？、…])\n")
COUNTED = 4  # terms of a question without hits whose own counts are told


@dataclass(frozen=True)
class Found:
    """One page of hits. ``rows``: {url, title, excerpt (pieces), kind, doc_no, unit, moment, validity, file}.

    ``file`` names the attachment that the excerpt is of; empty where it is the row's own.
    """

    hits: index.Hits
    rows: list[dict]

    @property
    def last(self) -> int | None:
        """What the next page comes after; None if there is no next page."""
        return self.hits.ids[-1] if self.hits.more else None


def find(query: str, *, facets: Mapping[str, str], year: int | None, after: int | None, limit: int = 10) -> Found:
    """Items that hold every part of the question. Raises index.QueryFault with a sentence for the reader."""
    since, until = _year(year)
    hits = index.find("public", query, after=after, limit=limit, facets=facets, since=since, until=until)
    wanted = index.asked(query)
    rows = Shown.objects.live().filter(docid__in=hits.ids).order_by("-docid").defer("html")
    return Found(hits, [_row(row, wanted) for row in rows])


def counts(query: str) -> list[tuple[str, index.Hits]]:
    """How many items hold each term by itself, for a question that as a whole has none."""
    wanted = index.asked(query)
    return [(term, index.find("public", term, limit=1)) for term in wanted[:COUNTED]] if len(wanted) > 1 else []


def years() -> list[int]:
    """Years of which anything is out, the latest first."""
    moments = Shown.objects.live().filter(kind__in=DATED)
    newest = moments.order_by("-docid").values_list("moment", flat=True).first()
    oldest = moments.order_by("docid").values_list("moment", flat=True).first()
    if newest is None or oldest is None:
        return []
    return list(range(newest.astimezone(BEIJING).year, oldest.astimezone(BEIJING).year - 1, -1))


def _year(year: int | None) -> tuple[datetime | None, datetime | None]:
    if year is None or not 1970 <= year < 9999:
        return None, None
    return datetime(year, 1, 1, tzinfo=BEIJING), datetime(year + 1, 1, 1, tzinfo=BEIJING)


def _row(row: Shown, wanted: list[str]) -> dict:
    said = row.fields
    text = row.plain or said.get("duties") or said.get("description") or said.get("summary") or _pairs(said)
    file, excerpt = _in_a_file(row, wanted) or ("", highlights.excerpt(_in_a_line(text), wanted))
    return {
        "url": url_of(row),
        "title": highlights.pieces(row.title, wanted),
        "excerpt": excerpt,
        "file": file,
        "kind": KINDS[row.kind],
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


def _in_a_file(row: Shown, wanted: list[str]) -> tuple[str, list[highlights.Piece]] | None:
    """Where the row's own words do not hold all that was asked for: the file that does, and an excerpt of it."""
    if not attached.files(row):
        return None
    _, title, words, _ = search_entry(row)
    folded = index.text_of(title, words)
    missing = [term for term in wanted if term not in folded]
    return attached.hit(row, missing) if missing else None


def url_of(row: Shown) -> str:
    """Where the public reads a row."""
    if row.kind in ("column", "unit"):
        return f"/{row.kind[0]}/{row.fields['code']}/"
    return f"/d/{row.address}/"
