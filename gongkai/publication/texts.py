"""附件 of a page, and the pages of their text versions: /d/<address>/t2/ tells what the second file says (B13)."""

from pathlib import PurePath

from gongkai.files import text
from gongkai.files.readers.pdf import NO_TEXT
from gongkai.publication.downloads import file_url
from gongkai.publication.models import Shown

NOTE = "图片或扫描件，没有文字版"
PDF = "application/pdf"


def files(row: Shown) -> list[dict]:
    """For ``look/parts/files.html``: each with where its text version is, or that only an eye can read it."""
    listed = row.fields.get("attachments", ())
    bare = _for_the_eye([one for one in listed if not one.get("text")])
    return [_file(row, number, one, one["sha256"] in bare) for number, one in enumerate(listed, start=1)]


def link(row: Shown, place: int) -> dict:
    """The file at that place: {title, url, text_url, …}."""
    return _file(row, place + 1, row.fields["attachments"][place], False)


def reaches(row: Shown, part: str) -> bool:
    """Whether the file that the part ``t2`` names has a text version."""
    listed, number = row.fields.get("attachments", ()), int(part[1:])
    return number <= len(listed) and bool(listed[number - 1].get("text"))


def context(row: Shown, part: str) -> dict:
    """For the template of a text version."""
    one = row.fields["attachments"][int(part[1:]) - 1]
    name, file = PurePath(one["name"]).stem, _file(row, 0, one, False)
    return {"name": name, "text": one["text"], "file": file, "url": f"/d/{row.address}/"}


def _file(row: Shown, number: int, one: dict, is_bare: bool) -> dict:
    return {
        "title": one["name"],
        "url": file_url(one["sha256"], one["name"]),
        "kind": PurePath(one["name"]).suffix.lstrip(".").upper() or "文件",
        "size": one["size"],
        "sha256": one["sha256"],
        "text_url": f"/d/{row.address}/t{number}/" if one.get("text") and row.address else "",
        "note": NOTE if is_bare else "",
    }


def _for_the_eye(listed: list[dict]) -> set[str]:
    papers = [one["sha256"] for one in listed if one["type"] == PDF]
    faults = text.told_faults(papers) if papers else {}
    found = {one["sha256"] for one in listed if one["type"].startswith("image/")}
    return found | {key for key, fault in faults.items() if NO_TEXT in fault}
