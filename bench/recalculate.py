"""Does a spreadsheet find the engine's points? `python -m bench.recalculate [units] [rulebooks]` prints what differs.

The county table and the table of three sources, each with random units, then random rulebooks of every form of the
language, are written as workbooks of formulas that carry no results, recalculated by LibreOffice and read back; every
score, line, rank and total is compared with the engine's.
Needs `soffice` (Debian: libreoffice-calc-nogui).
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench import composed, county
from gongkai.law import scoring
from gongkai.law.formulas import Ledger, make_ledger, write_formulas
from gongkai.law.formulas.columns import FACTS, LINES, SCORES, shown
from gongkai.law.formulas.grids import LOOSE
from gongkai.law.formulas.placing import FIRST, Placing
from gongkai.law.reading import Refused
from tests.law import random_books

NEAR = 1e-9


def recalculated(folder: Path, *paths: Path) -> Path:
    """A folder with the same workbooks as LibreOffice computes and saves them; one that is lost is an error."""
    out = folder / "recalculated"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lost = [path.name for path in paths if not (out / path.name).exists()]
    if lost:
        raise SystemExit(f"LibreOffice lost {lost}")
    return out


def compared(book: Ledger, path: Path, ranks: list[Any]) -> dict[str, int]:
    """How many cells there are, how many differ; how many totals differ by anything at all."""
    placing = Placing(book)
    found = {"cells": 0, "wrong cells": 0, "wrong totals": 0, "wrong ranks": 0}
    read = CalamineWorkbook.from_path(str(path))
    for sheet in (SCORES, LINES, FACTS):
        columns = placing.of(sheet)
        rows: Any = read.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[FIRST - 1 :] if columns else []
        for row, cells in enumerate(rows[: book.size]):
            for place, column in enumerate(columns, start=1):
                if column.expr is None or column.expected is None:
                    continue
                wrong = differs(column, cells[place], shown(column.expected, row))
                found["cells"] += 1
                found["wrong cells"] += wrong
                found["wrong totals"] += wrong and sheet == SCORES and column.node.parent is None
            if sheet == SCORES:
                found["wrong ranks"] += (cells[len(columns) + 1] or "") != (ranks[row] or "")
    return found


def differs(column: Any, cell: Any, value: Any) -> bool:
    """Words must be the same; a number the engine's to the fifteen digits a workbook is saved with.

    A figure that a fact divides has no grid (`gongkai.law.formulas`) and may be 1e-9 off before it is rounded.
    """
    if isinstance(value, str) or isinstance(cell, str):
        return bool(cell != value)
    if column.grid == LOOSE:
        return bool(abs(cell - value) > NEAR * max(1, abs(value)))
    return bool(cell != float(value) and cell != float(f"{float(value):.15g}"))


def measure(name: str, made: Any, units: int) -> None:
    rules = made.compiled()
    results = rules.score(made.facts(rules, made.columns(units)), explained=False)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = time.perf_counter()
        write_formulas(results, folder / f"{name}.xlsx", shown=False)
        written = time.perf_counter() - start
        start = time.perf_counter()
        path = recalculated(folder, folder / f"{name}.xlsx") / f"{name}.xlsx"
        spent = time.perf_counter() - start
        size = (folder / f"{name}.xlsx").stat().st_size / 1e6
        book = make_ledger(results)
        found = compared(book, path, [int(one) for one in results.ranked.rank])
    formulas = sum(column.expr is not None for column in book.columns)
    engine = sum(column.engine for column in book.columns)
    print(f"{name}: {units} units, {formulas} columns of formulas, {engine} of the engine's numbers, {size:.1f} MB")
    print("  " + ", ".join(f"{what} {count}" for what, count in found.items()))
    print(f"  checked and written in {written:.1f} s, recalculated and saved by LibreOffice in {spent:.1f} s")


def measure_wild(count: int) -> None:
    """Random rulebooks, a few units each, 待定, 无, 不适用 and 失格 among them."""
    books = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for seed in range(count):
            book, units, values, lists = random_books.make(seed)
            with suppress(Refused):
                rules = random_books.load(book)
                results = scoring.compile(rules).score(random_books.facts_of(rules, units, values, lists))
                write_formulas(results, folder / f"{seed}.xlsx", shown=False)
                books.append((results, f"{seed}.xlsx"))
        out = recalculated(folder, *(folder / name for _, name in books))
        found: Counter[str] = Counter()
        for results, name in books:
            book = make_ledger(results)
            found["columns"] += sum(column.expected is not None for column in book.columns)
            found["of formulas"] += sum(c.expr is not None and c.expected is not None for c in book.columns)
            found.update(compared(book, out / name, [int(one) or "" for one in results.ranked.rank]))
    print(f"{len(books)} random rulebooks: " + ", ".join(f"{what} {count}" for what, count in found.items()))


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    measure("county", county, count)
    measure("composed", composed, count)
    measure_wild(int(sys.argv[2]) if len(sys.argv) > 2 else 200)
