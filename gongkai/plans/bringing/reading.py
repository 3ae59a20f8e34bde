"""Reading key points: a Word paper, pasted text or a table becomes lines with units, days and what fits nobody (G1)."""

import base64
import html
import io
import re
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from gongkai import tables
from gongkai.files import child, names
from gongkai.files.inspection import inspect
from gongkai.files.refusal import FileRefused
from gongkai.plans.bringing import brackets, days
from gongkai.plans.bringing.matching import Units, others
from gongkai.plans.drafting import Said
from gongkai.plans.models import Part
from gongkai.tables import TableRefused, Wanted

BOUNDS = child.Bounds(output=64 * 1024 * 1024)
MOST, LONGEST = 300, 1500
BLOCK = re.compile(r"<(p|h2|h3|h4|h5|li|td)>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
FIRST = re.compile(r"^第?([一二三四五六七八九十]+)[、章]")
SECOND = re.compile(r"^[（(]([一二三四五六七八九十]+)[）)]")
PLAIN_NUMBER = re.compile(r"^(\d{1,3})[.．、]")
SHORT_HEADING = 40
WIDTHS = {
    "says": LONGEST,
    "place": 40,
    "goal": 300,
    "measure": 500,
    "output": 200,
    "leads": 400,
    "joints": 800,
    "due": 40,
}
COLUMNS = (
    Wanted("says", "任务", ("工作任务", "主要任务", "工作内容", "重点任务", "任务内容")),
    Wanted("place", "段落", ("来自段落", "依据段落"), required=False),
    Wanted("goal", "目标", ("工作目标", "任务目标"), required=False),
    Wanted("measure", "措施", ("工作措施", "具体措施", "具体举措"), required=False),
    Wanted("output", "成果形式", ("成果", "工作成果"), required=False),
    Wanted("leads", "牵头单位", ("牵头部门", "责任单位", "牵头处室", "牵头")),
    Wanted("joints", "会同单位", ("配合单位", "会同部门", "责任科室", "会同"), required=False),
    Wanted("due", "完成时限", ("时限", "完成时间", "时间要求")),
)


class Unreadable(ValueError):
    """The source as a whole cannot be read; ``str()`` says why."""


@dataclass
class Found:
    """What a source holds: lines, rows refused with their reasons, paragraphs that name nobody."""

    said: list[Said] = field(default_factory=list)
    bad: list[tuple[tables.Row, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    @property
    def unknown(self) -> list[str]:
        """Names that fit no unit, each once."""
        return list(dict.fromkeys(name for one in self.said for _, name in one.unknown))

    @property
    def says(self) -> str:
        parts = [f"读出 {len(self.said)} 条任务"]
        parts += [f"{len(self.unknown)} 个名称没有对应到单位，批准以前要对应好"] if self.unknown else []
        parts += [f"{len(self.bare)} 段没有写明由谁落实，没有列为任务"] if self.bare else []
        parts += [f"{len(self.bad)} 行有问题"] if self.bad else []
        return "；".join(parts) + "。"


def text(words: str, year: int, day: date) -> Found:
    """Paragraphs, one a line. A paragraph with a bracket of duty is a task; its number and its heading's are its place.

    Raises ``Unreadable`` where there is no paragraph or too many tasks.
    """
    found, units, chapter = Found(), Units(day), ""
    for paragraph in filter(None, (one.strip() for one in words.splitlines())):
        if (one := FIRST.match(paragraph)) and len(paragraph) <= SHORT_HEADING:
            chapter = one[1]
            continue
        place = _place(chapter, paragraph)
        for piece, inside in brackets.split(paragraph):
            if inside:
                found.said.append(_of_paragraph(piece, inside, place, year, units))
            elif len(piece) > SHORT_HEADING or SECOND.match(piece):
                found.bare.append(piece)
    if not found.said:
        raise Unreadable("没有读到任务：每段末尾要有写明由谁落实的括号，如“（交运局牵头落实）”；或者改用表格导入")
    return _bounded(found)


def word(upload, year: int, day: date) -> Found:
    """A DOCX, read in the limited child; what does not meet the eye goes first. Raises also ``FileRefused``."""
    _, content = _content(upload, (".docx",))
    plain = base64.b64decode(child.run("gongkai.files.readers.cleaning.office", content, bounds=BOUNDS))
    told = child.run("gongkai.papers.docx.read", plain, bounds=BOUNDS)["html"]
    lines = [html.unescape(TAG.sub("", one[2])) for one in BLOCK.finditer(told.replace("<br>", ""))]
    return text("\n".join(lines), year, day)


def table(content: bytes, name: str, year: int, day: date) -> Found:
    """An XLSX or CSV with a row a task; rows that cannot be taken say why. Raises ``Unreadable``."""
    try:
        sheets = [one for one in tables.read(content, name=name).sheets if any(one.rows)]
    except TableRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    if not sheets:
        raise Unreadable("文件里没有内容")
    matched = tables.match_headers(sheets[0], COLUMNS)
    if problems := matched.problems(unknown_too=False):
        raise Unreadable("；".join(map(str, problems)))
    found, units = Found(), Units(day)
    heads = sheets[0].rows[matched.body - 2].values
    found.header = ["" if value is None else str(value) for value in heads]
    for row in matched.rows:
        if sum(value is not None for value in row.values) > 1:
            _take_row(found, matched, row, year, units)
    if not found.said and not found.bad:
        raise Unreadable("表里没有任务")
    return _bounded(found)


def of_upload(upload, year: int, day: date) -> Found:
    """By what the file is. Raises ``Unreadable`` or ``FileRefused`` with a sentence."""
    if upload.name.lower().endswith(".docx"):
        return word(upload, year, day)
    name, content = _content(upload, (".xlsx", ".csv"))
    return table(content, name, year, day)


def _content(upload, endings: tuple[str, ...]) -> tuple[str, bytes]:
    name = names.safe(upload.name)
    if not name.lower().endswith(endings):
        raise FileRefused("只能导入 docx、xlsx、csv 文件；doc、wps、et 请先另存", name=name)
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise FileRefused(f"文件超过{settings.MAX_UPLOAD_BYTES // 2**20}MB，请拆分后再试", name=name)
    content = upload.read()
    if not name.lower().endswith(".csv"):
        inspect(io.BytesIO(content), name)
    return name, content


def _of_paragraph(piece: str, inside: str, place: str, year: int, units: Units) -> Said:
    named = brackets.read(inside, units.names)
    leads, missing = units.sort_out(Part.LEAD, named.leads)
    joints, more = units.sort_out(Part.JOINT, named.joints)
    unknown = missing + more + ([others()] if named.more else [])
    words = SECOND.sub("", PLAIN_NUMBER.sub("", piece)).strip()[:LONGEST]
    due = days.found(piece, year) or date(year, 12, 31)
    return Said(words, due, place, leads=leads, joints=joints, unknown=unknown)


def _take_row(found: Found, matched: tables.Matched, row: tables.Row, year: int, units: Units) -> None:
    cells = {one.id: _text(matched.cell(row, one.id)) for one in COLUMNS}
    reasons = [f"缺{one.shown}" for one in COLUMNS if one.required and not cells[one.id]]
    due = days.read(cells["due"], year) if cells["due"] else None
    if cells["due"] and due is None:
        reasons.append(f"完成时限“{cells['due']}”看不出是哪一天，请写成 {year}-10-31")
    reasons += [
        f"“{one.shown}”太长，最多 {WIDTHS[one.id]} 个字" for one in COLUMNS if len(cells[one.id]) > WIDTHS[one.id]
    ]
    if reasons:
        found.bad.append((row, "；".join(reasons)))
        return
    leads, missing = units.sort_out(Part.LEAD, _listed(cells["leads"]))
    joints, more = units.sort_out(Part.JOINT, _listed(cells["joints"]))
    found.said.append(
        Said(
            cells["says"], due, cells["place"], cells["goal"], cells["measure"], cells["output"], leads=leads,
            joints=joints, unknown=missing + more,
        )
    )  # fmt: skip


def _listed(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[、，,；;\n]", text) if one.strip()]


def _text(cell: tables.Cell | None) -> str:
    value = cell.value if cell else None
    return "" if value is None else str(value).split(" 00:00")[0].strip()


def _place(chapter: str, paragraph: str) -> str:
    if one := SECOND.match(paragraph):
        return f"{chapter}（{one[1]}）"
    if one := PLAIN_NUMBER.match(paragraph):
        return f"{chapter} {one[1]}".strip()
    return chapter


def _bounded(found: Found) -> Found:
    if len(found.said) > MOST:
        raise Unreadable(f"读出 {len(found.said)} 条任务，一次最多 {MOST} 条，请分开导入")
    return found
