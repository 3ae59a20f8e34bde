"""What participation tells of a unit: decisions in order, short consultations, late summaries, unanswered opinions."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.participation.consultations.steps import LIMIT as SUMMARY
from gongkai.participation.models import Consultation, Decision, GatheringSort, Opinion


def decisions(units, span: Span) -> Counted:
    """Major decisions published in the period with every procedure of theirs (KF-4.1, TZ-1.1)."""
    return listed(units, _done(units, span, "decision", "announce"))


def overdue(units, span: Span) -> Counted:
    """Matters of the catalogue whose planned day lies in the period and that were not published by its end."""
    return listed(units, _overdue(units, span))


def complete_share(units, span: Span) -> Counted:
    """Of the matters that were published or should have been, those published with every procedure; per cent."""
    done, late = _done(units, span, "decision", "announce"), _overdue(units, span)
    counted = listed(units, [*done, *late])
    good: dict[int, int] = {}
    for unit, _ in done:
        good[unit] = good.get(unit, 0) + 1
    for unit in units:
        of = counted.values[unit.pk]
        counted.values[unit.pk] = _per_cent(good.get(unit.pk, 0), of) if of else None
    return counted


def consultations(units, span: Span) -> Counted:
    """Drafts that were put out for opinions in the period (BW-9.1–9.4)."""
    return listed(units, _done(units, span, "consultation", "open"))


def short(units, span: Span) -> Counted:
    """Of these, the ones that were out for fewer days than the rules ask for, with whatever reason, or were stopped."""
    opened = {case: unit for unit, case in _done(units, span, "consultation", "open")}
    stopped = set(Act.objects.filter(case__in=opened, step="stop", at__lt=span.ends).values_list("case", flat=True))
    periods = shelf.taking_part().periods
    rows = Consultation.objects.filter(pk__in=opened)
    found = [
        one.pk for one in rows
        if one.pk in stopped or periods["market" if one.market else "opinions"].short(one.opens, one.closes)
    ]  # fmt: skip
    return listed(units, [(opened[case], case) for case in sorted(found)])


def late_summaries(units, span: Span) -> Counted:
    """Summaries whose last day lay in the period and that were not out by then."""
    rows = Due.objects.filter(limit=SUMMARY, case__kind="consultation", case__unit__in=units)
    rows = rows.filter(due__gte=span.begins, due__lt=span.ends)
    late = [one for one in rows.select_related("case") if one.done is None or one.done > one.due]
    return listed(units, [(one.case.unit_id, one.case_id) for one in late])


def unanswered(units, span: Span) -> Counted:
    """Opinions taken up on drafts that closed in the period and that nobody had answered at its end."""
    return listed(units, [(unit, case) for unit, case, answered in _closed(units, span) if not answered])


def answered_share(units, span: Span) -> Counted:
    """Of the opinions on drafts that closed in the period, those that were answered; per cent."""
    rows = _closed(units, span)
    counted = listed(units, [(unit, case) for unit, case, _ in rows])
    for unit in units:
        told = [answered for of, _, answered in rows if of == unit.pk]
        counted.values[unit.pk] = _per_cent(sum(told), len(told)) if told else None
    return counted


def gatherings(units, span: Span) -> Counted:
    """Hearings, talks, citizens at meetings and open days held in the period and told of (BW-9.1–9.4)."""
    return listed(units, _done(units, span, "gathering", "agree"))


def hearings(units, span: Span) -> Counted:
    """Of these, the hearings."""
    held = _done(units, span, "gathering", "agree", case__gathering__sort=GatheringSort.HEARING)
    return listed(units, held)


def _done(units, span: Span, kind: str, step: str, **more) -> list[tuple[int, int]]:
    """(unit, case) of the cases that took a step in the period."""
    acts = Act.objects.filter(case__kind=kind, step=step, case__unit__in=units, **more)
    acts = acts.filter(at__gte=span.begins, at__lt=span.ends).order_by("case")
    return list(dict.fromkeys(acts.values_list("case__unit", "case")))


def _overdue(units, span: Span) -> list[tuple[int, int]]:
    day = min(span.last, span.as_of.astimezone(BEIJING).date())
    rows = Decision.objects.filter(case__unit__in=units, planned__gte=span.first, planned__lt=day)
    listed_ = Act.objects.filter(step="list", at__lt=span.ends).values("case")
    over = Act.objects.filter(step__in=("announce", "drop"), at__lt=span.ends).values("case")
    rows = rows.filter(Q(pk__in=listed_) & ~Q(pk__in=over)).order_by("pk")
    return list(rows.values_list("case__unit", "pk"))


def _closed(units, span: Span) -> list[tuple[int, int, bool]]:
    """(unit, opinion, whether it was answered by then) of every opinion taken up on a draft that closed."""
    closed = Act.objects.filter(case__kind="consultation", step="close", case__unit__in=units)
    closed = closed.filter(effective__gte=span.begins, effective__lt=span.ends)
    rows = Opinion.objects.filter(consultation__in=closed.values("case"), case__opened__lt=span.ends).order_by("pk")
    last = _last_steps(rows.values("pk"), span)
    told = rows.values_list("case__unit", "pk")
    return [(unit, case, last[case] == "review") for unit, case in told if last[case] not in ASIDE]


ASIDE = ("set_aside", "appeal", "uphold")


def _last_steps(cases, span: Span) -> dict[int, str]:
    """What was done last with each, as the trail knew; a handing out changes nothing."""
    acts = Act.objects.filter(case__in=cases, at__lt=span.ends).exclude(step="assign").order_by("case", "number")
    return dict(acts.values_list("case", "step"))


def _per_cent(part: int, of: int) -> str:
    return f"{(Decimal(part * 100) / of).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


FACTS = {
    "participation.decisions": decisions, "participation.decisions_overdue": overdue,
    "participation.decisions_complete_share": complete_share, "participation.consultations": consultations,
    "participation.consultations_short": short, "participation.summaries_late": late_summaries,
    "participation.opinions_unanswered": unanswered, "participation.opinions_answered_share": answered_share,
    "participation.gatherings": gatherings, "participation.hearings": hearings,
}  # fmt: skip
