"""A Word paper dropped on the form: read in a limited child, its pictures kept as files of the record."""

import base64
import io
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from gongkai.accounts.models import Person
from gongkai.files import child, names, store
from gongkai.files.inspection import inspect
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused

BOUNDS = child.Bounds(output=64 * 1024 * 1024)


@dataclass
class Paper:
    """Clean text, the paper's own title, its pictures as kept files, and what the writer should know."""

    html: str
    title: str
    files: list[tuple[StoredFile, str]] = field(default_factory=list)
    says: str = ""


def read(upload, *, by: Person, at: datetime) -> Paper:
    """Raises ``FileRefused`` or ``Unreadable`` with a sentence for the writer; nothing is kept of the paper itself."""
    name = names.safe(upload.name)
    if not name.lower().endswith(".docx"):
        raise FileRefused("只能带入 docx 文件；doc、wps 请先另存为 docx，PDF 请作为附件上传", name=name)
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise FileRefused(f"文件超过{settings.MAX_UPLOAD_BYTES // 2**20}MB，请拆分或压缩图片后再试", name=name)
    content = upload.read()
    inspect(io.BytesIO(content), name)
    # First what does not meet the eye goes: deleted and hidden words are not the paper's, nor are remarks on it.
    plain = base64.b64decode(child.run("gongkai.files.readers.cleaning.office", content, bounds=BOUNDS))
    found = child.run("gongkai.papers.docx.read", plain, bounds=BOUNDS)
    files = [
        (store.keep(base64.b64decode(one["data"]), name=one["name"], at=at, by=by), one["name"])
        for one in found["pictures"]
    ]
    return Paper(found["html"], found["title"], files, _says(len(files), found["left"]))


def _says(pictures: int, left: int) -> str:
    said = ["已带入正文，请通读核对"]
    if pictures:
        said.append(f"{pictures}张图片放进了附件")
    if left:
        said.append(f"{left}张图片的格式不能带入，请另存为 PNG 或 JPG 后作附件上传")
    return "；".join(said) + "。"
