"""同一问题只计一次: below a node with `no_double` each finding goes to one line, the dearest or the first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.law import numbers
from gongkai.law.findings import Finding
from gongkai.law.reading import Refused
from gongkai.law.scoring.frames import Frame
from gongkai.law.scoring.registers import Picked
from gongkai.law.states import APART, KNOWN, NA, OPEN, UNSURE, YES, Val, merged, settled

if TYPE_CHECKING:
    from gongkai.law.scoring.lines import Scoring
    from gongkai.law.scoring.nodes import Scored


@dataclass(frozen=True)
class Charges:
    """The records of one line in one frame: `index` in the register, `rows` of the frame, the amount of each before any
    limit; `st`: state of the list, a row."""

    chosen: Picked
    index: Any
    rows: Any
    nominal: Val
    st: Any

    def total(self, size: int, kept: Any = None) -> Val:
        """The sum a row, over the records `kept` (True: kept, False: charged elsewhere; -1: who knows)."""
        state = np.zeros(len(self.rows), dtype=np.uint8) if self.nominal.st is None else self.nominal.st
        unsure = state == OPEN
        counted = state == KNOWN
        if kept is not None:
            unsure = (unsure & (kept != 0)) | (kept == -1)
            counted = counted & (kept == 1)
        num = numbers.sum_by(numbers.keep(counted, self.nominal.num), self.rows, size)
        st = np.zeros(size, dtype=np.uint8)
        st[self.rows[unsure]] = OPEN
        return settled(num, merged(self.st, st))

    def ids(self) -> list[str]:
        return [self.chosen.register.ids[number] for number in self.index]


class Once:
    """Below one node: which line each finding is charged by."""

    def __init__(self, node: "Scored", mode: str) -> None:
        self.node, self.mode = node, mode
        self.lines: list[Scoring] = []

    def kept(self, frame: Frame, line: "Scoring") -> Any:
        """For each record of a line: 1 = charged there, 0 = elsewhere, -1 = not known."""
        return frame.plain.once(("once", id(self)), lambda: self._kept(frame.plain))[line]

    def _kept(self, frame: Frame) -> "dict[Scoring, Any]":
        homes = {line: line.node.inner(line.node.home(frame)) for line in self.lines}
        charges = {line: line.charges(homes[line]) for line in self.lines}
        found: dict[Scoring, Any] = {line: np.ones(len(charges[line].rows), dtype=np.int8) for line in self.lines}
        for kind in ("earn", "lose"):
            self._settle([line for line in self.lines if line.line.kind == kind], charges, homes, found)
        return found

    def _settle(
        self,
        lines: "list[Scoring]",
        charges: "dict[Scoring, Charges]",
        homes: "dict[Scoring, Frame]",
        found: "dict[Scoring, Any]",
    ) -> None:
        """Each finding (a unit's records of one id) goes to the best offer; an unsure better offer leaves it open."""
        offers: dict[tuple[int, str], list[tuple[Any, int, Scoring, int, bool]]] = {}
        for order, line in enumerate(lines):
            for row, id, amount, place, sure in self._offers(line, charges[line], homes[line]):
                offers.setdefault((row, id), []).append((amount, order, line, place, sure))
        for several in offers.values():
            if len(several) > 1:
                self._award(several, found)

    def _award(self, offers: "list[tuple[Any, int, Scoring, int, bool]]", found: "dict[Scoring, Any]") -> None:
        if self.mode == "heaviest":
            ranked = sorted(offers, key=lambda offer: (offer[0] is not None, -(offer[0] or 0), offer[1]))
        else:
            ranked = sorted(offers, key=lambda offer: offer[1])
        doubt = False
        winner = None
        for amount, _, line, place, sure in ranked:
            if winner is not None:
                found[line][place] = 0
            elif not sure or amount is None:
                doubt = True
            else:
                winner = line
                found[line][place] = -1 if doubt else 1

    def _offers(self, line: "Scoring", charges: Charges, frame: Frame) -> list[tuple[int, str, Any, int, bool]]:
        codes = line.condition(frame).codes(frame.size)
        asked = self._asked(line, frame)
        state = np.zeros(len(charges.rows), dtype=np.uint8) if charges.nominal.st is None else charges.nominal.st
        offers = []
        for place, (row, id) in enumerate(zip(charges.rows.tolist(), charges.ids(), strict=True)):
            if codes[row] not in (YES, UNSURE) or asked[row] == APART or state[place] == NA:
                continue
            if not id:
                unit = frame.run.facts.units[int(frame.unit_rows()[row])].shown
                says = f"“{unit}”的“{line.node.title}”有一条记录没有编号（id），无法判断是否与别处重复"
                raise Refused(Finding(says, code="record-id", at=line.node.id))
            amount = charges.nominal.num.at(place) if state[place] != OPEN else None
            offers.append((row, id, amount, place, codes[row] == YES and asked[row] == YES))
        return offers

    def _asked(self, line: "Scoring", frame: Frame) -> Any:
        """Whether the unit is asked for the line's indicator at all: only who is asked can be charged there."""
        found = np.full(frame.size, YES, dtype=np.uint8)
        node: Scored | None = line.node
        while node is not None and node is not self.node and node.depth == line.node.depth:
            applies = node.applies(node.home(frame.plain))
            if applies is not None:
                found = np.where((found == APART) | (applies == APART), np.uint8(APART), np.minimum(found, applies))
            node = node.parent
        return found
