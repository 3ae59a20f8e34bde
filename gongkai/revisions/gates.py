"""What a revision must pass before a step; a check takes (cases, takes), returns reasons by case key."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from gongkai.acts.bound import still_holds
from gongkai.acts.models import Case
from gongkai.checks.finding import Finding
from gongkai.look.words import titled
from gongkai.revisions.models import of_cases

Reasons = dict[int, list[str]]
Found = list[tuple[str, Finding]]
STOPS = ("block", "confirm")
MOST_TOLD = 20  # reasons of one case


def on_the_table(cases: Iterable[Case]) -> list:
    """What is kept under these cases with all that its ``revision`` says, in a handful of queries."""
    found = of_cases(list(cases))
    revisions = [kept.revision for kept in found]
    prefetch_related_objects(revisions, *(revisions[0].PARTS if revisions else ()))
    return found


def holds_no_private_words(find: Callable[[Any], Found]) -> Callable:
    """The check that what stops a text is masked, or explained by an act bound to this very content."""

    def check(cases: list[Case], takes) -> Reasons:
        explained, reasons = still_holds(cases, "override"), {}
        for kept in on_the_table(case for case in cases if case.pk not in explained):
            if blocking := [f"{place}：{one.message}" for place, one in find(kept) if one.level in STOPS]:
                reasons[kept.pk] = [*cut(blocking), "请遮盖或改写上述内容，或用“说明检查疑点”写明为何可以公开"]
        return reasons

    return check


def is_read_by_another(cases, takes) -> Reasons:
    """What is judged still has the hash that the case keeps (a row changed behind the steps is caught), and who
    wrote of it does not judge it, whoever pressed 提出.
    """
    reasons: Reasons = {}
    for kept, take in zip(on_the_table(cases), takes, strict=True):
        title = titled(kept.case.title)
        if kept.digest(kept.revision) != kept.case.content:
            reasons[kept.pk] = [f"{title}的内容与送审时不一致，请退回后重新提出"]
        elif own := kept.revision.written_by(take.by.person_id):
            reasons[kept.pk] = [f"{title}里的{own[0]}是您写的，须由另一人办理"]
    return reasons


def is_public(cases, takes) -> Reasons:
    return {kept.pk: ["这一件没有公布，没有可撤回的内容"] for kept in of_cases(cases) if kept.live is None}


def cut(reasons: list[str]) -> list[str]:
    more = len(reasons) - MOST_TOLD
    return reasons if more <= 0 else [*reasons[:MOST_TOLD], f"还有 {more} 处，改好上面的再看"]
