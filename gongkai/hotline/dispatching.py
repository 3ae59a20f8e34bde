"""派单 (KF-2.2): whoever is in charge handles it; contested once; nobody looks into themselves."""

from collections.abc import Sequence
from datetime import date

from gongkai.accounts.models import Person, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.hotline.models import Plea, PleaPart
from gongkai.hotline.taking_in import title_of
from gongkai.hotline.vocabulary import OF_OPENNESS, About, Sort

Reasons = dict[int, list[str]]
PURSUED = tuple(one for one in OF_OPENNESS if one != About.REQUEST)  # 不公开、弄虚作假 (TZ-5.3)


def accepted(cases, takes, acts) -> None:
    """Who accepts answers for its way on where nobody was asked before; the line of staff becomes part of its name."""
    rows = Plea.objects.in_bulk([case.pk for case in cases])
    for take in takes:
        row, said = rows[take.case.pk], take.detail
        row.gist, row.sort, row.about = said.get("gist", row.gist), said.get("sort", row.sort), said["about"]
        row.first_id = row.first_id or (take.by.pk if take.by else None)
        take.case.title = title_of(row.sort, row.number, row.gist)
    Plea.objects.bulk_update(rows.values(), ["gist", "sort", "about", "first"])
    Case.objects.bulk_update([take.case for take in takes], ["title"])


def says_what_it_is(cases, takes) -> Reasons:
    """Accepted is what has a line of staff's own, so that nobody needs to open what is sealed to know it again."""
    return {
        take.case.pk: ["请写一句事由，不写姓名、电话、地址"]
        for take in takes
        if not take.only_asks and not str(take.detail.get("gist", "")).strip()
    }


def names_units(cases, takes) -> Reasons:
    """A unit that stands leads; it is no other that helps; nobody looks into what is said of themselves."""
    asked = [take for take in takes if not take.only_asks]
    if not asked:
        return {}
    units = _standing(max(take.at for take in asked).astimezone(BEIJING).date())
    rows = Plea.objects.in_bulk([take.case.pk for take in asked])
    found = {take.case.pk: list(_faults(rows[take.case.pk], take.detail, units)) for take in asked}
    return {key: reasons for key, reasons in found.items() if reasons}


def _faults(plea: Plea, said: dict, units: dict[str, Unit]):
    lead, joint = said.get("unit"), said.get("joint", [])
    if lead not in units or any(code not in units for code in joint):
        yield "请选择派给哪个单位，撤销了的单位不能派"
    elif lead in joint:
        yield "主办单位不用再列为协办单位"
    if not plea.accuses:
        return
    against = units.get(said.get("against") or "")
    if against is None:
        yield "投诉、举报要写明被投诉单位"
    elif lead in units and (plea.sort == Sort.REPORT or plea.about in PURSUED) and against.covers(units[lead]):
        yield "举报，以及对不公开、弄虚作假、信息不实的投诉，由被投诉单位以外的单位查，请另选主办单位"


def dispatched(cases, takes, acts) -> None:
    """The case is the leading unit's from now on; the others get a part each, parts of an earlier order lapse."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=_named(takes))}
    rows = Plea.objects.in_bulk([case.pk for case in cases])
    lapse(cases, takes, acts)
    for take in takes:
        row, said = rows[take.case.pk], take.detail
        row.against = units[said["against"]] if row.accuses else None
        row.accused = Person.objects.filter(pk=said.get("accused")).first() if row.accuses else None
        row.promised = None
        take.case.unit = units[said["unit"]]
    Plea.objects.bulk_update(rows.values(), ["against", "accused", "promised"])
    Case.objects.bulk_update([take.case for take in takes], ["unit"])
    some = [(rows[take.case.pk], units[code], take) for take in takes for code in take.detail.get("joint", [])]
    if some:
        _open_parts(some)


def lapse(cases, takes, acts) -> None:
    """Parts nobody needs any more come to their end."""
    at = {act.case_id: act.at for act in acts}
    parts = PleaPart.objects.filter(plea__in=list(at), case__status="asked").select_related("case")
    ends = [Take(part.case, None, at[part.plea_id], follows=True) for part in parts]
    if ends:
        take_many("plea_part", "lapse", ends)


def contested_once(cases, takes) -> Reasons:
    """退回派单 is one word of the unit; after that the office's stands."""
    before = Act.objects.filter(case__in=[case.pk for case in cases], step="send_back").values_list(
        "case_id", "post__unit"
    )
    units = {(key, unit) for key, unit in before}
    return {
        case.pk: ["本单位已经退回过一次，请按派单办理；确实不归本单位的，请与政务公开办联系"]
        for case in cases
        if (case.pk, case.unit_id) in units
    }


def _open_parts(some: Sequence[tuple[Plea, Unit, Take]]) -> None:
    def room(made: list[Case]) -> None:
        PleaPart.objects.bulk_create(
            PleaPart(case=case, plea=plea) for case, (plea, _, _) in zip(made, some, strict=True)
        )

    openings = [
        Opening(unit, f"协办：{take.case.title}"[:300], take.by, take.at, follows=True) for _, unit, take in some
    ]
    open_many("plea_part", "assign", openings, room)


def _named(takes) -> set[str]:
    return {
        code
        for take in takes
        for code in (take.detail["unit"], take.detail.get("against"), *take.detail.get("joint", []))
        if code
    }


def _standing(day: date) -> dict[str, Unit]:
    return {unit.code: unit for unit in Unit.objects.standing_on(day).select_related("parent")}
