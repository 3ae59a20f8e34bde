"""Which limits run for a case: those of this place, and the day its unit promised (KF-1, KF-2.2)."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from gongkai import shelf
from gongkai.acts.models import Due
from gongkai.hotline.models import Plea
from gongkai.hotline.vocabulary import Sort
from gongkai.law.limits import Limit

CONSULT, REPLY, PROMISE = "hotline.consult", "hotline.reply", "hotline.promise"
REPLIES = (CONSULT, REPLY)
ACCEPT, DISPATCH, CONTEST, SUPERVISE = "hotline.accept", "hotline.dispatch", "hotline.contest", "hotline.supervise"
WAYS = (ACCEPT, DISPATCH, CONTEST, SUPERVISE, "hotline.call_back")


def limits_of(cases) -> dict[int, list[Limit]]:
    known = shelf.here()
    rows = Plea.objects.filter(case__in=[case.pk for case in cases]).values_list("case_id", "sort", "promised")
    found: dict[int, list[Limit]] = defaultdict(list)
    for key, sort, promised in rows:
        names = (*WAYS, CONSULT if sort == Sort.CONSULT else REPLY)
        found[key] = [known[name] for name in names if name in known]
        if promised and PROMISE in known:
            found[key].append(_by_day(known[PROMISE], promised))
    return found


def last_moments(cases, *names: str) -> dict[int, datetime]:
    """The last moment in time of a limit, by case; the newest round counts."""
    rows = Due.objects.filter(case__in=[case.pk for case in cases], limit__in=names).order_by("round")
    return dict(rows.values_list("case_id", "due"))


def in_time(*names: str):
    """A check: nothing of it is done once the limit is over."""

    def check(cases, takes) -> dict[int, list[str]]:
        last, known = last_moments(cases, *names), shelf.here()
        return {
            take.case.pk: [f"“{known[names[0]].title}”的期限已过，现在不能办，请按原来的派单办理"]
            for take in takes
            if take.case.pk in last and take.at > last[take.case.pk]
        }

    return check


@lru_cache(maxsize=2000)
def _by_day(limit: Limit, until: date) -> Limit:
    return replace(limit, within=None, by=until)
