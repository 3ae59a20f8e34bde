"""Faults as they are told of a workbook: file, sheet and cell, 指标!C12."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai import tables
from gongkai.law.findings import Finding, Place, coded
from gongkai.law.reading import Fault, Refused


@dataclass(frozen=True, slots=True)
class CellFinding(Finding):
    """A finding in a workbook: `file` is file and sheet, `line` and `column` the cell, both from 1."""

    def __str__(self) -> str:
        file, _, sheet = self.file.rpartition(":")
        cell = f"!{tables.column_letters(max(self.column, 1) - 1)}{self.line}" if self.line else ""
        return f"{file} {sheet}{cell}：{self.says}"


def at_cell(fault: Fault, file: str) -> Finding:
    """The fault told by its cell, where it is of one of the file's sheets."""
    one = coded(fault)
    if not one.file.startswith(f"{file}:"):
        return one
    return CellFinding(one.says, one.file, one.line, one.column, one.code, one.level, one.at, one.accepted)


def refused(faults: Iterable[Fault], file: str) -> Refused:
    """The refusal of a workbook for these faults, each by its cell, sheet by sheet."""
    return Refused(*(at_cell(fault, file) for fault in faults))


def of_table(refusal: tables.TableRefused, file: str) -> Finding:
    """What the reader of tables refused, as a fault of a workbook."""
    column = 0 if refusal.column is None else refusal.column + 1
    where = f"{file}:{refusal.sheet}" if refusal.sheet else file
    return Finding(refusal.reason.rstrip("。"), where, refusal.row or 0, column, code="table")


def place_of_cell(cell: tables.Cell, file: str) -> Place:
    return Place(f"{file}:{cell.sheet}", cell.row, cell.column + 1)
