"""The staff list of tasks: where each stands, by what was told of it and by the clock."""

from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.accounts.models import Post, Unit
from gongkai.look.filters import Choice, Filter, Words
from gongkai.look.lists import Column, Listing
from gongkai.plans.models import Part, Party, Plan, Task
from gongkai.plans.tasks import standing


class StateChoice(Choice):
    """By the derived state: what is told of a task and the clock, no column."""

    def __init__(self, today: date) -> None:
        super().__init__("state", "状态", [(word, word) for word in standing.WORDS])
        object.__setattr__(self, "today", today)

    def apply(self, rows, chosen):
        word = chosen[self.name]
        return rows.filter(holds(word, self.today)) if word else rows  # type: ignore[attr-defined]


def holds(word: str, today: date) -> Q:
    """The condition under which a task stands so."""
    for status, label in standing.SETTLED.items():
        if label == word:
            return Q(case__status=status)
    on_its_way = Q(case__status__in=("open", "changing"))
    late, near = Q(due__lt=today), Q(due__gte=today, pk__in=_near(today))
    begun = Q(pk__in=Task.objects.filter(progress__nothing=False).values("pk"))
    if word == standing.LATE:
        return on_its_way & late
    if word == standing.NEAR:
        return on_its_way & near
    return on_its_way & ~late & ~near & (begun if word == standing.RUNNING else ~begun)


def _near(today: date) -> list[int]:
    """Open tasks whose last day counts as near; the limit says from when."""
    rows = Task.objects.filter(case__status__in=("open", "changing"), due__gte=today).values_list("pk", "due")
    return [key for key, due in rows if standing.near_from(due) <= today]


def tasks(request, today: date) -> Listing:
    """Tasks of every plan that a post sees, the soonest due on top."""
    filters: list[Filter] = [
        Words("q", "含有", paths=("case__title", "says")),
        StateChoice(today),
        Choice("unit", "牵头或会同单位", choices=lambda: _units(request.post), path="line__parties__unit"),
        Choice("plan", "计划", choices=lambda: _plans(request.post)),
    ]
    found = Listing(
        request,
        Task.objects.visible_to(request.post).select_related("case__unit", "plan__case", "line").prefetch_related(
            "line__parties__unit"
        ),
        columns=[
            Column("任务", "case.title"), Column("牵头", "line.leads"), Column("会同", "line.joints"),
            Column("完成时限", "due", kind="day", sort="due"), Column("状态", "case.status_label"),
            Column("最近进展", lambda row: ""),
        ],
        filters=filters,
        order=("due", "case"),
        title="任务",
        row_template="plans/task_row.html",
        empty=("还没有任务", "计划批准并下达以后，任务列在这里。", None),
    )  # fmt: skip
    rows: list[Any] = found.rows
    states = standing.of_many(rows, today)
    for row in rows:
        row.state = states[row.pk]
    return found


def sums(post: Post, today: date) -> list[tuple[str, int]]:
    """How many of the tasks a post sees stand where; states with none are left out."""
    rows = Task.objects.visible_to(post)
    counted = [(word, rows.filter(holds(word, today)).count()) for word in standing.WORDS]
    return [(word, number) for word, number in counted if number]


def _units(post: Post) -> list[tuple[int, str]]:
    rows = Unit.objects.filter(pk__in=Party.objects.filter(sort__in=Part.values).values("unit"))
    return list(rows.order_by("order", "pk").values_list("pk", "name"))


def _plans(post: Post) -> list[tuple[int, str]]:
    rows = Plan.objects.visible_to(post).filter(tasks__isnull=False).distinct().order_by("-year", "pk")
    return list(rows.values_list("pk", "case__title"))
