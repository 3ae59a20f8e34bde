"""限定查看: a draft that only named people of the unit see, while it is on its way.

Nobody locks himself out, nor those without whom it cannot go on; the office opens it again, on the trail.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import product

from gongkai.accounts.models import Post, Role, Unit
from gongkai.acts import sitting
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case, Reader
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.people import keeping
from gongkai.disclosures.routes import routing
from gongkai.workflow import countersigning, seating

NARROW, WIDEN = "narrow", "widen"
HANDS = {Role.PROPOSER: "信息员", Role.SECRECY: "保密审查员", Role.REVIEWER: "分管领导", Role.PUBLISHER: "发布员"}


def candidates(unit: Unit, day: date) -> list[Post]:
    """Who may be named: those who handle the unit's drafts."""
    held = Post.objects.held_on(day).filter(role__in=HANDS, unit__in=keeping.desks(unit))
    return list(held.select_related("person", "unit").order_by("unit__order", "pk"))


def keeps_the_way_open(cases, takes) -> dict[int, list[str]]:
    """Whoever narrows stays named, and with those named the draft can still be reviewed and go out."""
    reasons = {}
    for take in takes:
        said = [] if take.only_asks else _missing(take)
        if any(partner.case.pk for partner in interpreting.partners_of(take.case.disclosure)):
            said = ["这一件与文件或解读一起办理，不能单独限定查看"]
        if said:
            reasons[take.case.pk] = said
    return reasons


def is_narrowed(cases, takes) -> dict[int, list[str]]:
    held = set(_standing(cases).values_list("case_id", flat=True))
    return {case.pk: ["这一件没有限定查看"] for case in cases if case.pk not in held}


def narrow(cases, takes, acts) -> None:
    """Named anew: who was named before and is no more sees it no more."""
    for take in takes:
        countersigning.cover(take.case)
        _standing([take.case]).update(until=take.at)
        named = [Reader(case=take.case, person_id=key, since=take.at) for key in take.detail["people"]]
        Reader.objects.bulk_create(named)


def widen(cases, takes, acts) -> None:
    lift(cases, max(take.at for take in takes))


def lift(cases: Iterable[Case], at: datetime) -> None:
    """Open to the unit again. What was opened in this sitting was never narrowed."""
    keys = [case.pk for case in cases]
    here = sitting.cases(keys)
    others = [key for key in keys if key not in here]
    if others:
        Reader.objects.filter(case__in=others, until=None).update(until=at)


def named(case: Case) -> list[str]:
    """Names of those who see it; empty where the whole unit does."""
    return list(_standing([case]).order_by("pk").values_list("person__name", flat=True))


def readers(case: Case) -> list[int]:
    """Keys of those persons."""
    return list(_standing([case]).values_list("person_id", flat=True))


def _standing(cases):
    return Reader.objects.filter(case__in=[case.pk for case in cases], until=None)


def _missing(take) -> list[str]:
    day, people = take.at.astimezone(BEIJING).date(), set(take.detail.get("people", ()))
    posts = candidates(take.case.unit, day)
    if not people <= {post.person_id for post in posts}:
        return ["名单里有不经办本单位文稿的人，请重新勾选"]
    if take.by.person_id not in people:
        return ["名单里没有您自己，限定以后您就看不到了，请勾选自己"]
    able = {role: {post.person_id for post in posts if post.role == role} & people for role in HANDS}
    able |= {role: keys & people for role, keys in _seated(take).items()}
    lacking = [f"名单里没有能办这一步的{word}，请加上一位" for role, word in HANDS.items() if not able[role]]
    return lacking or ([] if _can_go_on(able) else ["名单里的人一人兼了几步，审查要由不同的人办，请再加一位"])


def _seated(take) -> dict[str, set[int]]:
    """Persons whom the routes seat at the stations of this draft, by role."""
    ruling = routing.rulings([take.case], [take]).get(take.case.pk)
    if ruling is None:
        return {}
    found: dict[str, set[int]] = {}
    for step in seating.stations_of():
        if step.name in ruling.seats:
            role = next(iter(step.roles))
            found[role] = {post.person_id for post in ruling.seats[step.name]}
    return found


def _can_go_on(able: dict) -> bool:
    """Whether hands can be found that keep the separation: who writes does none of the rest, who clears not the review,
    who reviews not the publication.
    """
    ways = product(*(able[role] for role in (Role.PROPOSER, Role.SECRECY, Role.REVIEWER, Role.PUBLISHER)))
    return any(
        writer not in (clearer, reviewer, publisher) and reviewer not in (clearer, publisher)
        for writer, clearer, reviewer, publisher in ways
    )
