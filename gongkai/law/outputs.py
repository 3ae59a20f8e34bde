"""Results as files: a workbook of ranking, scores and every line's sentence; a CSV of the ranking; JSON."""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.law.reading import Refused
from gongkai.law.states import KNOWN
from gongkai.law.words import cite_words, decimal_text

if TYPE_CHECKING:
    from gongkai.law.results import Results
    from gongkai.tables import OutSheet

RANKING = ("名次", "单位", "类别", "得分", "等次")


def write_results(results: "Results", path: Path) -> None:
    """Writes the results in the form the file's name asks for. Raises `Refused` for another."""
    kind = path.suffix.lower()
    if kind == ".json":
        path.write_text(json.dumps({**results.plain(), "sha256": results.sha256}, ensure_ascii=False, indent=1) + "\n")
    elif kind == ".csv":
        from gongkai.tables import write_csv

        path.write_bytes(write_csv(RANKING, [[row[0], *row[1:]] for row in _ranking(results)]))
    elif kind == ".xlsx":
        from gongkai.tables import write_xlsx

        write_xlsx(path, _sheets(results))
    else:
        raise Refused(f"结果文件“{path.name}”应当以 .xlsx、.csv 或 .json 结尾")


def _sheets(results: "Results") -> "list[OutSheet]":
    from gongkai.tables import OutColumn, OutSheet

    show = results.book.rounding.show
    titles = {"名次": OutColumn("名次", "whole"), "得分": OutColumn("得分", "number", show)}
    nodes = [results.book.indicators[id] for id in results.scores]
    scores = [OutColumn("单位"), *(OutColumn(node.title, "number", show) for node in nodes)]
    lines = [OutColumn(title) for title in ("单位", "指标", "得分", "说明", "怎样可以得分")]
    notes = (f"规则 {results.book.id}，截至{results.book.as_of}；结果校验码 {results.sha256}", *results.over_quota())
    ranking = [titles.get(name, OutColumn(name)) for name in RANKING]
    return [
        OutSheet("排名", ranking, _ranking(results), results.book.title, notes),
        OutSheet("各项得分", scores, list(_scores(results)), results.book.title),
        OutSheet("说明", lines, list(_lines(results)), results.book.title),
    ]


def _ranking(results: "Results") -> "list[list[int | str | Decimal | None]]":
    found: list[list[int | str | Decimal | None]] = []
    for standing in results.ranking():
        score = _decimal(standing.score) if standing.score is not None else standing.state
        grade = standing.grade + ("（暂定）" if standing.provisional else "")
        label = results.book.classes.get(standing.cls, "")
        found.append([standing.rank or None, standing.unit, label, score, grade])
    return found


def _scores(results: "Results") -> "Iterator[list[str | Decimal | None]]":
    from gongkai.law.results import exact_text

    for row, unit in enumerate(results.facts.units):
        values = results.scores.values()
        cells = (_decimal(v.num.at(row)) if v.state(row) == KNOWN else exact_text(v, row) for v in values)
        yield [unit.unit, *cells]


def _lines(results: "Results") -> Iterator[list[str]]:
    for unit in results.facts.units:
        sheet = results.sheet(unit.unit)
        for table in sheet.tables:
            for node in table.walk():
                told = "；".join([*(line.sentence for line in node.lines), *node.sentences])
                yield [unit.unit, node.title, node.shown, told + cite_words(node.cite), "；".join(node.remedies)]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(decimal_text(value, 6))
