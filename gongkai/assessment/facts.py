"""Gathers what the rooms can count, by the fact's id; a fact nobody counts raises.

Facts of the catalogue need to know what was published when, which only disclosures can tell: the two meet here.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Counted, Span
from gongkai.acts.refusals import Unready
from gongkai.answers import facts as answers
from gongkai.assessment import quarters
from gongkai.catalogue import freshness, generated, statements
from gongkai.catalogue.freshness import Freshness, State
from gongkai.catalogue.models import TopicUnit
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import facts as disclosures
from gongkai.dossiers import facts as dossiers
from gongkai.findings import facts as findings
from gongkai.foi import facts as foi
from gongkai.hotline import facts as hotline
from gongkai.opinion import facts as opinion
from gongkai.organisation import facts as organisation
from gongkai.participation import facts as participation
from gongkai.plans import facts as plans
from gongkai.registers import facts as registers
from gongkai.reports import facts as reports
from gongkai.windows import facts as windows

PROFILE, KEY_AREAS = (
    "gaikuang",
    "zhongdian",
)  # topics whose children are the profile and the key areas (DY-F2.10, F2.11)

TELLS_REST = frozenset({
    "disclosures.interpreted_in_time", "disclosures.conferences_done", "disclosures.conferences_told",
    "disclosures.conferences_prompt", "catalogue.profile_filled", "catalogue.key_areas_current",
})  # fmt: skip
"""Facts whose records are those that were not counted: what is missing is what a unit wants to see."""


def count(name: str, units: list, span: Span) -> Counted:
    """Values and records of one measured fact."""
    if name not in COUNTERS:
        raise Unready([f"规则要用“{name}”，但系统里没有人会数它，请改由单位填报或考核员评定"])
    return COUNTERS[name](units, span)


def stale(units, span: Span) -> Counted:
    """Columns past their refresh limit on the last day (DY-3.1, DY-F2.2, KF-T1.6)."""
    last, day = _last(units, span), _last_day(span)
    return freshness.stale(
        [u.pk for u in units], as_of=day, last=last, calendar=shelf.calendar(), limits=shelf.here(),
        quiet=statements.reviewed(span.ends),
    )  # fmt: skip


def columns(units, span: Span) -> list[Freshness]:
    """Every public column with a refresh limit, of each unit that fills it, as it stood on the last day."""
    return [one for one in _seen(units, span) if one.duty.topic.refresh and one.duty.topic.audience == Audience.PUBLIC]


def profile(units, span: Span) -> Counted:
    """Profile columns the unit has to keep (DY-F2.10)."""
    return _counted(units, _seen(units, span, PROFILE), lambda one: True)


def profile_filled(units, span: Span) -> Counted:
    """Of these, those with public content."""
    return _counted(units, _seen(units, span, PROFILE), lambda one: one.last is not None, tells_rest=True)


def key_areas(units, span: Span) -> Counted:
    """Of the sixteen key areas, those the catalogue gives to the unit (DY-F2.11)."""
    return _counted(units, _seen(units, span, KEY_AREAS), lambda one: True)


def key_areas_current(units, span: Span) -> Counted:
    """Of these, those with public content and not past their refresh limit."""
    current = lambda one: one.last is not None and not one.state.overdue
    return _counted(units, _seen(units, span, KEY_AREAS), current, tells_rest=True)


def _seen(units, span: Span, under: str = "", among: Iterable[str] = ()) -> list[Freshness]:
    """Every duty of the units on the last day of the period, with when it was last fulfilled."""
    duties = TopicUnit.objects.standing_on(span.last).filter(unit__in=units)
    if under:
        duties = duties.filter(topic__parent__code=under)
    if among:
        duties = duties.filter(topic__code__in=among)
    found = freshness.gathered(duties)
    last, quiet = _last(units, span), statements.reviewed(span.ends)
    return freshness.look(found, last, _last_day(span), shelf.calendar(), shelf.here(), quiet)


def _last(units, span: Span) -> dict[freshness.Duty, date]:
    """When each unit last published in each topic, as the trail knew it: items, lists, guides and catalogues."""
    known = disclosures.last_published(units, span)
    found = {(topic, unit): at.astimezone(BEIJING).date() for (unit, topic), (at, _) in known.items()}
    lists, annual = registers.last_published(units, span), reports.last_published(units, span)
    days = {(topic, unit): at.astimezone(BEIJING).date() for (unit, topic), at in lists.items()}
    told = {(topic, unit): at.astimezone(BEIJING).date() for (unit, topic), at in annual.items()}
    for duty, day in (*days.items(), *told.items(), *generated.last_made(span.ends).items()):
        found[duty] = max(found.get(duty, day), day)
    return found


def _last_day(span: Span) -> date:
    return min(span.last, (span.as_of - timedelta(microseconds=1)).astimezone(BEIJING).date())


def _counted(units, seen: Iterable[Freshness], holds: Callable, tells_rest: bool = False) -> Counted:
    """How many duties of each unit hold; said are those that hold, or with ``tells_rest`` those that do not."""
    counted = Counted({unit.pk: 0 for unit in units})
    for one in seen:
        unit, good = one.duty.unit_id, holds(one)
        if one.state is State.UNKNOWN:
            counted.values[unit] = None
        elif good and counted.values[unit] is not None:
            counted.values[unit] += 1
        if good is not tells_rest:
            counted.says[unit].append(one.says)
    return counted


def news(units, span: Span) -> Counted:
    """Of the five classes of news, those the catalogue gives to the unit (DY-F2.10)."""
    return _counted(units, _seen(units, span, among=disclosures.NEWS), lambda one: True)


def emergency(units, span: Span) -> Counted:
    """Whether the catalogue gives the emergency column to the unit (DY-F2.10)."""
    return _counted(units, _seen(units, span, among=(disclosures.EMERGENCY,)), lambda one: True)


COUNTERS: dict[str, Callable[[list, Span], Counted]] = {
    **disclosures.FACTS,
    **registers.FACTS,
    **dossiers.FACTS,
    **answers.FACTS,
    **organisation.FACTS,
    **findings.FACTS,
    **foi.FACTS,
    **quarters.FACTS,
    **participation.FACTS,
    **windows.FACTS,
    **plans.FACTS,
    **opinion.FACTS,
    **hotline.FACTS,
    **reports.FACTS,  # a report may have gone out as a document or as a report: both tell
    "catalogue.stale": stale,
    "catalogue.profile": profile,
    "catalogue.profile_filled": profile_filled,
    "catalogue.news": news,
    "catalogue.emergency": emergency,
    "catalogue.key_areas": key_areas,
    "catalogue.key_areas_current": key_areas_current,
}
