"""A calendar of the days that public documents tell of: from when they apply, until when, until when one may speak.

On a page for people and as RFC 5545 for their own calendars. A day that moved says from which day and for what reason
(C5), by the former wording and the history that the public may read anyway.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from gongkai.look import ics, words
from gongkai.publication import dates, stamps, tags, things
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Former, Shown, ShownDate
from gongkai.publication.pages import Page, etag, kept, rendered

TYPE = "text/calendar; charset=utf-8"
PLACE, FILE, TITLE = "/calendar/", "/calendar.ics", "日历"
SAYS = "公开的文件从哪天施行、哪天有效期届满，征求意见到哪天截止"
MOST, MOST_OF_A_SORT = 1000, 60  # days told, the latest
SORTS = {
    "征求意见": tuple(dates.ASKED.values()), "施行": (dates.NAMED["valid_from"],),
    "有效期届满": (dates.NAMED["valid_until"],),
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One day of one record; ``moved``: from which day it was moved and why, where it was."""

    day: date
    what: str
    named: str
    source: Shown
    moved: str

    @property
    def url(self) -> str:
        return f"/d/{self.source.address}/"


def page() -> Page:
    """/calendar/: the days by what happens, the latest first."""
    number, around = stamps.of_scope("all")
    tag = etag("calendar.html", number, around)
    return Page(tag, kept(PLACE, tag, lambda: _page(frame(around))))


def file() -> Page:
    """/calendar.ics; a withdrawn document leaves it, a day that moves moves in it."""
    number, around = stamps.of_scope("all")
    tag = etag("calendar", number, around)
    return Page(tag, kept(FILE, tag, lambda: _made(frame(around))), TYPE)


def _days(most: int) -> list[Day]:
    rows = ShownDate.objects.filter(source__withdrawn=None).select_related("source").order_by("-day", "-source_id")
    found = list(rows.defer("source__html", "source__plain")[:most])
    moves = _moves({row.source_id for row in found if len(row.source.fields.get("history", ())) > 1})
    moved = [_moved(row, moves.get(row.source_id, ())) for row in found]
    named = [dates.named(row.what, row.source.fields) for row in found]
    told = zip(found, named, moved, strict=True)
    return [Day(row.day, row.what, name, row.source, move) for row, name, move in told]


def _moves(keys: set[int]) -> dict[int, list[tuple[datetime, dict]]]:
    """What records said of their days before, the latest wording first."""
    formers = Former.objects.filter(source__in=keys).order_by("source_id", "-until")
    told = formers.values_list("source_id", "until", *(f"fields__{what}" for what in dates.NAMED))
    return {
        key: [(until, dict(zip(dates.NAMED, said, strict=True))) for _, until, *said in some]
        for key, some in groupby(told, key=lambda one: one[0])
    }


def _moved(row: ShownDate, before: Iterable[tuple[datetime, dict]]) -> str:
    for until, said in before:
        if said[row.what] and said[row.what] != row.day.isoformat():
            lines = row.source.fields["history"]
            why = next((one["words"] for one in lines if datetime.fromisoformat(one["at"]) == until), "")
            return f"原定{words.riqi(date.fromisoformat(said[row.what]))}" + (f"，{why}" if why else "")
    return ""


def _page(around: Frame) -> bytes:
    """What one may still do something about stands first; a year of laws that lapse in 2031 does not bury it."""
    days = _days(MOST)
    sections = [(name, [one for one in days if one.named in some][:MOST_OF_A_SORT]) for name, some in SORTS.items()]
    meta, where = tags.of_list(TITLE, SAYS, "日历,施行,征求意见", "其他"), {"here": PLACE, "url": PLACE}
    context, crumbs = {"sections": sections, "says": SAYS, "file": FILE}, [(TITLE, "")]
    return rendered("calendar", around, context, title=TITLE, crumbs=crumbs, meta=meta, thing=things.LIST, **where)


def _made(around: Frame) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//calendar//ZH"]
    lines.append(f"X-WR-CALNAME:{ics.text(around.face.title)}")
    for day in _days(MOST):
        lines += _event(day, around)
    return ics.file([*lines, "END:VCALENDAR"])


def _event(day: Day, around: Frame) -> list[str]:
    said = day.source
    about = "；".join(filter(None, [said.fields.get("doc_no") or said.fields.get("unit_name", ""), day.moved]))
    return [
        "BEGIN:VEVENT",
        f"UID:{said.address}-{day.what}@{around.face.domain or 'gongkai'}",
        f"DTSTAMP:{said.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(day.day)}",
        f"DTEND;VALUE=DATE:{_day(day.day + timedelta(days=1))}",
        f"SUMMARY:{ics.text(f'{day.named}：{said.title}')}",
        f"DESCRIPTION:{ics.text(about)}",
        f"URL:{around.base}{day.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
