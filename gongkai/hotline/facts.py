"""What can be counted of the hotline: complaints and repeats, what was late or ignored, how it was liked (KF-2.2)."""

from django.db.models import F, Q

from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act, Case, Due
from gongkai.hotline import counting
from gongkai.hotline.limiting import PROMISE, REPLIES
from gongkai.hotline.models import Plea
from gongkai.hotline.vocabulary import ACCUSING, OF_OPENNESS, TRUE, About, Outcome, Rating

ANSWERS = ("call_back", "rate")


def pleas(units, span: Span) -> Counted:
    """Cases received in the period that the unit handles (KF-2.2)."""
    return listed(units, _rows(counting.received(span).filter(case__unit__in=units), "case__unit_id"))


def complaints(units, span: Span) -> Counted:
    """Complaints and reports against the unit, received in the period; what was found untrue does not count."""
    return listed(units, _rows(_against(units, span), "against_id"))


def window_complaints(units, span: Span) -> Counted:
    """Of these, the ones about a service window (KF-T1.4)."""
    return listed(units, _rows(_against(units, span).filter(about=About.WINDOW), "against_id"))


def openness_upheld(units, span: Span) -> Counted:
    """Complaints about openness found true, wholly or in part, in the period (TZ-5.3)."""
    acts = Act.objects.filter(case__kind="plea", step="reply", effective__gte=span.begins, effective__lt=span.ends)
    rows = Plea.objects.filter(case__in=acts.values("case"), against__in=units, about__in=OF_OPENNESS, outcome__in=TRUE)
    return listed(units, _rows(rows, "against_id"))


def complaints_repeated(units, span: Span) -> Counted:
    """Complaints of the period judged to repeat an earlier one (KF-T1.14: answered and not repeated)."""
    judged = Act.objects.filter(case__kind="plea", step="repeat", at__lt=span.as_of).values("case")
    return listed(units, _rows(_against(units, span).filter(case__in=judged), "against_id"))


def complaints_ignored(units, span: Span) -> Counted:
    """Complaints whose last day lies in the period with no reply, and on which the unit never took a step."""
    late = _overdue(span, REPLIES, answered=False).values("case")
    rows = Plea.objects.filter(case__in=late, case__unit__in=units, sort__in=ACCUSING)
    touched = Act.objects.filter(case__in=rows.values("case"), at__lt=span.as_of)
    touched = touched.filter(step__in=("take_up", "note", "draft_reply", "answer_notice", "propose_extension"))
    return listed(units, _rows(rows.exclude(case__in=touched.values("case")), "case__unit_id"))


def late(units, span: Span) -> Counted:
    """Cases whose last day for a reply lies in the period and that were not answered by then."""
    rows = Plea.objects.filter(case__in=_overdue(span, REPLIES).values("case"), case__unit__in=units)
    return listed(units, _rows(rows, "case__unit_id"))


def promises_broken(units, span: Span) -> Counted:
    """Cases not answered by the day that the unit itself had promised (KF-1)."""
    rows = Plea.objects.filter(case__in=_overdue(span, (PROMISE,)).values("case"), case__unit__in=units)
    return listed(units, _rows(rows, "case__unit_id"))


def rated(units, span: Span) -> Counted:
    """Cases that callers rated in the period: the denominator of satisfaction."""
    return listed(units, [(unit, case) for unit, case, _ in _ratings(units, span)])


def unsatisfied(units, span: Span) -> Counted:
    """Of these, the ones whose caller was not satisfied (KF-1)."""
    return listed(units, [(unit, case) for unit, case, said in _ratings(units, span) if said == Rating.NOT])


def satisfaction(units, span: Span) -> Counted:
    """The share of satisfied and fairly satisfied; undetermined where too few rated."""
    counted, bad = rated(units, span), unsatisfied(units, span)
    for unit, many in counted.values.items():
        enough = many >= counting.LEAST
        counted.values[unit] = counting.share(many - bad.values[unit], many) if enough else None
        if not enough:
            counted.says[unit].append(f"参评 {many} 件，少于 {counting.LEAST} 件，不计算满意率")
    return counted


def faults(units, span: Span) -> Counted:
    """Faults in handling that were pursued in the period (KF-2.2)."""
    acts = Act.objects.filter(case__kind="plea_fault", step="pursue", case__unit__in=units)
    acts = acts.filter(at__gte=span.begins, at__lt=span.ends).order_by("case_id")
    return listed(units, acts.values_list("case__unit_id", "case_id"))


def no_phone(units, span: Span) -> Counted:
    """Whether no complaint phone, or no mailbox or box, was public at the period's end (KF-T1.14, KF-T3.13)."""
    counted = Counted()
    for unit, said, case in _lines(units, span):
        there = set(said.get("ways", ()))
        lacks = [name for name, ways in LACKS if not there & ways]
        counted.values[unit.pk] = bool(lacks)
        counted.records[unit.pk] += [case] if case else []
        if lacks:
            counted.says[unit.pk].append(f"没有公布{'、'.join(lacks)}")
    return counted


def channel(units, span: Span) -> Counted:
    """Whether phone, mailbox or box, and the way complaints are handled, were public at the period's end (KF-T1.14)."""
    counted = no_phone(units, span)
    for unit, said, _ in _lines(units, span):
        counted.values[unit.pk] = not counted.values[unit.pk] and bool(said.get("mechanism"))
        if not said.get("mechanism"):
            counted.says[unit.pk].append("没有公布受理、查处、答复的办法")
    return counted


LACKS = (("投诉电话", {"phone"}), ("投诉信箱或者意见箱", {"mailbox", "box"}))


def _lines(units, span: Span):
    """(unit, what its last agreed line said, case key) as the trail knew it at the period's end."""
    acts = Act.objects.filter(case__kind="complaint_line", case__unit__in=units, step__in=("accept", "end"))
    rows = acts.filter(at__lt=span.ends).order_by("at", "pk").values_list("case__unit_id", "step", "detail", "case_id")
    last = {unit: (said if step == "accept" else {}, case) for unit, step, said, case in rows}
    return [(unit, *last.get(unit.pk, ({}, None))) for unit in units]


def _against(units, span: Span):
    rows = counting.received(span).filter(against__in=units, sort__in=ACCUSING)
    answered = Act.objects.filter(case__kind="plea", step="reply", at__lt=span.as_of).values("case")
    refused = Case.objects.filter(kind="plea", status__in=("refused", "withdrawn")).values("pk")
    return rows.exclude(outcome=Outcome.UNFOUNDED, case__in=answered).exclude(case__in=refused)


def _overdue(span: Span, limits: tuple[str, ...], answered: bool = True):
    """Dates in the period by which nothing had ended the limit; without ``answered`` only where nothing has since."""
    dues = Due.objects.filter(limit__in=limits, case__kind="plea", started__lt=span.as_of)
    dues = dues.filter(due__gte=span.begins, due__lt=span.ends)
    after = Q(done__gt=F("due")) if answered else Q(done__gte=span.as_of)
    return dues.filter(Q(done=None) | after)


def _ratings(units, span: Span) -> list[tuple[int, int, str]]:
    """(unit, case, rating) of the last word of each case in the period."""
    acts = Act.objects.filter(case__kind="plea", step__in=ANSWERS, case__unit__in=units, at__lt=span.as_of)
    acts = acts.filter(effective__gte=span.begins, effective__lt=span.ends).order_by("case_id", "number")
    rows = acts.values_list("case_id", "case__unit_id", "detail")
    last = {case: (unit, case, said.get("rating", "")) for case, unit, said in rows}
    return [one for one in last.values() if one[2] in counting.RATED]


def _rows(pleas, unit: str):
    return pleas.order_by("case_id").values_list(unit, "case_id").distinct()


FACTS = {
    "hotline.pleas": pleas, "hotline.complaints": complaints, "hotline.window_complaints": window_complaints,
    "hotline.openness_upheld": openness_upheld, "hotline.complaints_repeated": complaints_repeated,
    "hotline.complaints_ignored": complaints_ignored, "hotline.late": late,
    "hotline.promises_broken": promises_broken, "hotline.rated": rated, "hotline.unsatisfied": unsatisfied,
    "hotline.satisfaction": satisfaction, "hotline.faults": faults, "hotline.no_phone": no_phone,
    "hotline.channel": channel,
}  # fmt: skip
