"""A workbook read: its rows as a tree, the tree as a rulebook and as the text of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai import tables
from gongkai.law import reading
from gongkai.law.findings import Faults
from gongkai.law.reading import Fault, Refused
from gongkai.law.rulebook.loading import Rulebook, Shelf, load_tree
from gongkai.law.rulebook.shared import FACTS, shared_facts
from gongkai.law.workbook import forms
from gongkai.law.workbook.annex import annex_facts, read_annex
from gongkai.law.workbook.naming import with_ids
from gongkai.law.workbook.pasted import read_pasted
from gongkai.law.workbook.sheets import forms_read, known_sheets
from gongkai.law.workbook.text import yaml_text
from gongkai.law.workbook.told import of_table, refused
from gongkai.law.workbook.tree import tree_of

LIMITS = tables.Limits(
    size=8 * 1024 * 1024, unpacked=64 * 1024 * 1024, sheets=60, rows=20_000, columns=200, cells=1_000_000, text=40_000
)
"""What a workbook may be at most; its size is asked before a byte of it is read."""


@dataclass(frozen=True)
class Draft:
    """What a workbook says: the rulebook (its places are cells), the text of its file, its annexes by file name."""

    book: Rulebook
    text: str
    annexes: Mapping[str, bytes]


def read(source: Path | bytes, name: str = "", *, shelf: Shelf | None = None, facts: str | Path = FACTS) -> Draft:
    """The rulebook in a workbook, given as a path or as its bytes.

    Nothing in the file is run: a cell with a formula is refused, outside links and macros are left behind or refused.
    Raises `Refused` with every fault found, each by sheet and cell.
    """
    file = name or (source.name if isinstance(source, Path) else "工作簿")
    if isinstance(source, Path) and not source.is_file():
        raise Refused(Fault("找不到这个文件", str(source)))
    try:
        book = tables.read(source, name=file, limits=LIMITS)
    except tables.TableRefused as refusal:
        raise refused([of_table(refusal, file)], file) from None
    try:
        return _draft(book, file, shelf, facts)
    except Refused as refusal:
        raise refused(refusal.faults, file) from None
    except tables.TableRefused as refusal:
        raise refused([of_table(refusal, file)], file) from None


def _draft(workbook: tables.Workbook, file: str, shelf: Shelf | None, facts: str | Path) -> Draft:
    faults = Faults()
    sheets = known_sheets(workbook, file, faults)
    if forms.HEAD.sheet not in sheets:
        faults.found.append(Fault(f"没有名为“{forms.HEAD.sheet}”的工作表；请用 gongkai workbook 生成的表来填", file))
    faults.check()
    known = shared_facts(facts, faults)
    faults.check()
    rows = with_ids(forms_read(sheets, file, faults), known, faults)
    pasted = read_pasted(sheets[forms.PASTED], file, faults) if _filled(sheets.get(forms.PASTED)) else None
    faults.check()
    root = tree_of(rows, faults, file, pasted, known)
    named = root.table().get("facts")
    annexes = read_annex(sheets.get(forms.ANNEXES), annex_facts(named.table() if named else {}), faults)
    faults.check()
    text = yaml_text(root)
    reading.read(text, file)  # too long or too deep for a file: told now, not when the file is read
    return Draft(load_tree(root, text, file, shelf=shelf, annexes=annexes, facts=facts), text, annexes)


def _filled(sheet: tables.Sheet | None) -> bool:
    """Whether anything stands below the first row, which holds the headings of a blank form."""
    return sheet is not None and any(not row.empty for row in sheet.rows[1:])
