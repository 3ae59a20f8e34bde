"""Who sees what stands behind a task: evidence is seen by whoever sees the task it proves (DY-F2.6)."""

from gongkai.accounts.models import Post
from gongkai.evidence.models import Use
from gongkai.plans.models import ON_ITS_WAY, Line, Part, Task, taking_part


def through_a_task(post: Post, use: Use) -> bool:
    return use.case.kind == "plan_task" and Task.objects.visible_to(post).filter(pk=use.case_id).exists()


def takes_part(post: Post, line: Line, *sorts: str) -> bool:
    """Whether the post's unit, or one under it, leads the task or takes part in it; of any sort where none is told."""
    keys = post.unit_keys()
    wanted = sorts or Part.values
    return keys is not None and any(one.unit_id in keys and one.sort in wanted for one in line.parties.all())


def led_with_others(post: Post) -> list[int]:
    """Tasks on their way that the post's units lead beside the first leading unit, whose case each is (SQ-6.6)."""
    keys = post.unit_keys()
    if keys is None:
        return []
    rows = Task.objects.filter(taking_part(keys, Part.LEAD), case__status__in=ON_ITS_WAY).exclude(case__unit__in=keys)
    return list(rows.values_list("pk", flat=True))
