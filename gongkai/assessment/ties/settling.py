"""Which ties there are, who may have a place, and what bars the decision upon the result until they are settled."""

from collections import Counter
from dataclasses import dataclass

from gongkai.acts.models import Act
from gongkai.assessment import composing, decided, rules
from gongkai.assessment.models import Campaign, UnitResult
from gongkai.law.grading import HELD, SAID

NONE = "没有跨过名额线的并列，不需要决定"
COMPOSED = ("compose", "recompose")


@dataclass(frozen=True)
class Tie:
    """Units (code, name) of which only ``left`` can have ``grade``; the others have ``below``."""

    grade: str
    below: str
    left: int
    units: tuple[tuple[str, str], ...]


def ties(campaign: Campaign) -> list[Tie]:
    """As the marks stand, whatever was decided on them before."""
    found = rules.compiled(campaign).score(composing.gathered(campaign), explained=False)
    if found.graded is None or found.book.grades is None:
        return []
    tied, bands = set(decided.tied_units(found)), found.book.grades.bands
    units, told = found.facts.units, []
    for number, inside, places in found.graded.places:
        group = [unit for row, unit in enumerate(units) if inside[row]]
        held = tuple((unit.unit, unit.shown) for unit in group if unit.unit in tied)
        given = sum(found.grade(unit.unit) == bands[number].grade for unit in group)
        if held:
            below = bands[number + 1].grade if number + 1 < len(bands) else "无等次"
            told.append(Tie(bands[number].grade, below, max(places - given, 0), held))
    return told


def fits(cases, takes) -> dict[int, list[str]]:
    """Every tied unit is decided upon, and nobody beyond the places there are."""
    reasons = {}
    for take in takes:
        if take.only_asks:
            reasons[take.case.pk] = [] if _held(take.case.pk) else [NONE]
        else:
            found = ties(Campaign.objects.get(pk=take.case.pk))
            reasons[take.case.pk] = _faults(found, take.detail.get("grades", {}))
    return {key: told for key, told in reasons.items() if told}


def is_settled(cases, takes) -> dict[int, list[str]]:
    """No result is decided upon in which a tie waits, or that was composed before the tie was settled."""
    reasons = {}
    for case in cases:
        names = "、".join(_held(case.pk))
        last = Act.objects.filter(case=case.pk, step__in=(*COMPOSED, "settle", "reopen")).order_by("-number").first()
        if last and last.step == "settle":
            reasons[case.pk] = ["并列的等次已经决定，还没有按决定重新合成，请政务公开办重新合成、复核以后再审定"]
        elif names:
            reasons[case.pk] = [f"{names}并列，跨过了名额线，请先办“决定并列的等次”"]
    return reasons


def _held(key: int) -> list[str]:
    """Names of the units that wait in the result as it stands."""
    rows = UnitResult.objects.filter(result_set__campaign=key, result_set__current=True, grade=SAID[HELD])
    return list(rows.order_by("unit__order").values_list("unit__name", flat=True))


def _faults(found: list[Tie], grades: dict[str, str]) -> list[str]:
    if not found:
        return [NONE]
    names = {code: name for tie in found for code, name in tie.units}
    faults = [
        f"{grades[code]}不是{names.get(code, code)}可以评的等次" for code in grades if not _may(found, code, grades)
    ]
    faults += [f"还没有决定{name}评什么" for code, name in names.items() if code not in grades]
    for tie in found:
        taken = Counter(grades.get(code) for code, _ in tie.units)[tie.grade]
        if taken > tie.left:
            faults.append(f"“{tie.grade}”只剩 {tie.left} 个名额，选了 {taken} 个，请减少")
    return faults


def _may(found: list[Tie], code: str, grades: dict[str, str]) -> bool:
    return any(code in dict(tie.units) and grades[code] in (tie.grade, tie.below) for tie in found)
