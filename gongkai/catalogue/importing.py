"""Import of the standard catalogues from Excel: looked through first, told row by row, then taken over in one act."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai import shelf, tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.catalogue import keeping, national
from gongkai.catalogue.keeping import Change
from gongkai.catalogue.loading import BESIDE, sentence
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience, Level, Manner
from gongkai.tables import Matched, Row, Sheet, TableRefused

LONGEST_NAME, LONGEST_BASIS, LONGEST_LIMIT = 60, 1000, 200
SPLIT = re.compile(r"[;；\n]+")
NUMBERED = re.compile(r"^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])\s*")
PLAIN = {"column_type": "其他", "phase": "management"}
UNSAID = "表中未写明"
COMPARED = (
    "elements", "basis", "limits", "limit_says", "channels", "audience", "audience_says", "manner", "level", "by",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row looked through: what it is about, what would happen (or what is wrong), and where it stands."""

    where: str
    title: str
    says: str


@dataclass
class Plan:
    """What taking the file over would do. ``changes`` are ready for ``keeping.put``."""

    name: str
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    unchanged: list[Line] = field(default_factory=list)
    wrong: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def says(self) -> str:
        told = [(self.new, "新增"), (self.changed, "改动"), (self.unchanged, "没有变化"), (self.wrong, "有错")]
        return "，".join(f"{words} {len(lines)} 项" for lines, words in told)

    @property
    def digest(self) -> str:
        """What was seen, so that nothing else is taken over than that."""
        told = [f"{one.where}{one.title}{one.says}" for one in (*self.new, *self.changed, *self.wrong)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def look_through(content: bytes, name: str, day: date) -> Plan:
    """Reads a workbook of one field or several, a sheet each. Raises ``Unready`` where it is no such table."""
    try:
        book = tables.read(content, name=name)
    except TableRefused as refusal:
        raise Unready([str(refusal)]) from refusal
    plan, faults = Plan(name), []
    known = _Known(day)
    for sheet in book.sheets:
        if sheet.hidden or not any(not row.empty for row in sheet.rows):
            continue
        matched = tables.match_headers(sheet.filled(), national.COLUMNS, depth=2)
        if problems := matched.problems(unknown_too=False):
            faults += [str(one) for one in problems]
        else:
            _Reading(plan, known, matched).read()
    if faults:
        raise Unready(faults)
    return plan


def take_over(plan: Plan, seen: str, by: Post, at: datetime, on: date) -> list[Topic]:
    """Adds and changes what the plan says, all or none. Raises ``Overtaken`` where it is not what was ``seen``."""
    if plan.digest != seen:
        raise Overtaken("目录在您看过之后又有变动，请重新看一遍再导入")
    if plan.wrong:
        raise Unready([f"还有 {len(plan.wrong)} 行有错，请改正表格以后再导入"])
    if not plan.changes:
        raise Unready(["表里的内容和现在的目录一样，没有要导入的"])
    return keeping.put(plan.changes, on, by, at, source=plan.name)


class _Known:
    """What stands here: topics by their path of names, units by every name they go by, limits by their length."""

    def __init__(self, day: date) -> None:
        topics = list(Topic.objects.standing_on(day).select_related("parent__parent__parent"))
        self.codes = set(Topic.objects.values_list("code", flat=True))
        self.by_path: dict[tuple[str, ...], Topic] = {
            tuple(one.name for one in topic.path()): topic for topic in topics
        }
        self.units: dict[str, str] = {}
        for unit in Unit.objects.standing_on(day):
            self.units |= {unit.name: unit.name, unit.full_name: unit.name}
        self.limits: dict[str, str] = {}
        for name, limit in shelf.here().items():
            if name.startswith("disclosures.") and limit.within:
                self.limits.setdefault(str(limit.within), name)
        general = shelf.here()["disclosures.publish"]
        self.limits[str(general.within)] = general.name

    def fresh(self, stem: str) -> str:
        """A code that nothing has."""
        number = 1
        while f"{stem}-{number:02}" in self.codes:
            number += 1
        self.codes.add(f"{stem}-{number:02}")
        return f"{stem}-{number:02}"


class _Reading:
    """One sheet on its way into the plan."""

    def __init__(self, plan: Plan, known: _Known, matched: Matched) -> None:
        self.plan, self.known, self.matched = plan, known, matched
        sheet: Sheet = matched.sheet
        title = next((str(cell.value) for row in sheet.rows[: matched.body] for cell in row if cell.value), "")
        self.field = national.field_of(title) or national.field_of(f"{sheet.name}领域") or sheet.name
        self.root = f"{self.field}领域"
        self.made: dict[tuple[str, ...], str] = {}
        self.seen: dict[tuple[str, ...], int] = {}

    def read(self) -> None:
        for row in self.matched.rows:
            if self._text(row, "first") is None and self._text(row, "second") is None:
                if self._text(row, "elements"):
                    self._wrong(row, "", "没有写一级事项，请补填", "first")
                continue  # a note under the table
            self._row(row)

    def _row(self, row: Row) -> None:
        path = self._path(row)
        try:
            values = self._values(row, path)
            if path in self.seen:
                raise _refusal(row, self.matched, "first", f"和第{self.seen[path]}行是同一个事项，请删去一行")
        except TableRefused as refusal:
            self._wrong_line(path[-1], refusal)
            return
        self.seen[path] = row.number
        self._settle(row, path, values)

    def _settle(self, row: Row, path: tuple[str, ...], values: dict) -> None:
        where = f"{row.sheet} 第{row.number}行" if row.sheet else f"第{row.number}行"
        topic = self.known.by_path.get(path)
        if topic is None:
            parent = self._shelf(path[:-1])
            code = self._code(row) or self.known.fresh(self._stem())
            order = BESIDE + len(self.plan.changes)
            says = "：".join(path[1:])[:LONGEST_LIMIT]
            named = {"code": code, "name": path[-1], "says": says, "parent": parent, "order": order}
            self.plan.changes.append(Change(None, PLAIN | values | named))
            self.plan.new.append(Line(where, " / ".join(path), f"代码 {code}"))
            return
        told = [sentence(topic, name, values[name]) for name in COMPARED if getattr(topic, name) != values[name]]
        line = Line(where, " / ".join(path), "；".join(told))
        if told:
            self.plan.changes.append(Change(topic, {name: values[name] for name in COMPARED}))
            self.plan.changed.append(line)
        else:
            self.plan.unchanged.append(line)

    def _shelf(self, path: tuple[str, ...]) -> str:
        """The code of the shelf at this path, planned where it is not there yet."""
        if path in self.made:
            return self.made[path]
        topic = self.known.by_path.get(path)
        if topic is None:
            above = self._shelf(path[:-1]) if len(path) > 1 else None
            code = self.known.fresh(self._stem()) if above else self._stem()
            self.known.codes.add(code)
            values = PLAIN | {
                "code": code, "name": path[-1], "says": f"{path[-1]}的公开事项", "parent": above,
                "channels": ["portal"], "order": BESIDE + len(self.plan.changes),
            }  # fmt: skip
            self.plan.changes.append(Change(None, values))
            self.plan.new.append(Line(self.matched.sheet.name, " / ".join(path), f"代码 {code}"))
        self.made[path] = topic.code if topic else code
        return self.made[path]

    def _stem(self) -> str:
        if topic := self.known.by_path.get((self.root,)):
            return topic.code
        if code := self.made.get((self.root,)) or national.code_of(self.field):
            return code
        number = len(national.FIELDS) + 1
        while f"jc{number}" in self.known.codes:
            number += 1
        return f"jc{number}"

    def _path(self, row: Row) -> tuple[str, ...]:
        parts = [self.root, self._text(row, "first"), self._text(row, "second")]
        return tuple(dict.fromkeys(NUMBERED.sub("", part).replace("\n", "") for part in parts if part))

    def _code(self, row: Row) -> str:
        code = self._text(row, "code") or ""
        return code if code and code not in self.known.codes else ""

    def _values(self, row: Row, path: tuple[str, ...]) -> dict:
        elements = self._elements(row)
        level = self._level(row)
        audience, says = self._audience(row)
        limit = self._needed(row, "limit", LONGEST_LIMIT)
        if max(map(len, path)) > LONGEST_NAME:
            raise _refusal(row, self.matched, "second", f"事项名称最多{LONGEST_NAME}字，请写短一些")
        return {
            "elements": elements, "basis": self._needed(row, "basis", LONGEST_BASIS), "limit_says": limit,
            "limits": self._limits(limit), "channels": self._channels(row), "audience": audience,
            "audience_says": says, "manner": self._manner(row), "level": level, "by": self._by(row),
        }  # fmt: skip

    def _elements(self, row: Row) -> list[str]:
        text = self._needed(row, "elements", LONGEST_BASIS)
        parts = [NUMBERED.sub("", part.strip()).strip("。") for part in SPLIT.split(text)]
        return list(dict.fromkeys(part for part in parts if part))

    def _limits(self, text: str) -> list[str]:
        found = re.search(r"(\d+)\s*个?工作日", text)
        name = self.known.limits.get(f"{found[1]}个工作日") if found else None
        return [name] if name else []

    def _channels(self, row: Row) -> list[str]:
        found = national.channels_in(self._text(row, "channels") or "")
        for place, values in enumerate(national.CHANNELS.values()):
            if self._ticked(row, f"channel{place}"):
                found += [str(value) for value in values]
        if not found:
            raise _refusal(row, self.matched, "channels", "没有勾选公开渠道，请至少勾选一种")
        return list(dict.fromkeys(found))

    def _audience(self, row: Row) -> tuple[str, str]:
        words = self._text(row, "group") or ""
        ticked = words in national.TICKS
        if self._ticked(row, "all"):
            return Audience.PUBLIC, "" if ticked or words in national.BLANKS else words
        if not words or words in national.BLANKS:
            raise _refusal(row, self.matched, "all", "没有勾选公开对象，请在“全社会”或“特定群体”里打√")
        return Audience.GROUP, UNSAID if ticked else words.lstrip("√✓■☑ ")

    def _manner(self, row: Row) -> str:
        if self._ticked(row, "proactive"):
            return Manner.PROACTIVE
        if self._ticked(row, "request"):
            return Manner.REQUEST
        raise _refusal(row, self.matched, "proactive", "没有勾选公开方式，请在“主动”或“依申请”里打√")

    def _level(self, row: Row) -> str:
        county, township = self._ticked(row, "county"), self._ticked(row, "township")
        if not county and not township:
            raise _refusal(row, self.matched, "county", "没有勾选公开层级，请在“县级”或“乡级”里打√")
        return Level.BOTH if county and township else Level.COUNTY if county else Level.TOWNSHIP

    def _by(self, row: Row) -> list[str]:
        found: list[str] = []
        for part in re.split(r"[、，,;；\n/]+", self._text(row, "by") or ""):
            who = part.strip()
            if re.search(r"乡镇|乡（镇）|镇人民政府|街道", who):
                found.append(str(Unit.Kind.TOWNSHIP))
            elif name := self.known.units.get(who) or self.known.units.get(re.sub(r"^(?:本?[县区市])级?", "", who)):
                found.append(name)
            elif who and f"没有找到单位“{who}”，责任单位先空着" not in self.plan.unknown:
                self.plan.unknown.append(f"没有找到单位“{who}”，责任单位先空着")
        return list(dict.fromkeys(found))

    def _ticked(self, row: Row, id: str) -> bool:
        text = self._text(row, id)
        if text is None or text in national.BLANKS:
            return False
        if text.casefold() in national.TICKS:
            return True
        raise _refusal(row, self.matched, id, f"“{text}”看不懂，请打√或者空着")

    def _needed(self, row: Row, id: str, most: int) -> str:
        text = self._text(row, id)
        if not text:
            name = next(one.shown for one in national.COLUMNS if one.id == id)
            raise _refusal(row, self.matched, id, f"“{name}”空着，请补填")
        if len(text) > most:
            raise _refusal(row, self.matched, id, f"最多{most}字，写了{len(text)}字")
        return text

    def _text(self, row: Row, id: str) -> str | None:
        cell = self.matched.cell(row, id)
        return None if cell is None or cell.value is None else str(cell.value).strip()

    def _wrong(self, row: Row, title: str, says: str, id: str) -> None:
        self._wrong_line(title, _refusal(row, self.matched, id, says))

    def _wrong_line(self, title: str, refusal: TableRefused) -> None:
        self.plan.wrong.append(Line(refusal.where, title, refusal.reason))


def _refusal(row: Row, matched: Matched, id: str, says: str) -> TableRefused:
    """The refusal of one cell; of the row where the table has no such column."""
    cell = matched.cell(row, id)
    return cell.refuse(says) if cell else TableRefused(says, file=row.file, sheet=row.sheet, row=row.number)
