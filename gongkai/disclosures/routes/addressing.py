"""主送、抄送: which units here a paper is addressed to, by their names or by a word for all of a kind (DY-5)."""

import re
from collections.abc import Iterable
from datetime import date

from gongkai.accounts.models import Unit
from gongkai.acts import sitting
from gongkai.acts.clock import BEIJING
from gongkai.disclosures.models import Edition
from gongkai.workflow import receipts

SPLIT = re.compile(r"[、，,；;。\s：:]+")
ALL_OF = {
    Unit.Kind.TOWNSHIP: re.compile(r"各(?:镇|乡)+(?:人民)?(?:政府)?|各?街道办事处|各街道"),
    Unit.Kind.DEPARTMENT: re.compile(
        r"(?:[县市区]级|[县市区]政府)?各(?:有关)?(?:部门|局|工作部门|委办局)|[县市区]直各?部门"
    ),
    Unit.Kind.PARK: re.compile(r"各(?:产业)?园区(?:管委会)?"),
    Unit.Kind.ENTERPRISE: re.compile(r"各(?:公共)?企事业单位"),
}


def addressed(text: str, units: Iterable[Unit]) -> tuple[list[Unit], list[str]]:
    """Units that a line of addressees means, in the county's order, and the words that mean nobody here."""
    every = list(units)
    named = {name: unit.pk for unit in every for name in (unit.name, unit.full_name) if name}
    keys: set[int] = set()
    unknown = []
    for word in filter(None, SPLIT.split(text)):
        kinds = {kind for kind, pattern in ALL_OF.items() if pattern.fullmatch(word)}
        if kinds:
            keys |= {unit.pk for unit in every if unit.kind in kinds}
        elif key := named.get(word) or named.get(word.lstrip("县市区")):
            keys.add(key)
        else:
            unknown.append(word)
    return [unit for unit in every if unit.pk in keys], unknown


def standing(day: date) -> list[Unit]:
    return list(Unit.objects.standing_on(day).order_by("order", "pk"))


def send(cases, takes, acts, stands: dict[int, Edition]) -> None:
    """A paper that goes out here for the first time is sent to its addressees to be signed for."""
    told = [case for case in cases if stands[case.pk].addressees and not stands[case.pk].disclosure.formerly]
    if not told:
        return
    by, at = {take.case.pk: take.by for take in takes}, {act.case_id: act.at for act in acts}
    day = max(at.values()).astimezone(BEIJING).date()
    units = sitting.once("addressees", lambda: standing(day))
    for case in told:
        main, _ = addressed(stands[case.pk].addressees, units)
        copied, _ = addressed(stands[case.pk].copied, units)
        beside = {unit.pk for unit in copied} - {unit.pk for unit in main}
        every = [*main, *(unit for unit in copied if unit.pk in beside)]
        receipts.send(case, every, by[case.pk], at[case.pk], copied=beside)


def strangers(edition: Edition, day: date) -> list[str]:
    """Words among the addressees that name nobody here: these are reached otherwise."""
    return addressed(f"{edition.addressees}、{edition.copied}", standing(day))[1] if edition.addressees else []
