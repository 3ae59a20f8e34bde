"""The two commands on workbooks: what is written where. Nothing is written before everything has been read."""

from pathlib import Path

from gongkai.law.findings import Finding
from gongkai.law.lint import lint
from gongkai.law.reading import Fault, Refused
from gongkai.law.rulebook import Rulebook, Shelf
from gongkai.law.rulebook.annexes import read_annex
from gongkai.law.rulebook.model import Annex, Fact
from gongkai.law.workbook.reading import Draft, read
from gongkai.law.workbook.told import at_cell
from gongkai.law.workbook.writing import blank, write


def write_workbook(book: Rulebook | None, out: Path) -> list[Path]:
    """Writes the workbook of a rulebook, or the blank one. Raises `Refused`; gives what was written."""
    _named(out, (".xlsx",))
    content = write(book) if book is not None else blank()
    out.write_bytes(content)
    return [out]


def write_rulebook(source: Path, out: Path, shelf: Shelf | None) -> tuple[list[Path], list[Finding]]:
    """Writes the rulebook of a workbook and its annexes beside it. Raises `Refused`; gives what was written, and what
    the linter says, each finding at its cell."""
    _named(out, (".yaml", ".yml"))
    draft = read(source, shelf=shelf)
    if out.name in draft.annexes:
        raise Refused(Fault(f"附表和规则同名：{out.name}", source.name))
    written = [out.parent / name for name in draft.annexes if not _says_the_same(out.parent / name, draft)]
    for path in written:
        path.write_bytes(draft.annexes[path.name])
    out.write_text(draft.text, encoding="utf-8")
    return [out, *written], [at_cell(finding, source.name) for finding in lint(draft.book)]


def _named(out: Path, endings: tuple[str, ...]) -> None:
    if out.suffix.lower() not in endings:
        raise Refused(Fault(f"要写的文件应当以 {endings[0]} 结尾", str(out)))
    if not out.parent.is_dir():
        raise Refused(Fault("没有这个文件夹，请先建立", str(out.parent)))


def _says_the_same(path: Path, draft: Draft) -> bool:
    """Whether an annex is there already with these figures: then it is left as it is, to the byte."""
    if not path.is_file():
        return False
    facts = [fact for fact in draft.book.facts.values() if _file_of(fact) == path.name]
    try:
        return all(read_annex(path.read_bytes(), path.name, fact) == draft.book.annexes[fact.id] for fact in facts)
    except Refused:
        return False


def _file_of(fact: Fact) -> str:
    return fact.derived.file if isinstance(fact.derived, Annex) else ""
