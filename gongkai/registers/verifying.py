"""Whether lists say what was reviewed, and the public reads what was published (DY-4, TZ-4.3). Writes nothing."""

from collections.abc import Callable, Iterator

from gongkai.acts import chain
from gongkai.acts.models import Act
from gongkai.look.words import titled
from gongkai.publication.models import Shown
from gongkai.registers import content, showing
from gongkai.registers.models import Register, Revision


def faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: a row changed behind its review, a page that stands alone or is missing."""
    live: set[str] = set()
    for register in Register.objects.select_related("case", "live", "draft").order_by("pk").iterator():
        yield from _revision_faults(register)
        if register.live_id:
            live.add(showing.key_of(register.pk))
            live |= {showing.entry_key(pk) for pk in register.lines.standing().values_list("pk", flat=True)}
        progress(1)
    for key, title in Shown.objects.live().filter(kind__in=("register", "entry")).values_list("key", "title"):
        if key not in live:
            yield f"门户{titled(title)}（{key}）：清单里没有已公布的这一项，却对外可见"


def _revision_faults(register: Register) -> Iterator[str]:
    name = f"清单{register.pk}{titled(register.case.title)}"
    published = Act.objects.filter(case=register.pk, step="publish").order_by("number")
    bound = dict(zip(_numbers(register), published.values_list("content", flat=True), strict=False))
    for revision in register.revisions.order_by("number"):
        changes = list(revision.changes.select_related("line"))
        due = bound.get(revision.number) if revision.published else register.case.content
        if content.digest(register, revision, changes) != due:
            yield f"{name}：第{revision.number}次变动与审定的不符，有一处被改过"
        for change in changes:
            if change.private is not None and chain.salted(change.private, change.salt) != change.sealed:
                yield f"{name}：“{change.line.name}”里不公开的内容被改过"


def _numbers(register: Register) -> list[int]:
    """Published revisions, in the order in which they went out."""
    rows = Revision.objects.filter(register=register, published__isnull=False).order_by("number")
    return list(rows.values_list("number", flat=True))
