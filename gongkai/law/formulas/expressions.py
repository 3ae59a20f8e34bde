"""What a cell computes, as a tree: the few operations and functions that every spreadsheet has and computes alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol, TypeAlias

from gongkai.tables import column_letters

LONGEST, DEEPEST = 8000, 60  # what Excel takes of one formula: 8192 characters, 64 functions inside each other
LONGEST_DECIMAL = 15  # digits that a spreadsheet keeps of a number that is typed


class Source(Protocol):
    """A column that a cell reads in its own row."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell of a column in the same row."""

    column: Source


@dataclass(frozen=True, slots=True)
class Op:
    """`sign`: + - * / = <> < <= > >=."""

    sign: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of Excel, named as there."""

    name: str
    args: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Within:
    """A function over several cells of the row; `word`: the text that COUNTIF counts."""

    name: str
    cells: tuple[Cell, ...]
    word: str = ""


Expr: TypeAlias = Number | Text | Truth | Cell | Op | Call | Within
YES: Final = Truth(True)
NO: Final = Truth(False)


# Made with what is already known taken out ----------------------------------------------------------------------------


def call(name: str, *args: Expr) -> Expr:
    return Call(name, args)


def all_of(*parts: Expr) -> Expr:
    return _joined("AND", parts, empty=True)


def any_of(*parts: Expr) -> Expr:
    return _joined("OR", parts, empty=False)


def _joined(name: str, parts: Sequence[Expr], empty: bool) -> Expr:
    found: list[Expr] = []
    for part in parts:
        if isinstance(part, Truth):
            if part.value != empty:
                return part
        else:
            found += part.args if isinstance(part, Call) and part.name == name else [part]
    kept = list(dict.fromkeys(found)) if empty else _merged(list(dict.fromkeys(found)))
    if YES in kept or any(negation(part) in kept for part in kept):
        return Truth(not empty)
    return Truth(empty) if not kept else kept[0] if len(kept) == 1 else Call(name, tuple(kept))


CONTRARY = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "<>", "<>": "="}


def _merged(parts: list[Expr]) -> list[Expr]:
    """Alternatives of which two differ in one test and its contrary become one without it."""
    for place, one in enumerate(parts):
        for other in parts[place + 1 :]:
            both = _without_contrary(one, other)
            if both is not None:
                rest = [part for part in parts if part not in (one, other)]
                return _merged([*parts[:place], both, *(part for part in rest if part not in parts[:place])])
    return parts


def _without_contrary(one: Expr, other: Expr) -> Expr | None:
    left, right = (part.args if isinstance(part, Call) and part.name == "AND" else (part,) for part in (one, other))
    only, others = set(left) - set(right), set(right) - set(left)
    if len(only) != 1 or len(others) != 1 or not contrary(*only, *others):
        return None
    return all_of(*(part for part in left if part in right))


def contrary(a: Expr, b: Expr) -> bool:
    """Whether exactly one of the two holds."""
    if isinstance(a, Op) and isinstance(b, Op) and (a.left, a.right) == (b.left, b.right):
        return CONTRARY.get(a.sign) == b.sign
    return negation(a) == b


def negation(part: Expr) -> Expr:
    if isinstance(part, Truth):
        return Truth(not part.value)
    if isinstance(part, Call) and part.name == "NOT":
        return part.args[0]
    return Call("NOT", (part,))


def choice(test: Expr, then: Expr, other: Expr) -> Expr:
    if isinstance(test, Truth):
        return then if test.value else other
    if then == other:
        return then
    if isinstance(test, Call) and test.name == "NOT":
        return Call("IF", (test.args[0], other, then))
    return Call("IF", (test, then, other))


def equals(cell: Expr, word: str) -> Expr:
    return Op("=", cell, Text(word))


def is_number(cell: Expr) -> Expr:
    return Call("ISNUMBER", (cell,))


def cells_of(expr: Expr) -> Iterator[Cell]:
    """Every cell an expression reads."""
    if isinstance(expr, Cell):
        yield expr
    elif isinstance(expr, Within):
        yield from expr.cells
    elif isinstance(expr, Op):
        yield from cells_of(expr.left)
        yield from cells_of(expr.right)
    elif isinstance(expr, Call):
        for arg in expr.args:
            yield from cells_of(arg)


def writable(expr: Expr) -> bool:
    """Whether Excel opens a workbook with such a formula."""
    return _depth(expr) <= DEEPEST and len(text(expr, lambda column: ("事实", 999), 1_000_000)) <= LONGEST


def _depth(expr: Expr) -> int:
    if isinstance(expr, Op):
        return max(_depth(expr.left), _depth(expr.right))
    if isinstance(expr, Call):
        return 1 + max(map(_depth, expr.args))
    return 1 if isinstance(expr, Within) else 0


# As text --------------------------------------------------------------------------------------------------------------

PRECEDENCE = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 3, "-": 3, "*": 4, "/": 4}
Place: TypeAlias = Callable[[Source], tuple[str, int]]  # sheet ("" = this one) and column number, from 0


def text(expr: Expr, place: Place, row: int | str) -> str:
    """The formula without its `=`, for one row (from 1, or whatever shall stand where its number would)."""
    return _text(expr, place, row, 0)


def _text(expr: Expr, place: Place, row: int | str, above: int) -> str:
    if isinstance(expr, Number):
        return _number(expr.value, above)
    if isinstance(expr, Text):
        return '"' + expr.value.replace('"', '""') + '"'
    if isinstance(expr, Truth):
        return "TRUE()" if expr.value else "FALSE()"
    if isinstance(expr, Cell):
        return _address(expr, place, row)
    if isinstance(expr, Within):
        return _within(expr, place, row)
    if isinstance(expr, Call):
        return f"{expr.name}({','.join(_text(arg, place, row, 0) for arg in expr.args)})"
    own = PRECEDENCE[expr.sign]
    right = own + 1 if expr.sign in ("-", "/") else own
    found = f"{_text(expr.left, place, row, own)}{expr.sign}{_text(expr.right, place, row, right)}"
    return f"({found})" if own < above else found


def _number(value: Fraction, above: int) -> str:
    written = decimal(value)
    if written:
        return f"({written})" if value < 0 and above else written
    return f"({value.numerator}/{value.denominator})" if above > 3 else f"{value.numerator}/{value.denominator}"


def decimal(value: Fraction) -> str:
    """0.25; "" where decimals do not end, or are more than a spreadsheet keeps."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > LONGEST_DECIMAL:
            return ""
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    if len(digits) > LONGEST_DECIMAL:
        return ""
    whole = digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return f"-{whole}" if value < 0 else whole


def _address(cell: Cell, place: Place, row: int | str) -> str:
    sheet, column = place(cell.column)
    return f"{sheet}!{column_letters(column)}{row}" if sheet else f"{column_letters(column)}{row}"


def _within(expr: Within, place: Place, row: int | str) -> str:
    ranges = [_range(run, place, row) for run in _runs(expr.cells, place)]
    if expr.name == "COUNTIF":
        found = "+".join(f'COUNTIF({one},"{expr.word}")' for one in ranges)
        return found if len(ranges) == 1 else f"({found})"
    return f"{expr.name}({','.join(ranges)})"


def _runs(cells: Sequence[Cell], place: Place) -> list[list[Cell]]:
    """Neighbours together, in the order of the sheet."""
    runs: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: place(cell.column)):
        sheet, column = place(cell.column)
        if runs and place(runs[-1][-1].column) == (sheet, column - 1):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _range(run: list[Cell], place: Place, row: int | str) -> str:
    first = _address(run[0], place, row)
    if len(run) == 1:
        return first
    return f"{first}:{_address(run[-1], place, row).rpartition('!')[2]}"
