"""到期清除 (个人信息保护法-19): after the term of keeping, who spoke, who signed up and what was written beside a
questionnaire is forgotten; opinions, answers and the names that were published stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gongkai.acts import retention
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Take, take_many
from gongkai.participation.models import Opinion, Reply, SignUp

LIMIT = "participation.retention"
ENDS = {"consultation": ("announce", "stop"), "gathering": ("agree", "cancel"), "survey": ("announce",)}
KNOWN = Q(name__isnull=False) | Q(phone__isnull=False)


def due(now: datetime) -> list[Case]:
    """What ended long enough ago and still knows people."""
    keys = [key for kind, ends in ENDS.items() for key in retention.over(_knowing(kind), kind, ends, LIMIT, now)]
    return list(Case.objects.filter(pk__in=keys).order_by("pk"))


def erase(case: Case, now: datetime) -> None:
    """Names, telephones, addresses and lines go; the act says how many. Twice is as once."""
    with transaction.atomic():
        if Act.objects.filter(case=case, step="erase").exists():
            return
        forget, says = GOES[case.kind]
        detail = {"says": says.format(forget(case))}
        take_many(case.kind, "erase", [Take(case, None, now, follows=True, detail=detail)])


def _spoke(case: Case) -> int:
    rows = Opinion.objects.filter(KNOWN | Q(email__isnull=False), consultation=case.pk)
    return rows.update(name=None, phone=None, email=None, sender="")


def _signed_up(case: Case) -> int:
    """Names of those drawn were published and stay."""
    rows = SignUp.objects.filter(KNOWN, gathering=case.pk)
    rows.exclude(place__lte=F("gathering__seats")).update(name=None)
    return rows.update(phone=None, reason=None, sender="")


def _wrote(case: Case) -> int:
    return retention.emptied(Reply.objects.filter(answer__survey=case.pk))


PEOPLE = "{} 人的姓名、电话、邮箱，保存期满"
GOES = {
    "consultation": (_spoke, PEOPLE),
    "gathering": (_signed_up, PEOPLE),
    "survey": (_wrote, "{} 条一句话意见，保存期满"),
}


def _knowing(kind: str) -> QuerySet[Case]:
    """Cases that still know people and were not cleared before."""
    known = {
        "consultation": Q(pk__in=Opinion.objects.filter(KNOWN | Q(email__isnull=False)).values("consultation")),
        "gathering": Q(pk__in=SignUp.objects.filter(phone__isnull=False).values("gathering")),
        "survey": Q(pk__in=Reply.objects.filter(line__isnull=False).values("answer__survey")),
    }
    return Case.objects.filter(known[kind]).exclude(pk__in=Act.objects.filter(step="erase").values("case"))
