"""Planning a campaign: rulebook, period, units, and whose assessors speak for which source (BW-2, BW-14, DY-2)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.assessment import rules
from gongkai.assessment.models import Appointee, Assessor, Campaign, Entrant
from gongkai.assessment.targets import setting


@dataclass
class Plan:
    """What the openness office decides.

    ``assessors`` maps a source of the rulebook to units. In the sources of ``self_rated`` each assessed unit fills in
    its own row, and the assessors hand in (BW-13). ``people``: who of its unit speaks for a source, where the unit was
    given another as well. ``comment_days``, ``marking_days`` and
    ``selfcheck_days`` are as in ``Campaign``.
    """

    title: str
    rulebook: str
    since: date
    until: date
    units: list[Unit]
    assessors: dict[str, list[Unit]] = field(default_factory=dict)
    self_rated: frozenset[str] = frozenset()
    people: dict[str, list[Person]] = field(default_factory=dict)
    comment_days: int = 0
    marking_days: int = 10
    selfcheck_days: int = 0


def open_campaign(plan: Plan, by: Post, at: datetime) -> Campaign:
    """Opens a campaign with its own copy of the rulebook. Raises ``Unready`` where the plan does not fit it."""
    if plan.until < plan.since:
        raise Unready(["考核期的末日早于首日，请核对"])
    if not plan.units:
        raise Unready(["还没有选定被考核单位"])
    text, annexes, book = rules.freeze(plan.rulebook, plan.since, plan.until, _targets(plan))
    missing = [word for source, word in book.sources.items() if not plan.assessors.get(source)]
    if missing:
        raise Unready([f"还没有指定“{word}”由哪个单位评分" for word in missing])
    made: list[Campaign] = []

    def rows(cases):
        campaign = Campaign.objects.create(
            case=cases[0], rulebook=plan.rulebook, text=text, annexes=annexes, sha256=book.sha256, since=plan.since,
            until=plan.until, as_of=_end_of(plan.until), places=book.rounding.total or 2,
            comment_days=plan.comment_days, marking_days=plan.marking_days, selfcheck_days=plan.selfcheck_days,
        )  # fmt: skip
        Entrant.objects.bulk_create(
            Entrant(campaign=campaign, unit=unit, klass=unit.kind if unit.kind in book.classes else "")
            for unit in plan.units
        )
        Assessor.objects.bulk_create(
            Assessor(campaign=campaign, source=source, unit=unit)
            for source, units in plan.assessors.items()
            for unit in units
        )
        Assessor.objects.bulk_create(
            Assessor(campaign=campaign, source=source, unit=unit, own=True)
            for source in sorted(plan.self_rated)
            for unit in plan.units
            if unit not in plan.assessors[source]
        )
        Appointee.objects.bulk_create(
            Appointee(assessor=row, person=person)
            for row in Assessor.objects.filter(campaign=campaign, own=False)
            for person in plan.people.get(row.source, ())
        )
        cases[0].content = book.sha256
        type(cases[0]).objects.filter(pk=cases[0].pk).update(content=book.sha256)
        made.append(campaign)

    open_many("campaign", "plan", [Opening(by.unit, plan.title, by, at)], rows)
    return made[0]


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BEIJING)


def _targets(plan: Plan) -> rules.Targets | None:
    """The targets that were issued for the campaign's year; without one, the rulebook's own count (DY-F1)."""
    table = setting.issued(plan.since, plan.until)
    return rules.Targets(f"targets-{table.year}.csv", setting.as_annex(table), table.total) if table else None
