"""行政规范性文件 of a year: issued, ended, in force (条例-20), read off documents that have a validity (BW-6.1.7)."""

from collections.abc import Iterable
from datetime import date, datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.standing import ENDED, STEP


def normative(units: Iterable[int], year: int, as_of: datetime) -> dict[str, list[int]]:
    """Column of table two → keys of the documents, as published and moved before ``as_of``."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    out = Disclosure.objects.filter(case__unit__in=list(units), live__isnull=False, published__lt=as_of)
    rows = list(out.exclude(validity="").order_by("pk").values_list("pk", "live__formed_on", "live__validity"))
    ended = _ended([key for key, _, _ in rows], as_of)
    found: dict[str, list[int]] = {"made": [], "repealed": [], "in_force": []}
    for key, formed, written in rows:
        end = ended.get(key) or (formed if written in ENDED else None)
        if first <= formed <= last:
            found["made"].append(key)
        if end and first <= end <= last:
            found["repealed"].append(key)
        if formed <= last and not (end and end <= last):
            found["in_force"].append(key)
    return found


def _ended(keys: list[int], as_of: datetime) -> dict[int, date]:
    """Document → the day on which it ended."""
    acts = Act.objects.filter(case__kind="disclosure", case__in=keys, step=STEP, at__lt=as_of).order_by("number")
    found: dict[int, date] = {}
    for key, effective, detail in acts.values_list("case_id", "effective", "detail"):
        if detail.get("validity") in ENDED:
            found.setdefault(key, effective.astimezone(BEIJING).date())
    return found
