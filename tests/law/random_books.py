"""Random rulebooks and facts, small and wild: every form of the language, in combinations nobody would write."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction as F
from random import Random

from gongkai import shelf
from gongkai.law import rulebook
from gongkai.law.facts import Facts
from tests.law.naive import NA, NONE, OPEN

COUNTS = ["lates", "items", "missing_parts", "visits"]
FLAGS = ["minutes", "person"]
SHARES = ["rate", "reached"]
STATES = {"state": ["good", "fair", "bad"], "stage": ["one", "two"]}
DAYS = ["day_one", "day_two", "when_done"]
LISTS = {"cases": {"kind": "state", "size": "count", "day": "date", "cut": "share", "mark": "judged", "ok": "flag"}}
LISTS["cases"] |= {"end": "moment"}
LISTS["parts"] = {"name": "part"}
LISTS["finds"] = {"kind": "state", "size": "count", "ok": "flag", "mark": "judged"}
KINDS = ["slip", "serious", "grave"]
CLASSES = ["dept", "town"]
SOURCES = ["self", "office", "third"]
ROUNDS = ["r1", "r2"]
PASSES = frozenset({"quarters", "halves", "rounds", "sources", "members", "finds"})
WITHIN = {"halves": ["2025-H1", "2025-H2"], "quarters": [f"2025-Q{n}" for n in range(1, 5)], "rounds": ROUNDS}
MORE = ["amt", "aged", "behind", "past", "most"]
FOLDS = ["sum", "mean", "lowest", "highest"]
KEYED = [("minutes", ["true", "false"]), ("person", ["true"]), ("visits", ["0", "1", "3", "4.0"]), ("class", ["dept"])]
KEYED += [("rate", ["0%", "50%", "100%"]), ("ends", ["87.5%", "0.5"]), ("both", ["2", "3.5", "5"])]
OPS = ["below", "at_most", "at_least", "above"]


class Maker:
    """Makes one rulebook as a dict, and facts to go with it."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.ids, self.marks, self.proofs = rng, 0, [], []
        self.inside = False  # whether a record of `finds` is at hand
        self.known = self.chance(0.2)  # nothing is left open
        self.once = self.chance(0.2)  # mostly findings that are charged once
        self.facts = self._facts()
        self.readable: list[str] = []  # nodes whose score may be read from here on

    # Figures ---------------------------------------------------------------------------------------------------------

    def chance(self, part: float) -> bool:
        return self.rng.random() < part

    def small(self, top: int = 6):
        return self.rng.choice([self.rng.randint(0, top), Decimal(self.rng.randint(0, top * 4)) / 4])

    def percent(self, top: int = 120) -> str:
        return f"{self.rng.choice([self.rng.randint(0, top), Decimal(self.rng.randint(0, top * 10)) / 10])}%"

    def amount(self):
        plain = lambda: self.percent() if self.chance(0.4) else self.small()
        if self.chance(0.15):
            return {name: plain() for name in CLASSES if self.chance(0.7)} or plain()
        return plain()

    # Facts -----------------------------------------------------------------------------------------------------------

    def _facts(self):
        facts = {name: {"name": name, "type": "count"} for name in COUNTS}
        facts |= {name: {"name": name, "type": "flag"} for name in FLAGS}
        facts |= {name: {"name": name, "type": "share"} for name in SHARES}
        facts |= {name: {"name": name, "type": "state"} for name in STATES}
        facts |= {name: {"name": name, "type": {"list": fields}} for name, fields in LISTS.items()}
        facts["parts"] = {"name": "parts", "type": "set"}
        facts |= {name: {"name": name, "type": "moment" if name == "when_done" else "date"} for name in DAYS}
        facts["amt"] = {"name": "amt", "type": "number"}
        facts["given"] = {"name": "given", "type": "judged", "origin": "judged"}
        for name in ("rate", "given"):
            if self.chance(0.3):
                facts[name]["round"] = self.rng.randint(0, 1)
        return facts | self._derived()

    def _derived(self):
        picks = {"picked": {"name": "picked", "pick": "cases", "where": self._where("cases")}}
        picks["twice"] = {"name": "twice", "pick": "picked", "where": self._where("cases")}
        facts = {
            "part": {
                "name": "part",
                "share": self.rng.choice(["picked", "lates"]),
                "of": self.rng.choice(["cases", "items"]),
            },
            "top": {
                "name": "top",
                self.rng.choice(["highest", "lowest", "mean", "sum"]): self.rng.choice([*COUNTS, "part"]),
                "among": self.rng.choice(["class", "all"]),
            },
            "place": {
                "name": "place",
                "rank": self.rng.choice([*COUNTS, "rate", "part"]),
                "among": self.rng.choice(["class", "all"]),
            },
            "both": {"name": "both", self.rng.choice(FOLDS): self.rng.sample(COUNTS, 2)},
            "sizes": {
                "name": "sizes",
                self.rng.choice(FOLDS): f"{self.rng.choice(['cases', 'picked'])}.size",
            },
        }
        facts |= {
            "aged": {"name": "aged", "age": self.rng.choice(DAYS), "in": self.rng.choice(["days", "workdays"])},
            "behind": {"name": "behind", "late_by": "unit.limit", "in": self.rng.choice(["days", "workdays"])},
            "past": {"name": "past", "previous": self.rng.choice(["lates", "items"])},
            "most": {
                "name": "most",
                self.rng.choice(FOLDS): self.rng.sample(["both", "part", "amt", "visits"], 3),
            },
            "ends": {"name": "ends", self.rng.choice(FOLDS): "cases.cut"},
        }
        for name in ("part", "top", "both", "sizes", "most", "ends"):
            if self.chance(0.4):
                facts[name]["round"] = self.rng.randint(0, 2)
        return picks | facts

    def _where(self, of: str):
        tests = [
            {"kind": self.rng.choice(KINDS)},
            {"size": {self.rng.choice(OPS): self.rng.randint(0, 5)}},
            {"ok": self.chance(0.5)},
        ]
        if of == "cases":
            tests += [
                {"day": {"older_than": f"{self.rng.randint(1, 200)} days"}},
                {"day": {"during": "period"}},
                {"day": "none"},
                {"late": "case.limit"},
                {"size": {self.rng.choice(OPS): self.rng.choice(COUNTS)}},
                {"end": self.dated("day")},
                {"day": self.dated("end")},
                {"class": self.rng.choice(CLASSES)},
                {"cut": {self.rng.choice(OPS): self.percent()}},
            ]
        found = self.rng.choice(tests)
        return {"any": [found, self.rng.choice(tests)]} if self.chance(0.3) else found

    def dated(self, other: str):
        """A test of a day; `other` is one to compare with."""
        size = self.rng.randint(1, 9)
        spans = [f"{size * 20} days", f"{size} weeks", f"{size} months", "1 years", f"{size * 5} workdays"]
        span = self.rng.choice(spans)
        day = date(2025, 12, 31) - timedelta(days=self.rng.randint(0, 400))
        period = self.rng.choice(["2025", "2025-H2", "2025-Q3", "2025-11"])
        return self.rng.choice(
            [
                {self.rng.choice(["older_than", "within_last"]): span},
                {"during": self.rng.choice(["period", period])},
                {self.rng.choice(["since", "before"]): self.rng.choice([period, str(day)])},
                {"since": "2025-Q2", "before": "2025-11-11"},
                {self.rng.choice(OPS): self.rng.choice([str(day), other])},
            ]
        )

    # Conditions ------------------------------------------------------------------------------------------------------

    def condition(self, scores: bool = True, depth: int = 0):
        if depth < 2 and self.chance(0.25):
            parts = [self.condition(scores, depth + 1) for _ in range(2)]
            return self.rng.choice([{"any": parts}, {"all": parts}, {"not": parts[0]}])
        if self.inside and self.chance(0.3):
            return self.rng.choice([{"size": {self.rng.choice(OPS): 2}}, {"kind": "slip"}, {"ok": True}])
        if self.chance(0.1):
            name, other = self.rng.sample(DAYS, 2)
            if self.chance(0.2):
                return {name: [str(date(2025, 11, 1) - timedelta(days=n)) for n in range(0, 200, 2)]}
            return {name: self.dated(other)}
        kind = self.rng.random()
        if kind < 0.25:
            return {self.rng.choice(FLAGS): self.chance(0.6)}
        if kind < 0.4:
            name = self.rng.choice(list(STATES))
            return {
                name: self.rng.sample(STATES[name], self.rng.randint(1, 2))
                if self.chance(0.4)
                else self.rng.choice(STATES[name])
            }
        if kind < 0.5:
            return {self.rng.choice([*COUNTS, *SHARES, "state"]): "none"}
        if kind < 0.6:
            return {"class": self.rng.choice(CLASSES)}
        if kind < 0.75 and scores and self.readable and not self.once:
            name = self.rng.choice(self.readable)
            if self.chance(0.15):
                return {name: [self.percent(100), self.small()]}
            return {
                name: "failed"
                if self.chance(0.2)
                else {self.rng.choice(OPS): self.percent() if self.chance(0.5) else self.small(12)}
            }
        if kind < 0.85:
            return {self.rng.choice([*SHARES, "part"]): {self.rng.choice(OPS): self.percent()}}
        name = self.rng.choice([*COUNTS, "cases", "picked", "both", "place", "aged", "behind", "past", "amt"])
        edge = self.rng.choice(COUNTS) if self.chance(0.2) else self.rng.randint(0, 5)
        edge = {name: self.rng.randint(0, 5) for name in CLASSES if self.chance(0.8)} or 1 if self.chance(0.1) else edge
        if self.chance(0.1):
            return {name: self.rng.sample(range(6), 2)}
        return {name: {self.rng.choice(OPS): edge}}

    def rows(self, figure, **more):
        found = [{"when": self.condition(**more), "is": figure()} for _ in range(self.rng.randint(1, 2))]
        return [*found, {"otherwise": figure()}] if self.chance(0.6) else found

    # Lines -----------------------------------------------------------------------------------------------------------

    def line(self, leaf: str, kind: str, records: str):
        line = {kind: self.amount()}
        form = self.rng.random()
        if form < 0.12:
            line = {kind: "judged", "id": self.new("m"), "between": [0, 3]}
            self.marks.append(line["id"])
        elif form < 0.22:
            name = self.rng.choice(list(STATES))
            keys = [state for state in STATES[name] if self.chance(0.85)] or STATES[name]
            if self.chance(0.4):
                name, keys = self.rng.choice(KEYED)
            keys = [*keys, "none"] if name != "class" and self.chance(0.3) else keys
            line = {kind: {key: self.amount() for key in keys}, "by": name}
        elif form < 0.3:
            line = {kind: self.rows(self.amount)}
        elif form < 0.38:
            edges = sorted(self.rng.sample(range(1, 8), 2))
            line = {
                kind: [
                    {"at_least": edges[1], "is": self.amount()},
                    {"at_least": edges[0], "below": edges[1], "is": self.amount()},
                ],
                "by": self.rng.choice([*COUNTS, "both"]),
            }
        elif form < (0.9 if self.once else 0.55) and not records:
            line |= self.record_line(kind, line)
        elif form < 0.9:
            line |= self.counted(records)
        if self.chance(0.25):
            line["when"] = self.condition()
        if self.chance(0.15):
            line["unless"] = self.condition()
        if self.chance(0.2) and "times" not in line:
            line["times"] = self.rng.choice(
                [self.rng.choice([*SHARES, "part", "lates"]), self.factor(), "50%", self.rows(self.factor)]
            )
        if self.chance(0.25):
            line["at_most"] = self.amount()
        return line

    def record_line(self, kind: str, line):
        each = self.rng.choice(["cases", "picked", "twice", "finds"])
        form = self.rng.random()
        if form < 0.1:
            return {kind: {"phone": self.small(), "hours": self.amount()}, "each": "parts", "by": "name"}
        if form < 0.2:
            rows = [{"when": {"size": {"above": 2}}, "is": self.amount()}, {"otherwise": self.small()}]
            return {kind: rows, "each": each} if self.chance(0.5) else {"each": each, "times": rows}
        if form < 0.4:
            return {
                kind: {key: self.small() for key in KINDS if self.chance(0.9)} or {"slip": 1},
                "each": each,
                "by": "kind",
            }
        if form < 0.6:
            return {kind: "judged", "each": each, "between": [0, 9]}
        if form < 0.8:
            return {"each": each, "times": "size"}
        return {"each": each}

    def counted(self, records: str = ""):
        lists = [] if records else ["cases", "picked"]
        more = [*lists, "both", "top", "place", "sizes", "given", *MORE, *(["size"] if records else [])]
        each = self.rng.choice([*COUNTS, *SHARES, "part", *more])
        found = {"each": each}
        share = each in (*SHARES, "part") or (each == "top" and self.facts["top"].get("_") is not None)
        share = share or (each == "top" and "part" in self.facts["top"].values())
        if self.chance(0.5):
            edge = self.percent() if share else self.rng.choice([self.rng.randint(0, 8), self.rng.choice(COUNTS)])
            if self.chance(0.1):
                edge = {name: edge if share else 3 for name in CLASSES if self.chance(0.8)} or edge
                edge = dict.fromkeys(CLASSES, "5%" if share else 3) if not isinstance(edge, dict) else edge
            found[self.rng.choice(["beyond", "short_of"])] = edge
        if share:
            found[self.rng.choice(["per", "per_full", "per_started"])] = self.rng.choice(["1%", "2.5%", "10%"])
        elif self.chance(0.4):
            per = self.rng.choice([2, 3, Decimal("0.5"), {self.rng.choice(CLASSES): 2}])
            found[self.rng.choice(["per", "per_full", "per_started"])] = per
        return found

    # Nodes -----------------------------------------------------------------------------------------------------------

    def new(self, prefix: str) -> str:
        self.ids += 1
        return f"{prefix}{self.ids}"

    def leaf(self, over: frozenset, records: str):
        node = {"id": self.new("n"), "title": "leaf", "points": self.points()}
        worth = any(node["points"].values()) if isinstance(node["points"], dict) else node["points"]
        kinds = self.rng.choice([["earn"], ["lose"], ["earn", "lose"]])
        if len(kinds) == 2 and worth:
            node["start"] = self.rng.choice(["full", 0, self.percent(100), self.small(), self.by_class()])
        elif self.chance(0.2):
            node["start"] = self.rows(
                lambda: self.rng.choice(["full", self.percent(100), self.small(), self.by_class()])
            )
        self.common(
            node,
            over,
            records,
            lambda inside: node.update(
                rules=[
                    self.line(node["id"], self.rng.choice(kinds) if n else kinds[0], inside)
                    for n in range(self.rng.randint(1, 3))
                ]
            ),
        )
        if (
            len({k for line in node["rules"] for k in line if k in ("earn", "lose")}) == 2
            and "start" not in node
            and worth
        ):
            node["start"] = "full"
        if self.chance(0.3):
            node["cap"] = self.rng.choice(
                [
                    "none",
                    self.by_class(),
                    self.amount(),
                    self.rows(lambda: self.rng.choice(["none", self.small(9), self.by_class()])),
                ]
            )
        if self.chance(0.3):
            rows = self.rows(lambda: self.rng.choice(["none", 1, self.by_class()]))
            node["floor"] = self.rng.choice(["none", -3, 1, self.by_class(), rows])
        return node

    def factor(self):
        return self.rng.choice([self.small(2), {self.rng.choice(CLASSES): self.small(2)}, "75%"])

    def by_class(self):
        return {name: self.small(4) for name in CLASSES if self.chance(0.7)} or 2

    def points(self):
        if self.chance(0.1):
            return 0
        if self.chance(0.15):
            return {name: self.rng.randint(1, 12) for name in CLASSES if self.chance(0.8)} or 5
        return self.rng.choice([self.rng.randint(1, 20), Decimal(self.rng.randint(1, 40)) / 4])

    def common(self, node, over: frozenset, records: str, fill) -> None:
        if self.chance(0.2):
            node["only"] = self.condition(scores=False)
        if self.chance(0.15):
            node["times"] = self.rng.choice([*SHARES, "90%", {"dept": "80%"}, "past", self.rows(self.factor)])
        if self.chance(0.12):
            node["veto"] = [
                {"when": self.condition(), **({"fail": True} if self.chance(0.3) else {"score": self.amount()})}
            ]
        if self.chance(0.12):
            node["gate"] = self.condition()
        if self.chance(0.1):
            node["evidence"] = {"kinds": ["纪要"], "required": True}
            self.proofs.append(node["id"])
        if self.chance(0.15):
            node["round"] = self.rng.randint(0, 2)
        if self.chance(0.15):
            node["source"] = self.rng.choice(SOURCES)
        inside, kept, at_hand = records, self.readable, self.inside
        if over and self.chance(0.25):
            inside = self.passes(node, over) or records
            self.readable, self.inside = kept if self.chance(0.5) else [], bool(inside)
        fill(inside)
        self.readable, self.inside = kept, at_hand

    def passes(self, node, kinds: frozenset) -> str:
        node["over"] = self.rng.choice(sorted(kinds))
        if "source" in node:
            node.pop("source")
        if self.chance(0.3):
            keys = {
                **WITHIN,
                "sources": SOURCES,
                "members": CLASSES,
                "finds": KINDS,
            }
            parts = [10, 20, 30, 40][: len(keys[node["over"]])]
            parts[-1] += 100 - sum(parts)
            shares = self.chance(0.5)
            node["weights"] = {
                key: f"{part}%" if shares else part for key, part in zip(keys[node["over"]], parts, strict=True)
            }
            if node["over"] == "finds":
                node["by"] = "kind"
        else:
            node["take"] = self.rng.choice(FOLDS)
            if self.chance(0.2):
                node["trim"] = 1
        if self.chance(0.4):
            node["missing"] = "skip"
        return "finds" if node["over"] == "finds" else ""

    def inner(self, depth: int, over: frozenset = PASSES, records: str = ""):
        node = {
            "id": self.new("n"),
            "title": "inner",
            "combine": self.rng.choice(["sum", "sum", "rescaled", "rescaled", "mean", "lowest", "highest", "one_of"]),
        }
        if node["combine"] == "rescaled" or self.chance(0.6):
            node["points"] = self.rng.choice([100, 50, 10])

        def fill(inside: str) -> None:
            children = []
            for _ in range(self.rng.randint(1, 4)):
                gone = {node["over"], "halves"} if "over" in node else set()
                gone |= {"members"} if node.get("over") in ("members", "finds") or inside else set()
                gone |= {"rounds"} if node.get("over") in WITHIN else set()
                gone |= set(WITHIN) if node.get("over") in ("quarters", "rounds") else set()
                nested = over - gone
                deep = depth > 1 and self.chance(0.4)
                child = self.inner(depth - 1, nested, inside) if deep else self.leaf(nested, inside)
                children.append(child)
                self.readable = [*self.readable, child["id"]]
            node["indicators"] = children

        kept = self.readable
        self.common(node, over, records, fill)
        self.readable = kept
        self.treat(node["indicators"])
        if self.chance(0.4 if self.once else 0.1) and not has_over(node):
            node["no_double"] = self.rng.choice(["heaviest", "first"])
        if self.chance(0.2):
            node["cap"] = self.rng.choice([80, "none", "90%"])
        if self.chance(0.2):
            node["floor"] = self.rng.choice([0, -2])
        return node

    def treat(self, children) -> None:
        for child in children:
            if self.chance(0.25):
                weight = {name: self.percent(100) for name in CLASSES if self.chance(0.8)} or "30%"
                child["weight"] = self.rng.choice([weight, self.percent(100), self.percent(100), "0%"])
            if "only" in child or isinstance(child.get("points"), dict):
                others = [other["id"] for other in children if other is not child]
                kinds = ["exclude", "full", {"share": self.percent(100)}, "spread", "spread_by_points"]
                child["not_applicable"] = self.rng.choice(
                    kinds + ([{"move_to": self.rng.choice(others)}] if others else [])
                )

    def book(self):
        table = self.inner(2, frozenset() if self.once else PASSES)
        if self.once:
            table["no_double"] = self.rng.choice(["heaviest", "first"])
        tables = [table] if self.chance(0.85) else [table, self.inner(1)]
        for one in tables:
            self.scored(one)
        rounding = {"mode": self.rng.choice(["half_up", "half_even", "down", "up"])}
        for key in ("leaf", "total"):
            if self.chance(0.4):
                rounding[key] = self.rng.randint(0, 2)
        return {
            "rulebook": "random",
            "title": "random",
            "period": 2025,
            "as_of": self.rng.choice(["2025-12-31", "2025-12-31", "2025-03-31", "2025-09-30", "2026-02-28"]),
            "classes": {name: name for name in CLASSES},
            "sources": {name: name for name in SOURCES},
            "rounding": rounding,
            "rounds": {name: name for name in ROUNDS},
            "limits": {
                "unit.limit": self.limit(["day_two", "day_one"], "when_done"),
                "case.limit": self.limit(["day"], self.rng.choice(["end", "end", "when_done"])),
            },
            "facts": self.facts,
            **({"table": table} if len(tables) == 1 else {"tables": tables}),
        }

    def limit(self, after, done: str):
        within = f"{self.rng.randint(1, 60)} {self.rng.choice(['days', 'workdays'])}"
        return {"within": within, "after": after, "done": done, "cite": "TX-12"}

    def scored(self, table) -> None:
        """Facts made of scores, and a last leaf that reads them."""
        if "over" in table or table["combine"] == "one_of" or self.once or self.chance(0.6):
            return
        score = self.rng.choice(table["indicators"])["id"]
        name = self.new("f")
        op = self.rng.choice(["rank", "sum", "mean", "lowest", "highest"])
        among = {"among": self.rng.choice(["class", "all"])} if op == "rank" or self.chance(0.5) else {}
        self.facts[name] = {"name": name, op: score if among else [score, "lates"], **among}
        line = {"lose": self.small(3), "each": name, "beyond": 1}
        if self.chance(0.3):
            line["when"] = {name: {self.rng.choice(OPS): 2}}
        table["indicators"].append({"id": self.new("n"), "title": "leaf", "points": 6, "rules": [line]})

    # Facts -----------------------------------------------------------------------------------------------------------

    def value(self, kind: str):
        dice = self.rng.random() + self.known
        if dice < 0.06:
            return OPEN
        if dice < 0.12:
            return NA
        if dice < 0.17 and kind != "mark":
            return NONE
        if kind == "count":
            return F(self.rng.randint(0, 8))
        if kind == "share":
            return F(self.rng.randint(0, 1200), 1000)
        if kind == "flag":
            return self.chance(0.5)
        if kind in ("mark", "judged"):
            return F(self.rng.randint(0, 12), 4)
        if kind == "number":
            return F(self.rng.randint(-300, 900), 100)
        if kind == "moment":
            day = datetime.combine(date(2025, 12, 31), time()) - timedelta(days=self.rng.randint(0, 500))
            return day + timedelta(minutes=self.rng.choice([0, 1, 600, 1439]))
        if kind == "part":
            return self.rng.choice(["phone", "hours", "place"])
        if kind == "date":
            return date(2025, 12, 31) - timedelta(days=self.rng.randint(0, 500))
        return self.rng.choice(STATES.get(kind, KINDS))

    def world(self):
        classes = [*CLASSES, *CLASSES, ""] if self.chance(0.2) else CLASSES
        units = {f"u{n}": {"class": self.rng.choice(classes), "parent": ""} for n in range(self.rng.randint(1, 5))}
        for n in range(self.rng.randint(0, 4)):
            units[f"v{n}"] = {
                "class": self.rng.choice(CLASSES),
                "parent": self.rng.choice([u for u in units if u[0] == "u"]),
            }
        values = {}
        kinds = {**dict.fromkeys(COUNTS, "count"), **dict.fromkeys(FLAGS, "flag"), **dict.fromkeys(SHARES, "share")}
        kinds |= {name: "moment" if name == "when_done" else "date" for name in DAYS} | {"amt": "number"}
        kinds |= {name: name for name in STATES} | dict.fromkeys(self.marks, "mark") | {"given": "judged"}
        kinds |= {f"{id}.evidence": "flag" for id in self.proofs}
        for name, kind in kinds.items():
            values[name, None, None] = {unit: self.value(kind) for unit in units}
            periods = [*WITHIN[self.rng.choice(list(WITHIN))], "2024", "2025", "2024-Q4", "2024-H2"]
            quarters = [(name, None) for name in periods if self.chance(0.5)]
            sources = [(None, source) for source in SOURCES if self.chance(0.6)]
            if self.chance(0.5):  # one or the other: a quarter's row and a source's would be equally close
                for place in sources if self.chance(0.5) else quarters:
                    values[(name, *place)] = {unit: self.value(kind) for unit in units}
                    self.fill(values[name, None, None], kind)
        lists = {name: {unit: self.records(fields) for unit in units} for name, fields in LISTS.items()}
        return units, values, lists

    def fill(self, column, kind: str) -> None:
        """No gap that two sources would both fill."""
        for unit in column:
            while column[unit] == OPEN:
                column[unit] = self.value(kind)

    def records(self, fields):
        found = []
        for _ in range(self.rng.choice([0, 0, 1, 2, 4])):
            record = {name: self.value("kind" if kind == "state" else kind) for name, kind in fields.items()}
            if fields is LISTS["finds"] and record["kind"] in (OPEN, NA, NONE):
                record["kind"] = "slip"  # weights of records are keyed by it
            tags = {"period": self.rng.choice([None, "2025-Q1", "2025-H1", "r1"]), "source": self.rng.choice(SOURCES)}
            tags = {key: tag for key, tag in tags.items() if self.chance(0.15)}
            found.append({"id": f"r{self.rng.randint(0, 5)}", **record, **tags})
        return found


def has_over(node) -> bool:
    return "over" in node or any(has_over(child) for child in node.get("indicators", ()))


def make(seed: int):
    """(rulebook, units, values, lists), all plain."""
    maker = Maker(Random(seed))
    book = maker.book()
    return book, *maker.world()


# For the engine ------------------------------------------------------------------------------------------------------


def yaml_of(thing) -> str:
    """A dict as one line of YAML."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {yaml_of(value)}" for key, value in thing.items()) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(yaml_of, thing)) + "]"
    if isinstance(thing, bool):
        return "true" if thing else "false"
    return str(thing) if isinstance(thing, int | Decimal) else json.dumps(thing)


def load(book):
    return rulebook.load("\n" + yaml_of(book), "random", shelf=shelf, facts="facts: {}\n")


def facts_of(book, units, values, lists) -> Facts:
    def plain(value):
        return None if value == OPEN else value

    records = {
        name: [
            {"unit": unit, **{key: plain(value) for key, value in record.items()}}
            for unit, found in by_unit.items()
            for record in found
        ]
        for name, by_unit in lists.items()
    }
    columns = {
        key: {unit: plain(value) for unit, value in column.items()}
        for key, column in values.items()
        if not key[0].endswith(".evidence")
    }
    return Facts.from_rows(
        book,
        [{"unit": unit, **one} for unit, one in units.items()],
        columns | {key: column_of(column) for key, column in values.items() if key[0].endswith(".evidence")},
        records,
    )


def column_of(column):
    return {unit: None if value == OPEN else value for unit, value in column.items()}
