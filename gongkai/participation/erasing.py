"""到期清除 (个人信息保护法-19): after the term of keeping, who spoke and who signed up is forgotten; what was said, the
answers and the names that were published stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.law.counting import day_of, reach
from gongkai.participation.models import Opinion, SignUp

LIMIT = "participation.retention"
ENDS = {"consultation": ("announce", "stop"), "gathering": ("agree", "cancel")}
MOST = 100
KNOWN = Q(name__isnull=False) | Q(phone__isnull=False)


def due(now: datetime) -> list[Case]:
    """Consultations and gatherings that ended long enough ago and still know people."""
    found: list[Case] = []
    for kind, steps in ENDS.items():
        acts = Act.objects.filter(case__kind=kind, step__in=steps, effective__lt=_latest(now)).select_related("case")
        known = acts.filter(case__in=_known(kind)).exclude(case__in=Act.objects.filter(step="erase").values("case"))
        found += [act.case for act in known.order_by("effective")[:MOST] if _until(act.effective) < _day(now)]
    return found


def erase(case: Case, now: datetime) -> None:
    """Names, telephones and addresses go; the act says how many. Twice is as once."""
    with transaction.atomic():
        if Act.objects.filter(case=case, step="erase").exists():
            return
        many = _spoke(case) if case.kind == "consultation" else _signed_up(case)
        says = {"says": f"{many} 人的姓名、电话、邮箱，保存期满"}
        take_many(case.kind, "erase", [Take(case, None, now, follows=True, detail=says)])


def _spoke(case: Case) -> int:
    rows = Opinion.objects.filter(KNOWN | Q(email__isnull=False), consultation=case.pk)
    return rows.update(name=None, phone=None, email=None, sender="")


def _signed_up(case: Case) -> int:
    """Names of those drawn were published and stay."""
    rows = SignUp.objects.filter(KNOWN, gathering=case.pk)
    rows.exclude(place__lte=F("gathering__seats")).update(name=None)
    return rows.update(phone=None, reason=None, sender="")


def _known(kind: str):
    if kind == "consultation":
        return Opinion.objects.filter(KNOWN | Q(email__isnull=False)).values("consultation")
    return SignUp.objects.filter(phone__isnull=False).values("gathering")


def _until(ended: datetime):
    return day_of(reach(shelf.here()[LIMIT].span, _day(ended), shelf.calendar()).due)


def _day(moment: datetime):
    return moment.astimezone(BEIJING).date()


def _latest(now: datetime) -> datetime:
    """None that ended later can be due: what the term is at the least, so that few rows are looked at."""
    span = shelf.here()[LIMIT].span
    return now - timedelta(days=span.number * {"months": 28, "years": 365}.get(span.unit, 1))
