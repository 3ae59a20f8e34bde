"""到期清除 (个人信息保护法-19): after the term of keeping, who spoke and who signed up is forgotten; what was said, the
answers and the names that were published stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gongkai.acts import retention
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.participation.models import Opinion, SignUp

LIMIT = "participation.retention"
ENDS = {"consultation": ("announce", "stop"), "gathering": ("agree", "cancel")}
KNOWN = Q(name__isnull=False) | Q(phone__isnull=False)


def due(now: datetime) -> list[Case]:
    """Consultations and gatherings that ended long enough ago and still know people."""
    keys = [key for kind, ends in ENDS.items() for key in retention.over(_knowing(kind), kind, ends, LIMIT, now)]
    return list(Case.objects.filter(pk__in=keys).order_by("pk"))


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


def _knowing(kind: str) -> QuerySet[Case]:
    """Cases that still know people and were not cleared before."""
    known = {
        "consultation": Q(pk__in=Opinion.objects.filter(KNOWN | Q(email__isnull=False)).values("consultation")),
        "gathering": Q(pk__in=SignUp.objects.filter(phone__isnull=False).values("gathering")),
    }
    return Case.objects.filter(known[kind]).exclude(pk__in=Act.objects.filter(step="erase").values("case"))
