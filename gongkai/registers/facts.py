"""What can be counted of 清单: every fact set-based, as of a moment, with the records behind it."""

from datetime import date, datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act
from gongkai.registers import clocks
from gongkai.registers.models import Register


def kept(units, span: Span) -> Counted:
    """Lists that a unit has to keep at the end of the period (BW-5.3, SQ-2.1)."""
    return listed(units, [(register.unit_id, register.pk) for register in _open(units, span)])


def overdue(units, span: Span) -> Counted:
    """Of these, the ones not looked through within their limit, or never published (BW-5.3, SQ-2.1, BW-12.1)."""
    registers, last = _open(units, span), _last(units, span)
    seen = [clocks.refreshed(one, _day(last[one.pk]) if one.pk in last else None, _last_day(span)) for one in registers]
    counted = listed(units, [(one.register.unit_id, one.register.pk) for one in seen if one.overdue])
    for one in seen:
        if one.clock is None:  # nobody here says how often: not to be told
            counted.values[one.register.unit_id] = None
            counted.says[one.register.unit_id].append(one.says)
        elif one.overdue:
            counted.says[one.register.unit_id].append(one.says)
    return counted


def revised(units, span: Span) -> Counted:
    """Revisions published in the period, those that state that nothing changed among them."""
    acts = Act.objects.filter(case__kind="register", case__unit__in=units, step="publish", at__gte=span.begins)
    return listed(units, acts.filter(at__lt=span.ends).order_by("case_id").values_list("case__unit_id", "case_id"))


def last_published(units, span: Span) -> dict[tuple[int, int], datetime]:
    """(unit key, topic key) → when a list in that column last gained a revision."""
    acts = Act.objects.filter(case__kind="register", case__unit__in=units, step="publish", at__lt=span.ends)
    rows = acts.order_by("at").values_list("case__unit_id", "case__register__topic_id", "at")
    return {(unit, topic): at for unit, topic, at in rows}


def _open(units, span: Span) -> list[Register]:
    found = Register.objects.filter(unit__in=units, case__opened__lt=span.ends).select_related("case")
    return list(found.order_by("pk"))


def _last(units, span: Span) -> dict[int, datetime]:
    acts = Act.objects.filter(case__kind="register", case__unit__in=units, step="publish", at__lt=span.ends)
    return dict(acts.order_by("at").values_list("case_id", "at"))


def _last_day(span: Span) -> date:
    return min(span.last, _day(span.as_of))


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()


FACTS = {"registers.kept": kept, "registers.overdue": overdue, "registers.revised": revised}
