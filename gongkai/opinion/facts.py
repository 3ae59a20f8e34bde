"""What can be counted of 舆情回应: set-based, as of a moment, with the records behind it. Drills count nowhere."""

from django.db.models import F, Q, QuerySet

from gongkai.acts.facts import Counted, Span, listed
from gongkai.acts.models import Act, Due
from gongkai.opinion import clocks
from gongkai.opinion.models import Release
from gongkai.opinion.standing import Standing, of_period
from gongkai.opinion.vocabulary import Rank

ANSWERS = ("release", "urgent", "respond")


def events(units, span: Span) -> Counted:
    """Events that came to be known in the period (BW-8.1)."""
    return _of(units, of_period(units, span))


def grave(units, span: Span) -> Counted:
    """Of these, the ones with a press conference to hold: major and especially major emergencies (BW-8.3)."""
    return _of(units, [one for one in of_period(units, span) if one.grave])


def answered(units, span: Span) -> Counted:
    """Of these, the ones of which something was released, as the trail knew it."""
    first = first_words(units, span)
    return _of(units, [one for one in of_period(units, span) if one.key in first])


def unanswered(units, span: Span) -> Counted:
    """Of what must be answered, nothing released and the hours over (BW-8.2)."""
    over = Due.objects.filter(limit__in=(clocks.FIRST_WORD, clocks.RESPOND), due__lt=span.as_of)
    ran = set(over.values_list("case", "limit"))
    out = set(_released(span).values_list("case", flat=True))
    rows = [one for one in of_period(units, span) if one.must and one.key not in out]
    return _of(units, [one for one in rows if (one.key, clocks.FIRST_WORD if one.grave else clocks.RESPOND) in ran])


def first_word_late(units, span: Span) -> Counted:
    """Grave emergencies whose first word came after the five hours, or not yet (BW-8.3, SQ-5.2)."""
    return _late(units, span, clocks.FIRST_WORD)


def conference_late(units, span: Span) -> Counted:
    """Grave emergencies whose press conference came after the day, or not yet (BW-8.3, SQ-5.2)."""
    return _late(units, span, clocks.PRESS)


def respond_late(units, span: Span) -> Counted:
    """Other events that were answered after two days, or not yet (国办发〔2016〕61号)."""
    return _late(units, span, clocks.RESPOND)


def responsible_first(units, span: Span) -> Counted:
    """Of the answered, the ones in which the unit that answers for it was the first to release (SQ-5.2)."""
    first = first_words(units, span)
    rows = [one for one in of_period(units, span) if one.key in first]
    return _of(units, [one for one in rows if first[one.key].unit_id == one.unit])


def principal_first(units, span: Span) -> Counted:
    """Of the answered, the ones in which the principal was the first to speak (SQ-5.2)."""
    first = first_words(units, span)
    rows = [one for one in of_period(units, span) if one.key in first]
    return _of(units, [one for one in rows if first[one.key].rank == Rank.PRINCIPAL])


def unreviewed(units, span: Span) -> Counted:
    """Events of which something went out that nobody had read before (BW-8.4)."""
    acts = Act.objects.filter(case__kind=clocks.KIND, step="urgent", at__lt=span.ends)
    return _done(units, span, acts)


def evaluated(units, span: Span) -> Counted:
    """Of the period's events, those evaluated (BW-8.1)."""
    return _done(units, span, Act.objects.filter(case__kind=clocks.KIND, step="evaluate", at__lt=span.as_of))


def rumours_open(units, span: Span) -> Counted:
    """Rumours about the period's events that were neither set right nor corrected at its end (SQ-5.2)."""
    unit_of = {one.key: one.unit for one in of_period(units, span)}
    rows = Act.objects.filter(case__kind="rumour", case__rumour__event__in=unit_of, at__lt=span.ends)
    last = dict(rows.order_by("case_id", "number").values_list("case_id", "to"))
    events_of = dict(rows.values_list("case_id", "case__rumour__event"))
    still = [case for case, state in sorted(last.items()) if state in ("claimed", "refuted", "upheld")]
    return listed(units, [(unit_of[events_of[case]], case) for case in still])


def first_words(units, span: Span) -> dict[int, Release]:
    """The first release of each event, of those the trail knew of at the moment of looking."""
    found: dict[int, Release] = {}
    keys = [one.key for one in of_period(units, span)]
    rows = Release.objects.filter(event__in=keys, at__lt=span.as_of).order_by("released", "pk")
    for row in rows:
        found.setdefault(row.event_id, row)
    return found


def judged_by(units, span: Span, limit: str) -> tuple[int, int]:
    """Of the period's events whose limit was kept or is over, how many kept it: (kept, all)."""
    dues = _dues(units, span, limit)
    over = dues.filter(Q(due__lt=span.as_of) | Q(done__lt=span.as_of)).values("case").distinct().count()
    return over - dues.filter(_behind(span)).values("case").distinct().count(), over


def _late(units, span: Span, limit: str) -> Counted:
    """Of the period's events, those with a last moment that passed; what was done after the look is not done yet."""
    unit_of = {one.key: one.unit for one in _under(units, span, limit)}
    dues = Due.objects.filter(_behind(span), limit=limit, case__in=unit_of).order_by("case_id", "round")
    counted = listed(units, [(unit_of[key], key) for key in dict.fromkeys(dues.values_list("case", flat=True))])
    for key, name, due, done in dues.values_list("case", "case__title", "due", "done"):
        late = clocks.span(done - due) if done and done < span.as_of else ""
        counted.says[unit_of[key]].append(f"{name}：晚了 {late}" if late else f"{name}：到期没有")
    return counted


def _under(units, span: Span, limit: str) -> list[Standing]:
    """The period's events to which a limit applied as they stood."""
    return [one for one in of_period(units, span) if one.grave is (limit in clocks.GRAVE)]


def _dues(units, span: Span, limit: str) -> QuerySet[Due]:
    return Due.objects.filter(limit=limit, case__in=[one.key for one in _under(units, span, limit)])


def _behind(span: Span) -> Q:
    return Q(due__lt=span.as_of) & (Q(done=None) | Q(done__gt=F("due")) | Q(done__gte=span.as_of))


def _released(span: Span) -> QuerySet[Act]:
    return Act.objects.filter(case__kind=clocks.KIND, step__in=ANSWERS, at__lt=span.as_of)


def _done(units, span: Span, acts: QuerySet[Act]) -> Counted:
    """Of the period's events, those with such an act."""
    keys = set(acts.values_list("case", flat=True))
    return _of(units, [one for one in of_period(units, span) if one.key in keys])


def _of(units, rows: list[Standing]) -> Counted:
    return listed(units, [(one.unit, one.key) for one in rows])


FACTS = {
    "opinion.events": events, "opinion.grave": grave, "opinion.answered": answered,
    "opinion.unanswered": unanswered, "opinion.first_word_late": first_word_late,
    "opinion.conference_late": conference_late, "opinion.respond_late": respond_late,
    "opinion.responsible_first": responsible_first, "opinion.principal_first": principal_first,
    "opinion.unreviewed": unreviewed, "opinion.evaluated": evaluated, "opinion.rumours_open": rumours_open,
}  # fmt: skip
