"""保密审查: what the public reads of a plan was read for secrets before, the plan itself and all told of it since
(条例-17, DY-4)."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case, visible
from gongkai.plans import drafting
from gongkai.plans.models import OUT, Change, Plan, Progress
from gongkai.vault.sealed import digest

READ = ("clear", "vet")


def renew(tasks: Iterable[int]) -> None:
    """After words of these tasks came to stand that the public may read: what their plans say now has another hash."""
    for plan in Plan.objects.filter(tasks__in=list(tasks)).select_related("case").distinct():
        Case.objects.filter(pk=plan.pk).update(content=content(plan))


def content(plan: Plan) -> str:
    """The hash of the plan with all that was stood by and agreed to since it was issued."""
    told = list(_entries(plan).order_by("pk").values_list("pk", "says", "nothing"))
    moved = list(_changes(plan).order_by("pk").values_list("pk", "says"))
    base = drafting.content(plan)
    return digest(repr((base, told, moved))) if told or moved else base


def is_vetted(cases, takes) -> dict[int, list[str]]:
    """What stands now was read for secrets as it stands."""
    return {
        key: ["进展或者任务在保密审查以后有新的内容，请保密审查员先办“进展保密审查通过”"]
        for key in _unread([case.pk for case in cases])
    }


def is_new(cases, takes) -> dict[int, list[str]]:
    """There is something to read."""
    unread = set(_unread([case.pk for case in cases]))
    return {case.pk: ["没有新的内容要审查"] for case in cases if case.pk not in unread}


def unvetted(post: Post) -> list[int]:
    """Plans of the post's units with words that nobody read for secrets yet."""
    rows = Plan.objects.filter(visible(post, "case__"), case__status__in=OUT)
    return _unread(list(rows.values_list("pk", flat=True)))


def unread_words(plan: Plan) -> list[tuple[int, str, str]]:
    """What came since the last reading: number of the task, what it is, its words."""
    last = Act.objects.filter(case=plan.pk, step__in=READ).order_by("-number").values_list("at", flat=True).first()
    told, moved = _entries(plan), _changes(plan)
    if last:
        told, moved = told.filter(confirmed__gt=last), moved.filter(agreed__gt=last)
    rows = [
        (one.task.line.number, f"{one.at.astimezone(BEIJING).date()} 进展", one.says)
        for one in told.select_related("task__line")
    ]
    rows += [(one.task.line.number, "调整后的任务", one.says) for one in moved.select_related("task__line")]
    return sorted(rows)


def _unread(plans: list[int]) -> list[int]:
    read = Act.objects.filter(case=OuterRef("pk"), step__in=READ, content=OuterRef("content"))
    rows = Case.objects.filter(~Exists(read), pk__in=plans)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _entries(plan: Plan):
    return Progress.objects.filter(task__plan=plan, confirmed__isnull=False)


def _changes(plan: Plan):
    return Change.objects.filter(task__plan=plan, agreed__isnull=False)
