"""An earlier year's report from a table, in the layout in which reports leave this house (国办公开办函〔2021〕30号)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.law.annual import checks
from gongkai.law.annual.checks import Before
from gongkai.law.annual.figures import BadFigure, Figure, read, stored, summed
from gongkai.law.annual.form import Form, Table
from gongkai.reports import counting, drafting, papers
from gongkai.reports.models import Count, Report
from gongkai.tables import Row, Sheet, TableRefused, Wanted, Workbook

MOST_FAULTS = 12


@dataclass
class Brought:
    """What a table says; with faults nothing is kept."""

    figures: dict[str, Figure] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def template(unit: Unit, year: int) -> bytes:
    """The empty table to be filled in."""
    return papers.written(counting.form_of(year), {}, {}, drafting.title_of(unit, year))


def look_through(content: bytes, name: str, year: int) -> Brought:
    """Reads the workbook and asks whether its figures agree with each other."""
    form, found = counting.form_of(year), Brought()
    try:
        book = tables.read(content, name=name)
    except TableRefused as refusal:
        found.faults.append(str(refusal))
        return found
    told: dict[str, Figure] = {}
    for table in form.tables.values():
        told |= _table(book, table, form, found)
    found.words = _prose(book, form)
    found.figures = summed(form, told)
    known = {key: value for key, value in told.items() if value is not None}
    seen = checks.check(form, Before(found.figures | known, {part.id: "—" for part in form.prose}))
    found.faults += [f"{one.check}：{one.says}" for one in seen if one.level == checks.ERROR]
    del found.faults[MOST_FAULTS:]
    return found


def bring(unit: Unit, year: int, brought: Brought, by: Post, at: datetime, *, whole: bool = False) -> Report:
    """Keeps it. Raises ``Unready`` with what is wrong in the table, or where there is a report on that year."""
    if brought.faults:
        raise Unready(brought.faults)
    made: list[Report] = []

    def room(cases: list[Case]) -> None:
        row = Report.objects.create(
            case=cases[0], unit=unit, year=year, whole=whole, form=counting.form_of(year).id, words=brought.words,
            imported=True, editor=by.person,
        )  # fmt: skip
        Count.objects.create(report=row, as_of=at, at=at, figures=stored(brought.figures))
        Case.objects.filter(pk=row.pk).update(content=drafting.digest(row))
        made.append(row)

    try:
        open_many("annual_report", "bring", [Opening(unit, drafting.title_of(unit, year), by, at)], room)
    except IntegrityError:
        raise Unready([f"{unit.name}{year}年的年度报告已经有了，不能再录入"]) from None
    return made[0]


def _table(book: Workbook, table: Table, form: Form, found: Brought) -> dict[str, Figure]:
    """The cells of one table; rows are known by their names, whatever stands around them."""
    sheet = next((one for one in book.sheets if one.name == table.title), None)
    if sheet is None:
        found.faults.append(f"没有名为“{table.title}”的工作表，请用“下载空表”得到的文件填写")
        return {}
    wanted = [Wanted(papers.ITEM), *(Wanted(column.id, column.name) for column in table.columns.values())]
    matched = tables.match_headers(sheet, wanted)
    if problems := matched.problems(unknown_too=False):
        found.faults += map(str, problems)
        return {}
    told: dict[str, Figure] = {}
    rows = {row.name: row for row in table.rows.values()}
    seen: set[str] = set()
    for line in matched.rows:
        name = str(line[matched.columns[papers.ITEM]] or "").strip()
        row = rows.get(name)
        if row is None:
            continue
        seen.add(name)
        for place in (one for one in form.places() if one.row is row and one.table is table):
            cell = line.cell(matched.columns[place.column.id])
            try:
                told[place.key] = read(place, "" if cell.value is None else str(cell.value))
            except BadFigure as wrong:
                found.faults.append(f"{sheet.name}{cell.address}：{wrong}")
    found.faults += [f"“{sheet.name}”里缺少“{name}”一行" for name in rows if name not in seen][:3]
    return told


def _prose(book: Workbook, form: Form) -> dict[str, str]:
    by_heading = {part.heading: part.id for part in form.prose}
    found = {}
    for line in _lines(book, papers.PROSE_SHEET):
        name, words = str(line[0] or "").strip(), line[1]
        if name in by_heading and words is not None:
            found[by_heading[name]] = str(words)
    return found


def _lines(book: Workbook, name: str) -> Iterator[Row]:
    sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in book.sheets}
    return iter(sheets[name].rows if name in sheets else ())
