"""A rulebook as a workbook, and the blank one that a published table is pasted into."""

from collections.abc import Mapping

from gongkai.law import reading
from gongkai.law.findings import Faults
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.facts import TYPES
from gongkai.law.rulebook.model import Fact
from gongkai.law.rulebook.shared import FACTS, shared_facts
from gongkai.law.workbook import forms
from gongkai.law.workbook.annex import annex_rows
from gongkai.law.workbook.blank_form import PASTED_FORM
from gongkai.law.workbook.columns import TEXT, VALUE, Column, Form
from gongkai.law.workbook.guide import guide
from gongkai.law.workbook.kinds import written
from gongkai.law.workbook.pages import Page, page, workbook
from gongkai.law.workbook.readings import readings
from gongkai.law.workbook.rows import Cells, heads, rows_of
from gongkai.tables import Value
from gongkai.tables.xlsx_out import CELL_LIMIT


def write(book: Rulebook) -> bytes:
    """The workbook's bytes (XLSX), the same for the same rulebook. Raises `Refused` for what no cell can hold."""
    rows, said = rows_of(reading.read(book.source, book.file)), readings(book)
    pages = [guide(book.title)]
    for form in forms.FORMS:
        told = said.get(form.sheet, [])
        values = [_values(form, cells, told[n] if told else "") for n, cells in enumerate(rows[form.sheet])]
        pages.append(page(form, values, book.title))
    titles, figures = annex_rows(book)
    if len(titles) > 1:
        columns = [Column(title, title, VALUE if n else TEXT, 24) for n, title in enumerate(titles)]
        pages.append(Page(forms.ANNEXES, f"{book.title}　{forms.ANNEXES}", columns, figures))
    shared = {id: fact for id, fact in book.facts.items() if id not in book.own_facts}
    return workbook([*pages, _shared(shared or _known())])


def blank() -> bytes:
    """An empty workbook: what to fill in about the table, a sheet to paste the published table into, grades, use."""
    head = page(forms.HEAD, [_values(forms.HEAD, cells, "") for cells in heads({})], "")
    above = [page(form, [], "") for form in (forms.BANDS, forms.USE)]
    shared = _shared(_known())
    return workbook([guide("", blank=True), head, Page(forms.PASTED, "", PASTED_FORM, [], 0), *above, shared])


def _values(form: Form, cells: Cells, told: str) -> list[Value]:
    kinds = {column.key: column.kind for column in form.columns}
    notes: dict[str, str] = {"@reads": told[:CELL_LIMIT]}
    if form is forms.HEAD:
        item = cells["@item"].text
        kinds["@value"], notes["@note"] = forms.HEADS[item][1:]
    if "@title" in cells:
        notes["@title"] = cells["@title"].text
    return [
        (notes.get(column.key) or None)
        if column.unread
        else written(kinds[column.key], cells[column.key])
        if column.key in cells
        else None
        for column in form.columns
    ]


def _known() -> Mapping[str, Fact]:
    faults = Faults()
    found = shared_facts(FACTS, faults)
    faults.check()
    return found


def _shared(facts: Mapping[str, Fact]) -> Page:
    """公共事实: for looking up, not read back."""
    titles = (("代号", 32), ("名称", 32), ("类型", 10), ("怎样计数", 70))
    columns = [Column(title, title, TEXT, width, unread=True) for title, width in titles]
    types = {**TYPES, "list": "名单"}
    rows = [[id, fact.name, types.get(fact.type, ""), fact.says or None] for id, fact in facts.items()]
    return Page(forms.SHARED, f"{forms.SHARED}　不必声明就可以用", columns, rows)
