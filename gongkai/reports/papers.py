"""A report as a paper: the six parts with their tables, as HTML, PDF, DOCX, and as a workbook that can be read back."""

from datetime import date
from functools import lru_cache

from gongkai import tables
from gongkai.law.annual.figures import Figures
from gongkai.law.annual.form import Form, Table
from gongkai.papers import reports, typeset, word
from gongkai.papers.reports import LongReport
from gongkai.reports import figures, grids
from gongkai.reports.models import Report
from gongkai.tables import OutColumn, OutSheet, Value

ITEM, GROUP, PART, TEXT = "项目", "类别", "部分", "内容"
PROSE_SHEET = "正文"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {"pdf": (typeset.PDF, "PDF"), "docx": (word.MEDIA, "Word"), "xlsx": (XLSX, "Excel")}


def paper(report: Report, day: date | None, *, draft: bool = False, printed: bool = True) -> LongReport:
    """All six parts; ``day``: of publication; ``printed``: for paper, else for a screen."""
    form, found = figures.form_of(report), figures.of(report)
    sections = tuple(
        (
            part.heading,
            grids.of(form.tables[part.table], found, printed=printed) if part.table else report.words.get(part.id, ""),
        )
        for part in form.parts.values()
    )
    title = report.case.title.removesuffix(form.title)
    return LongReport(f"{title}\n{form.title}" if title else form.title, sections, day, draft)


@lru_cache(maxsize=32)
def made(said: LongReport, suffix: str) -> bytes:
    """The bytes of a report as PDF or DOCX."""
    return reports.pdf(said) if suffix == "pdf" else reports.docx(said)


def workbook(report: Report) -> bytes:
    """The three tables and the prose, a sheet each, in the layout that is read back."""
    return written(figures.form_of(report), figures.of(report), report.words, report.case.title)


def written(form: Form, found: Figures, words: dict[str, str], title: str) -> bytes:
    sheets = [_sheet(table, found) for table in form.tables.values()]
    prose = [(part.heading, words.get(part.id, "")) for part in form.prose]
    sheets.append(OutSheet(PROSE_SHEET, [OutColumn(PART, width=24), OutColumn(TEXT, width=90)], prose, title=title))
    return tables.write_xlsx(None, sheets)


def _sheet(table: Table, found: Figures) -> OutSheet:
    columns = [OutColumn(GROUP, width=26), OutColumn(ITEM, width=40)]
    columns += [OutColumn(column.name, "number", places=0, width=12) for column in table.columns.values()]
    rows: list[list[Value]] = []
    for row in table.rows.values():
        own = {column.id for column in table.columns_of(row)}
        values = [found.get(f"{table.id}.{row.id}.{name}") if name in own else None for name in table.columns]
        rows.append([row.group.replace("/", " "), row.name, *values])
    if table.id == "t2":
        columns = [*columns[:-1], OutColumn(columns[-1].title, "number", places=6, width=16)]
    return OutSheet(table.title, columns, rows, title=table.title, frozen=2)
