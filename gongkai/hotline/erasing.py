"""到期清除 (个人信息保护法-19): after the term of keeping the words are gone; numbers, dates and trail stay."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case, Remark
from gongkai.acts.taking import Take, take_many
from gongkai.hotline.models import Likeness, Plea, PleaErasure
from gongkai.law.counting import day_of, reach

LIMIT = "hotline.retention"
SEALED = ("words", "name", "phone", "address", "reply")
ENDED = ("rated", "refused", "withdrawn")
LAST = ("call_back", "rate", "refuse", "withdraw", "enter_withdrawal")
MOST = 200


def due(now: datetime) -> list[int]:
    """Keys of cases that ended long enough ago."""
    old = Act.objects.filter(case__kind="plea", step__in=LAST, effective__lt=_latest(now))
    rows = Plea.objects.filter(pk__in=old.values("case"), case__status__in=ENDED, erasure=None)
    last = Act.objects.filter(case=OuterRef("pk"), step__in=LAST).order_by("-number").values("effective")[:1]
    found = rows.annotate(ended=Subquery(last)).filter(ended__lt=_latest(now)).order_by("ended")
    today = now.astimezone(BEIJING).date()
    return [key for key, ended in found.values_list("pk", "ended")[:MOST] if _until(ended) < today]


def erase(key: int, now: datetime) -> None:
    """Words go, a tombstone comes; the act says so. Twice is as once."""
    with transaction.atomic():
        plea = Plea.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
        if PleaErasure.objects.filter(plea=plea).exists():
            return
        words = sum(getattr(plea, name) is not None for name in SEALED)
        cases = Case.objects.filter(pk=key) | Case.objects.filter(plea_part__plea=key)
        words += Remark.objects.filter(act__case__in=cases, erased=None).update(text=None, erased=now)
        blank = dict.fromkeys(SEALED) | {"by_name": "", "by_phone": "", "sender": "", "once": secrets.token_hex(32)}
        Plea.objects.filter(pk=key).update(**blank)
        Likeness.objects.filter(plea=key).delete()
        Likeness.objects.filter(earlier=key).delete()
        PleaErasure.objects.create(plea=plea, at=now, words=words)
        says = {"says": f"来电人信息和诉求内容，{words}项，保存期满"}
        take_many("plea", "erase_caller", [Take(plea.case, None, now, follows=True, detail=says)])


def _until(ended: datetime):
    span = shelf.here()[LIMIT].span
    return day_of(reach(span, ended.astimezone(BEIJING).date(), shelf.calendar()).due)


def _latest(now: datetime) -> datetime:
    """No case that ended later can be due: what the term is at the least, so that few rows are looked at."""
    span = shelf.here()[LIMIT].span
    return now - timedelta(days=span.number * {"months": 28, "years": 365}.get(span.unit, 1))
