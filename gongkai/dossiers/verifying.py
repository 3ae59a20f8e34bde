"""Whether matters and themes say what was reviewed, and the public reads what was published. Writes nothing."""

from collections.abc import Callable, Iterator

from gongkai.acts.models import Act
from gongkai.dossiers import content, showing
from gongkai.dossiers.models import Dossier
from gongkai.look.words import titled
from gongkai.publication.models import Shown


def faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: a revision changed behind its review, a page that stands alone or is missing."""
    live = set()
    for dossier in Dossier.objects.select_related("case", "live", "draft").order_by("pk").iterator():
        name = f"事项{dossier.pk}{titled(dossier.case.title)}"
        acts = Act.objects.filter(case=dossier.pk, step="publish").order_by("number").values_list("content", flat=True)
        published = dossier.revisions.filter(published__isnull=False).order_by("number")
        for revision, bound in zip(published, acts, strict=False):
            if content.digest(dossier, revision) != bound:
                yield f"{name}：第{revision.number}次公布的内容与审定的不符，有一处被改过"
        if dossier.draft and content.digest(dossier, dossier.draft) != dossier.case.content:
            yield f"{name}：草稿的内容与办理记录不符，有一处被改过"
        live |= {showing.key_of(dossier.pk)} if dossier.live_id else set()
        progress(1)
    for key, title in Shown.objects.live().filter(kind="dossier").values_list("key", "title"):
        if key not in live:
            yield f"门户{titled(title)}（{key}）：没有已公布的这一事项，却对外可见"
