"""A rulebook as a workbook, and the blank one that a published table is pasted into."""

from collections.abc import Mapping

from gongkai.law import reading
from gongkai.law.findings import Faults
from gongkai.law.rulebook import Rulebook
from gongkai.law.rulebook.facts import TYPES, read_facts
from gongkai.law.rulebook.loading import FACTS
from gongkai.law.rulebook.model import Fact
from gongkai.law.workbook import forms
from gongkai.law.workbook.annex import annex_rows
from gongkai.law.workbook.forms import Column, Form
from gongkai.law.workbook.guide import guide
from gongkai.law.workbook.kinds import written
from gongkai.law.workbook.pages import Page, page, workbook
from gongkai.law.workbook.readings import readings
from gongkai.law.workbook.rows import Cells, rows_of
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
    heads, figures = annex_rows(book)
    if len(heads) > 1:
        columns = [Column(head, head, forms.TEXT if not n else forms.VALUE, 24) for n, head in enumerate(heads)]
        pages.append(Page(forms.ANNEXES, f"{book.title}　{forms.ANNEXES}", columns, figures))
    shared = {id: fact for id, fact in book.facts.items() if id not in book.own_facts}
    return workbook([*pages, _shared(shared or shared_facts())])


def shared_facts() -> dict[str, Fact]:
    """The facts that every rulebook may speak of without declaring them."""
    found = reading.read_file(FACTS).table(required=("facts",))["facts"]
    return read_facts(found, Faults(), {})


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


def _shared(facts: Mapping[str, Fact]) -> Page:
    """公共事实: for looking up, not read back."""
    titles = (("代号", 32), ("名称", 32), ("类型", 10), ("怎样计数", 70))
    columns = [Column(title, title, forms.TEXT, width, unread=True) for title, width in titles]
    types = {**TYPES, "list": "名单"}
    rows = [[id, fact.name, types.get(fact.type, ""), fact.says or None] for id, fact in facts.items()]
    return Page(forms.SHARED, f"{forms.SHARED}　不必声明就可以用", columns, rows)
