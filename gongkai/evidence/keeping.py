"""Keeping evidence and its versions: the file is stored, read and cleaned first, the act comes last."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.evidence.capturing import Captured
from gongkai.evidence.models import Evidence, Sort, Version
from gongkai.files import child, names, places, store
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.vault.sealed import digest

PHOTOGRAPHED = "gongkai.files.readers.photographed"
PICTURES = ("image/jpeg", "image/png", "image/webp")
BOUNDS = child.Bounds(output=96 * 1024 * 1024)
WARC = "application/warc"


@dataclass(frozen=True)
class Content:
    """What one version is, as ``Version`` names it; made by ``paper``, ``picture``, ``page`` or ``record``."""

    sort: str
    dated: date
    file: StoredFile | None = None
    name: str = ""
    bare: StoredFile | None = None
    taken: datetime | None = None
    taken_read: bool = False
    place: str = ""
    where: str = ""
    address: str = ""
    checker: str = ""
    shot: StoredFile | None = None
    shot_says: str = ""
    record: Case | None = None


@dataclass(frozen=True)
class Keeping:
    """A new piece of evidence of a unit."""

    unit: Unit
    title: str
    content: Content
    expires: date | None = None


def keep(keepings: list[Keeping], by: Post, at: datetime) -> list[Evidence]:
    """Opens the cases. All or none."""
    made: list[Evidence] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Evidence(case=case, sort=one.content.sort, expires=one.expires)
            for case, one in zip(cases, keepings, strict=True)
        )
        Evidence.objects.bulk_create(made)
        Version.objects.bulk_create(
            _version(row, 1, one.content, by, at) for row, one in zip(made, keepings, strict=True)
        )

    openings = [Opening(one.unit, one.title, by, at, detail=_told(one.content, 1, one.expires)) for one in keepings]
    open_many("evidence", "keep", openings, room)
    return made


def renew(evidence: Evidence, content: Content, by: Post, at: datetime) -> None:
    """A newer version; the former ones stay. Raises ``Unready`` for one of another sort or the very same content."""
    last = evidence.newest
    if content.sort != evidence.sort:
        raise Unready([f"这份材料是{evidence.get_sort_display()}，新版本也要是{evidence.get_sort_display()}"])
    if content.file is not None and content.file.pk == last.file_id:
        raise Unready(["新版本的内容和现在的一模一样，没有要换的"])
    number = last.number + 1
    with transaction.atomic():
        _version(evidence, number, content, by, at).save()
        evidence.case.take("renew", by=by, at=at, detail=_told(content, number, evidence.expires))


def is_there(cases, takes) -> dict[int, list[str]]:
    """The act tells of the version that was written just before it."""
    newest = {row.pk: row.newest.number for row in Evidence.objects.filter(pk__in=[case.pk for case in cases])}
    return {
        take.case.pk: ["还没有上传新版本，请从材料页点“换新版本”"]
        for take in takes
        if not take.only_asks and take.detail.get("number") != newest[take.case.pk]
    }


def by_its_keepers(cases, takes) -> dict[int, list[str]]:
    """Evidence is replaced and given up by those who keep it: people of its unit, or whoever brought it."""
    brought = dict(Version.objects.filter(evidence__in=[c.pk for c in cases], number=1).values_list("evidence", "by"))
    brought_by = dict(Post.objects.filter(pk__in=set(brought.values())).values_list("pk", "person"))
    return {
        take.case.pk: ["这份材料由收存它的单位或人员管理，请联系他们"]
        for take in takes
        if take.by
        and take.by.unit_id != take.case.unit_id
        and take.by.person_id != brought_by.get(brought.get(take.case.pk, 0))
        and (take.by.sees_county() or take.case.unit_id not in (take.by.unit_keys() or ()))
    }


def paper(upload, dated: date, by: Post, at: datetime) -> Content:
    """A file as it was brought. Raises ``FileRefused`` in words."""
    kept = store.keep(upload, name=upload.name, at=at, by=by.person)
    return Content(Sort.PAPER, dated, kept, names.safe(upload.name))


def picture(upload, place: str, taken: datetime | None, by: Post, at: datetime) -> Content:
    """A picture with when and where: as the camera wrote it, else as it was typed.

    Raises ``FileRefused`` for what is no picture, ``Unready`` where time or place are told by neither.
    """
    kept = store.keep(upload, name=upload.name, at=at, by=by.person)
    if kept.media_type not in PICTURES:
        raise FileRefused("现场照片要用 JPG、PNG 或 WEBP 图片，其他文件请按文件资料收存", name=names.safe(upload.name))
    told = _photographed("told", kept)
    when = datetime.fromisoformat(told["taken"]).replace(tzinfo=BEIJING) if told.get("taken") else None
    taken, read = when or taken, when is not None
    lacks = [] if taken else ["照片里没有拍摄时间，请填写拍摄时间"]
    lacks += [] if place.strip() or told.get("where") else ["照片里没有拍摄地点，请填写拍摄地点"]
    if taken and taken > at:
        lacks.append("拍摄时间晚于现在，请核对" + ("；照片自带的时间不对，请校准相机" if read else ""))
    if taken is None or lacks:
        raise Unready(lacks)
    clean = base64.b64decode(_photographed("bare", kept))
    bare = store.keep(clean, name=upload.name, at=at, by=by.person)
    return Content(
        Sort.PICTURE, taken.astimezone(BEIJING).date(), kept, names.safe(upload.name), bare, taken, read,
        place.strip(), told.get("where", ""),
    )  # fmt: skip


def page(captured: Captured, by: Post, at: datetime) -> Content:
    """A page as it was served at that moment, in one file."""
    kept = store.keep_made(captured.warc, name="网页.warc.gz", media_type=WARC, at=at, by=by.person)
    shot = store.keep(captured.shot, name="网页截图.png", at=at, by=by.person) if captured.shot else None
    return Content(
        Sort.PAGE, at.astimezone(BEIJING).date(), kept, "网页.warc.gz", address=captured.address,
        checker=captured.checker, shot=shot, shot_says="" if shot else captured.shot_says,
    )  # fmt: skip


def record(case: Case, dated: date) -> Content:
    """A record of the house, which is not copied: its page and its trail stay."""
    return Content(Sort.RECORD, dated, record=case)


def _photographed(what: str, kept: StoredFile):
    try:
        return child.run(f"{PHOTOGRAPHED}.{what}", places.path(kept.pk), bounds=BOUNDS)
    except Unreadable as fault:
        raise FileRefused(f"图片读不出来：{fault}", name=kept.name) from None


def _version(row: Evidence, number: int, content: Content, by: Post, at: datetime) -> Version:
    said = {name: getattr(content, name) for name in Content.__dataclass_fields__ if name != "sort"}
    return Version(evidence=row, number=number, by=by, at=at, **said)


def _told(content: Content, number: int, expires: date | None) -> dict:
    """What the act says of a version: its hash stands in the trail, and a digest of the row beside the file."""
    sha256 = content.file.pk if content.file else ""
    says = f"第 {number} 版，{Sort(content.sort).label}" + (f"，校验值 {sha256[:12]}" if sha256 else "")
    return {"says": says, "number": number, "sha256": sha256, "row": bound(content, content.sort, expires)}


def bound(row: Content | Version, sort: str, expires: date | None) -> str:
    """Keyed digest of what a version's row says beside its file: days, place, address, what kept it."""
    said = [getattr(row, name) for name in Content.__dataclass_fields__ if name != "sort"]
    return digest(json.dumps([sort, str(expires), *map(_plain, said)], ensure_ascii=False))


def _plain(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(getattr(value, "pk", value))
