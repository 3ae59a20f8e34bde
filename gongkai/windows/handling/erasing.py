"""到期清除 (个人信息保护法-19): after the term of keeping, who applied and for what is gone; the trail stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gongkai.acts import retention
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.windows.models import ServiceCase

LIMIT = "windows.retention"
ENDED = {"answered": "answer", "refused": "refuse", "dropped": "drop"}


def due(now: datetime) -> list[int]:
    """Keys of cases that ended long enough ago and still know who applied."""
    rows = ServiceCase.objects.filter(case__status__in=ENDED, name__isnull=False)
    return retention.over(rows, "service_case", ENDED.values(), LIMIT, now)


def erase(key: int, now: datetime) -> None:
    """Words go, what partners said of them too; the act says so. Twice is as once."""
    with transaction.atomic():
        row = ServiceCase.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
        if row.name is None:
            return
        rows = ServiceCase.objects.filter(pk=key)
        words = retention.emptied(rows)
        words += retention.unsaid(Case.objects.filter(Q(pk=key) | Q(service_part__whole=key)), now)
        rows.update(sender="", once=None)
        says = {"says": f"申请人信息和申请内容，{words}项，保存期满"}
        take_many("service_case", "erase", [Take(row.case, None, now, follows=True, detail=says)])


def erased(row: ServiceCase) -> datetime | None:
    """When it was, where it was."""
    if row.name is not None:
        return None
    return Act.objects.filter(case=row.pk, step="erase").values_list("at", flat=True).first()
