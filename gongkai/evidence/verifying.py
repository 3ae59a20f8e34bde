"""Whether kept evidence is still what its trail says: every version with its act, every file as its digest names it."""

from collections.abc import Iterator

from gongkai.acts.models import Act
from gongkai.evidence.models import Evidence
from gongkai.files import store
from gongkai.look.words import titled


def faults() -> Iterator[str]:
    """Sentences, one a fault. Writes nothing."""
    rows = Evidence.objects.select_related("case").prefetch_related("versions").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        acts = Act.objects.filter(case=row.pk, step__in=("keep", "renew"))
        told = {detail["number"]: detail["sha256"] for detail in acts.values_list("detail", flat=True)}
        kept = {version.number: version for version in row.versions.all()}
        for number in sorted(told.keys() | kept.keys()):
            yield from (
                f"佐证材料{row.pk}{titled(row.case.title)}第 {number} 版：{says}" for says in _of(number, told, kept)
            )


def _of(number: int, told: dict, kept: dict) -> Iterator[str]:
    if number not in kept:
        yield "办理记录里有，材料却没有了"
        return
    version = kept[number]
    if told.get(number) != (version.file_id or ""):
        yield "文件与收存时的校验值不符"
    for key in filter(None, (version.file_id, version.bare_id, version.shot_id)):
        if not store.intact(key):
            yield f"文件 {key[:12]} 不在或者被改动过"
