"""附表: a figure for each unit, from a CSV or XLSX beside the rulebook."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from gongkai import tables
from gongkai.law.findings import Faults, Finding, refusal
from gongkai.law.reading import Refused
from gongkai.law.rulebook.model import Annex, Fact

UNIT = tables.Wanted("unit", "单位", ("单位名称", "被考核单位"))
TOTALS = frozenset({"合计", "总计"})


def read_annexes(
    facts: Mapping[str, Fact], folder: Path | None, given: Mapping[str, bytes], faults: Faults
) -> tuple[dict[str, dict[str, Fraction]], dict[str, bytes]]:
    """The figures of every annex fact by unit, and the bytes of every file that was read."""
    figures: dict[str, dict[str, Fraction]] = {}
    files: dict[str, bytes] = {}
    for fact in facts.values():
        if isinstance(fact.derived, Annex):
            with faults.catch():
                content = _content(fact, fact.derived, folder, given)
                if content is not None:
                    files[fact.derived.file] = content
                    figures[fact.id] = read_annex(content, fact.derived.file, fact)
    return figures, files


def read_annex(content: bytes, file: str, fact: Fact) -> dict[str, Fraction]:
    """{unit: figure} of one annex. Raises `Refused`."""
    value = tables.Wanted(fact.id, fact.name)
    try:
        sheet = tables.read(content, name=file).sheets[0]
        matched = tables.match_headers(sheet, [UNIT, value])
    except tables.TableRefused as refused:
        raise _refused(refused) from None
    if problems := matched.problems(unknown_too=False):
        raise Refused(*(fault for problem in problems for fault in _refused(problem).faults))
    return _figures(matched, fact)


def _figures(matched: tables.Matched, fact: Fact) -> dict[str, Fraction]:
    figures: dict[str, Fraction] = {}
    for row in matched.rows:
        unit, value = matched.cell(row, "unit"), matched.cell(row, fact.id)
        assert unit is not None and value is not None
        name = "".join(str(unit.value or "").split())
        if name in TOTALS or (not name and value.value is None):
            continue
        if not name or name in figures:
            raise _refused(unit.refuse(f"单位“{name}”重复。" if name else "缺少单位名称。"))
        if value.value is not None:
            figures[name] = _figure(value)
    return figures


def _figure(cell: tables.Cell) -> Fraction:
    text = str(cell.value).replace(",", "")
    try:
        return Fraction(Decimal(text))
    except (ArithmeticError, ValueError):
        raise _refused(cell.refuse(f"“{cell.value}”不是数字。")) from None


def _content(fact: Fact, annex: Annex, folder: Path | None, given: Mapping[str, bytes]) -> bytes | None:
    if annex.file in given:
        return given[annex.file]
    if folder is None:
        return None
    path = folder / annex.file
    if ".." in Path(annex.file).parts or Path(annex.file).is_absolute():
        raise refusal(fact.place, "annex-file", f"附表“{annex.file}”要放在规则文件旁边，不写路径")
    if not path.is_file():
        raise refusal(fact.place, "annex-file", f"找不到附表“{annex.file}”，应当放在{folder}")
    return path.read_bytes()


def _refused(refused: tables.TableRefused) -> Refused:
    column = (refused.column or 0) + 1 if refused.column is not None else 0
    return Refused(Finding(refused.reason, refused.file, refused.row or 0, column, code="annex"))
