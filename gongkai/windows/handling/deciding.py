"""办理: parallel parts sent with the acceptance, what a decision waits for, legal and promised days (KF-4.2.1)."""

from dataclasses import replace

from gongkai import shelf
from gongkai.acts.models import Act, Case
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.law.limits import Limit, Span
from gongkai.windows.models import Item, Outcome, Part, Partner, ServiceCase

LIMITS = ("windows.accept", "windows.legal", "windows.promise", "windows.deliver")
PART_LIMIT = "windows.part"
OWN = {"windows.legal": "legal", "windows.promise": "promise"}  # days of the item in the place of the common ones


def send_parts(cases, takes, acts) -> None:
    """Every partner of the item gets its part at the same moment, each with its own clock."""
    rows = ServiceCase.objects.in_bulk([act.case_id for act in acts])
    asked: dict[int, list[Partner]] = {}
    for one in Partner.objects.filter(item__in={row.item_id for row in rows.values()}).select_related("unit"):
        asked.setdefault(one.item_id, []).append(one)
    sent = [
        (rows[act.case_id], one, act, case)
        for act, case in zip(acts, cases, strict=True)
        for one in asked.get(rows[act.case_id].item_id, ())
    ]

    def room(fresh: list[Case]) -> None:
        Part.objects.bulk_create(Part(case=case, whole=row) for case, (row, *_) in zip(fresh, sent, strict=True))

    openings = [Opening(one.unit, case.title, None, act.at, act.effective, follows=True) for _, one, act, case in sent]
    if openings:
        open_many("service_part", "send", openings, room)


def drop_parts(cases, takes, acts) -> None:
    """What was dropped is nobody's any more."""
    at = {act.case_id: act.at for act in acts}
    parts = Part.objects.filter(whole__in=list(at), case__status="sent").select_related("case")
    ended = [Take(part.case, None, at[part.whole_id], follows=True) for part in parts]
    if ended:
        take_many("service_part", "lapse", ended)


def parts_are_in(cases, takes) -> dict[int, list[str]]:
    """Nothing is decided before every partner answered."""
    found: dict[int, list[str]] = {}
    rows = Part.objects.filter(whole__in=[case.pk for case in cases], case__status="sent").select_related("case__unit")
    for part in rows:
        found.setdefault(part.whole_id, []).append(f"{part.case.unit.name}还没有答复并联审批")
    return found


def says_what(cases, takes) -> dict[int, list[str]]:
    """A decision grants or denies; a denial says why (KF-4.2.1)."""
    found = {}
    for take in takes:
        outcome = take.detail.get("outcome")
        if take.only_asks:
            continue
        if outcome not in Outcome.values:
            found[take.case.pk] = ["请选择准予还是不予"]
        elif outcome == Outcome.DENIED and not take.words.strip():
            found[take.case.pk] = ["不予的要写明理由和依据，请填写"]
    return found


def decided(cases, takes, acts) -> None:
    for take in takes:
        ServiceCase.objects.filter(pk=take.case.pk).update(outcome=take.detail["outcome"])


def rated(cases, takes, acts) -> None:
    for take in takes:
        ServiceCase.objects.filter(pk=take.case.pk).update(satisfied=take.detail["satisfied"])


def limits_of(cases) -> dict[int, list[Limit]]:
    """The item's own legal and promised days in the place of the common ones."""
    known = shelf.here()
    common = [known[name] for name in LIMITS if name in known]
    items = Item.objects.filter(cases__in=[case.pk for case in cases])
    days = {key: (legal, promise) for key, legal, promise in items.values_list("cases", "legal", "promise")}
    return {case.pk: [_own(limit, *days.get(case.pk, (None, None))) for limit in common] for case in cases}


def part_limits_of(cases) -> dict[int, list[Limit]]:
    limit = shelf.here().get(PART_LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}


def first_asked(row: ServiceCase) -> Act | None:
    """首问: whoever of the staff first had it in hand answers for it to the end (KF-1)."""
    acts = Act.objects.filter(case=row.pk).exclude(person=None).select_related("person", "post__unit")
    return acts.order_by("number").first()


def _own(limit: Limit, legal: int | None, promise: int | None) -> Limit:
    number = {"legal": legal, "promise": promise}.get(OWN.get(limit.name, ""))
    return replace(limit, within=Span(number, "workdays")) if number else limit
