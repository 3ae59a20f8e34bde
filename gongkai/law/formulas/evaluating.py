"""What a spreadsheet finds in a cell: the tree computed in floats as there, or in fractions to know the exact value."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from gongkai.law.formulas.expressions import Call, Cell, Expr, Number, Op, Text, Truth, Within

Value: TypeAlias = Any  # a number (float or Fraction), a text, a truth
Row: TypeAlias = Mapping[str, Value]  # by the key of a column; "" is an empty cell
Formula: TypeAlias = Callable[[Row], Value]


class CellError(ValueError):
    """What a spreadsheet shows as #VALUE! or #DIV/0!."""


def ready(expr: Expr, number: Callable[[Fraction], Value] = float) -> Formula:
    """The tree as a function of a row. `number`: how a literal is held, `float` or `Fraction`."""
    if isinstance(expr, Number):
        return _constant(number(expr.value))
    if isinstance(expr, Text | Truth):
        return _constant(expr.value)
    if isinstance(expr, Cell):
        key = expr.column.key
        return lambda row: row[key]
    if isinstance(expr, Within):
        return _within(expr)
    if isinstance(expr, Op):
        return _op(expr.sign, ready(expr.left, number), ready(expr.right, number))
    return _call(expr, [ready(arg, number) for arg in expr.args])


def _constant(value: Value) -> Formula:
    return lambda row: value


# Operators ------------------------------------------------------------------------------------------------------------


def _op(sign: str, left: Formula, right: Formula) -> Formula:
    if sign in _ARITHMETIC:
        compute = _ARITHMETIC[sign]
        return lambda row: compute(_number(left(row)), _number(right(row)))
    compare = _COMPARE[sign]
    return lambda row: compare(_ordered(left(row)), _ordered(right(row)))


def _divided(a: Value, b: Value) -> Value:
    if b == 0:
        raise CellError("#DIV/0!")
    return a / b


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divided,
}
_COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _number(value: Value) -> Value:
    if isinstance(value, str):
        if value:
            raise CellError("#VALUE!")
        return 0
    return value


def _ordered(value: Value) -> tuple[int, Value]:
    """Texts stand above all numbers and do not differ by case."""
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


# Functions ------------------------------------------------------------------------------------------------------------


def _within(expr: Within) -> Formula:
    keys, word = [cell.column.key for cell in expr.cells], expr.word.casefold()
    if expr.name == "COUNTIF":
        return lambda row: sum(isinstance(row[key], str) and row[key].casefold() == word for key in keys)
    fold = _FOLDS[expr.name]
    return lambda row: fold([row[key] for key in keys if not isinstance(row[key], str)])


_FOLDS: dict[str, Callable[[list[Value]], Value]] = {
    "COUNT": len,
    "SUM": sum,
    "MIN": lambda values: min(values, default=0),
    "MAX": lambda values: max(values, default=0),
}


def _call(expr: Call, args: list[Formula]) -> Formula:
    if expr.name == "IF":
        test, then, other = args
        return lambda row: then(row) if test(row) else other(row)
    if expr.name == "AND":  # every argument is computed, as there
        return lambda row: min(bool(arg(row)) for arg in args)
    if expr.name == "OR":
        return lambda row: max(bool(arg(row)) for arg in args)
    compute = _FUNCTIONS[expr.name]
    if len(args) == 1:
        only = args[0]
        return lambda row: compute(only(row))
    return lambda row: compute(*(arg(row) for arg in args))


def _rounded(value: Value, places: Value) -> Value:
    """Half away from zero, as the decimal digits of the number that is shown say."""
    scale = 10 ** int(places)
    if not isinstance(value, float):
        return Fraction(math.floor(abs(value) * scale + Fraction(1, 2)) * (1 if value >= 0 else -1), scale)
    return math.copysign(math.floor(abs(value) * scale + 0.5), value) / scale


def _toward(value: Value, places: Value) -> Value:
    return type(value)(math.trunc(value)) if int(places) == 0 else _refused()


def _away(value: Value, places: Value) -> Value:
    whole = math.ceil(abs(value)) if int(places) == 0 else _refused()
    return type(value)(whole if value >= 0 else -whole)


def _refused() -> Value:
    raise CellError("places")


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "NOT": lambda value: not value,
    "ISNUMBER": lambda value: not isinstance(value, str | bool),
    "N": lambda value: 0 if isinstance(value, str) else value,
    "MIN": lambda *values: min(map(_number, values)),
    "MAX": lambda *values: max(map(_number, values)),
    "ROUND": lambda value, places: _rounded(_number(value), places),
    "ROUNDDOWN": lambda value, places: _toward(_number(value), places),
    "ROUNDUP": lambda value, places: _away(_number(value), places),
    "INT": lambda value: type(value)(math.floor(value)),
    "ABS": abs,
    "SIGN": lambda value: (value > 0) - (value < 0),
    "MOD": lambda value, by: value % by,
}
