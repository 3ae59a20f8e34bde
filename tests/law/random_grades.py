"""Random grades, rankings and uses over small tables, with enough units for ties, quotas and groups."""

from decimal import Decimal
from fractions import Fraction as F
from random import Random

from tests.law.naive import NA, NONE, OPEN

CLASSES = ["dept", "town"]
GRADES = ["优", "良", "中", "差"]
OPS = ["below", "at_most", "at_least", "above"]
FACTS = {
    "n": {"name": "n", "type": "count"},
    "t": {"name": "t", "type": "count"},
    "s": {"name": "s", "type": "share"},
    "ok": {"name": "ok", "type": "flag"},
    "bad": {"name": "bad", "type": "flag"},
    "asked": {"name": "asked", "type": "flag"},
}


class Maker:
    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.unknown, self.unsaid = self.rng.choice([0, 0, 0.05, 0.15]), self.rng.choice([0, 0.1, 0.3])
        self.often = {"asked": 0.9, "bad": self.rng.choice([0.1, 0.4]), "ok": 0.7}

    def chance(self, part: float) -> bool:
        return self.rng.random() < part

    # The tables ------------------------------------------------------------------------------------------------------

    def table(self, id: str):
        points = {name: self.rng.choice([10, 12, 20]) for name in CLASSES} if self.chance(0.3) else 10
        leaf = lambda name, fact: {
            "id": f"{id}{name}",
            "title": name,
            "points": 8,
            "rules": [{"earn": self.rng.choice([1, Decimal("0.5")]), "each": fact}],
        }
        table = {"id": id, "title": id, "points": points, "indicators": [leaf("a", "n"), leaf("b", "t")]}
        if self.chance(0.4):
            table["only"] = {"asked": True}
        if self.chance(0.5):
            table["veto"] = [{"when": {"bad": True}, "fail": True}]
        return table

    def condition(self, depth: int = 0):
        if depth < 2 and self.chance(0.2):
            parts = [self.condition(depth + 1) for _ in range(2)]
            return self.rng.choice([{"any": parts}, {"all": parts}, {"not": parts[0]}])
        kind = self.rng.random()
        if kind < 0.4:
            return {"ok": self.chance(0.7)}
        if kind < 0.6:
            return {self.rng.choice(["xa", "xb", "x"]): {self.rng.choice(OPS): self.rng.choice([2, 5, "50%"])}}
        if kind < 0.8:
            return {"s": {self.rng.choice(OPS): f"{self.rng.randint(0, 100)}%"}}
        return {"class": self.rng.choice(CLASSES)} if kind < 0.9 else {"n": {self.rng.choice(OPS): 3}}

    # Above the tables ------------------------------------------------------------------------------------------------

    def bands(self):
        names = GRADES[: self.rng.randint(2, 4)]
        cuts = sorted(self.rng.sample(range(1, 11), len(names) - 1), reverse=True)
        low, high = ("above", "at_most") if self.chance(0.3) else ("at_least", "below")
        cuts = [self.edge(cut) for cut in cuts]
        found = []
        for place, grade in enumerate(names):
            band = {"grade": grade}
            if place < len(cuts):
                band[low] = cuts[place]
            if place and (place == len(names) - 1 or self.chance(0.7)):
                band[high] = cuts[place - 1]
            if place == len(names) - 1 and self.chance(0.15):
                band[high] = 1  # a gap
            if self.chance(0.3):
                band["needs"] = self.condition()
            if self.chance(0.5):
                band["quota"] = self.quota()
            found.append(band)
        return found

    def edge(self, cut: int):
        kind = self.rng.random()
        if kind < 0.15:
            return f"{cut * 10}%"
        if kind < 0.3:
            return {name: self.rng.choice([cut, f"{cut * 10}%"]) for name in CLASSES if self.chance(0.9)} or cut
        return cut

    def quota(self):
        share = f"{self.rng.choice([10, 25, 30, 34, 50, 75])}%"
        found = {
            "at_most": share if self.chance(0.7) else self.rng.choice([0, 1, 2, 3, Decimal("1.5"), Decimal("3.5")])
        }
        if self.chance(0.4):
            found["per"] = self.rng.choice(["class", "all"])
        if self.chance(0.5):
            found["round"] = self.rng.choice(["half_up", "half_even", "down", "up"])
        return found

    def grades(self, tables: list[str]):
        found = {"bands": self.bands()}
        names = [band["grade"] for band in found["bands"]]
        if self.chance(0.5):
            lower = lambda: {"to": self.rng.choice(names)} if self.chance(0.5) else {"by": self.rng.randint(1, 2)}
            found["lowered"] = [{"when": self.condition(), **lower()} for _ in range(self.rng.randint(1, 2))]
        if self.chance(0.3):
            found["failed"] = "不定等"
        if self.chance(0.3):
            found["of"] = self.rng.choice(tables)
        return found

    def ranking(self, tables: list[str]):
        found = {}
        if self.chance(0.5):
            found["per"] = self.rng.choice(["class", "all"])
        if self.chance(0.5):
            found["break_by"] = self.rng.sample(["t", "s", "xb"], self.rng.randint(1, 2))
        if self.chance(0.3):
            found["of"] = self.rng.choice(tables)
        figure = lambda: f"{self.rng.choice([20, 30, 50])}%" if self.chance(0.4) else self.rng.randint(0, 5)
        kinds = [
            ("top", figure),
            ("bottom", figure),
            ("below", lambda: self.rng.choice([2, 4, 6, 8, "45%", "70%"])),
            ("decided", lambda: True),
        ]
        found["lists"] = [
            {"title": f"{kind}{place}", kind: make()}
            for place, (kind, make) in enumerate(self.rng.choices(kinds, k=self.rng.randint(0, 3)))
        ]
        return found

    def uses(self, grades: list[str]):
        found = []
        for do in self.rng.sample(["commend", "criticise", "rectify", "refer"], self.rng.randint(1, 4)):
            found.append({"when": self.use(grades), "do": do})
        return found

    def use(self, grades: list[str], depth: int = 0):
        several = self.rng.sample(grades, self.rng.randint(1, 2))
        grade = {"grade": several if self.chance(0.5) else several[0]}
        row = {"in_a_row": self.rng.choice([2, [1, 3], {"at_least": 2}, {"below": 3}, {"above": 1, "at_most": 3}])}
        kind = self.rng.random()
        if kind < 0.15 and depth < 2:
            return {"not": self.use(grades, depth + 1)}
        if kind < 0.25 and depth < 2:
            return {self.rng.choice(["any", "all"]): [self.use(grades, depth + 1), self.condition()]}
        if kind < 0.35:
            inner = {"any": [row, self.condition()]} if self.chance(0.4) else {"not": row} if self.chance(0.5) else None
            return {"any": [grade, row]} if inner is None else {"grade": several} | inner
        if kind < 0.42:
            several, others = (self.rng.sample(grades, 2) for _ in range(2))
            asked = [
                {"grade": several},
                self.rng.choice([{"grade": others}, {"all": [{"grade": others}, {"ok": True}]}]),
                row,
            ]
            return {"all": self.rng.sample(asked, 3)}
        if kind < 0.65:
            return grade | row
        return row if kind < 0.75 else grade if kind < 0.9 else {"all": [{"ok": True, **grade}, row]}

    def book(self):
        tables = [self.table("x"), *([self.table("y")] if self.chance(0.3) else [])]
        ids = [table["id"] for table in tables]
        book = {
            "rulebook": "random",
            "title": "random",
            "period": 2025,
            "as_of": "2025-12-31",
            "classes": {name: name for name in CLASSES},
            "facts": FACTS,
            "tables": tables,
            "grades": self.grades(ids),
        }
        if self.chance(0.8):
            book["ranking"] = self.ranking(ids)
        if self.chance(0.8):
            book["use"] = self.uses([band["grade"] for band in book["grades"]["bands"]])
        return book

    # Facts -----------------------------------------------------------------------------------------------------------

    def value(self, kind: str, name: str):
        if self.chance(self.unsaid if name in ("ok", "s") else self.unknown):
            return self.rng.choice([OPEN, OPEN, NA, NONE])
        if kind == "count":
            return F(self.rng.randint(0, 7))
        if kind == "share":
            return F(self.rng.choice([0, 25, 50, 75, 100]), 100)
        return self.chance(self.often[name])

    def world(self, book):
        classes = [*CLASSES, *CLASSES, ""] if self.chance(0.3) else CLASSES
        units = {f"u{n}": {"class": self.rng.choice(classes), "parent": ""} for n in range(self.rng.randint(1, 14))}
        values = {
            (name, None, None): {unit: self.value(fact["type"], name) for unit in units} for name, fact in FACTS.items()
        }
        grades = [band["grade"] for band in book["grades"]["bands"]]
        history = {
            unit: self.rng.choices([*grades, "失格"], k=self.rng.randint(0, 4)) for unit in units if self.chance(0.9)
        }
        titles = [one["title"] for one in book.get("ranking", {}).get("lists", ()) if "decided" in one]
        decided = [(unit, self.rng.choice([*grades, *titles])) for unit in units if self.chance(0.08)]
        return units, values, history, decided


def make(seed: int):
    """(rulebook, units, values, history, decisions), all plain."""
    maker = Maker(seed)
    book = maker.book()
    return book, *maker.world(book)
