"""到期清除 (个人信息保护法-19): after the term of keeping, what a reader wrote and how to reach him is forgotten; what
came of it, its dates and its trail stay."""

from datetime import datetime

from django.db import transaction

from gongkai.acts import retention
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.corrections.models import ERASED, Report

LIMIT = "corrections.retention"


def due(now: datetime) -> list[int]:
    """Keys of readers' reports that were answered long enough ago; what the house noticed itself names nobody."""
    return retention.over(Report.objects.exclude(sender__in=("", ERASED)), "correction", ["answer"], LIMIT, now)


def erase(key: int, now: datetime) -> None:
    """Words, contact and reasons go; the act says how many. Twice is as once."""
    with transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
        if report.sender == ERASED:
            return
        row = Report.objects.filter(pk=key)
        words = retention.emptied(row) + retention.unsaid(Case.objects.filter(pk=key), now)
        row.update(sender=ERASED)
        says = {"says": f"读者写的内容和联系方式，{words}项，保存期满"}
        take_many("correction", "erase_reader", [Take(report.case, None, now, follows=True, detail=says)])
