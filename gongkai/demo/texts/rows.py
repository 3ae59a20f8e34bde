"""What tables are filled with: firms and their codes, villages, the unit's own figures, its leaders."""

from gongkai.demo import people
from gongkai.demo.county import organ_code
from gongkai.demo.dice import Dice
from gongkai.demo.texts import library, voice
from gongkai.demo.texts.grammar import Cell, Pen, compiled, said
from gongkai.demo.texts.voice import Voice

FIRST_FIRM = 5000  # numbers of made-up firms' codes begin here, out of the way of the units' own
DECIDED = compiled("{day-9..2}")
FIRMS = 12


class Rows:
    """A ``tabulated.Source`` for one text. ``register``: column and number of items, for the catalogue's own table."""

    def __init__(self, own: Voice, pen: Pen, samples: list[str], register: tuple[tuple[str, int], ...]) -> None:
        self.own, self.pen, self.samples, self.register = own, pen, samples, register

    def whole(self, name: str) -> list[list[Cell]] | None:
        if name == "figures":
            return _figures(self.own, self.pen.dice)
        if name == "leaders":
            return _leaders(self.own)
        return [list(row) for row in self.register] if name == "register" else None

    def labels(self, name: str) -> list[str]:
        own, lists = self.own, library.words()
        if name == "firms":
            return _firms(own, self.pen.dice)
        if name == "villages":
            return list(own.places if own.body.kind == "township" else voice.near(self.pen.words["home"]))
        if name == "months":
            return [f"{month}月" for month in range(1, self.pen.day.month + 1)]
        if name == "powers":
            return [*own.business_list("permits"), *own.business_list("services")]
        return {"places": list(own.places), "samples": self.samples}.get(name) or lists[name]

    def drawn(self, column: str) -> str | None:
        if column == "credit":
            return organ_code(FIRST_FIRM + self.pen.dice.number(0, 60_000 - 1), "91")
        if column == "day":
            return self.pen.write(DECIDED)
        lists = {"permit": "permits", "penalty": "penalties"}
        return self.pen.dice.pick(self.own.business_list(lists[column])) if column in lists else None


def _firms(own: Voice, dice: Dice) -> list[str]:
    lists = library.words()
    trades = lists["trades"].get(own.body.field, lists["trades"]["otherwise"])
    names: dict[str, None] = {}
    while len(names) < FIRMS:
        names[f"大英县{''.join(dice.some(lists['firm_names'], 2))}{dice.pick(trades)}有限公司"] = None
    return list(names)


def _figures(own: Voice, dice: Dice) -> list[list[Cell]]:
    """Rows of the unit's own figures: name, measure, this time, a year ago, change in percent."""
    rows = []
    for line in own.business["counts"]:
        name, _, span = line.rpartition(" ")
        label, _, measure = name.rstrip("）").partition("（")
        scale = 10 if "." in span else 1
        low, high = (round(float(end) * scale) for end in span.split(".."))
        now = dice.number(low, high)
        before = max(1, round(now * dice.between(0.9, 1.08)))
        shown = [said(number / 10) if scale == 10 else str(number) for number in (now, before)]
        rows.append([label, measure, *shown, f"{(now - before) / before * 100:+.1f}%"])
    return rows


def _leaders(own: Voice) -> list[list[Cell]]:
    lists = library.words()
    return [list(row) for row in zip(lists["offices"], people.leaders(own.body.name), lists["tasks"], strict=True)]
