"""A second evaluator of rulebooks: one unit at a time, in fractions, from plain dicts, and nothing of the engine's.

Written from the description of the language alone, to be slow and plain. A value is a Fraction, bool, str or date, or
one of four words: OPEN (待定), NA (不适用), NONE (无), FAILED (失格). A share is ("%", Fraction), a class map a dict.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction as F
from math import ceil, floor

from tests.law.naive_days import day_of, due_day, in_period, parts_of, period_before, stands, start_of

OPEN, NA, NONE, FAILED = "待定", "不适用", "无", "失格"
WORDS = (OPEN, NA, NONE, FAILED)
PASSES = ("halves", "quarters", "months")
YES, NO, UNSURE, APART = "yes", "no", "unsure", "apart"


def number(text):
    """A figure as it stands in a rulebook: a number, or a share."""
    if isinstance(text, str) and text.endswith("%"):
        return ("%", F(text[:-1]) / 100)
    return F(str(text))


def is_share(figure):
    return isinstance(figure, tuple)


def round_to(value, places, mode):
    scaled = abs(value) * 10**places
    low, rest = floor(scaled), scaled - floor(scaled)
    up = {
        "half_up": rest >= F(1, 2),
        "half_even": rest > F(1, 2) or (rest == F(1, 2) and low % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    result = F(low + up, 10**places)
    return -result if value < 0 else result


def remembered(method):
    """What was found for a node or a name in one place is not looked for again; the books are small, not cheap."""

    def found(self, what, at):
        key = (method.__name__, what["id"] if isinstance(what, dict) else what, where(at))
        if key not in self.memory:
            self.memory[key] = method(self, what, at)
        return self.memory[key]

    return found


def where(at):
    outer = tuple((name, where(place)) for name, place in at.get("outer", {}).items())
    hand = (id(at["record"]), id(at.get("of_pass")))
    return at["unit"], at["period"], at["source"], at["judges"], at.get("blind", False), hand, outer


def of_unit(place, unit):
    """The same pass, and those around it, of another unit."""
    if place["unit"] == unit:
        return place
    moved = {**place, "unit": unit}
    moved["outer"] = {name: of_unit(one, unit) for name, one in place.get("outer", {}).items()}
    if "passes" in place:
        moved["passes"] = (*(of_unit(one, unit) for one in place["passes"][:-1]), moved)
    return moved


class Naive:
    """`book`: the rulebook as a dict. `units`: {name: {class, parent}}. `values`: {(fact, period, source): {unit: v}}.
    `lists`: {list: {unit: [record]}}. Marks and proofs (`ID.evidence`) stand in `values`."""

    def __init__(self, book, units, values, lists, workday=None):
        self.workday, self.memory = workday, {}
        self.book, self.units, self.values, self.lists = book, units, values, lists
        self.facts = book.get("facts", {})
        self.tables = book["tables"] if "tables" in book else [book["table"]]
        self.parents, self.nodes = {}, {}
        for table in self.tables:
            self._index(table, None)
        rounding = book.get("rounding", {})
        self.mode, self.leaf, self.total = rounding.get("mode", "half_up"), rounding.get("leaf"), rounding.get("total")

    def _index(self, node, parent):
        self.nodes[node["id"]], self.parents[node["id"]] = node, parent
        for child in node.get("indicators", ()):
            self._index(child, node)

    # Where a rule is read: unit, period, source, whether sources must speak for themselves, the record at hand -----

    def place(self, unit):
        return {"unit": unit, "period": None, "source": None, "judges": False, "record": None}

    def totals(self):
        return {unit: {t["id"]: self.score(t, self.place(unit)) for t in self.tables} for unit in self.units}

    # Facts -----------------------------------------------------------------------------------------------------------

    def given(self, name, at, judged=False):
        periods = [at["period"] or str(self.book["period"]), None]
        best, found = None, OPEN
        for (fact, period, source), column in self.values.items():
            if fact != name or period not in periods:
                continue
            if at["source"] is None:
                level = 3 if source is not None else (period is None) + 1
            elif source == at["source"]:
                level = period is None
            elif source is None and not (at["judges"] and judged):
                level = (period is None) + 1
            else:
                continue
            value = column.get(at["unit"], OPEN)
            if value != OPEN and (best is None or level < best):
                best, found = level, value
        return found

    def read(self, name, at):
        if at["record"] is not None and name in at["record"]:
            return at["record"][name]
        if name == "class":
            return self.units[at["unit"]]["class"] or NA
        if name in self.nodes:
            return self.unseen(name, at) if at.get("blind") else self.score_of(name, at)
        fact = self.facts[name]
        value = self._fact(name, fact, at)
        if "round" in fact and isinstance(value, F):
            value = round_to(value, fact["round"] + (2 if self.kind(name) == "share" else 0), self.mode)
        return value

    def before(self, name, at):
        """The value one period back, of the source at hand or of none."""
        here = at["period"] or str(self.book["period"])
        if here in self.book.get("rounds", ()):
            return OPEN
        sources = [at["source"], None] if at["source"] else [None]
        columns = [self.values.get((name, period_before(here), source), {}) for source in sources]
        return next((c[at["unit"]] for c in columns if c.get(at["unit"], OPEN) != OPEN), OPEN)

    # Days --------------------------------------------------------------------------------------------------------

    def span(self, first, last, unit):
        """Days, or working days, after the first up to the last; the other way round they are negative."""
        if first > last:
            return -self.span(last, first, unit)
        days = [first + timedelta(days=n + 1) for n in range((last - first).days)]
        return F(len(days) if unit == "days" else sum(map(self.workday, days)))

    def late_by(self, limit, unit, read):
        """How far past its day, 0 in time; OPEN where nobody said when it began, or whether it was done by then."""
        start, due, done = self.clock(limit, read)
        if start is None:
            return OPEN
        end = done or self.as_of()
        if end <= due:
            return F(0)
        return OPEN if done is None and read(limit["done"]) == OPEN else self.span(due, end, unit)

    def clock(self, limit, read):
        """(begin, last day in time, day done or None)"""
        known = [day_of(value) for value in map(read, limit["after"]) if value not in WORDS]
        known = [day for day in known if day <= self.as_of()]
        if not known:
            return None, None, None
        due = due_day(known[0], limit["within"], self.workday)
        done = read(limit["done"])
        happened = done not in WORDS and known[0] <= day_of(done) <= self.as_of()
        return known[0], due, day_of(done) if happened else None

    def kind(self, name):
        if name not in self.facts:
            return "number"  # a field of the record at hand
        fact = self.facts[name]
        if "type" in fact:
            return "list" if isinstance(fact["type"], dict) or fact["type"] == "set" else fact["type"]
        if "pick" in fact or "share" in fact:
            return "list" if "pick" in fact else "share"
        spec = next((fact[op] for op in ("sum", "mean", "lowest", "highest") if op in fact), "")
        names = [spec] if isinstance(spec, str) else spec
        return "share" if all(self.is_share(name) for name in names) else "number"

    def is_share(self, name):
        """Whether a fact, or LIST.FIELD, is a share."""
        if "." in name:
            source, field = name.split(".")
            while "pick" in self.facts[source]:
                source = self.facts[source]["pick"]
            kind = self.facts[source]["type"]["list"][field]
            return (kind["type"] if isinstance(kind, dict) else kind) == "share"
        return name in self.facts and self.kind(name) == "share"

    def _fact(self, name, fact, at):
        if "age" in fact:
            day = self.read(fact["age"], at)
            return day if day in WORDS else self.span(day_of(day), self.as_of(), fact["in"])
        if "late_by" in fact:
            return self.late_by(self.book["limits"][fact["late_by"]], fact["in"], lambda step: self.read(step, at))
        if "previous" in fact:
            return self.before(fact["previous"], at)
        if self.kind(name) == "list":
            records = self.records(name, at)
            return records if records in WORDS else F(len(records))
        if "share" in fact:
            return self._share(self.read(fact["share"], at), self.read(fact["of"], at))
        for op in ("sum", "mean", "lowest", "highest", "rank"):
            if op in fact:
                return self._fold(op, fact, at)
        return self.given(name, at, fact.get("origin") == "judged" or fact.get("type") == "judged")

    def _share(self, part, whole):
        if whole == 0:
            return NA
        for word in (NA, OPEN, NONE):
            if word in (part, whole):
                return word
        return part / whole

    def _fold(self, op, fact, at):
        spec = fact[op]
        if "among" in fact:
            return self._among(op, spec, fact["among"], at)
        if isinstance(spec, str):
            name, _, column = spec.rpartition(".")
            records = self.records(name, at)
            if records in WORDS:
                return records
            values = [record[column] for record in records]
            if not values and op == "sum":
                return F(0)
            return self._collect(op, values, empty=F(0) if op == "sum" else NA)
        return self._collect(op, [self.read(name, at) for name in spec])

    def _collect(self, op, values, empty=None):
        if OPEN in values:
            return OPEN
        known = [value for value in values if value not in WORDS]
        if not known:
            word = FAILED if FAILED in values else NA if NA in values else NONE
            return word if empty is None else empty
        return {"sum": sum(known), "mean": sum(known) / len(known), "lowest": min(known), "highest": max(known)}[op]

    def _among(self, op, name, among, at):
        mine = self.units[at["unit"]]["class"]
        group = [unit for unit in self.units if among == "all" or self.units[unit]["class"] == mine]
        values = {unit: self.read(name, {**at, "unit": unit}) for unit in group}
        own = values[at["unit"]]
        if op == "rank" and own in WORDS:
            return own
        if OPEN in values.values():
            return OPEN
        known = [value for value in values.values() if value not in WORDS]
        if op == "rank":
            return F(1 + sum(value > own for value in known))
        return self._collect(op, known) if known else NA

    @remembered
    def records(self, name, at):
        """The records of a list, or the word for why there are none to speak of."""
        fact = self.facts[name]
        if "pick" not in fact:
            found = self.lists[name].get(at["unit"], [])
            fits = lambda tag, here: here is None or tag in (None, here)
            return [r for r in found if fits(r.get("period"), at["period"]) and fits(r.get("source"), at["source"])]
        base, found = self.records(fact["pick"], at), []
        if base in WORDS:
            return base
        for record in base:
            answer = self.holds(fact["where"], {**at, "record": record})
            if answer == UNSURE:
                return OPEN
            if answer == YES:
                found.append(record)
        return found

    def certain(self, name, at):
        """The records that surely belong to a list, whatever is not known of the others."""
        fact = self.facts[name]
        if "pick" not in fact:
            found = self.records(name, at)
            return [] if found in WORDS else found
        base = self.certain(fact["pick"], at)
        return [record for record in base if self.holds(fact["where"], {**at, "record": record}) == YES]

    # Conditions ------------------------------------------------------------------------------------------------------

    def holds(self, condition, at):
        return self._all([self._one(name, test, at) for name, test in condition.items()])

    def _all(self, answers):
        for answer in (NO, UNSURE, APART):
            if answer in answers:
                return answer
        return YES

    def _not(self, answer):
        return {YES: NO, NO: YES}.get(answer, answer)

    def _one(self, name, test, at):
        if name == "all":
            return self._all([self.holds(part, at) for part in test])
        if name == "any":
            return self._not(self._all([self._not(self.holds(part, at)) for part in test]))
        if name == "not":
            return self._not(self.holds(test, at))
        if name == "late":
            late = self.late_by(self.book["limits"][test], "days", lambda step: self.read(step, at))
            return UNSURE if late == OPEN else YES if late else NO
        value = self.read(name, at)
        if not isinstance(test, dict):
            tests = test if isinstance(test, list) else [test]
            return self._equal(name, value, tests, at)
        return self._all([self._compare(name, value, op, edge, at) for op, edge in test.items()])

    def _equal(self, name, value, tests, at):
        if ("none" in tests and value == NONE) or ("failed" in tests and value == FAILED):
            return YES
        if value in WORDS:
            return {OPEN: UNSURE, NA: APART}.get(value, NO)
        for test in tests:
            if test in ("none", "failed"):
                continue
            if isinstance(value, date):
                same = day_of(value) == date.fromisoformat(test)
            elif isinstance(test, bool) or isinstance(value, str):
                same = test == value
            else:
                same = self._figure(name, test, at) == value
            if same:
                return YES
        return NO

    def _compare(self, name, value, op, edge, at):
        if op in ("older_than", "within_last", "since", "before", "during"):
            inside = isinstance(value, date) and self._dated(day_of(value), op, edge, at)
            return {OPEN: UNSURE, NA: APART, NONE: NO}.get(value, YES if inside else NO)
        if name in self.nodes and value in WORDS:
            edge = F(0)
        elif isinstance(edge, str) and (edge in self.facts or edge in (at["record"] or ())):
            edge = self.read(edge, at)
        elif isinstance(value, date):
            edge = date.fromisoformat(edge)
        elif isinstance(edge, str) and edge[:1].isdigit() and edge.count("-") == 2:
            edge = value  # a day, and the value is a word
        else:
            edge = self._figure(name, edge, at)
        for word, answer in ((FAILED, NO), (NA, APART), (OPEN, UNSURE), (NONE, NO)):
            if word in (value, edge):
                return answer
        if isinstance(value, date) and isinstance(value, datetime) != isinstance(edge, datetime):
            value, edge = day_of(value), day_of(edge)
        held = {"below": value < edge, "at_most": value <= edge, "at_least": value >= edge, "above": value > edge}
        return YES if held[op] else NO

    def _dated(self, day, op, edge, at):
        if op == "during":
            here = at["period"] if at["period"] not in self.book.get("rounds", ()) else None
            return in_period(day, (here or str(self.book["period"])) if edge == "period" else edge)
        if op in ("since", "before"):
            return (day >= start_of(edge)) == (op == "since")
        return stands(day, op, edge, self.as_of(), self.workday)

    def _figure(self, name, text, at):
        if isinstance(text, dict):
            text = text.get(self.units[at["unit"]]["class"], NA)
            if text == NA:
                return NA
        figure = number(text)
        if not is_share(figure):
            return figure
        points = self.points(*self.node_points(name, at)) if name in self.nodes else F(1)
        return NA if points == NA else figure[1] * points

    def as_of(self):
        return date.fromisoformat(self.book["as_of"])

    # Figures of a node -----------------------------------------------------------------------------------------------

    def worth(self, written, points, at):
        """An amount: a number, a share of the points, or by class."""
        if isinstance(written, dict):
            written = written.get(self.units[at["unit"]]["class"], NA)
            if written == NA:
                return NA
        if written == "full":
            return points
        figure = number(written)
        return figure[1] * points if is_share(figure) else figure

    def declared(self, node, at):
        points = node.get("points")
        if points is None:
            total = F(0)
            for child in node["indicators"]:
                if (own := self.declared(child, at)) != NA:
                    total += own * self.share_of(child, at)
            return total
        if isinstance(points, dict):
            points = points.get(self.units[at["unit"]]["class"], NA)
        return points if points == NA else F(str(points))

    def weight(self, node, at):
        written = node.get("weight", "100%")
        if isinstance(written, dict):
            written = written.get(self.units[at["unit"]]["class"], NA)
        return NA if written == NA else number(written)[1]

    def share_of(self, node, at):
        """The weight as a number: who has none has no share."""
        return F(0) if self.weight(node, at) == NA else self.weight(node, at)

    @remembered
    def points(self, id, at):
        node = self.nodes[id]
        own = self.declared(node, at)
        return own if own == NA else own + self.received(node, at)

    def received(self, node, at):
        parent = self.parents[node["id"]]
        if parent is None:
            return F(0)
        at = self.outside(node, at)
        total = F(0)
        for giver in parent["indicators"]:
            how = giver.get("not_applicable", "exclude")
            if giver is node or self.applies(giver, at) != APART:
                continue
            points = self.declared(giver, at)
            if points == NA or self.applies(node, at) != YES:
                continue
            others = [child for child in parent["indicators"] if child is not giver]
            asked = [c for c in others if self.applies(c, at) == YES and self.declared(c, at) not in (NA, 0)]
            if isinstance(how, dict) and how.get("move_to") == node["id"]:
                total += points
            elif how == "spread" and node in asked:
                total += points / len(asked)
            elif how == "spread_by_points" and node in asked:
                total += points * self.declared(node, at) / sum(self.declared(c, at) for c in asked)
        return total

    def outside(self, node, at):
        """Where a node's parent is read: outside the node's own passes."""
        return at.get("outer", {}).get(node["id"], at)

    # Who is asked ----------------------------------------------------------------------------------------------------

    @remembered
    def applies(self, node, at):
        if "source" in node:
            at = {**at, "source": node["source"], "judges": False}
        answer = self.holds(node["only"], at) if "only" in node else YES
        asked = {NO: APART}.get(answer, answer)
        own = APART if self.declared(node, at) == NA and node.get("over") != "members" else YES
        below = self._passes_apply(node, at) if "over" in node else self.below_applies(node, at)
        if APART in (asked, own, below):
            return APART
        return UNSURE if UNSURE in (asked, below) else YES

    @remembered
    def below_applies(self, node, at):
        if "rules" in node:
            answers = [YES if self.line_applies(node, line, at) else APART for line in node["rules"]]
        else:
            answers = [self.applies(child, at) for child in node["indicators"]]
        return YES if YES in answers else UNSURE if UNSURE in answers else APART

    def _passes_apply(self, node, at):
        if node.get("take") == "sum" and node["over"] not in (*PASSES, "rounds", "sources"):
            return YES
        if node["over"] in self.facts and self.records(node["over"], at) in WORDS:
            return YES
        answers = [
            APART if self.declared(node, inner) == NA else self.below_applies(node, inner)
            for _, inner in self.passes(node, at)
        ]
        return YES if YES in answers else UNSURE if UNSURE in answers else APART

    def line_applies(self, node, line, at):
        at = {**at, "blind": True}
        answer = self.line_condition(line, at)
        if answer == APART:
            return False
        return answer != YES or NA not in self.operands(node, line, at)

    def line_condition(self, line, at):
        answers = [self.holds(line["when"], at)] if "when" in line else []
        answers += [self._not(self.holds(line["unless"], at))] if "unless" in line else []
        return self._all(answers)

    def by_record(self, line):
        """Whether the line looks at each record of a list."""
        each = line.get("each")
        if each is None or each in self.nodes or self.kind(each) != "list":
            return False
        fields = self.fields(each)
        rows = [*self._rows(self.amount(line)), *self._rows(line.get("times"))]
        asked = {word for row in rows for word in self._words(row.get("when", {}))}
        fixed = {line.get("by"), str(line.get("times"))}
        return self.amount(line) == "judged" or bool((asked | fixed) & set(fields))

    def _rows(self, written):
        return written if isinstance(written, list) else []

    def fields(self, name):
        fact = self.facts[name]
        if "pick" in fact:
            return self.fields(fact["pick"])
        return {"name": "state"} if fact["type"] == "set" else fact["type"]["list"]

    def amount(self, line):
        return line.get("earn", line.get("lose"))

    def operands(self, node, line, at):
        """Every value a line asks about outside its conditions, with points of 1: does any not apply?"""
        found = [self.read(line["each"], at)] if "each" in line else []
        for key in ("beyond", "short_of", "per", "per_full", "per_started"):
            if key in line:
                found.append(self.edge(line[key], at))
        if self.by_record(line):
            return found
        if "times" in line:
            found.append(self.factor(line["times"], at))
        found.append(self.mark(node, line, at) if self.amount(line) == "judged" else self.rate(line, F(1), at))
        return found

    # Lines -----------------------------------------------------------------------------------------------------------

    def edge(self, written, at):
        if isinstance(written, str) and written in self.facts:
            return self.read(written, at)
        if isinstance(written, dict):
            written = written.get(self.units[at["unit"]]["class"], NA)
            if written == NA:
                return NA
        figure = number(written)
        return figure[1] if is_share(figure) else figure

    def factor(self, written, at):
        if isinstance(written, list):
            row = self.row(written, None, at)
            if row in (OPEN, NA, None):
                return OPEN if row == OPEN else F(1)
            found = self.edge(row, at)
            return F(1) if found == NA else found
        if not isinstance(written, str):
            found = self.edge(written, at)
            return F(1) if found == NA else found
        named = written in self.facts or written in self.nodes or written in (at["record"] or ())
        return self.read(written, at) if named else self.edge(written, at)

    def row(self, rows, by, at):
        """The figure of the first row that holds; OPEN, NA (every row fell away) or None (none holds)."""
        gone = 0
        for row in rows:
            if "otherwise" in row:
                return row["otherwise"]
            test = row["when"] if "when" in row else {by: {k: v for k, v in row.items() if k != "is"}}
            answer = self.holds(test, at)
            if answer == YES:
                return row["is"]
            if answer == UNSURE:
                return OPEN
            gone += answer == APART
        return NA if gone == len(rows) else None

    def rate(self, line, points, at):
        amount = self.amount(line)
        if isinstance(amount, list):
            row = self.row(amount, line.get("by"), at)
            return (OPEN if row is None else row) if row in (OPEN, NA, None) else self.worth(row, points, at)
        if isinstance(amount, dict) and "by" in line:
            state = self.read(line["by"], at)
            if state in (OPEN, NA):
                return state
            key = next((key for key in amount if self.named(key, state)), None)
            return OPEN if key is None else self.worth(amount[key], points, at)
        return self.worth(amount, points, at)

    def named(self, key, state):
        """Whether a key of a table means this state or figure."""
        if state == NONE or isinstance(state, str):
            return key == ("none" if state == NONE else state)
        if isinstance(state, bool):
            return key == ("true" if state else "false")
        figure = number(key) if key[0].isdigit() else None
        return figure is not None and (figure[1] if is_share(figure) else figure) == state

    def mark(self, node, line, at):
        return self.given(line.get("id", node["id"]), at, judged=True)

    def times(self, parts):
        """A product: 不适用 over 待定 over 无; with 无 the line neither gives nor takes."""
        for word in (FAILED, NA, OPEN):
            if word in parts:
                return word
        if NONE in parts:
            return F(0)
        product = F(1)
        for part in parts:
            product *= part
        return product

    def line(self, node, line, at):
        answer = self.line_condition(line, at)
        if answer != YES:
            return {NO: F(0), UNSURE: OPEN, APART: NA}[answer]
        value = self.raw(node, line, at)
        if "at_most" in line and value not in WORDS:
            limit = self.worth(line["at_most"], self.points(node["id"], at), at)
            value = value if limit == NA else min(value, limit)
        return value

    def raw(self, node, line, at):
        points = self.points(node["id"], at)
        charged_once = self.no_double(node) and "each" in line and self.each_list(line) and not self.edged(line)
        if charged_once or self.by_record(line):
            return self.charged(node, line, at, charged_once) if self.line_applies(node, line, at) else NA
        parts = [self.mark(node, line, at) if self.amount(line) == "judged" else self.rate(line, points, at)]
        if "each" in line:
            parts.append(self.counted(line, at))
        if "times" in line:
            parts.append(self.factor(line["times"], at))
        return self.times(parts)

    def each_list(self, line):
        return line["each"] not in self.nodes and self.kind(line["each"]) == "list"

    def edged(self, line):
        return any(key in line for key in ("beyond", "short_of", "per", "per_full", "per_started"))

    def counted(self, line, at):
        value = self.read(line["each"], at)
        edge = self.edge(line["beyond"], at) if "beyond" in line else None
        edge = self.edge(line["short_of"], at) if "short_of" in line else edge
        per = next((self.edge(line[key], at) for key in ("per", "per_full", "per_started") if key in line), None)
        for word in (FAILED, NA, OPEN, NONE):
            if word in (value, edge, per):
                return word
        if edge is not None:
            value = max(F(0), value - edge if "beyond" in line else edge - value)
        for key, step in (
            ("per", lambda x: x),
            ("per_full", lambda x: F(floor(x))),
            ("per_started", lambda x: F(ceil(x))),
        ):
            if key in line:
                value = step(value / per)
        return value

    # Records and findings --------------------------------------------------------------------------------------------

    def no_double(self, node):
        found = None
        while node is not None:
            found = node if "no_double" in node else found
            node = self.parents[node["id"]]
        return found

    def nominal(self, node, line, record, at):
        inner = {**at, "record": record}
        points = self.points(node["id"], at)
        parts = [record["mark"] if self.amount(line) == "judged" else self.rate(line, points, inner)]
        if "times" in line:
            parts.append(self.factor(line["times"], inner))
        return self.times(parts)

    def charged(self, node, line, at, once):
        records = self.records(line["each"], at)
        if records in WORDS:
            return records if records != NONE else F(0)
        total, doubt = F(0), False
        kept = self.kept(node, at) if once else {}
        for place, record in enumerate(records):
            value = self.nominal(node, line, record, at)
            verdict = kept.get((id(line), place), YES)
            if verdict == UNSURE or (verdict == YES and value == OPEN):
                doubt = True
            elif verdict == YES and value not in WORDS:
                total += value
        return OPEN if doubt else total

    def kept(self, node, at):
        """Which records are charged by which line, below the outermost node that says a finding is charged once."""
        top = self.no_double(node)
        start = self.into(top, self.node_at(top["id"], at)[1])
        verdicts = {}
        for kind in ("earn", "lose"):
            offers = {}
            for order, (leaf, line, records, asked, here) in enumerate(self.charging(top, kind, start)):
                answer = self.line_condition(line, here) if asked != APART else NO
                for place, record in enumerate(records if answer in (YES, UNSURE) else ()):
                    value = self.nominal(leaf, line, record, here)
                    if value != NA:
                        sure = answer == YES and value != OPEN and asked == YES
                        offers.setdefault(record["id"], []).append((value, order, (id(line), place), sure))
            for several in offers.values():
                self.award(several, top["no_double"], verdicts)
        return verdicts

    def charging(self, node, kind, at, asked=YES):
        for line in node.get("rules", ()):
            if kind in line and "each" in line and self.each_list(line) and not self.edged(line):
                yield node, line, self.certain(line["each"], at), asked, at
        for child in node.get("indicators", ()):
            own = self.applies(child, at)
            both = APART if APART in (own, asked) else UNSURE if UNSURE in (own, asked) else YES
            yield from self.charging(child, kind, self.into(child, at), both)

    def award(self, offers, mode, verdicts):
        heavy = lambda offer: F(10**9) if offer[0] == OPEN else offer[0]
        offers.sort(key=lambda offer: (-heavy(offer), offer[1]) if mode == "heaviest" else offer[1])
        if len(offers) == 1:
            return
        doubt, won = False, False
        for _, _, key, sure in offers:
            if won:
                verdicts[key] = NO
            elif sure:
                won, verdicts[key] = True, UNSURE if doubt else YES
            else:
                doubt = True

    # Nodes -----------------------------------------------------------------------------------------------------------

    def unseen(self, id, at):
        """A score as seen by whether a rule applies at all, which never depends on points."""
        node, place = self.node_at(id, at)
        return NA if self.applies(node, place) == APART else OPEN

    def score_of(self, id, at):
        return self.score(*self.node_at(id, at))

    def node_points(self, id, at):
        return id, self.node_at(id, at)[1]

    def node_at(self, id, at):
        """Where a score is read: in the same unit and pass, outside any record."""
        chain, node = [], self.parents[id]
        while node is not None:
            chain.append(node)
            node = self.parents[node["id"]]
        inside = [above for above in chain if "over" in above]
        place = of_unit(at["passes"][len(inside) - 1], at["unit"]) if inside else self.place(at["unit"])
        place = {**place, "blind": at.get("blind", False)}
        for above in reversed(chain):
            place = self.into(above, place)
        return self.nodes[id], place

    @remembered
    def score(self, node, at):
        applies = self.applies(node, at)
        if applies == APART:
            return NA
        at = self.into(node, at)
        value = self.over(node, at) if "over" in node else self.marked(node, at)
        if "over" in node and self.parents[node["id"]] is None and self.total is not None and value not in WORDS:
            value = round_to(value, self.total, self.mode)
        return OPEN if applies == UNSURE and value != FAILED else value

    def into(self, node, at):
        """Where a node is itself read, from where its parent is."""
        if "source" not in node:
            return at
        outer = {**at.get("outer", {}), node["id"]: at}
        return {**at, "source": node["source"], "judges": False, "outer": outer}

    def marked(self, node, at):
        for veto in node.get("veto", ()):
            answer = self.holds(veto["when"], at)
            worth = FAILED if veto.get("fail") else self.worth(veto["score"], self.points(node["id"], at), at)
            if worth == NA:
                continue
            if answer == YES:
                return worth
            if answer == UNSURE:
                return OPEN
        gates = [self.holds(node["gate"], at)] if "gate" in node else []
        if node.get("evidence", {}).get("required"):
            proof = self.given(node["id"] + ".evidence", at, judged=True)
            gates.append({True: YES, False: NO, NONE: NO, OPEN: UNSURE, NA: APART}[proof])
        gate = self._all(gates)
        if gate == NO:
            return F(0)
        value = self.limited(node, at, self.leaf_sum(node, at) if "rules" in node else self.combined(node, at))
        return OPEN if gate == UNSURE and value != FAILED else value

    def leaf_sum(self, node, at):
        points = self.points(node["id"], at)
        total, doubt = self.start(node, points, at), False
        doubt = total == OPEN
        total = F(0) if doubt else total
        for line in node["rules"]:
            value = self.line(node, line, at)
            if value == FAILED:
                return FAILED  # what it reads has no number, and that rises
            doubt = doubt or value == OPEN
            if value not in WORDS:
                total += value if "earn" in line else -value
        return OPEN if doubt else total

    def start(self, node, points, at):
        default = "full" if all("lose" in line for line in node["rules"]) else 0
        return self.limit(node.get("start", default), default, points, at)

    def limit(self, written, default, points, at):
        if isinstance(written, list):
            row = self.row(written, None, at)
            written = default if row in (None, NA) else row
        if written == OPEN:
            return OPEN
        found = None if written == "none" else self.worth(written, points, at)
        return self.limit(default, default, points, at) if found == NA else found

    def limited(self, node, at, value):
        if value in (FAILED, NA):
            return value
        points = self.points(node["id"], at)
        if "times" in node:
            factor = self.factor(node["times"], at)
            if factor == OPEN:
                return OPEN
            factor = {NA: F(1), NONE: F(0)}.get(factor, factor)
            value = value if value == OPEN else value * factor
        leaf = "rules" in node
        cap = self.limit(node.get("cap", "100%" if leaf else "none"), "100%" if leaf else "none", points, at)
        low = self.limit(node.get("floor", 0 if leaf else "none"), 0 if leaf else "none", points, at)
        if OPEN in (value, cap, low):
            return OPEN
        value = value if cap is None else min(value, cap)
        value = value if low is None else max(value, low)
        total = self.parents[node["id"]] is None and self.total is not None
        places = node.get("round", self.total if total and "over" not in node else None)
        places = self.leaf if places is None and leaf and not total else places
        return value if places is None else round_to(value, places, self.mode)

    def combined(self, node, at):
        how = node.get("combine", "sum")
        parts = [(child, self.contribution(child, at)) for child in node["indicators"]]
        there = [(child, value) for child, value in parts if value != NA]
        if not there:
            return NA
        if how == "one_of":
            return there[0][1]
        values = [value for _, value in there]
        if FAILED in values or OPEN in values:
            return FAILED if FAILED in values else OPEN
        if how == "sum":
            return sum(values)
        if how == "mean":
            shares = sum(self.share_of(child, at) for child, _ in there)
            return sum(values) / shares if shares else NA
        if how in ("lowest", "highest"):
            return (min if how == "lowest" else max)(values)
        reach = self.reachable(node, at)
        return sum(values) * self.points(node["id"], at) / reach if reach else NA

    def contribution(self, child, at):
        value = self.score(child, at)
        how = child.get("not_applicable", "exclude")
        if value == NA and (how == "full" or (isinstance(how, dict) and "share" in how)):
            points = self.points(child["id"], at)
            value = NA if points == NA else points * (1 if how == "full" else number(how["share"])[1])
        weight = self.weight(child, at)
        if weight == NA:
            return value if value == FAILED else NA
        return value if value in WORDS else value * weight

    def reachable(self, node, at):
        total = F(0)
        for child in node["indicators"]:
            outer = {**at.get("outer", {}), child["id"]: at}
            own = {"source": child["source"], "judges": False, "outer": outer} if "source" in child else {}
            inner = {**at, **own}
            how = child.get("not_applicable", "exclude")
            if self.applies(child, at) == APART:
                if how == "full" or (isinstance(how, dict) and "share" in how):
                    points = self.points(child["id"], at)
                    total += 0 if points == NA else points * self.share_of(child, at)
                continue
            total += self.possible(child, inner) * self.share_of(child, at)
        return total

    def possible(self, node, at):
        points = self.points(node["id"], at)
        points = self.received(node, at) if points == NA else points  # marked in its members
        if "rules" in node or "over" in node or node.get("combine", "sum") != "sum":
            return points
        reach = self.reachable(node, at)
        return reach if node.get("points") is None else min(points, reach)

    # Passes ----------------------------------------------------------------------------------------------------------

    def passes(self, node, at):
        """[(name, place)] of a node; each place knows those around it, where scores of outside are read."""
        found = self._passes(node, at)
        for _, place in found:
            place["passes"] = (*at.get("passes", ()), place)
        return found

    def _passes(self, node, at):
        what = node["over"]
        outer = {**at.get("outer", {}), node["id"]: self.outside(node, at)}
        if what in PASSES or what == "rounds":
            here = at["period"] if at["period"] not in self.book.get("rounds", ()) else None
            names = list(self.book["rounds"]) if what == "rounds" else parts_of(here or str(self.book["period"]), what)
            return [(name, {**at, "period": name, "outer": outer}) for name in names]
        if what == "sources":
            names = node.get("weights") or self.book["sources"]
            return [(name, {**at, "source": name, "judges": True, "outer": outer}) for name in names]
        if what == "members":
            mine = [unit for unit in self.units if self.units[unit].get("parent") == at["unit"]]
            return [(self.units[unit]["class"], {**at, "unit": unit, "outer": outer}) for unit in mine]
        records = self.records(what, at)
        records = [] if records in WORDS else records
        key = node.get("by", "id")
        return [(record[key], {**at, "record": record, "of_pass": record, "outer": outer}) for record in records]

    def over(self, node, at):
        kept, skipped = [], 0
        if node["over"] in self.facts and self.records(node["over"], at) in WORDS:
            return OPEN
        for name, inner in self.passes(node, at):
            value = NA if self.below_applies(node, inner) == APART or self.points(node["id"], inner) == NA else None
            value = self.marked(node, inner) if value is None else value
            if value == OPEN and node.get("missing") == "skip" and not self.has_data(node, inner):
                skipped += 1
            elif value != NA:
                kept.append((name, value))
        take = node.get("take", "" if "weights" in node else "mean")
        if not kept:
            return OPEN if skipped else F(0) if take == "sum" else NA
        values = [value for _, value in kept]
        if FAILED in values or OPEN in values:
            return FAILED if FAILED in values else OPEN
        trim = node.get("trim", 0)
        if trim:
            if len(values) <= 2 * trim:
                return OPEN
            kept = sorted(kept, key=lambda pair: pair[1])[trim : len(kept) - trim]
            values = [value for _, value in kept]
        if "weights" in node:
            return self.weighted(node["weights"], kept)
        count = len(values)
        return {"sum": sum(values), "mean": F(sum(values)) / count, "lowest": min(values), "highest": max(values)}[take]

    def weighted(self, weights, kept):
        total, shares = F(0), F(0)
        for key, weight in weights.items():
            mine = [value for name, value in kept if name == key]
            if mine:
                part = number(weight)
                part = part[1] if is_share(part) else part
                total += part * sum(mine) / len(mine)
                shares += part
        return total / shares

    def has_data(self, node, at):
        """Whether anything was said for this very pass about what the node reads; its key alone says nothing."""
        names = self.names({key: value for key, value in node.items() if key != "by"})
        for (name, period, source), column in self.values.items():
            own = source == at["source"] if node["over"] == "sources" else period == at["period"]
            own = own or (node["over"] in PASSES and self.said_within(node, name, period, at["period"]))
            own = own or node["over"] not in ("sources", "rounds", *PASSES)
            if own and name in names and column.get(at["unit"], OPEN) != OPEN:
                return True
        record = at["record"] if node["over"] in self.facts else None
        return record is not None and any(record[name] != OPEN for name in names & set(record) - {"id"})

    def said_within(self, node, name, period, here):
        """Whether a node below that is marked month by month reads this month of this quarter."""
        for below in node.get("indicators", ()):
            finer = below.get("over") in PASSES and period in parts_of(here, below["over"])
            if (finer and name in self.names(below)) or self.said_within(below, name, period, here):
                return True
        return False

    def names(self, thing):
        """Every word in a node, facts followed to what they are made of, limits to their steps."""
        found, waiting = set(), list(self._words(thing))
        while waiting:
            word = waiting.pop()
            if word not in found and word in self.facts and "type" not in self.facts[word]:
                waiting += self._words(self.facts[word])
            if word not in found and word in self.book.get("limits", ()):
                waiting += self._words(self.book["limits"][word])
            found.add(word)
        return found

    def _words(self, thing):
        if isinstance(thing, dict):
            for key, value in thing.items():
                yield key
                yield from self._words(value)
            if "id" in thing:
                yield f"{thing['id']}.evidence"
        elif isinstance(thing, list):
            for value in thing:
                yield from self._words(value)
        elif isinstance(thing, str):
            yield thing
