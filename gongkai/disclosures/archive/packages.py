"""归档包: one ZIP a record, with its editions, files, trail and a manifest to check it by anywhere (TZ-4.5).

Made from the archiving act alone: the same record archived by the same act gives the same bytes on any machine.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.drafting import outside_name
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.files import store

MANIFEST = "manifest.json"
STILL = (1980, 1, 1, 0, 0, 0)  # what a ZIP says of a member's time; the manifest says when
PIECE = 1 << 20
ABOUT = """本包是一件公开信息的归档件。
editions/：每一版的登记项（edition.json）、正文（text.html）和附件。
trail.json：办理记录，每条带前一条的校验值；理由原文依法可以删除，这里只存它的校验值。
metadata.xml、metadata.json：归档登记。
manifest.json：包内每个文件的字节数和 SHA-256。核对：gongkai archive --check 本文件
"""


def write(record: Disclosure, act: Act, target: Path) -> None:
    """Writes the package of ``record`` as archived by ``act``. Raises ``FileNotFoundError`` where a file is lost."""
    listed = []
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in _members(record, act):
            listed.append({"path": name, **_put(packed, name, content)})
        manifest = {"made": act.at.isoformat(), "case": record.pk, "act": act.hash, "files": listed}
        _put(packed, MANIFEST, io.BytesIO(_json(manifest)))


def faults(path: Path) -> list[str]:
    """What is wrong with a package: sentences; empty where every file is as its manifest says, and none besides."""
    try:
        with zipfile.ZipFile(path) as packed:
            listed = {one["path"]: one for one in json.loads(packed.read(MANIFEST))["files"]}
            names = set(packed.namelist()) - {MANIFEST}
            found = [f"{name}：清单里没有这个文件" for name in sorted(names - listed.keys())]
            found += [f"{name}：缺少这个文件" for name in sorted(listed.keys() - names)]
            for name in sorted(names & listed.keys()):
                with packed.open(name) as member:
                    if _digest(member) != listed[name]["sha256"]:
                        found.append(f"{name}：内容与清单的校验值不符")
            return found
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as fault:
        return [f"打不开，不是完整的归档包（{type(fault).__name__}）"]


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _members(record: Disclosure, act: Act) -> Iterator[tuple[str, IO[bytes]]]:
    metadata = _metadata(record, act)
    yield "说明.txt", io.BytesIO(ABOUT.encode())
    yield "metadata.json", io.BytesIO(_json(metadata))
    yield "metadata.xml", io.BytesIO(_xml(metadata))
    trail = Act.objects.filter(case=record.case_id, number__lte=act.number).select_related(
        "person", "post__unit", "case"
    )
    yield "trail.json", io.BytesIO(_json([_told(one) for one in trail.order_by("number")]))
    for edition in record.editions.filter(published__lte=act.at).order_by("number").select_related("topic"):
        folder = f"editions/{edition.number}"
        yield f"{folder}/edition.json", io.BytesIO(_json(_said(edition)))
        yield f"{folder}/text.html", io.BytesIO(edition.html.encode())
        for place, file in enumerate(edition.attachments, start=1):
            with store.open(file["sha256"]) as content:
                yield f"{folder}/files/{place:02d}-{file['name']}", content


def _put(packed: zipfile.ZipFile, name: str, content: IO[bytes]) -> dict:
    """One member, a piece at a time; its size and SHA-256."""
    info = zipfile.ZipInfo(name, STILL)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with packed.open(info, "w", force_zip64=True) as member:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _metadata(record: Disclosure, act: Act) -> dict:
    edition = record.editions.filter(published__lte=act.at).latest("number")
    unit = record.case.unit
    return {
        "题名": edition.title, "索引号": record.index_no or "", "发文字号": edition.doc_no,
        "责任者": unit.full_name or unit.name,
        "机构代码": unit.code, "栏目": edition.topic.name, "体裁": edition.kind, "主题分类": edition.subject,
        "成文日期": _plain(edition.formed_on), "首次公开": _plain(record.published), "归档时间": _plain(act.at),
        "有效性": edition.get_validity_display(), "施行日期": _plain(edition.effective_on),
        "有效期至": _plain(edition.expires_on), "公开属性": edition.get_attribute_display(),
        "版本数": edition.number, "事项编号": record.pk, "办理记录末条校验值": act.hash,
    }  # fmt: skip


def _said(edition: Edition) -> dict:
    names = [field.attname for field in Edition._meta.concrete_fields if field.attname not in _APART]
    said = {name: _plain(getattr(edition, name)) for name in names}
    return {
        **said,
        "topic": edition.topic.name,
        "outside": [name for link in edition.links if (name := outside_name(link))],
    }


_APART = ("id", "html", "disclosure_id", "saved_by_id", "topic_id")


def _told(act: Act) -> dict:
    return {
        "number": act.number, "step": act.step, "label": act.label, "from": act.frm, "to": act.to,
        "person": act.person.name if act.person else "", "post": act.post.place if act.post else "",
        "at": _plain(act.at), "effective": _plain(act.effective), "ground": act.ground, "content": act.content,
        "detail": act.detail, "words": act.words, "prev": act.prev, "hash": act.hash,
    }  # fmt: skip


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _xml(metadata: dict) -> bytes:
    root = ElementTree.Element("归档登记")
    for name, value in metadata.items():
        ElementTree.SubElement(root, name).text = "" if value is None else str(value)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
