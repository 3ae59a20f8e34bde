"""A calendar of the days that public documents tell of (RFC 5545): from when they apply, until when."""

from datetime import UTC, date, timedelta

from gongkai.publication import dates, stamps
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import ShownDate
from gongkai.publication.pages import Page, etag, kept

TYPE = "text/calendar; charset=utf-8"
MOST = 1000  # days told, the latest
LINE = 75  # bytes after which a line goes on in the next


def file() -> Page:
    """/calendar.ics; a withdrawn document leaves it, a day that moves moves in it."""
    number, around = stamps.of_scope("all")
    tag = etag("calendar", number, around)
    return Page(tag, kept("/calendar.ics", tag, lambda: _made(frame(around))), TYPE)


def _made(around: Frame) -> bytes:
    rows = ShownDate.objects.filter(source__withdrawn=None).select_related("source").order_by("-day", "-source_id")
    rows = rows.defer("source__html", "source__plain")[:MOST]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//calendar//ZH"]
    lines.append(f"X-WR-CALNAME:{_text(around.face.title)}")
    for row in rows:
        lines += _event(row, around)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(row: ShownDate, around: Frame) -> list[str]:
    said = row.source
    return [
        "BEGIN:VEVENT",
        f"UID:{said.address}-{row.what}@{around.face.domain or 'gongkai'}",
        f"DTSTAMP:{said.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(row.day)}",
        f"DTEND;VALUE=DATE:{_day(row.day + timedelta(days=1))}",
        f"SUMMARY:{_text(f'{dates.NAMED[row.what]}：{said.title}')}",
        f"DESCRIPTION:{_text(said.fields.get('doc_no') or said.fields.get('unit_name', ''))}",
        f"URL:{around.base}/d/{said.address}/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """No part of a line is longer than ``LINE`` bytes, and no sign is cut in two."""
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += width
    return "\r\n".join(parts)
