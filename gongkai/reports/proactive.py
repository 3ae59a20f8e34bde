"""行政规范性文件 of a year: issued, ended, in force (条例-20), read off documents that have a validity (BW-6.1.7)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.standing import ENDED, STEP


def normative(units: Iterable[int], year: int, as_of: datetime) -> Iterator[tuple[str, int, int]]:
    """(column of table two, key of the unit, of the document), as published and moved before ``as_of``."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    out = Disclosure.objects.filter(case__unit__in=list(units), live__isnull=False, published__lt=as_of)
    named = ("pk", "case__unit_id", "live__formed_on", "live__validity")
    rows = list(out.exclude(validity="").order_by("pk").values_list(*named))
    ended = _ended([row[0] for row in rows], as_of)
    for key, unit, formed, written in rows:
        end = ended.get(key) or (formed if written in ENDED else None)
        if first <= formed <= last:
            yield "made", unit, key
        if end and first <= end <= last:
            yield "repealed", unit, key
        if formed <= last and not (end and end <= last):
            yield "in_force", unit, key


def _ended(keys: list[int], as_of: datetime) -> dict[int, date]:
    """Document → the day on which it ended."""
    acts = Act.objects.filter(case__kind="disclosure", case__in=keys, step=STEP, at__lt=as_of).order_by("number")
    found: dict[int, date] = {}
    for key, effective, detail in acts.values_list("case_id", "effective", "detail"):
        if detail.get("validity") in ENDED:
            found.setdefault(key, effective.astimezone(BEIJING).date())
    return found
