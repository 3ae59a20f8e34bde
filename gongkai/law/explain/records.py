"""Records: for every unit the numbers a sheet is made of, as nested lists of short texts, cut column by column.

A record is plain JSON; with the rulebook it was made by, it gives every sentence of the sheet again, for ever.
"""

import gc
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np

from gongkai.law.facts.store import Note
from gongkai.law.numbers import Num
from gongkai.law.results import number_text
from gongkai.law.rulebook.model import ByClass, Rows, Share, ShareOf
from gongkai.law.scoring.amounts import TableAmount
from gongkai.law.scoring.compiling import Compiled
from gongkai.law.scoring.frames import Frame, Run
from gongkai.law.scoring.lateness import DAY_SECONDS
from gongkai.law.scoring.lines import Scoring
from gongkai.law.scoring.nodes import Scored
from gongkai.law.scoring.passes import passes
from gongkai.law.scoring.reads import Read
from gongkai.law.scoring.registers import picked, rows_of
from gongkai.law.states import WORDS, Cond, Val

NODE = ("score", "points", "applies")
BODY = ("result", "body", "start", "times", "cap", "floor", "gate", "evidence", "veto", "sum", "possible")
LINE = ("value", "cond", "waived", "each", "edge", "gap", "count", "amount", "times", "raw")
"""Names of the places in the three kinds of lists. A line has two more: what its conditions saw, and its records."""

Texts = Iterable[Any]
MOST_TEXTS = 100_000


def records_of(compiled: Compiled, frame: Frame) -> list[list[Any]]:
    """One record for each row of a frame of units: a list with one node record a table."""
    watching = gc.isenabled()
    gc.disable()  # it would walk the same million small tuples again and again, and find nothing
    try:
        tables = [_node(table, frame) for table in compiled.tables]
        return [list(row) for row in zip(*tables, strict=True)]
    finally:
        if watching:
            gc.enable()


def _node(node: Scored, frame: Frame) -> list[Any]:
    score = node.score(frame)
    inner = node.inner(frame)
    size = frame.size
    applies = node.applies(frame)
    head = (
        texts(frame.run, score, size),
        texts(frame.run, node.points(frame), size),
        repeat("", size) if applies is None else map(str, applies.tolist()),
    )
    body = _passes(node, inner) if node.over is not None else _body(node, inner)
    return list(zip(*head, body, strict=True))


def _passes(node: Scored, frame: Frame) -> list[Any]:
    """For each row a list of (name, body, whether it has no data and is left out) of its passes."""
    found: list[list[tuple[Any, Any, bool]]] = [[] for _ in range(frame.size)]
    left_out, first = frame.trace.get(node, {}).get("skipped"), 0
    for one in passes(node, frame):
        names = _pass_names(node, one.name, one.frame)
        rows = range(frame.size) if one.rows is None else one.rows.tolist()
        gone = repeat(False, len(rows)) if left_out is None else left_out[first : first + len(rows)].tolist()
        first += len(rows)
        for row, name, body, out in zip(rows, names, _body(node, one.frame), gone, strict=True):
            found[row].append((name, body, out))
    return [tuple(several) for several in found]


def _pass_names(node: Scored, name: str, frame: Frame) -> Iterable[str]:
    if name:
        return repeat(name, frame.size)
    if frame.records is not None:
        register = frame.run.facts.registers[frame.records[0]]
        return [register.ids[number] or f"第{place + 1}条" for place, number in enumerate(frame.records[1].tolist())]
    return [frame.run.facts.units[row].unit for row in frame.unit_rows().tolist()]


def _body(node: Scored, frame: Frame) -> list[Any]:
    run, size = frame.run, frame.size
    if node not in frame.trace:
        node.marked(frame)
    trace = frame.trace[node]
    slots = [
        texts(run, trace["result"], size),
        *(_slot(run, trace.get(name), size) for name in ("body", "start", "times")),
        *(_limit(run, trace.get(name), size) for name in ("cap", "floor")),
        _cond(trace.get("gate"), size),
        _slot(run, trace.get("evidence"), size),
        _codes(trace.get("veto"), size),
        *(_slot(run, trace.get(name), size) for name in ("sum", "possible")),
    ]
    lines = _rows([_line(line, frame) for line in node.lines], size)
    children = _rows([_node(child, frame) for child in node.children], size)
    return list(zip(*slots, lines, children, strict=True))


def _rows(columns: list[list[Any]], size: int) -> Iterable[Any]:
    return zip(*columns, strict=True) if columns else repeat((), size)


def _line(line: Scoring, frame: Frame) -> list[Any]:
    run, size, trace = frame.run, frame.size, frame.trace.get(line, {})
    slots = [
        texts(run, trace["value"], size),
        _cond(trace["cond"], size),
        _cond(trace.get("waived"), size),
        _read(run, line.each, trace.get("each"), size),
        _read(run, line.edge_read or line.each, trace.get("edge"), size),
        _read(run, line.each, trace.get("gap"), size),
        _slot(run, trace.get("count"), size),
        _slot(run, trace.get("amount"), size),
        _factor(run, line, trace.get("times"), size),
        _slot(run, trace.get("raw"), size),
    ]
    return list(zip(*slots, _asked(line, frame), _details(line, frame, trace), strict=True))


def asked_reads(line: Scoring) -> list[Read]:
    """What a line's conditions, and its table, ask for: outside the records of its list."""
    found = [read for part in (line.when, line.unless) if part is not None for read in part.reads]
    if line.list is None:
        found += [read for part in (line.amount, line.times) if part is not None for read in part.reads]
    return list({read.name: read for read in found}.values())


def _asked(line: Scoring, frame: Frame) -> Iterable[Any]:
    columns = [_read(frame.run, read, read.at(frame), frame.size) for read in asked_reads(line)]
    return _rows([list(column) for column in columns], frame.size)


# The records and marks behind a line ----------------------------------------------------------------------------------


def _details(line: Scoring, frame: Frame, trace: dict[str, Any]) -> Iterable[Any]:
    """For each row: [id, amount, whether charged here, state] of each record; or [reason, by] of a mark."""
    if line.mark:
        return _notes(line, frame)
    if "charges" in trace:
        return _charged(line, frame, trace)
    names = [name for name in lists_behind(line, frame.run) if frame.records is None]
    return _ids(frame, names[0]) if names else repeat((), frame.size)


def lists_behind(line: Scoring, run: Run) -> list[str]:
    """The lists whose records stand behind a line: counted by it, or part of a share it counts."""
    found: list[str] = []
    for read in line.reads:
        fact = run.book.facts.get(read.name)
        if fact is not None and isinstance(fact.derived, ShareOf):
            fact = run.book.facts.get(fact.derived.part)
        if fact is not None and fact.is_list and read.meaning.kind == "fact":
            found.append(fact.id)
    return found


def _ids(frame: Frame, name: str) -> list[Any]:
    chosen = picked(frame.run, name, frame.period, frame.source)
    places, rows = rows_of(frame, chosen)
    found: list[list[Any]] = [[] for _ in range(frame.size)]
    for row, number in zip(rows.tolist(), chosen.index[places].tolist(), strict=True):
        id = chosen.register.ids[number]
        if id:
            found[row].append((id,))
    return [tuple(several) for several in found]


def _charged(line: Scoring, frame: Frame, trace: dict[str, Any]) -> list[Any]:
    charges, kept = trace["charges"], trace["kept"]
    size = len(charges.rows)
    amounts = texts(frame.run, charges.nominal, size)
    marks = repeat("1", size) if kept is None else map(str, kept.tolist())
    states: Texts = repeat("", size)
    by = line.amount.by if isinstance(line.amount, TableAmount) else None
    if by is not None and by.meaning.kind == "field":
        column = charges.chosen.register.fields[by.name].val.rows(charges.index)
        states = _read(frame.run, by, column, size)
    found: list[list[Any]] = [[] for _ in range(frame.size)]
    for row, *detail in zip(charges.rows.tolist(), charges.ids(), amounts, marks, states, strict=True):
        found[row].append(tuple(detail))
    return [tuple(several) for several in found]


def _notes(line: Scoring, frame: Frame) -> list[Any]:
    notes = frame.run.facts.notes
    keys = [key for key in notes if key.name == line.mark]
    fitting = [key for key in keys if key.period in (None, frame.period) and key.source in (None, frame.source)]
    if not fitting and frame.source is None:
        fitting = keys
    found = []
    for row in frame.unit_rows().tolist():
        note = next((notes[key][row] for key in fitting if row in notes[key]), Note("", ""))
        found.append((note.reason, note.by) if note.reason or note.by else ())
    return found


# Texts ---------------------------------------------------------------------------------------------------------------


class _Shown(dict[int, str]):
    """Texts of numerators over one denominator, each made once."""

    def __init__(self, d: int) -> None:
        super().__init__()
        self.d = d
        places = next((places for places in range(19) if 10**places % d == 0), -1)
        self.places, self.by = places, 10**places // d if places >= 0 else 0

    def __missing__(self, n: int) -> str:
        if len(self) > MOST_TEXTS:
            self.clear()
        text = self[n] = self._text(n)
        return text

    def _text(self, n: int) -> str:
        if self.places <= 0:
            return str(n * self.by) if self.by else number_text(Fraction(n, self.d))
        digits = f"{abs(n) * self.by:0{self.places + 1}}"
        tail = digits[-self.places :].rstrip("0")
        return f"{'-' if n < 0 else ''}{digits[: -self.places]}{'.' + tail if tail else ''}"


_SHOWN: dict[int, _Shown] = {}


def _shown(d: int) -> _Shown:
    """The texts over one denominator, kept from one scoring to the next."""
    if len(_SHOWN) > 1000:
        _SHOWN.clear()
    return _SHOWN.get(d) or _SHOWN.setdefault(d, _Shown(d))


def texts(run: Run, value: Val, size: int) -> Texts:
    """Exact numbers as text, states as their word."""
    return _with_states(value, _numbers(run, value.num, size), size)


def _numbers(run: Run, num: Num, size: int) -> Texts:
    if isinstance(num.d, int):
        shown = _shown(num.d)
        if isinstance(num.n, int):
            return repeat(shown[num.n], size)
        return map(shown.__getitem__, num.n.tolist())
    tops: Sequence[int] = [num.n] * size if isinstance(num.n, int) else num.n.tolist()
    return [number_text(Fraction(n, d)) for n, d in zip(tops, num.d.tolist(), strict=True)]


def _with_states(value: Val, found: Texts, size: int) -> Texts:
    if value.st is None:
        return found
    listed = list(found)
    for row in np.flatnonzero(value.st).tolist():
        listed[row] = WORDS[int(value.st[row])]
    return listed


def _slot(run: Run, value: Val | None, size: int) -> Texts:
    return repeat("", size) if value is None else texts(run, value, size)


def _limit(run: Run, bound: Any, size: int) -> Texts:
    if bound is None or bound[1] is False:
        return repeat("", size)
    found = texts(run, bound[0], size)
    return found if bound[1] is True else [text if here else "" for text, here in zip(found, bound[1], strict=True)]


def _cond(cond: Cond | None, size: int) -> Texts:
    if cond is None:
        return repeat("", size)
    if cond.code is None and isinstance(cond.yes, bool):
        return repeat("3" if cond.yes else "0", size)
    return map(str, cond.codes(size).tolist())


def _codes(codes: Any, size: int) -> Texts:
    return repeat("", size) if codes is None else ["" if code < 0 else str(code) for code in codes.tolist()]


def _factor(run: Run, line: Scoring, value: Val | None, size: int) -> Texts:
    if value is None:
        return repeat("", size)
    read = line.times.read if line.times else None
    share = read.meaning.type == "share" if read else _in_shares(line.line.times)
    return _percents(run, value, size) if share else texts(run, value, size)


def _in_shares(written: object) -> bool:
    """Whether a factor was written as shares: 90%, and not 2."""
    if isinstance(written, Rows):
        return any(_in_shares(row.figure) for row in written.rows)
    if isinstance(written, ByClass):
        return any(_in_shares(value) for value in written.values.values())
    return isinstance(written, Share)


def _percents(run: Run, value: Val, size: int) -> Texts:
    from gongkai.law.numbers import const, multiply

    hundred = Val(multiply(value.num, const(100)), value.st)
    return [text if text in WORDS.values() else f"{text}%" for text in texts(run, hundred, size)]


def _read(run: Run, read: Read | None, value: Val | None, size: int) -> Texts:
    """A fact as a person writes it: 96.5%, 是, 线上举办, 2025-11-15."""
    if value is None or read is None:
        return repeat("", size)
    kind = read.meaning.type
    if kind == "share":
        return _percents(run, value, size)
    if kind not in ("flag", "state", "text", "date", "moment"):
        return texts(run, value, size)
    say = {"flag": _flag, "date": _day, "moment": _moment}.get(kind)
    if say is None:
        labels = [read.meaning.states.get(word, word) for word in value.words] or [""]
        say = lambda code: labels[code] if 0 <= code < len(labels) else ""
    codes = [value.num.n] * size if isinstance(value.num.n, int) else value.num.n.tolist()
    known = value.st.tolist() if value.st is not None else repeat(0)
    return [WORDS[state] if state else say(code) for code, state in zip(codes, known, strict=False)]


def _flag(code: int) -> str:
    return "是" if code else "否"


def _day(code: int) -> str:
    return str(date.fromordinal(code))


def _moment(code: int) -> str:
    day, rest = divmod(code, DAY_SECONDS)
    at = datetime.combine(date.fromordinal(day), datetime.min.time())
    return f"{at:%Y-%m-%d} {rest // 3600:02}:{rest % 3600 // 60:02}"
