"""The county table of the scoring bench in plain Decimal, one unit at a time; nothing of the engine's is used.

Leaves in the shape of a county's table (a target with an excess bonus, capped and uncapped deductions, states, shares,
judged marks, a veto, a bonus), a base of 100 points, four grades of which the first has a quota.
"""

from bisect import bisect_left
from decimal import ROUND_HALF_UP, Decimal

D = Decimal
STATES = ("current", "explained", "empty")
JUDGED = ("office", "staff", "systems", "news", "profile", "secrecy")
COUNTED = ("delays", "stale", "missing", "slips", "gaps", "errors")
JUDGED_POINTS = {"office": 2, "staff": 2, "systems": 2, "news": 5, "profile": 2, "secrecy": 2}
COUNTED_RATES = {
    "delays": (6, "0.5"),
    "stale": (5, "1"),
    "missing": (5, "0.25"),
    "slips": (4, "0.3"),
    "gaps": (6, "0.6"),
    "errors": (3, "1.5"),
}


def total(unit: dict[str, object]) -> Decimal:
    """The total of one unit: `unit` maps the column's name to int, Decimal (a mark, a share in percent) or state."""
    score = D(0)
    for name, points in JUDGED_POINTS.items():
        score += min(D(points), unit[name])  # type: ignore[type-var]
    for name, (points, rate) in COUNTED_RATES.items():
        score += max(D(0), points - D(rate) * unit[name])  # type: ignore[operator]
    score += _volume(unit["published"], unit["target"])  # type: ignore[arg-type]
    score += 6 * min(D(100), unit["done"]) / 100  # type: ignore[type-var]
    score += max(D(0), 6 - D("0.3") * max(D(0), 96 - unit["rate"]))  # type: ignore[operator]
    score += {"current": D(8), "explained": D("4.4"), "empty": D(0)}[str(unit["columns"])]
    score += min(6, 2 * unit["channels"])  # type: ignore[operator]
    topics = unit["topics"]
    score += 5 if topics >= 16 else 3 if topics >= 12 else 1 if topics >= 8 else 0  # type: ignore[operator]
    score += max(D(0), (6 if unit["ledger"] else 3) - D(2) * unit["replies_late"])  # type: ignore[operator]
    if unit["lawsuits"]:
        score = D(50)
    score += min(4, unit["awards"])  # type: ignore[type-var]
    score -= 3 * unit["leaks"]  # type: ignore[operator]
    return max(D(0), score).quantize(D("0.01"), ROUND_HALF_UP)


def _volume(published: int, target: int) -> Decimal:
    short = D("0.3") * max(0, target - published)
    over = min(D(4), D("0.2") * (max(0, published - target) // 10))
    return max(D(0), min(D(29), 25 - short + over))


def grades(totals: list[Decimal]) -> tuple[list[int], list[str]]:
    """Rank (1 = highest, equals share) and grade of each unit; a tie that passes the quota is held (提请领导小组)."""
    ordered = sorted(-one for one in totals)
    ranks = [bisect_left(ordered, -one) + 1 for one in totals]
    places = int(len(totals) * 30 // 100)
    first = sorted((one for one in totals if one >= 90), reverse=True)
    tied = first[places] if len(first) > places else None
    held = tied is not None and places > 0 and first[places - 1] == tied
    found = []
    for one in totals:
        if one < 60:
            found.append("较差")
        elif one < 80:
            found.append("一般")
        elif one < 90 or (tied is not None and (one < tied or (one == tied and not held))):
            found.append("良好")
        else:
            found.append("提请领导小组" if held and one == tied else "优秀")
    return ranks, found
