"""Lines over columns: what one rule gives or takes in every row, and every number on the way to it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers, rounding
from gongkai.law.findings import Finding
from gongkai.law.numbers import ONE, ZERO, Num, const
from gongkai.law.reading import Refused
from gongkai.law.rulebook.lines import all_figures
from gongkai.law.rulebook.model import Asks, ByClass, Compare, Fact, Line, Ref, Rows, Share, Table, asked
from gongkai.law.rulebook.names import FIELD, root_list
from gongkai.law.scoring import values
from gongkai.law.scoring.amounts import Factor, FixedAmount, RowAmount, TableAmount, Worth
from gongkai.law.scoring.conditions import maybe
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.products import product, under
from gongkai.law.scoring.reads import Names, Read, figure
from gongkai.law.scoring.registers import Picked, picked, refuse_nameless, rows_of
from gongkai.law.states import (
    APART,
    CERTAIN,
    KNOWN,
    NA,
    YES,
    Cond,
    Val,
    both,
    merged,
    opposite,
    settled,
)

if TYPE_CHECKING:
    from gongkai.law.scoring.doubles import Charges
    from gongkai.law.scoring.nodes import Scored


class Scoring:
    """One line made ready. `value` is what it gives (or takes), never negative for a lose of counted things."""

    def __init__(self, line: Line, node: "Scored", names: Names, records: Fact | None) -> None:
        self.line, self.node, self.book = line, node, names.book
        self.each = names.read(line.each.name, records) if line.each else None
        self.list = root_list(line.each.name, self.book.facts) if line.each and self._lists() else None
        inner = self.list or records
        self.when, self.unless = maybe(line.when, names, records), maybe(line.unless, names, records)
        self.times = Factor(line.times, names, inner) if line.times is not None else None
        self.amount: Worth | None = None if line.judged else self._amount(names, inner)
        self.edge = line.beyond if line.beyond is not None else line.short_of
        self.edge_read = names.read(self.edge.name, records) if isinstance(self.edge, Ref) else None
        self.mark = line.id or node.id if line.judged and line.each is None else ""
        self.by_record = self.list is not None and self._by_record()
        self.unit_reads = [read for read in self.reads if self.list is None or read.meaning.kind != FIELD]
        self.by_class = any(isinstance(written, ByClass) for written in _figures(line))

    def _lists(self) -> bool:
        return self.each is not None and self.each.meaning.type in ("list", "set")

    def _amount(self, names: Names, records: Fact | None) -> Worth:
        amount = self.line.amount
        if isinstance(amount, Table):
            assert self.line.by is not None
            return TableAmount(amount, names.read(self.line.by.name, records))
        if isinstance(amount, Rows):
            return RowAmount(amount, names, records)
        assert not isinstance(amount, str)
        return FixedAmount(amount)

    def _by_record(self) -> bool:
        """Whether single records must be looked at, and not only counted."""
        reads = [*(self.amount.reads if self.amount else ()), *(self.times.reads if self.times else ())]
        return self.line.judged or any(read.meaning.kind == "field" for read in reads)

    @property
    def charges_once(self) -> bool:
        """Whether a finding of this line may be charged elsewhere instead."""
        counted = self.edge is not None or self.line.per is not None
        return self.list is not None and self.node.once_below is not None and not counted

    @property
    def reads(self) -> list[Read]:
        """Everything the line reads, its conditions included."""
        parts = (self.when, self.unless, self.times, self.amount)
        found = [read for part in parts if part is not None for read in part.reads]
        return [read for read in (self.each, self.edge_read, *found) if read is not None]

    # Conditions ------------------------------------------------------------------------------------------------------

    def condition(self, frame: Frame, blind: bool = False) -> Cond:
        """`when` holds and `unless` does not."""
        cond = self.when.at(frame, blind) if self.when else CERTAIN
        if self.unless is None:
            return cond
        waived = self.unless.at(frame, blind)
        self._trace(frame, waived=both(cond, waived, frame.size))
        return both(cond, opposite(waived), frame.size)

    def applies(self, frame: Frame) -> Any:
        """None = in every row; else an array of truth: a line that asks about 不适用 falls away. Blind to scores."""
        if self.always_applies(frame):
            return None
        cond = self.condition(frame, blind=True)
        st = self._operands(frame)
        if cond.code is None and (st is None or not (st == NA).any()):
            return None
        gone = cond.has(APART)
        if st is not None:
            gone = gone | (cond.has(YES) & (st == NA))
        return ~np.broadcast_to(gone, frame.size)

    def always_applies(self, frame: Frame) -> bool:
        """Whether nothing the line reads is 不适用 in any row; the common case, told without computing anything."""
        if self.by_class or any(read.node is not None or read.scored for read in self.unit_reads):
            return False
        states = [read.at(frame).st for read in self.unit_reads]
        if self.mark:
            states.append(self._mark(frame).st)
        return not any(st is not None and (st == NA).any() for st in states)

    def _operands(self, frame: Frame) -> Any:
        points, st = ONE, None  # whether a rule applies never depends on points
        for read in (self.each, self.edge_read):
            st = merged(st, read.at(frame, True).st) if read else st
        for written in (self.edge, self.line.per):
            if isinstance(written, ByClass):
                st = merged(st, figure(frame, written).st)
        if self.by_record:
            return st
        if self.amount is not None:
            st = merged(st, self.amount.at(frame, points, True).st)
        if self.times is not None:
            st = merged(st, self.times.at(frame, True).st)
        return merged(st, self._mark(frame).st) if self.mark else st

    # The sum ---------------------------------------------------------------------------------------------------------

    def value(self, frame: Frame) -> Val:
        """What the line comes to in every row: 0 where its condition does not hold."""
        cond = self.condition(frame)
        raw = self._raw(frame)
        capped = raw
        if self.line.at_most is not None:
            limit = figure(frame, self.line.at_most, self.node.points(frame).num)
            least = numbers.minimum(raw.num, limit.num)
            capped = Val(least if limit.st is None else numbers.choose(limit.st == NA, raw.num, least), raw.st)
        found = under(cond, capped, frame.size)
        if frame.run.tracing:
            self._trace(frame, cond=cond, raw=raw, value=found)
        return found

    def _raw(self, frame: Frame) -> Val:
        if self.charges_once:
            assert self.node.once_below is not None
            return self._left(frame, self._from_charges(frame, self.node.once_below.kept(frame, self)))
        if self.by_record:
            return self._from_charges(frame, None)
        points = self.node.points(frame).num
        amount = self._marked(frame) if self.mark else self._worth(frame, points)
        parts = [amount]
        if self.each is not None:
            parts.append(self._count(frame))
        if self.times is not None:
            parts.append(self.times.at(frame))
            self._trace(frame, times=parts[-1])
        self._trace(frame, amount=amount)
        return product(parts)

    def _left(self, frame: Frame, value: Val) -> Val:
        """A line without an amount for the class falls away, even where its list is not known."""
        applies = self.applies(frame)
        if applies is None:
            return value
        return settled(value.num, merged(value.st, np.where(applies, np.uint8(KNOWN), np.uint8(NA))))

    def _worth(self, frame: Frame, points: Num) -> Val:
        assert self.amount is not None
        return self.amount.at(frame, points)

    def _count(self, frame: Frame) -> Val:
        """`each`, the part beyond or short of the edge, by steps."""
        assert self.each is not None
        each = self.each.at(frame)
        gap, st = each.num, each.st
        if self.edge is not None:
            edge = self.edge_read.at(frame) if self.edge_read else self._edge(frame)
            st = merged(st, edge.st)
            gap = numbers.subtract(gap, edge.num) if self.line.beyond is not None else numbers.subtract(edge.num, gap)
            gap = numbers.maximum(gap, ZERO)
            self._trace(frame, edge=edge, gap=Val(gap, st))
        count = gap
        if self.line.per is not None:
            per = figure(frame, self.line.per)
            st = merged(st, per.st)
            count = self._steps(gap, per.num)
        self._trace(frame, each=each, count=Val(count, st))
        return Val(count, st)

    def _edge(self, frame: Frame) -> Val:
        assert self.edge is not None and not isinstance(self.edge, Ref)
        return figure(frame, self.edge)

    def _steps(self, gap: Num, per: Num) -> Num:
        if self.line.steps == "per":
            return numbers.divide(gap, per)
        return rounding.steps(gap, per, started=self.line.steps == "per_started")

    def _marked(self, frame: Frame) -> Val:
        """The person's number; out of range is refused."""
        found = self._mark(frame)
        low, high = self.range(frame)
        self._refuse_outside(frame, found, low, high)
        return found

    def _mark(self, frame: Frame) -> Val:
        return values.mark(frame.run, self.mark, frame)

    def range(self, frame: Frame) -> tuple[Num, Num]:
        """The range of a person's number."""
        points = self.node.points(frame).num
        low, high = self.line.between or (0, Share(const(1).fraction))
        return tuple(figure(frame, end, points).num for end in (low, high))  # type: ignore[return-value, arg-type]

    def _refuse_outside(self, frame: Frame, mark: Val, low: Num, high: Num) -> None:
        below, above = numbers.compare(mark.num, "below", low), numbers.compare(mark.num, "above", high)
        outside = np.broadcast_to(below | above, frame.size)
        if mark.st is not None:
            outside = outside & (mark.st == KNOWN)
        if not outside.any():
            return
        row = int(np.flatnonzero(outside)[0])
        unit = frame.run.facts.units[int(frame.unit_rows()[row])]
        says = (
            f"“{unit.shown}”的“{self.node.title}”评分{shown(mark.num.at(row))}超出范围"
            f"{shown(low.at(row))}至{shown(high.at(row))}"
        )
        raise Refused(Finding(says, code="mark-range", at=self.mark or self.node.id))

    # Records ---------------------------------------------------------------------------------------------------------

    def charges(self, frame: Frame) -> "Charges":
        """Each record with what it would cost or bring, before any limit."""
        return frame.once(("charges", id(self)), lambda: self._charges(frame))

    def _charges(self, frame: Frame) -> "Charges":
        from gongkai.law.scoring.doubles import Charges

        chosen, places, rows = self.records(frame)
        inner = frame.below(chosen.units[places], rows, (chosen.of, chosen.index[places]))
        points = self.node.points(frame).num.rows(rows)
        if self.by_record:
            refuse_nameless(frame.run, chosen, self.node.title)
        if self.line.judged:
            amount = chosen.register.fields["mark"].val.rows(chosen.index[places])
            low, high = (end.rows(rows) for end in self.range(frame))
            self._refuse_outside(inner, amount, low, high)
        else:
            amount = self._worth(inner, points)
        parts = [amount] + ([self.times.at(inner)] if self.times else [])
        nominal = product(parts)
        state = None if chosen.st is None else chosen.st[frame.units]
        return Charges(chosen, chosen.index[places], rows, nominal, state)

    def records(self, frame: Frame) -> tuple[Picked, Any, Any]:
        """The records picked by `each`, and those of this frame's rows."""
        assert self.each is not None
        chosen = picked(frame.run, self.each.name, frame.period, frame.source)
        places, rows = rows_of(frame, chosen)
        return chosen, places, rows

    def _from_charges(self, frame: Frame, kept: Any) -> Val:
        charges = self.charges(frame)
        value = charges.total(frame.size, kept)
        self._trace(frame, charges=charges, kept=kept)
        return value

    # What is kept for the explanation --------------------------------------------------------------------------------

    def _trace(self, frame: Frame, **found: Any) -> None:
        if frame.run.tracing:
            frame.trace.setdefault(self, {}).update(found)


def _figures(line: Line) -> Iterator[object]:
    """Every figure of a line, and those its conditions compare with."""
    rows = [row for part in (line.amount, line.times) if isinstance(part, Rows) for row in part.rows]
    for condition in (line.when, line.unless, *(row.when for row in rows)):
        for asks in asked(condition):
            if isinstance(asks, Asks):
                yield from (test.against for test in asks.tests if isinstance(test, Compare))
    yield from (written for _, written in all_figures(line))


def shown(value: Any) -> str:
    """A number for a message."""
    return f"{float(value):g}"
