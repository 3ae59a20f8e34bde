"""What the pages of evidence show of a version, of its uses and of how it stands."""

from datetime import datetime

from django.urls import reverse

from gongkai.acts.models import Case
from gongkai.evidence import using
from gongkai.evidence.models import Evidence, Use, Version
from gongkai.evidence.seeing import Sight
from gongkai.look import words


def page(found: Sight, at: datetime) -> dict:
    """Context of ``evidence/item.html``."""
    row = found.evidence
    return {
        "evidence": row,
        "standing": standing(row, at),
        "versions": [told(version, found.whole) for version in found.versions],
        "whole": found.whole,
    }


def told(version: Version, whole: bool) -> dict:
    """One version: its rows of words, its picture and its files, each with size and digest."""
    return {
        "number": version.number,
        "rows": [one for one in _rows(version) if one[1]],
        "seen": _url(version, "copy") if version.bare_id else _url(version, "shot") if version.shot_id else "",
        "files": _files(version, whole),
        "offline": reverse("evidence:page", args=[version.evidence_id, version.number]) if version.address else "",
        "record": version.record,
    }


def standing(row: Evidence, at: datetime) -> str:
    """在用, 已过期, 已停用."""
    return "已过期" if row.case.status == "kept" and using.is_over(row, at) else row.case.status_label


def uses(row: Evidence) -> list[Use]:
    """Where it is used now."""
    found = Use.objects.filter(evidence=row, ended=None).select_related("case", "unit", "version").order_by("pk")
    return list(found)


def line(version: Version) -> str:
    """One version in a line: 文件资料，2025-03-01，校验值 3f0c…"""
    evidence = version.evidence
    parts = [evidence.get_sort_display(), words.day(version.dated), version.place or version.where]
    parts.append(f"校验值 {version.file_id[:12]}" if version.file_id else "")
    return "，".join(filter(None, parts))


def listed(row: Use) -> dict:
    """A use as other rooms list it: title, address of its page, and the line about it."""
    title = row.evidence.case.title
    return {"title": title, "url": reverse("evidence:item", args=[row.evidence_id]), "says": line(row.version)}


def of_case(case: Case) -> list[dict]:
    """What a case relies on, as other rooms list it."""
    return [listed(use) for use in using.of_case(case)]


def _rows(version: Version) -> list[tuple[str, str]]:
    taken = words.moment(version.taken) if version.taken else ""
    read = "照片自带" if version.taken_read else "人工填写"
    place = "；".join(filter(None, (version.place, f"照片自带的坐标 {version.where}" if version.where else "")))
    return [
        ("材料日期", words.day(version.dated)),
        ("拍摄时间", f"{taken}（{read}）" if taken else ""),
        ("拍摄地点", f"{place}（人工填写）" if version.place and not version.where else place),
        ("网址", version.address),
        ("留存时间", words.moment(version.at) if version.address else ""),
        ("留存程序", version.checker),
        ("截图", version.shot_says),
        ("收存", f"{version.by.person.name}（{version.by.place}） {words.moment(version.at)}"),
    ]


def _files(version: Version, whole: bool) -> list[dict]:
    kept = [("original", version.file, version.name if whole or not version.bare_id else "")]
    kept.append(("copy", version.bare, f"{version.name}（不带拍摄设备信息）" if version.bare_id else ""))
    kept.append(("shot", version.shot, "网页截图.png" if version.shot_id else ""))
    return [
        {"title": name, "url": _url(version, what), "size": row.size, "sha256": row.pk}
        for what, row, name in kept
        if row is not None and name
    ]


def _url(version: Version, what: str) -> str:
    return reverse("evidence:file", args=[version.evidence_id, version.number, what])
