"""Does every workbook the house writes open in an office program as it was written?

    GONGKAI_DATA=<a demonstration> python -m bench.office_files [--keep FOLDER] [--write]

Walks the demonstration as people of every role and takes each workbook that is offered, a few of every address; beside
them those that stand behind a form (``office_hands``) and those of the command line. It spoils the demonstration it is
run on: give it a copy. Each is held to the rules of its format, opened by LibreOffice without a window, printed
to pages and saved again, and what comes back is compared cell by cell. Writers that nothing led to are named.
"""

import argparse
import ast
import html
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, deque
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import openpyxl
import pypdfium2

from bench import office_hands
from bench.load import write_section
from tests.tables import structure

HOUSE = Path(__file__).parents[1] / "gongkai"
TABLES = HOUSE / "tables"
WRITERS = {"write_xlsx", "errors_workbook"}
PEOPLE = ("gkb", "ldxz", "dsf", "sjy", "admin", "jiaoyun-xinxi", "jiaoyun-lingdao", "jiaoyun-fabu")
SECTION = "## Workbooks in an office program"
HREF = re.compile(r'href="([^"]*)"')
DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
MOST = 3  # of one address with one set of questions, for each person


class Found:
    """Workbooks by the function that wrote them and their sheets, as they pass the one way out."""

    def __init__(self) -> None:
        import xlsxwriter

        self.books: dict[tuple[str, tuple[str, ...]], bytes] = {}
        close = xlsxwriter.Workbook.close

        def closing(book) -> None:
            close(book)
            frame = sys._getframe(2)
            while Path(frame.f_code.co_filename).is_relative_to(TABLES):
                frame = frame.f_back
            code = frame.f_code
            writer = f"{Path(code.co_filename).relative_to(HOUSE.parent)}:{code.co_name}"
            sheets = tuple(sheet.name for sheet in book.worksheets())
            content = book.filename.getvalue()
            if len(content) > len(self.books.get((writer, sheets), b"")):
                self.books[writer, sheets] = content

        xlsxwriter.Workbook.close = closing

    def writers(self) -> set[str]:
        return {writer for writer, _ in self.books}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path, help="folder for the workbooks and their pages")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "gongkai.settings", "GONGKAI_HOSTS": "testserver"}
    import django

    django.setup()
    logging.disable()
    found = Found()
    asked = walked()
    office_hands.asked()
    of_the_command_line()
    office_hands.annex()
    with tempfile.TemporaryDirectory() as place:
        figures = measured(found, asked, args.keep or Path(place))
    for question, said, limit in figures:
        print(f"{question:70} {said:>20}   {limit}")
    missing = sorted(writers() - found.writers())
    print("nothing led to: " + ("、".join(missing) or "none"))
    if args.write:
        write_section(SECTION, "python -m bench.office_files", figures)


def walked() -> int:
    """Every page that links lead to, a few of each address; returns how many were asked for."""
    from django.test import Client

    from gongkai.accounts.models import Person

    asked = 0
    for name in PEOPLE:
        client = Client(raise_request_exception=False)
        client.force_login(Person.objects.get(username=name), backend="gongkai.accounts.backend.PersonBackend")
        ahead, known, many = deque(["/staff/", "/"]), {"/staff/", "/"}, Counter()
        while ahead:
            path = ahead.popleft()
            answer = client.get(path)
            asked += 1
            if asked % 200 == 0:
                print(name, asked, path, file=sys.stderr, flush=True)
            if answer.status_code in (301, 302) and answer["Location"] not in known:
                ahead.append(answer["Location"])
            if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
                if answer.streaming:
                    answer.close()
                continue
            for link in map(html.unescape, HREF.findall(answer.content.decode())):
                link = urldefrag(urljoin(path, link)).url
                kind = _kind(link)
                if kind is None or link in known or many[kind] >= MOST:
                    continue
                many[kind] += 1
                known.add(link)
                ahead.append(link)
    return asked


def _kind(link: str) -> tuple | None:
    """What a link asks for: the view, whether as a file, which step or form; None for what is not walked."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(link)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if parts.netloc or parts.path.startswith("/static/") or "sign-out" in link:
        return None
    end = parts.path.rpartition(".")[2] if parts.path.endswith((".xlsx", ".json", ".csv")) else ""
    return match.view_name, "export" in parts.query, match.kwargs.get("name"), match.kwargs.get("form"), end


def of_the_command_line() -> None:
    """What commands on files alone write: results, the book with formulas, a rulebook, refused rows."""
    from bench import county
    from gongkai import shelf, tables
    from gongkai.law import rulebook, workbook
    from gongkai.law.formulas import write_formulas
    from gongkai.law.outputs import write_results

    rules = county.compiled()
    results = rules.score(county.facts(rules, county.columns(64)), explained=True)
    with tempfile.TemporaryDirectory() as place:
        write_results(results, Path(place) / "a.xlsx")
        write_formulas(results, Path(place) / "b.xlsx")
    for name in shelf.names("assessment"):
        workbook.write(rulebook.load(shelf.rulebook(name), shelf=shelf))
    row = tables.Row(3, ("交运局", Decimal("1.5")))
    tables.errors_workbook([row], ["单位名称不在名册里"], header=["单位", "得分"])


def measured(found: Found, asked: int, folder: Path) -> list[tuple[str, str, str]]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, ((writer, _), content) in enumerate(sorted(found.books.items())):
        name = re.sub(r"[^\w]+", "-", writer.removeprefix("gongkai/"))
        paths.append(folder / f"{number:03}-{name}.xlsx")
        paths[-1].write_bytes(content)
    faults = [f"{path.name}: {fault}" for path in paths for fault in structure.faults(path.read_bytes())]
    complaints = opened(folder, "pdf", paths) + opened(folder / "again", "xlsx", paths)
    pairs = [(path, folder / "again" / path.name) for path in paths if (folder / "again" / path.name).exists()]
    cells, other = map(sum, zip(*(compared(*pair) for pair in pairs), strict=True))
    pages = [pages_of(path.with_suffix(".pdf")) for path in paths if path.with_suffix(".pdf").exists()]
    for fault in [*faults, *complaints]:
        print(fault)
    every = writers()
    return [
        ("pages asked for, as people of eight roles", f"{asked:,}", ""),
        ("functions that write a workbook, reached", f"{len(every)}, {len(every & found.writers())}", ""),
        ("workbooks of different sheets taken", f"{len(paths)}", ""),
        ("against the rules of the format", f"{len(faults)}", "0"),
        ("not opened, not printed or not saved by LibreOffice; words of complaint", f"{len(complaints)}", "0"),
        ("days and moments written as words", f"{sum(map(days_as_words, paths))}", "0"),
        ("printed pages; of the longest workbook", f"{sum(pages):,}, {max(pages, default=0)}", ""),
        ("cells compared after it saved them; that differ", f"{cells:,}, {other}", "0 differ"),
    ]


def writers() -> set[str]:
    """Functions of the house, outside ``tables``, that write a workbook."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        if path.is_relative_to(TABLES):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(map(_writes, ast.walk(node))):
                found.add(f"{path.relative_to(HOUSE.parent)}:{node.name}")
    return found


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in WRITERS or ast.unparse(node.func) == "xlsxwriter.Workbook"


def opened(out: Path, form: str, paths: list[Path]) -> list[str]:
    """Sentences: what LibreOffice lost, and whatever it had to say."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form]
        done = subprocess.run([*command, "--outdir", str(out), *map(str, paths)], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if line.strip() and "javaldx" not in line]
    made = {path.name for path in out.iterdir()}
    return said + [f"{path.name}: no {form}" for path in paths if path.with_suffix(f".{form}").name not in made]


def compared(one: Path, other: Path) -> tuple[int, int]:
    """How many cells, how many that differ."""
    here, there = (openpyxl.load_workbook(path, data_only=True) for path in (one, other))
    cells = wrong = 0
    for sheet in here:
        again = there[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in (None, ""):
                    continue
                cells += 1
                wrong += not _alike(cell.value, again[cell.coordinate].value)
    return cells, wrong


def _alike(value, again) -> bool:
    if isinstance(value, int | float) and isinstance(again, int | float):
        return abs(value - again) <= 1e-9 * max(1, abs(value))
    return str(value).replace("\r\n", "\n") == str(again if again is not None else "").replace("\r\n", "\n")


def days_as_words(path: Path) -> int:
    """Cells of a workbook that say a day and are none; a rulebook's own workbook is text throughout."""
    if "law-workbook" in path.name:
        return 0
    cells = (cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return sum(isinstance(value, str) and _is_day(value) for value in cells)


def _is_day(words: str) -> bool:
    try:
        return bool(DAY.fullmatch(words)) and bool(datetime.fromisoformat(words))
    except ValueError:  # a row given back with the day that is none
        return False


def pages_of(path: Path) -> int:
    return len(pypdfium2.PdfDocument(path))


if __name__ == "__main__":
    main()
