"""K1 to K13: what must agree in a report, and in which words it is said when it does not.

An error bars the way to review unless somebody explains it where that is allowed (``EXPLAINED``); a warning and a hint
are read by who reviews.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.law.annual.figures import Figure, Figures, added, shown
from gongkai.law.annual.form import Form, Place, Row, Table

ERROR, WARNING, HINT = "error", "warning", "hint"
EXPLAINED = ("K4",)  # errors that may stand once somebody has written why
REQUESTS, DISPUTES, PROACTIVE = "t3", "t4", "t2"
SENTENCE = re.compile(r"[^。；！？\n]+")
SHORTEST = 12  # signs of a sentence that is worth comparing


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that does not agree: which check, how grave, in words, in which cells."""

    check: str
    level: str
    says: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Before:
    """What is looked at: the figures and the prose by part, last year's report, and what stands around it.

    ``others``: prose of other reports by their name; ``units``: the sum of the units' tables where this report is of
    all of them; ``due`` and ``out``: the last day and the day of publication; ``reviewed_before``: reconsiderations of
    earlier years, as far as known.
    """

    figures: Figures
    prose: Mapping[str, str] = field(default_factory=dict)
    last: Figures | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    units: Figures | None = None
    due: date | None = None
    out: date | None = None
    reviewed_before: int = 0


def check(form: Form, said: Before) -> list[Seen]:
    """Everything that does not agree, gravest first."""
    found = [seen for one in CHECKS for seen in one(form, said)]
    return sorted(found, key=lambda seen: (ERROR, WARNING, HINT).index(seen.level))


def is_whole(form: Form, said: Before) -> Iterator[Seen]:
    """Nothing is left open."""
    gaps = [place for place in form.places() if not place.summed and said.figures.get(place.key) is None]
    for table in form.tables.values():
        mine = [place for place in gaps if place.table is table]
        if mine:
            names = "、".join(place.name for place in mine[:3]) + ("等" if len(mine) > 3 else "")
            keys = tuple(place.key for place in mine)
            yield Seen("K0", ERROR, f"“{table.title}”还有 {len(mine)} 格没有数：{names}。没有发生的请写 0", keys)
    for part in form.prose:
        if not said.prose.get(part.id, "").strip():
            yield Seen("K0", ERROR, f"“{part.heading}”还没有写", (part.id,))
        elif gap := re.search(r"〔[^〕]*〕", said.prose[part.id]):
            yield Seen("K0", ERROR, f"“{part.heading}”里还有没有填的地方：{gap[0]}", (part.id,))


def balances(form: Form, said: Before) -> Iterator[Seen]:
    """K1: what came in and was carried over is what was done and what is left, in every column."""
    table, (new, old, done, left) = form.tables[REQUESTS], form.checks.balance
    for column in table.columns.values():
        keys = tuple(f"{table.id}.{row}.{column.id}" for row in (new, old, done, left))
        a, b, c, d = (said.figures.get(key) for key in keys)
        first, second = added((a, b)), added((c, d))
        if first is not None and second is not None and first != second:
            yield Seen(
                "K1", ERROR,
                f"{column.name}：新收 {shown(a)} 加上年结转 {shown(b)} 是 {shown(first)}，"
                f"办理总计 {shown(c)} 加结转下年 {shown(d)} 是 {shown(second)}，应当相等", keys,
            )  # fmt: skip


def rows_add_up(form: Form, said: Before) -> Iterator[Seen]:
    """K2: each total row is the sum of its rows."""
    for place in (one for one in form.places() if one.row.sum):
        parts = [f"{place.table.id}.{name}.{place.column.id}" for name in place.row.sum]
        yield from _adds_up("K2", said, place.key, parts, place.name, "各种结果")


def columns_add_up(form: Form, said: Before) -> Iterator[Seen]:
    """K3 and, of table 4, K5: each total column is the sum of its columns."""
    for table in form.tables.values():
        for row in table.rows.values():
            for column in (one for one in table.columns_of(row) if one.sum):
                key = f"{table.id}.{row.id}.{column.id}"
                parts = [f"{table.id}.{row.id}.{name}" for name in column.sum]
                name = "K5" if table.id == DISPUTES else "K3"
                yield from _adds_up(name, said, key, parts, f"{row.name}的{column.name}", "各列")


def follows_last_year(form: Form, said: Before) -> Iterator[Seen]:
    """K4: what is carried over is what last year's report left."""
    if said.last is None:
        return
    table, (carried, left) = form.tables[REQUESTS], form.checks.carried
    for column in table.columns.values():
        key = f"{table.id}.{carried}.{column.id}"
        now, then = said.figures.get(key), said.last.get(f"{table.id}.{left}.{column.id}")
        if now is not None and then is not None and now != then:
            words = f"{column.name}：上年结转 {shown(now)}，上年的报告写结转 {shown(then)}，应当相等；确有原因的请写明"
            yield Seen("K4", ERROR, words, (key,))


def stays_in_force(form: Form, said: Before) -> Iterator[Seen]:
    """K6: what is in force is last year's, with what was made and without what was repealed."""
    if said.last is None:
        return
    table, (force, made, repealed) = form.tables[PROACTIVE], form.checks.in_force
    for row in (one for one in table.rows.values() if force in one.columns):
        now, new, gone = (said.figures.get(f"{table.id}.{row.id}.{name}") for name in (force, made, repealed))
        then = said.last.get(f"{table.id}.{row.id}.{force}")
        if now is None or new is None or gone is None or then is None:
            continue
        if now != then + new - gone:
            words = f"{row.name}：上年有效 {shown(then)}，加制发 {shown(new)}，减废止 {shown(gone)}，"
            words += f"是 {shown(then + new - gone)}，表里写现行有效 {shown(now)}，请核对"
            yield Seen("K6", WARNING, words, (f"{table.id}.{row.id}.{force}",))


def prose_agrees(form: Form, said: Before) -> Iterator[Seen]:
    """K7: a figure told in the prose is the one in the table."""
    for key, phrases in form.quoted.items():
        value, place = said.figures.get(key), form.place(key)
        if value is None or place is None:
            continue
        for part in form.prose:
            for words, told in _told(said.prose.get(part.id, ""), phrases):
                if told != value:
                    says = f"“{part.heading}”里写“{words}”，表里{place.name}是 {shown(value)}，请改成一致"
                    yield Seen("K7", WARNING, says, (key, part.id))


def are_figures(form: Form, said: Before) -> Iterator[Seen]:
    """K8: whole numbers of nought or more; fees may have decimals."""
    for place in form.places():
        value = said.figures.get(place.key)
        if value is not None and not _is_fit(value, place.row):
            yield Seen("K8", ERROR, f"{place.name}是 {shown(value)}，要写 0 或者大于 0 的{_kind(place)}", (place.key,))


def tells_of_fees(form: Form, said: Before) -> Iterator[Seen]:
    """K9: where somebody did not pay, the last part speaks of the fee."""
    table = form.tables[REQUESTS]
    keys = [f"{table.id}.{form.checks.unpaid}.{column.id}" for column in table.columns.values() if not column.sum]
    last = form.prose[-1]
    fees = any(said.figures.get(key) for key in keys)
    if fees and not any(word in said.prose.get(last.id, "") for word in form.checks.fee_words):
        says = f"表三有逾期不缴费的申请，“{last.heading}”里没有写信息处理费，请补上"
        yield Seen("K9", WARNING, says, (*keys, last.id))


def reviewed_first(form: Form, said: Before) -> Iterator[Seen]:
    """K10: who sued after a review had a review, this year or before."""
    table, (after, review) = form.tables[DISPUTES], form.checks.after_review
    sued, reviewed = (_whole_row(table, row, said.figures) for row in (after, review))
    if sued is not None and reviewed is not None and sued > reviewed + said.reviewed_before:
        every = shown(reviewed + said.reviewed_before)
        says = f"复议后起诉 {shown(sued)} 件，比本年和往年的行政复议 {every} 件还多，请核对"
        yield Seen("K10", HINT, says, (f"{table.id}.{after}.total",))


def is_written_here(form: Form, said: Before) -> Iterator[Seen]:
    """K11: the prose is not another report's."""
    own = sentences("\n".join(said.prose.get(part.id, "") for part in form.prose))
    for name, text in said.others.items():
        same = own & sentences(text)
        if own and 100 * len(same) >= form.checks.alike * len(own):
            percent = 100 * len(same) // len(own)
            says = f"正文有 {percent}% 的句子和{name}一字不差，如“{min(same)[:30]}”，请按本年的实际情况写"
            yield Seen("K11", WARNING, says)


def is_in_time(form: Form, said: Before) -> Iterator[Seen]:
    """K12: out by the last day."""
    if said.due and said.out and said.out > said.due:
        yield Seen("K12", ERROR, f"应当在 {said.due} 以前公布，现在是 {said.out}，已经逾期")


def adds_up_its_units(form: Form, said: Before) -> Iterator[Seen]:
    """K13: the report of all is the sum of the units' reports."""
    if said.units is None:
        return
    for place in form.places():
        value, units = said.figures.get(place.key), said.units.get(place.key)
        if not place.summed and value is not None and units is not None and value != units:
            says = f"{place.name}：这份报告是 {shown(value)}，各单位合计是 {shown(units)}，请核对或者重新汇总"
            yield Seen("K13", WARNING, says, (place.key,))


CHECKS = (
    is_whole, balances, rows_add_up, columns_add_up, follows_last_year, stays_in_force, prose_agrees, are_figures,
    tells_of_fees, reviewed_first, is_written_here, is_in_time, adds_up_its_units,
)  # fmt: skip


def sentences(text: str) -> set[str]:
    """The longer sentences of a text, without blanks and figures, which alone differ where a report was copied."""
    bare = (re.sub(r"[\s\d,.，、%％]+", "", one) for one in SENTENCE.findall(text))
    return {one for one in bare if len(one) >= SHORTEST}


def barring(found: Sequence[Seen], explained: Sequence[str]) -> list[Seen]:
    """The errors that keep a report from going on; one that is late goes on all the same."""
    free = {name for name in EXPLAINED if name in explained} | {"K12"}
    return [seen for seen in found if seen.level == ERROR and seen.check not in free]


def _adds_up(name: str, said: Before, key: str, parts: list[str], what: str, of: str) -> Iterator[Seen]:
    total, due = said.figures.get(key), added(said.figures.get(part) for part in parts)
    if total is not None and due is not None and total != due:
        yield Seen(name, ERROR, f"{what}写 {shown(total)}，{of}相加是 {shown(due)}，应当相等", (key,))


def _told(text: str, phrases: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(the words with the figure, the figure) wherever a phrase is followed by a number of 件."""
    ends: set[int] = set()
    for phrase in phrases:
        for found in re.finditer(rf"{re.escape(phrase)}(?:的|共|数量|总计|合计|为|：|:|\s)*(\d[\d,]*)\s*件", text):
            if found.end() not in ends:
                ends.add(found.end())
                yield found[0], int(found[1].replace(",", ""))


def _whole_row(table: Table, row: str, figures: Figures) -> Figure:
    parts = [column for column in table.columns.values() if not column.sum]
    return added(figures.get(f"{table.id}.{row}.{column.id}") for column in parts)


def _is_fit(value: int | Decimal, row: Row) -> bool:
    return value >= 0 and (row.money or value == int(value))


def _kind(place: Place) -> str:
    return "数" if place.row.money else "整数"
