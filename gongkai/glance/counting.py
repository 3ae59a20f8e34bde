"""The figures of a month: each counted by the facts of its room, with definition, denominator and what is behind it."""

from collections.abc import Sequence

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Span
from gongkai.assessment import facts as assessed
from gongkai.corrections import figures as corrections
from gongkai.disclosures import facts as disclosures
from gongkai.disclosures.showing import key_of
from gongkai.publication.records import Figure, FigureRow

MOST = 50  # items named behind one figure; the denominator says how many there are
Units = Sequence[Unit]


def figures(units: Units, span: Span) -> tuple[Figure, ...]:
    """Unknown stays out: a figure whose denominator cannot be told is not shown."""
    return (_on_time(units, span), _stale(units, span), _waiting(units, span), _answered(units, span))


def _on_time(units: Units, span: Span) -> Figure:
    due, late = disclosures.falling_due(units, span), disclosures.late(units, span)
    rows = _rows(units, {key: due.values[key] - late.values[key] for key in due.values}, due.values)
    behind = [key_of(case) for some in late.records.values() for case in some]
    return Figure(
        "on_time", "按期公开", *_sums(rows), "件",
        "分母是本月公开期限届满的信息，分子是其中在期限内公开的。审定不主动公开的不计。",
        rows=rows, behind=tuple(sorted(behind)[:MOST]), behind_says="超过期限才公开的信息",
    )  # fmt: skip


def _stale(units: Units, span: Span) -> Figure:
    seen = assessed.columns(units, span)
    known = [one for one in seen if not one.why]
    stale = [one for one in known if one.state.overdue]
    rows = _rows(units, _per_unit(stale), _per_unit(known))
    left = len(seen) - len(known)
    return Figure(
        "stale", "超期未更新的栏目", *_sums(rows), "个栏目",
        "分母是有更新期限的栏目，一个栏目由几个单位填的，各算一个；分子是到统计那天超过更新期限的。",
        note=f"另有{left}个无法判断，不计在内。" if left else "",
        rows=rows, columns=tuple(dict.fromkeys(one.duty.topic.code for one in stale)), behind_says="超期的栏目",
    )  # fmt: skip


def _waiting(units: Units, span: Span) -> Figure:
    came, waits, since = corrections.waiting(units, span)
    rows = _rows(units, waits.values, came.values)
    note = f"等得最久的一件，已等{(span.ends - since).days}天。" if since else ""
    return Figure(
        "waiting", "待答复的纠错", *_sums(rows), "件",
        "分母是近一年收到的和更早还没有答复的读者纠错，分子是到统计那天还没有答复的。", note=note, rows=rows,
    )  # fmt: skip


def _answered(units: Units, span: Span) -> Figure:
    due, in_time = corrections.reports(units, span)
    rows = _rows(units, in_time.values, due.values)
    return Figure(
        "answered", "按期答复的纠错", *_sums(rows), "件",
        "分母是本月答复期限届满的读者纠错，分子是其中在期限内答复的。", rows=rows,
    )  # fmt: skip


def _per_unit(found) -> dict[int, int]:
    counted: dict[int, int] = {}
    for one in found:
        counted[one.duty.unit_id] = counted.get(one.duty.unit_id, 0) + 1
    return counted


def _rows(units: Units, parts: dict, wholes: dict) -> tuple[FigureRow, ...]:
    """Units that the figure is about at all."""
    return tuple(
        FigureRow(unit.code, unit.name, parts.get(unit.pk, 0), wholes[unit.pk]) for unit in units if wholes.get(unit.pk)
    )


def _sums(rows: tuple[FigureRow, ...]) -> tuple[int, int]:
    return sum(row.part for row in rows), sum(row.whole for row in rows)
