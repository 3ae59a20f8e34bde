"""Acts bound to what was read: whether the last of a kind still speaks of what stands now."""

from collections.abc import Iterable

from gongkai.acts.models import Act, Case


def still_holds(cases: Iterable[Case], step: str) -> set[int]:
    """Keys of the cases whose last act of this step was done on the very content that stands now."""
    known = {case.pk: case for case in cases}
    acts = Act.objects.filter(case__in=known, step=step).order_by("number")
    last = dict(acts.values_list("case_id", "content"))
    return {key for key, case in known.items() if last.get(key) == case.content}
