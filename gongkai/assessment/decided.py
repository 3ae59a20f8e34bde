"""What the leading group decided on units tied across the line of a grade's places (BW-15)."""

from dataclasses import replace

from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.assessment.models import Campaign
from gongkai.law.facts import Facts
from gongkai.law.facts.store import Decision
from gongkai.law.grading import HELD
from gongkai.law.results import Results
from gongkai.law.scoring import Compiled

WHO = "领导小组"


def decisions(campaign: Campaign) -> tuple[Decision, ...]:
    """The last decision since marking began; empty once marks were sent back after it."""
    acts = Act.objects.filter(case=campaign.pk, step__in=("settle", "reopen")).order_by("-number")
    last = acts.first()
    if last is None or last.step == "reopen":
        return ()
    when = f"{last.at.astimezone(BEIJING):%Y-%m-%d}"
    return tuple(Decision(unit, grade, "", WHO, when) for unit, grade in sorted(last.detail["grades"].items()))


def scored(compiled: Compiled, given: Facts, told: tuple[Decision, ...]) -> Results:
    """The results with those decisions that are about units still tied; a decision that came too early falls away."""
    found = compiled.score(given, explained=True)
    tied = set(tied_units(found)) if told else set()
    kept = tuple(one for one in told if one.about in tied)
    return compiled.score(replace(given, decisions=kept), explained=True) if kept else found


def tied_units(found: Results) -> list[str]:
    """Units whose grade waits for a decision, by the engine's own count."""
    graded = found.graded
    return [] if graded is None else [one.unit for row, one in enumerate(found.facts.units) if graded.band[row] == HELD]
