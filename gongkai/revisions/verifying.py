"""Whether what is kept in revisions says what was reviewed, and the public reads what was published. Writes nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from gongkai.acts.models import Act
from gongkai.look.words import titled
from gongkai.publication.models import Shown
from gongkai.revisions.models import Kept


def faults(model: Any, progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: a revision changed behind its review, a page that stands alone or is missing."""
    live: set[str] = set()
    for kept in model.objects.select_related("case", "live", "draft").order_by("pk").iterator():
        yield from _faults_of(kept)
        live |= kept.door_keys
        progress(1)
    for key, title in Shown.objects.live().filter(kind__in=model.PAGES).values_list("key", "title"):
        if key not in live:
            yield f"门户{titled(title)}（{key}）：没有已公布的这一件，却对外可见"


def _faults_of(kept: Kept) -> Iterator[str]:
    name = f"{kept._meta.verbose_name}{kept.pk}{titled(kept.case.title)}"
    bound = Act.objects.filter(case=kept.pk, step="publish").order_by("number").values_list("content", flat=True)
    published = kept.revisions.filter(published__isnull=False).order_by("number")
    for revision, due in zip(published, bound, strict=False):
        if kept.digest(revision) != due:
            yield f"{name}：第{revision.number}次公布的内容与审定的不符，有一处被改过"
    if kept.draft and kept.digest(kept.draft) != kept.case.content:
        yield f"{name}：草稿的内容与办理记录不符，有一处被改过"
    for revision in kept.revisions.order_by("number"):
        yield from (f"{name}：{says}" for says in revision.broken())
