"""Taking in documents that were found, cutting them, and giving out what is left; files stand enciphered."""

import base64
import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready, WrongState
from gongkai.acts.taking import Opening, Take, allow, open_many
from gongkai.files import child, names
from gongkai.files.inspection import inspect
from gongkai.files.refusal import FileRefused, Unreadable
from gongkai.foi import proofs
from gongkai.foi.grounds import CITES, Ground
from gongkai.foi.models import Material, Release, Request
from gongkai.foi.proofs import Kept
from gongkai.foi.severing import gates, plan
from gongkai.foi.severing.steps import STEPS
from gongkai.vault import sealed_files

APART = "gongkai.papers.redaction.apart."
ENDINGS = ("pdf", "jpg", "jpeg", "png", "gif", "webp")
LOOKING = child.Bounds(output=64 * 1024 * 1024)
CUTTING = child.Bounds(seconds=90, memory=1536 * 1024 * 1024, output=64 * 1024 * 1024)
OTHER = "区分处理只收 PDF 和图片；Word、Excel 等请先另存为 PDF 再上传"


@dataclass(frozen=True)
class Found:
    """A document that was found for a request, put away; width and height of each of its pages in points."""

    name: str
    place: str
    ending: str
    size: int
    shapes: list[list[int]]


def keep(upload: UploadedFile) -> Found:
    """Puts a document away. Raises ``FileRefused`` with a sentence."""
    name = names.safe(upload.name or "")
    ending = names.ending(name).lstrip(".").lower()
    if ending not in ENDINGS:
        raise FileRefused(OTHER)
    if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
        raise FileRefused(f"文件超过{settings.MAX_UPLOAD_BYTES // 2**20}MB，请拆分后再上传")
    return put_away(upload.read(), name, ending)


def put_away(content: bytes, name: str, ending: str) -> Found:
    """The same for what is in the hand already."""
    inspect(io.BytesIO(content), f"material.{ending}")
    proofs.scan(content)
    try:
        shapes = child.run(f"{APART}shapes", content, ending=ending)
    except Unreadable as fault:
        raise FileRefused(str(fault)) from None
    return Found(name, sealed_files.keep(content), ending, len(content), shapes)


def add(request: Request, found: Sequence[Found], by: Post, at: datetime) -> list[Material]:
    """Puts documents to a request. All or none. Raises ``WrongState`` once its answer is on its way."""
    if request.case.status not in gates.UNDER_WAY:
        raise WrongState(gates.LOCKED)
    made: list[Material] = []
    number = request.materials.count()

    def room(cases: list[Case]) -> None:
        for case, one in zip(cases, found, strict=True):
            said = {"name": one.name, "place": one.place, "ending": one.ending, "size": one.size, "shapes": one.shapes}
            made.append(Material(case=case, request=request, **said))
            case.content = plan.digest(made[-1], [])
        Material.objects.bulk_create(made)
        Case.objects.bulk_update(cases, ["content"])

    title = f"申请{request.number}的材料"
    openings = [
        Opening(request.case.unit, f"{title}{number + nth}", by, at, detail={"says": f"{len(one.shapes)}页"})
        for nth, one in enumerate(found, start=1)
    ]
    open_many("severing", "add", openings, room)
    return made


def make(material: Material, by: Post, at: datetime) -> Release:
    """The copy without what is marked; made first, named by the act. Raises ``Unready`` in words."""
    allow(STEPS["make"], [Take(material.case, by, at, only_asks=True)])
    marks = list(material.marks.all())
    try:
        made = child.run(
            f"{APART}cut", original(material), bounds=CUTTING, ending=material.ending,
            boxes=[mark.plain for mark in marks],
        )  # fmt: skip
    except Unreadable as fault:
        raise Unready([str(fault)]) from None
    content = base64.b64decode(made["content"])
    place = sealed_files.keep(content)
    row = Release(
        material=material, request=material.request, number=material.releases.count() + 1, place=place,
        ending=made["ending"], size=len(content), pages=made["pages"], sha256=sha256(content).hexdigest(),
        plan=[[*mark.plain, mark.ground] for mark in marks], at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
            says = f"{row.pages}页，遮盖{len(marks)}处" if marks else f"{row.pages}页，没有遮盖"
            material.case.take("make", by=by, at=at, read=plan.digest(material, marks),
                               detail={"says": says, "sha256": row.sha256})  # fmt: skip
    except BaseException:
        sealed_files.erase(place)
        raise
    return row


def original(material: Material) -> bytes:
    """The document as it was found. Raises ``FileNotFoundError`` once it is erased."""
    if material.erased:
        raise FileNotFoundError
    return sealed_files.read(material.place)


def copy(release: Release) -> bytes:
    """What is given. Raises ``FileNotFoundError`` once it is erased."""
    if release.erased:
        raise FileNotFoundError
    return sealed_files.read(release.place)


def drop(found: Sequence[Found]) -> None:
    """Files that no row is going to name."""
    for one in found:
        with contextlib.suppress(FileNotFoundError):
            sealed_files.erase(one.place)


def given(request: Request) -> list[Release]:
    """The copies that go with the answer: of every document that may be given the last one, in order."""
    return given_of([request])[request.pk]


def given_of(requests: Iterable[Request]) -> dict[int, list[Release]]:
    """The same for many, by their keys."""
    last: dict[int, dict[int, Release]] = {request.pk: {} for request in requests}
    rows = Release.objects.filter(request__in=list(last), material__case__status="checked", erased=None)
    for row in rows.select_related("material").order_by("material", "number"):
        last[row.request_id][row.material_id] = row
    return {key: list(found.values()) for key, found in last.items()}


def handed_over(requests: Iterable[Request]) -> dict[int, list[tuple[Kept, str, bool]]]:
    """The same as what goes with a delivery: (file, a name that tells nothing, no proof of anything)."""
    return {
        key: [
            (Kept(row.place, row.ending, row.size, row.sha256), f"材料{nth}（区分处理）.{row.ending}", False)
            for nth, row in enumerate(rows, start=1)
        ]
        for key, rows in given_of(requests).items()
    }


@dataclass(frozen=True)
class Withheld:
    """One row of the table that goes with the answer: where something is missing, and why."""

    material: str
    number: int
    page: int
    ground: str
    cite: str


def withheld(request: Request) -> list[Withheld]:
    """What is cut out of the documents that go with the answer, numbered as on their pages."""
    return [
        Withheld(release.material.name or "", number, page, Ground(ground).label, CITES[Ground(ground)])
        for release in given(request)
        for number, (page, *_, ground) in enumerate(release.plan, start=1)
    ]
