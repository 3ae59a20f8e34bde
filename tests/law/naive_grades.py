"""Grades, ranks, lists and uses once more: unit by unit and place by place, from the description alone."""

from fractions import Fraction as F

from tests.law.naive import APART, FAILED, NA, NO, OPEN, UNSURE, WORDS, YES, Naive, is_share, number, round_to

WAITING, HELD, ELSEWHERE, NO_GRADE = "待定", "提请领导小组", "另列", "无等次"
LOWEST = F(-(10**12))


class Above:
    """`history`: {unit: [latest grade, …]}; `decisions`: [(about, value)]."""

    def __init__(self, naive: Naive, history, decisions):
        self.naive, self.book, self.units = naive, naive.book, list(naive.units)
        self.history, self.decisions = history, decisions
        self.tables = [table["id"] for table in naive.tables]
        self.totals = naive.totals()
        self.provisional, self.short, self.shut, self.rules = set(), set(), set(), dict.fromkeys(self.units, -1)
        self.machine = self._grades() if "grades" in self.book else dict.fromkeys(self.units, "")

    def total(self, unit, what):
        return self.totals[unit][self.book.get(what, {}).get("of", self.tables[0])]

    def cls(self, unit, per):
        return self.naive.units[unit]["class"] if per == "class" else ""

    def key(self, unit, what):
        """What places go by: the total, then whatever breaks ties; who has no figure there comes after all who have."""
        read = lambda name: self.naive.read(name, self.naive.place(unit))
        values = [self.total(unit, what), *(read(name) for name in self.book.get("ranking", {}).get("break_by", ()))]
        return tuple(LOWEST if value in WORDS else F(value) for value in values)

    # Grades ----------------------------------------------------------------------------------------------------------

    def grades(self):
        names = [band["grade"] for band in self.book["grades"]["bands"]] if "grades" in self.book else []
        decided = {about: value for about, value in self.decisions if value in names}
        return {unit: decided.get(unit, grade) for unit, grade in self.machine.items()}

    def _grades(self):
        bands = self.book["grades"]["bands"]
        place = {unit: self._lowered(unit, self._by_score(unit, bands), bands) for unit in self.units}
        for number_, band in enumerate(bands):
            below = number_ + 1 if number_ + 1 < len(bands) else NO_GRADE
            for unit in self.units:
                if place[unit] == number_ and "needs" in band:
                    answer = self.naive.holds(band["needs"], self.naive.place(unit))
                    place[unit] = {NO: below, UNSURE: WAITING}.get(answer, number_)
                    self.short |= {unit} if answer == NO else set()
            if "quota" in band:
                for group in {self.cls(unit, band["quota"].get("per")) for unit in self.units}:
                    self._places(place, number_, below, band["quota"], group)
        return {unit: bands[at]["grade"] if isinstance(at, int) else at for unit, at in place.items()}

    def _by_score(self, unit, bands):
        total, of = self.total(unit, "grades"), self.book["grades"].get("of", self.tables[0])
        if total in WORDS:
            return {OPEN: WAITING, NA: ELSEWHERE, FAILED: self.book["grades"].get("failed", "失格")}[total]
        for number_, band in enumerate(bands):
            edges = {op: band[op] for op in ("below", "at_most", "at_least", "above") if op in band}
            at = self.naive.place(unit)
            answers = [self.naive._compare(of, total, op, edge, at) for op, edge in edges.items()]
            if all(answer == YES for answer in answers):
                return number_
        return NO_GRADE

    def _lowered(self, unit, place, bands):
        names = [band["grade"] for band in bands]
        for which, rule in enumerate(self.book["grades"].get("lowered", ())):
            answer = self.naive.holds(rule["when"], self.naive.place(unit))
            if not isinstance(place, int):
                return place
            if answer == UNSURE:
                return WAITING
            if answer == YES:
                down = names.index(rule["to"]) if "to" in rule else place + rule["by"]
                lower = min(max(place, down), len(bands) - 1)
                self.rules[unit] = which if lower > place else self.rules[unit]
                place = lower
        return place

    def _places(self, place, number_, below, quota, group):
        mine = [unit for unit in self.units if self.cls(unit, quota.get("per")) == group]
        assessed = sum(self.total(unit, "grades") not in (OPEN, NA) for unit in mine)
        figure = number(quota["at_most"])
        places = int(round_to(figure[1] * assessed, 0, quota.get("round", "down"))) if is_share(figure) else int(figure)
        want = [unit for unit in mine if place[unit] == number_]
        if any(place[unit] == WAITING for unit in mine):
            self.provisional |= set(want)
        key = lambda unit: self.key(unit, "grades")
        for unit in want:
            better = sum(key(other) > key(unit) for other in want)
            equal = sum(key(other) == key(unit) for other in want)
            if better + equal > places:
                place[unit] = HELD if better < places else below
                self.shut |= {unit} if better >= places else set()

    # Ranks and lists -------------------------------------------------------------------------------------------------

    def ranks(self):
        per = self.book.get("ranking", {}).get("per")
        known = [unit for unit in self.units if self.total(unit, "ranking") not in WORDS]
        rank = dict.fromkeys(self.units, 0)
        for unit in known:
            same = [other for other in known if self.cls(other, per) == self.cls(unit, per)]
            rank[unit] = 1 + sum(self.key(other, "ranking") > self.key(unit, "ranking") for other in same)
        return rank

    def lists(self):
        """[(title, units, held)], each as a set."""
        return [(one["title"], *self._list(one)) for one in self.book.get("ranking", {}).get("lists", ())]

    def _list(self, one):
        total = lambda unit: self.total(unit, "ranking")
        if "decided" in one:
            return {about for about, value in self.decisions if value == one["title"]}, set()
        if "below" in one:
            of = self.book["ranking"].get("of", self.tables[0])
            edge = lambda unit: self.naive._figure(of, one["below"], self.naive.place(unit))
            under = lambda unit: total(unit) == FAILED or (total(unit) not in WORDS and total(unit) < edge(unit))
            return {unit for unit in self.units if under(unit)}, set()
        end = "top" if "top" in one else "bottom"
        per, kept, held = self.book["ranking"].get("per"), set(), set()
        for group in {self.cls(unit, per) for unit in self.units}:
            mine = [u for u in self.units if self.cls(u, per) == group and total(u) not in (OPEN, NA)]
            figure = number(one[end])
            places = int(figure[1] * len(mine) if is_share(figure) else figure)
            for unit in mine:
                before = sum(self._before(other, unit, end) for other in mine)
                equal = sum(not self._before(o, unit, end) and not self._before(unit, o, end) for o in mine)
                if before + equal <= places:
                    kept.add(unit)
                elif before < places:
                    held.add(unit)
        return kept, held

    def _before(self, one, other, end):
        """Whether one comes nearer to the end of the ranking asked for; failed stands below every number."""
        one, other = (
            (0,) if self.total(unit, "ranking") == FAILED else (1, *self.key(unit, "ranking")) for unit in (one, other)
        )
        return one > other if end == "top" else one < other

    # Uses ------------------------------------------------------------------------------------------------------------

    def follows(self):
        """[(unit, what to do)] in the order of the uses."""
        grades = self.grades()
        return [
            (unit, use["do"])
            for use in self.book.get("use", ())
            for unit in self.units
            if self._holds(use["when"], unit, grades[unit], set()) == YES
        ]

    def _holds(self, condition, unit, grade, asked):
        beside = self._asked(condition) or asked
        return self.naive._all([self._one(name, test, unit, grade, beside) for name, test in condition.items()])

    def _asked(self, condition):
        found = condition.get("grade", [])
        found = set(found if isinstance(found, list) else [found])
        return found.union(*(self._asked(part) for part in condition.get("all", ())))

    def _one(self, name, test, unit, grade, asked):
        naive, inner = self.naive, lambda part: self._holds(part, unit, grade, asked)
        if name == "all":
            return naive._all([inner(part) for part in test])
        if name == "any":
            return naive._not(naive._all([naive._not(self._holds(part, unit, grade, set(asked))) for part in test]))
        if name == "not":
            return naive._not(inner(test))
        if name not in ("grade", "in_a_row"):
            return naive.holds({name: test}, naive.place(unit))
        if grade in (WAITING, HELD):
            return UNSURE
        if grade == ELSEWHERE:
            return APART
        if name == "grade":
            return YES if grade in (test if isinstance(test, list) else [test]) else NO
        count = 1
        for earlier in self.history.get(unit, ()):
            if earlier not in (asked or {grade}):
                break
            count += 1
        if not isinstance(test, dict):
            return YES if count in (test if isinstance(test, list) else [test]) else NO
        return naive._all(
            [naive._compare("in_a_row", F(count), op, edge, naive.place(unit)) for op, edge in test.items()]
        )
