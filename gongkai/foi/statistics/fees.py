"""信息处理费 that applicants paid in a year: the report tells the sum (国办函〔2020〕109号)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.foi.models import Fee


def collected(units: Iterable[int], year: int, as_of: datetime) -> int:
    """Yuan, paid in the year as the trail told before ``as_of``."""
    begins, ends = (datetime(one, 1, 1, tzinfo=BEIJING) for one in (year, year + 1))
    paid = Act.objects.filter(case__kind="request", case__unit__in=list(units), step="pay", at__lt=as_of)
    paid = paid.filter(effective__gte=begins, effective__lt=ends)
    return Fee.objects.filter(pk__in=paid.values("case")).aggregate(sum=Sum("amount"))["sum"] or 0
