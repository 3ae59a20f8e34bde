"""Facts for any rulebook, drawn at random: every value its rules read, some of them 待定, 无, 不适用."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from gongkai.law.facts import Facts, Mark
from gongkai.law.facts.store import EVIDENCE
from gongkai.law.rulebook.model import ByClass, Share
from gongkai.law.rulebook.names import root_list
from gongkai.law.rulebook.structure import marks_of
from gongkai.law.scoring import Compiled

OPEN, ABSENT, APART = None, "无", "不适用"


class Guess:
    """One world of units and facts, the same for the same seed."""

    def __init__(self, rules: Compiled, seed: int, units: int = 6, doubt: float = 0.05) -> None:
        self.rules, self.book, self.rng, self.doubt = rules, rules.book, Random(seed), doubt
        classes = list(self.book.classes) or [""]
        self.units = [{"unit": f"单位{n}", "class": self.rng.choice(classes)} for n in range(units)]

    def facts(self) -> Facts:
        marks = {name: (node, line) for name, node, line in marks_of(self.book)}
        values, lists, given, proofs = {}, {}, {}, {}
        for name in sorted(self.rules.needs):
            fact = self.book.facts.get(name)
            if name.endswith(EVIDENCE):
                proofs[name.removesuffix(EVIDENCE)] = {unit["unit"]: self.value("flag") for unit in self.units}
            elif fact is None:
                given |= self.marks(name, *marks[name])
            elif fact.is_list:
                lists[name] = [record for unit in self.units for record in self.records(fact, unit["unit"])]
            else:
                values[name] = {unit["unit"]: self.value(fact.type, fact) for unit in self.units}
        return Facts.from_rows(self.book, self.units, values, lists, given, evidence=proofs)

    def value(self, kind: str, of=None):
        dice = self.rng.random()
        if dice < self.doubt:
            return OPEN
        if dice < 2 * self.doubt:
            return ABSENT
        if dice < 3 * self.doubt:
            return APART
        return self.known(kind, of)

    def known(self, kind: str, of):
        if kind in ("count", "list"):
            return self.rng.choice([0, 0, 1, 2, self.rng.randint(0, 400)])
        if kind in ("number", "judged"):
            return Decimal(self.rng.randint(0, 500)) / 10 ** min(of.places, 2)
        if kind == "share":
            return f"{Decimal(self.rng.randint(0, 12000)) / 100}%"
        if kind == "flag":
            return self.rng.random() < 0.6
        if kind in ("date", "moment"):
            return self.book.as_of - timedelta(days=self.rng.randint(0, 500))
        return self.rng.choice(list(of.states) or ["甲", "乙"])

    def records(self, fact, unit: str):
        for number in range(self.rng.choice([0, 0, 1, 3])):
            fields = {name: self.known(field.type, field) for name, field in fact.fields.items() if name != "name"}
            if "mark" in fact.fields:
                fields["mark"] = self.mark_of(fact.id)
            yield {"unit": unit, "id": f"{unit}{number}", **fields}

    def by_source(self, id: str) -> bool:
        above = self.rules.nodes[id]
        while above is not None and (above.over is None or above.over.what != "sources"):
            above = above.parent
        return above is not None

    def mark_of(self, name: str) -> Decimal:
        """A mark of a record that every line which reads the list allows: the middle of the first one's range."""
        lines = [line for node in self.book.indicators.values() for line in node.rules if line.judged and line.each]
        low, top = next(line.between for line in lines if root_list(line.each.name, self.book.facts).id == name)
        return Decimal(str(float(low + top) / 2))

    def marks(self, name: str, node, line):
        """A mark of every source, inside the line's range."""
        low, top = line.between or (0, Share(1))
        found = {}
        for source in self.book.sources if self.by_source(node.id) else [None]:
            for unit in self.units:
                points = node.points.values.get(unit["class"], 0) if isinstance(node.points, ByClass) else node.points
                ends = [int(100 * (end.value * (points or 0) if isinstance(end, Share) else end)) for end in (low, top)]
                value = Decimal(self.rng.randint(*ends)) / 100 if self.rng.random() > self.doubt else OPEN
                found[name, source, unit["unit"]] = Mark(value, "示例", "示例")
        return found
