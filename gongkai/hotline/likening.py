"""疑似重复 (KF-T1.14): the same caller, the same matter; found by digests and by pairs of signs, judged by a person."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from gongkai.hotline.models import Likeness, Plea

LATELY = timedelta(days=365)
ALIKE = 0.3  # of the pairs of signs of both together
MOST = 20  # earlier cases of one caller that are looked at, the newest
AROUND = re.compile(r"请|您好|你好|谢谢|希望|要求|反映|我们?|本人|[\W_0-9A-Za-z]|[的了和与在是就都也还没有不]")


def pieces(words: str) -> frozenset[str]:
    """What is said without what people say around it, in pairs of signs."""
    plain = AROUND.sub("", words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def look(pleas: Iterable[Plea]) -> None:
    """Keeps which earlier cases of the same caller each of these is like. Looked at before, it stays as it is."""
    rows = [one for plea in pleas for one in _alike(plea)]
    Likeness.objects.bulk_create(rows, ignore_conflicts=True)


def _alike(plea: Plea) -> Iterable[Likeness]:
    said = pieces(f"{plea.gist}{plea.words or ''}")
    for earlier in _of_caller(plea):
        before = pieces(f"{earlier.gist}{earlier.words or ''}")
        shared, of = len(said & before), len(said | before)
        if of and shared >= ALIKE * of:
            by = "phone" if plea.by_phone and plea.by_phone == earlier.by_phone else "name"
            yield Likeness(plea=plea, earlier=earlier, by=by, shared=shared, of=of)


def _of_caller(plea: Plea) -> list[Plea]:
    """Earlier cases of whoever rang from the same number, or bears the same name where one left no number."""
    same = Q(pk=None)
    if plea.by_phone:
        same |= Q(by_phone=plea.by_phone)
    if plea.by_name:
        same |= Q(by_name=plea.by_name, by_phone="") if plea.by_phone else Q(by_name=plea.by_name)
    rows = Plea.objects.filter(same, at__gt=plea.at - LATELY, pk__lt=plea.pk).exclude(case__status="withdrawn")
    return list(rows.order_by("-pk")[:MOST])


def says(one: Likeness) -> str:
    """Why two are taken for one matter, in words."""
    who = "来电号码相同" if one.by == "phone" else "姓名相同"
    return f"{who}；两件共有 {one.of} 组二字词，其中 {one.shared} 组相同"


def names_an_earlier(cases, takes) -> dict[int, list[str]]:
    """Judged is what was found alike and was not judged yet."""
    rows = Likeness.objects.filter(plea__in=[case.pk for case in cases], repeat=None)
    open_ones: dict[int, set[str]] = {}
    for key, number in rows.values_list("plea_id", "earlier__number"):
        open_ones.setdefault(key, set()).add(number)
    reasons = {}
    for take in takes:
        known = open_ones.get(take.case.pk, set())
        if not known:
            reasons[take.case.pk] = ["没有等待认定的疑似重复"]
        elif not take.only_asks and take.detail.get("earlier") not in known:
            reasons[take.case.pk] = ["请选择与哪一件比较"]
    return reasons


def judged(*, repeat: bool):
    """What happens with the step: the likeness is judged."""

    def then(cases, takes, acts) -> None:
        for take in takes:
            rows = Likeness.objects.filter(plea=take.case.pk, earlier__number=take.detail["earlier"])
            rows.update(repeat=repeat)

    return then
