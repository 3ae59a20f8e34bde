"""Entering a pattern and changing it: each wording stands from … until, and texts name the one they began with."""

from datetime import datetime

from django.db.models import QuerySet

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.opinion.models import Pattern, PatternVersion

KIND = "opinion_pattern"
PLACES = "{事件}、{单位}、{日期}"


def enter(said: list[tuple[str, str]], by: Post, at: datetime) -> list[Pattern]:
    """Opens patterns of (name, body). All or none."""
    found: list[Pattern] = []

    def room(cases: list[Case]) -> None:
        found.extend(Pattern(case=case) for case in cases)
        Pattern.objects.bulk_create(found)
        PatternVersion.objects.bulk_create(
            PatternVersion(pattern=row, body=body, post=by, since=at)
            for row, (_, body) in zip(found, said, strict=True)
        )

    open_many(KIND, "enter", [Opening(by.unit, title, by, at) for title, _ in said], room)
    return found


def revised(cases, takes, acts) -> None:
    for take, act in zip(takes, acts, strict=True):
        rows = PatternVersion.objects.filter(pattern=act.case_id)
        last = rows.order_by("-number").first()
        rows.filter(until=None).update(until=act.at)
        PatternVersion.objects.create(
            pattern_id=act.case_id, number=last.number + 1 if last else 1, body=take.detail["body"],
            post_id=act.post_id, since=act.at,
        )  # fmt: skip


def says_something_new(cases, takes) -> dict[int, list[str]]:
    known = dict(
        PatternVersion.objects.filter(pattern__in=[case.pk for case in cases], until=None).values_list(
            "pattern", "body"
        )
    )
    same = ["没有改动，请修改以后再保存"]
    return {t.case.pk: same for t in takes if not t.only_asks and t.detail["body"] == known.get(t.case.pk)}


def standing() -> QuerySet[PatternVersion]:
    """The wordings in use, by name."""
    rows = PatternVersion.objects.filter(until=None, pattern__case__status="used")
    return rows.select_related("pattern__case").order_by("pattern__case__title", "pk")


def ended(cases, takes, acts) -> None:
    for act in acts:
        PatternVersion.objects.filter(pattern=act.case_id, until=None).update(until=act.at)
