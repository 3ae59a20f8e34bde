"""到期清除 (个人信息保护法-19): after the term of keeping the words are gone; numbers, dates and trail stay."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.acts import retention
from gongkai.acts.models import Case
from gongkai.acts.taking import Take, take_many
from gongkai.hotline.models import Likeness, Plea, PleaErasure

LIMIT = "hotline.retention"
ENDED = ("rated", "refused", "withdrawn")
LAST = ("call_back", "rate", "refuse", "withdraw", "enter_withdrawal")


def due(now: datetime) -> list[int]:
    """Keys of cases that ended long enough ago."""
    rows = Plea.objects.filter(case__status__in=ENDED, erasure=None)
    return retention.over(rows, "plea", LAST, LIMIT, now)


def erase(key: int, now: datetime) -> None:
    """Words go, a tombstone comes; the act says so. Twice is as once."""
    with transaction.atomic():
        plea = Plea.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
        if PleaErasure.objects.filter(plea=plea).exists():
            return
        row = Plea.objects.filter(pk=key)
        cases = Case.objects.filter(pk=key) | Case.objects.filter(plea_part__plea=key)
        words = retention.emptied(row) + retention.unsaid(cases, now)
        row.update(by_name="", by_phone="", sender="", once=secrets.token_hex(32))
        Likeness.objects.filter(plea=key).delete()
        Likeness.objects.filter(earlier=key).delete()
        PleaErasure.objects.create(plea=plea, at=now, words=words)
        says = {"says": f"来电人信息和诉求内容，{words}项，保存期满"}
        take_many("plea", "erase_caller", [Take(plea.case, None, now, follows=True, detail=says)])
