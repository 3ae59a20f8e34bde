"""Columns of a register whose head says that every cell is about a person: 银行账号, 残疾证号, 住址, 出生日期, 病种.

Tables of a page (spans counted) and lines of text cut by tabs, as they come out of a workbook.
"""

import re
from collections.abc import Iterator

from gongkai.checks.contacts import home_hit
from gongkai.checks.labelled import BODY, DAY, birthday_hit
from gongkai.checks.numbers import PROVINCES
from gongkai.checks.page_text import PageText
from gongkai.checks.people import Hit
from gongkai.checks.runs import ascii_digits

Cell = tuple[int, int]
Row = dict[int, Cell]

HEADS = {
    "account": ".{0,4}账号|帐号|银行账户|卡号|一卡通|一折通|存折",
    "personal_number": "残疾.{0,3}证号?|学籍号|病历号|住院号|低保证号?|社会?保障?.{0,2}号码?|医保.{0,2}号码?",
    "suspect_identity": "身份证.{0,3}|公民身份号码|证件号码?",
    "passport": "护照.{0,2}",
    "home": ".{0,2}住址|家庭地址|户籍.{0,4}|居住地.{0,2}",
    "birthday": "出生.{0,4}|生日",
    "health": "病种|疾病名称|患病情况|残疾(?:类别|等级|类型)|致[贫困]原因|诊断.{0,2}",
}
HEAD = re.compile("|".join(rf"(?P<{kind}>\s*(?:{words})\s*(?:[(（].*)?)" for kind, words in HEADS.items()))
SIGN = re.compile("[账帐户卡通折存证学病住低保障医身份件护址籍居出生疾患残致诊]")
"""Every head holds one of these."""
SOME_HEAD = re.compile(rf"[\u2029\t\n]\s*(?:{'|'.join(HEADS.values())})\s*[\u2029\t\n(（]")
NUMBER = re.compile(r"[A-Za-z]?[0-9](?:[ \u3000-]?[0-9]){7,24}")
PASSPORT = re.compile(r"[A-Za-z]{1,2}(?:[ -]?\d){7,8}")
IDENTITY = re.compile(r"[1-9][0-9]{16,18}[Xx]?")
SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
WIDEST = 60


def column_hits(page: PageText, text: str) -> Iterator[Hit]:
    """What stands under a head of such a column, row by row, until the table ends."""
    if not (page.marks or "\t" in text) or not SOME_HEAD.search(f"\n{text}"):
        return
    heads: dict[int, str] = {}
    for row in _rows(page, text):
        found = _heads(row, text)
        if not row or found:
            heads = found
        elif heads:
            yield from _under(heads, row, text)


def _heads(row: Row, text: str) -> dict[int, str]:
    """Heads among a row's cells, by column; a row with none of their signs has none."""
    if not row or not SIGN.search(text, min(row.values())[0], max(row.values())[1]):
        return {}
    return {at: kind for at, (start, end) in row.items() if end - start < 30 and (kind := _head(text[start:end]))}


def _head(words: str) -> str | None:
    found = HEAD.fullmatch(words) if 2 <= len(words) < 30 else None
    return found.lastgroup if found else None


def _under(heads: dict[int, str], row: Row, text: str) -> Iterator[Hit]:
    for at, kind in heads.items():
        if at in row:
            start, end = row[at]
            words = text[start:end]
            left = start + len(words) - len(words.lstrip())
            if (words := words.strip()) and (hit := _hit(kind, words, left, row, text)):
                yield hit


def _hit(kind: str, words: str, start: int, row: Row, text: str) -> Hit | None:
    end = start + len(words)
    if kind == "home":
        return home_hit(words, start) if len(words) <= WIDEST else None
    if kind == "birthday":
        return birthday_hit(words, start) if re.fullmatch(DAY, words) else None
    if kind == "health":
        return Hit(kind, "warn", start, end, words) if re.fullmatch(r"[\u4e00-\u9fff、，,]{2,30}", words) else None
    if kind == "suspect_identity":
        wrong = IDENTITY.fullmatch(words) and words[:2] in PROVINCES
        return Hit(kind, "warn", start, end, ascii_digits(words), 6, 4) if wrong else None
    if kind == "passport":
        return Hit(kind, "block", start, end, words.upper(), 2, 3) if PASSPORT.fullmatch(words) else None
    if not NUMBER.fullmatch(words) or (
        kind == "account" and any(BODY.search(text[slice(*cell)]) for cell in row.values())
    ):
        return None
    return Hit(kind, "warn", start, end, ascii_digits(words), 3, 3)


def _rows(page: PageText, text: str) -> Iterator[Row]:
    """Rows as {column: place}; an empty row stands between two tables."""
    yield from page_rows(page)
    if "\t" in text:
        at = 0
        for line in text.split("\n"):
            yield _line_row(line, at)
            at += len(line) + 1


def _line_row(line: str, at: int) -> Row:
    row: Row = {}
    for column, words in enumerate(line.split("\t")) if "\t" in line else ():
        row[column] = (at, at + len(words))
        at += len(words) + 1
    return row


def page_rows(page: PageText) -> Iterator[Row]:
    below: dict[int, int] = {}  # column → rows that a cell from above still covers
    row: Row = {}
    column = 0
    for mark, (name, start, attributes) in enumerate(page.marks):
        if name in ("td", "th"):
            while column in below:
                column += 1
            end = page.marks[mark + 1][1] - 1 if mark + 1 < len(page.marks) else page.length
            row[column] = (start, end)
            wide, high = _spans(attributes) if attributes else (1, 1)
            below |= {column + beside: high for beside in range(wide) if high > 1}
            column += wide
        elif name in ("tr", "table", "/table"):
            if row:
                yield row
            row, column = {}, 0
            below = {at: left - 1 for at, left in below.items() if left > 1} if name == "tr" else {}
            if name != "tr":
                yield {}
    if row:
        yield row


def _spans(attributes: str) -> tuple[int, int]:
    """Columns and rows that a cell covers."""
    spans = {kind.lower(): int(size) for kind, size in SPAN.findall(attributes)}
    return max(1, spans.get("col", 1)), spans.get("row", 1)
