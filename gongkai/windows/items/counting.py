"""What can be counted of items: outside, guides, how far online (KF-T1.8, KF-T2.2, KF-T3.6)."""

from django.db.models import F, Q

from gongkai import shelf
from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.windows.items import entering, guides
from gongkai.windows.models import Item

STANDING = frozenset({"outside", "inside", "exempt"})


def items(units, span: Span, *states: str) -> list[Item]:
    """Items of the units that stood in one of the states (any that is not ended) at the end of the period."""
    acts = Act.objects.filter(case__kind="service_item", case__unit__in=units, at__lt=span.ends)
    stood = dict(acts.order_by("case_id", "number").values_list("case_id", "to"))
    keys = [key for key, state in stood.items() if state in (states or STANDING)]
    return list(guides.with_all(Item.objects.filter(pk__in=keys)).order_by("pk"))


def outside(units, span: Span) -> Counted:
    """Items at no window and without a ground, and rows of the lists that were not even entered (KF-2.1, KF-T2.2)."""
    counted = _listed(units, items(units, span, "outside"))
    for line in entering.unentered({unit.pk for unit in units}):
        counted.values[line.register.unit_id] += 1
        counted.says[line.register.unit_id].append(f"{line.name}还没有列为办事事项")
    return counted


def guides_missing(units, span: Span) -> Counted:
    """Items whose guide lacked an element at the end of the period (KF-T2.2)."""
    counted, rows = _listed(units, []), items(units, span)
    known = guides.stood(rows, span.ends)
    for item in rows:
        if lacks := guides.lacking(known[item.pk]):
            counted.values[item.case.unit_id] += 1
            counted.records[item.case.unit_id].append(item.pk)
            counted.says[item.case.unit_id].append(f"{item}缺{'、'.join(lacks)}")
    return counted


def not_on_portal(units, span: Span) -> Counted:
    """Items whose guide was not published by the end of the period (KF-T2.2)."""
    out = set(_acts(units, span, "agree").values_list("case_id", flat=True))
    return _listed(units, [item for item in items(units, span) if item.pk not in out])


def stale(units, span: Span) -> Counted:
    """Guides that were not brought up to date within their limit after the item changed (KF-T2.2)."""
    rows = Due.objects.filter(limit=entering.LIMIT, case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    rows = rows.exclude(done__lte=F("due")).order_by("case_id", "round")
    return listed(units, rows.values_list("case__unit_id", "case_id"))


def offline(units, span: Span) -> Counted:
    """Items at a window that are not taken in and handled online (KF-T2.2)."""
    return _by_stages(units, span, lambda stages: not set(shelf.window_demands().online) <= stages)


def amiss(units, span: Span) -> Counted:
    """Items handled online of whose stages some are not (KF-T1.8, KF-T2.2)."""
    asked = shelf.window_demands()
    whole, least = set(asked.stages), set(asked.online)
    return _by_stages(units, span, lambda stages: least <= stages and stages != whole)


def online_done(units, span: Span) -> Counted:
    """Whether every item is at a window with all its stages online; unknown where a unit has none (KF-T1.8)."""
    counted, out = Counted({unit.pk: None for unit in units}), outside(units, span)
    short = (out, offline(units, span), amiss(units, span))
    known = {item.case.unit_id for item in items(units, span)}
    for unit in units:
        if unit.pk in known or out.values[unit.pk]:
            counted.values[unit.pk] = not any(one.values[unit.pk] for one in short)
            counted.records[unit.pk] = [key for one in short for key in one.records.get(unit.pk, ())]
    return counted


def service_missing(units, span: Span) -> Counted:
    """Of the elements that streets publish of their services, those that some item lacked at the end (KF-T3.6)."""
    asked, counted = shelf.window_demands(), Counted({unit.pk: None for unit in units})
    lacks, rows = dict[int, set[str]](), items(units, span)
    known = guides.stood(rows, span.ends)
    for item in rows:
        some = lacks.setdefault(item.case.unit_id, set())
        some |= {name for name in asked.least if not known[item.pk][name]}
        counted.records[item.case.unit_id].append(item.pk)
    for unit, some in lacks.items():
        counted.values[unit] = len(some)
        counted.says[unit] = [f"有的事项没有{asked.guide[name]}" for name in asked.least if name in some]
    return counted


def late(limit: str) -> Fact:
    """Clocks of a limit that ended in the period and were not kept (KF-1, KF-4.2.1)."""

    def count(units, span: Span) -> Counted:
        rows = Due.objects.filter(limit=limit, case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
        rows = rows.filter(Q(done=None) | Q(done__gt=F("due")))
        return listed(units, rows.order_by("case_id").values_list("case__unit_id", "case_id").distinct())

    return count


def online_data_late(units, span: Span) -> Counted:
    """Whether a result that was due online in the period came late; unknown where none was due (KF-T2.2)."""
    rows = Due.objects.filter(limit="windows.deliver", case__unit__in=units, due__gte=span.begins, due__lt=span.ends)
    known = set(rows.values_list("case__unit_id", flat=True))
    counted = late("windows.deliver")(units, span)
    counted.values = {unit.pk: bool(counted.values[unit.pk]) if unit.pk in known else None for unit in units}
    return counted


def received(units, span: Span) -> Counted:
    """Cases that came in in the period."""
    acts = Act.objects.filter(case__kind="service_case", case__unit__in=units, step__in=("file", "receive"))
    acts = acts.filter(effective__gte=span.begins, effective__lt=span.ends, at__lt=span.as_of)
    return listed(units, acts.order_by("case_id").values_list("case__unit_id", "case_id"))


def _by_stages(units, span: Span, holds) -> Counted:
    """Items at a window whose online stages, as the trail told them last, are such."""
    told = dict(_acts(units, span, "online").order_by("number").values_list("case_id", "detail"))
    rows = items(units, span, "inside")
    return _listed(units, [item for item in rows if holds(set(told.get(item.pk, {}).get("stages", ())))])


def _acts(units, span: Span, step: str):
    return Act.objects.filter(case__kind="service_item", case__unit__in=units, step=step, at__lt=span.ends)


def _listed(units, rows: list[Item]) -> Counted:
    return listed(units, [(item.case.unit_id, item.pk) for item in rows])


FACTS: dict[str, Fact] = {
    "windows.items_outside": outside, "windows.guides_missing": guides_missing,
    "windows.guides_not_on_portal": not_on_portal, "windows.guides_stale": stale, "windows.items_offline": offline,
    "windows.items_amiss": amiss, "windows.online_done": online_done, "windows.service_missing": service_missing,
    "windows.cases": received, "windows.late_by_promise": late("windows.promise"),
    "windows.late_by_law": late("windows.legal"), "windows.parts_late": late("windows.part"),
    "windows.online_data_late": online_data_late,
}  # fmt: skip
