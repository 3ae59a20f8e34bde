"""Rows of a table that were refused: carried by the page that tells of them, and handed back as a workbook."""

import json
from collections.abc import Iterable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse

from gongkai import tables
from gongkai.look import answers

MOST = 500  # rows that come back at once


def told(header: list[str], bad: Iterable[tuple[tables.Row, str]]) -> str:
    """For the form that fetches them; nothing of them is kept."""
    rows = [(row.number, ["" if one is None else str(one) for one in row.values], why) for row, why in list(bad)[:MOST]]
    return json.dumps({"header": header, "rows": rows}, ensure_ascii=False)


def given_back(posted: str) -> HttpResponse:
    """The workbook of refused rows with their reasons, out of what ``told`` gave; mended, it can be handed in again."""
    try:
        said = json.loads(posted)
        rows = [(int(number), [str(one) for one in values], str(why)) for number, values, why in said["rows"]]
        header = [str(one) for one in said["header"]]
        kept = [tables.Row(number, tuple(value or None for value in values)) for number, values, _ in rows]
        workbook = tables.errors_workbook(kept, [why for _, _, why in rows], header=header)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise SuspiciousOperation("有问题的行读不出来") from None
    return answers.download(workbook, "有问题的行.xlsx")
