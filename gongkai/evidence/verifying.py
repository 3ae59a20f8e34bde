"""Whether kept evidence is still what its trail says: every version with its act, every file as its digest names it."""

from collections.abc import Collection, Iterator

from gongkai.acts.models import Act
from gongkai.evidence import keeping
from gongkai.evidence.models import Evidence, Version
from gongkai.files import store
from gongkai.look.words import titled


def faults(only: Collection[int] | None = None) -> Iterator[str]:
    """Sentences, one a fault, of all evidence or of that with these keys. Writes nothing."""
    rows = Evidence.objects.select_related("case").prefetch_related("versions").order_by("pk")
    rows = rows if only is None else rows.filter(pk__in=only)
    for row in rows.iterator(chunk_size=500):
        acts = Act.objects.filter(case=row.pk, step__in=("keep", "renew"))
        told = {act.detail["number"]: act for act in acts}
        kept = {version.number: version for version in row.versions.all()}
        for number in sorted(told.keys() | kept.keys()):
            yield from (
                f"佐证材料{row.pk}{titled(row.case.title)}第 {number} 版：{says}"
                for says in _of(row, number, told, kept)
            )


def _of(row: Evidence, number: int, told: dict, kept: dict) -> Iterator[str]:
    if number not in kept:
        yield "办理记录里有，材料却没有了"
        return
    version, act = kept[number], told.get(number)
    if act is None or act.detail["sha256"] != (version.file_id or ""):
        yield "文件与收存时的校验值不符"
    if act and not _as_told(row, version, act):
        yield "材料日期、地点、网址、有效期、收存人等与收存时的不符"
    for key in filter(None, (version.file_id, version.bare_id, version.shot_id)):
        if not store.intact(key):
            yield f"文件 {key[:12]} 不在或者被改动过"


def _as_told(row: Evidence, version: Version, act: Act) -> bool:
    """Versions from before their rows were bound are held to who brought them and when."""
    if (version.by_id, version.at) != (act.post_id, act.at):
        return False
    return act.detail.get("row") in (None, keeping.bound(version, row.sort, row.expires))
