"""CSV in: which encoding, which delimiter, then rows of text."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from gongkai.tables.csv_out import unguarded
from gongkai.tables.limits import Limits, check_extent
from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Row, Sheet, Workbook
from gongkai.tables.values import tidy, trimmed

DELIMITERS = ",\t;|"
SAMPLE = 30


def read_csv(content: bytes, name: str, limits: Limits) -> Workbook:
    """A CSV as a workbook of one sheet without a name. Every value is text or None: a CSV knows no types.

    Rows are counted as a spreadsheet would show them. UTF-8 with or without mark, UTF-16 with mark, and GB 18030.
    """
    text = _decoded(content)
    rows = []
    for number, fields in enumerate(_records(text, _delimiter(text)), start=1):
        check_extent(number, len(fields), limits)
        _check_text(fields, number, limits)
        rows.append(Row(number, trimmed([tidy(unguarded(field)) for field in fields]), "", name))
    return Workbook(name, (Sheet("", tuple(rows), file=name),))


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decode(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "gb18030")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableRefused("文字编码无法识别，请另存为“CSV UTF-8”后再上传。", row=line) from error


def _delimiter(text: str) -> str:
    """The character that cuts most of the first rows into the same number of fields, more than one; else the comma."""

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(_widths(text, delimiter))
        del widths[0], widths[1]
        width, times = max(widths.items(), key=lambda item: item[::-1], default=(0, 0))
        return times, width

    best = max(DELIMITERS, key=regularity)
    return best if regularity(best) > (0, 0) else ","


def _widths(text: str, delimiter: str) -> Iterator[int]:
    """Fields of the first rows, up to the first that this delimiter cannot cut."""
    reader = csv.reader(io.StringIO(text[: 64 * 1024], newline=""), delimiter=delimiter, strict=True)
    with suppress(csv.Error):
        for fields in islice(reader, SAMPLE):
            yield len(fields)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        reason = "引号不成对或单元格过长，请检查该行的双引号。"
        raise TableRefused(reason, row=reader.line_num) from error


def _check_text(fields: list[str], number: int, limits: Limits) -> None:
    for column, field in enumerate(fields):
        if len(field) > limits.text:
            raise TableRefused(f"单元格文字超过{limits.text}字。", row=number, column=column)
