"""What can be counted of windows and their people as the trail knew it, with the windows behind each (KF-T2.1)."""

from datetime import date, timedelta

from django.db.models import Q

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Fact, Span, listed
from gongkai.acts.models import Act
from gongkai.windows.models import Absence, CentreLook, Clerk, Mark, Move, Roll, Window

DAY = timedelta(days=1)
NO_ROLL = "有的月份没有报考勤，不能判断"


def standing(units, span: Span) -> list[Window]:
    """Windows that were set up and not closed by the end of the period."""
    closed = Act.objects.filter(case__kind="service_window", step="close", at__lt=span.ends).values("case")
    rows = Window.objects.filter(case__unit__in=units, case__opened__lt=span.ends).exclude(case__in=closed)
    return list(rows.select_related("case").prefetch_related("clerks").order_by("pk"))


def has_window(units, span: Span) -> Counted:
    """Whether a unit has a window in a centre (KF-T2.w); unknown where no centre was kept here by then."""
    counted = _windows(units, standing(units, span))
    kept = Act.objects.filter(case__kind="service_centre", step="agree", at__lt=span.ends).exists()
    counted.values = {key: many > 0 if kept else None for key, many in counted.values.items()}
    return counted


def staff(units, span: Span) -> Counted:
    """People who serve at a unit's windows on the last day (KF-T2.3)."""
    counted, last = Counted({unit.pk: 0 for unit in units}), _last(span)
    for window in standing(units, span):
        counted.values[window.case.unit_id] += len(_serving(window, last))
        counted.records[window.case.unit_id].append(window.pk)
    return counted


def posts_unfilled(units, span: Span) -> Counted:
    """Posts the centre asks for and nobody fills on the last day (KF-T2.1)."""
    counted, last = Counted({unit.pk: 0 for unit in units}), _last(span)
    for window in standing(units, span):
        short = window.wanted - len(_serving(window, last))
        if short > 0:
            counted.values[window.case.unit_id] += short
            counted.records[window.case.unit_id].append(window.pk)
            counted.says[window.case.unit_id].append(f"{window}少 {short} 人")
    return counted


def moves(units, span: Span, *conditions: Q) -> Counted:
    """People who were moved in the period; those sent back are counted by themselves."""
    rows = Move.objects.filter(*conditions, clerk__window__case__unit__in=units, at__lt=span.as_of)
    rows = rows.filter(day__range=(span.first, span.last)).order_by("pk")
    return listed(units, rows.values_list("clerk__window__case__unit_id", "clerk__window_id"))


def without_leave(units, span: Span) -> Counted:
    """Of these, the ones the centre had not agreed to (KF-T2.1)."""
    return moves(units, span, Q(granted=None))


def unequipped(units, span: Span) -> Counted:
    """Of these, the ones after which clothes and desk were not there by the end of the period (KF-T2.1)."""
    return moves(units, span, Q(equipped=None) | Q(equipped__gte=span.ends))


def sent_back(units, span: Span) -> Counted:
    """People the centre sent back to their unit (KF-T2.1)."""
    rows = Clerk.objects.filter(window__case__unit__in=units, back=True, until__range=(span.first, span.last))
    return listed(units, rows.order_by("pk").values_list("window__case__unit_id", "window_id"))


def half_days(units, span: Span, marks: tuple[str, ...], covered: bool | None = None) -> Counted:
    """Half-days with one of the marks. Unknown where attendance of a month was not handed in for a staffed window."""
    rows = Absence.objects.filter(clerk__window__case__unit__in=units, mark__in=marks, at__lt=span.as_of)
    rows = rows.filter(day__range=(span.first, _last(span)))
    rows = rows if covered is None else rows.filter(stand_in=covered)
    counted = listed(units, rows.order_by("pk").values_list("clerk__window__case__unit_id", "clerk__window_id"))
    for unit in {window.case.unit_id for window in standing(units, span) if _untold(window, span)}:
        counted.values[unit] = None
        counted.says[unit].append(NO_ROLL)
    return counted


def looked(units, span: Span, name: str) -> Counted:
    """What the last look on site found: how many were missing, or whether they were there (KF-T3.9–3.12)."""
    rows = CentreLook.objects.filter(centre__case__unit__in=units, day__lte=span.last, at__lt=span.as_of)
    counted = Counted({unit.pk: None for unit in units})
    for row in rows.select_related("centre__case").order_by("day", "pk"):
        unit, found = row.centre.case.unit_id, getattr(row, name)
        counted.values[unit] = found if isinstance(found, bool) else len(found)
        counted.records[unit] = [row.centre_id]
        counted.says[unit] = [] if isinstance(found, bool) else list(found)
    return counted


def _windows(units, rows: list[Window]) -> Counted:
    return listed(units, [(window.case.unit_id, window.pk) for window in rows])


def _serving(window: Window, day: date) -> list[Clerk]:
    return [one for one in window.clerks.all() if one.since <= day and (one.until is None or day <= one.until)]


def _untold(window: Window, span: Span) -> bool:
    """Whether a month that is over, in which somebody served at the window, was not told of."""
    told = set(Roll.objects.filter(window=window, at__lt=span.as_of).values_list("month", flat=True))
    month, asked = span.first.replace(day=1), set[date]()
    while (after := (month + 31 * DAY).replace(day=1)) <= _last(span) + DAY:
        if any(one.since < after and (one.until is None or one.until >= month) for one in window.clerks.all()):
            asked.add(month)
        month = after
    return bool(asked - told)


def _last(span: Span) -> date:
    return min(span.last, span.as_of.astimezone(BEIJING).date() - DAY)


def _halves(*marks: str, covered: bool | None = None) -> Fact:
    return lambda units, span: half_days(units, span, marks, covered)


def _look(name: str) -> Fact:
    return lambda units, span: looked(units, span, name)


FACTS: dict[str, Fact] = {
    "windows.has_window": has_window, "windows.staff": staff, "windows.posts_unfilled": posts_unfilled,
    "windows.moves": moves, "windows.moves_without_leave": without_leave, "windows.moves_unequipped": unequipped,
    "windows.sent_back": sent_back, "windows.late_or_early": _halves(Mark.LATE, Mark.EARLY),
    "windows.leaves": _halves(Mark.LEAVE), "windows.uncovered_half_days": _halves(Mark.LEAVE, Mark.AWAY, covered=False),
    "windows.windows_missing": _look("windows"), "windows.equipment_missing": _look("equipment"),
    "windows.rules_missing": _look("rules"), "windows.centre_guides": _look("guides"),
    "windows.centre_ledger": _look("ledger"),
}  # fmt: skip
