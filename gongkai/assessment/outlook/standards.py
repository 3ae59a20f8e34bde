"""By which rules a unit looks at itself before any campaign has begun: a campaign's own copy, or one on the shelf."""

from dataclasses import dataclass
from datetime import date

from gongkai.accounts.models import Unit
from gongkai.assessment import periods, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Campaign
from gongkai.law.periods import Period
from gongkai.law.rulebook import Rulebook
from gongkai.law.scoring import Compiled

CAMPAIGN, SHELF = "c", "s"


@dataclass(frozen=True)
class Standard:
    """Rules made ready for the period that runs today; ``says`` tells whose rules they are."""

    says: str
    period: Period
    book: Rulebook
    compiled: Compiled
    items: tuple[Item, ...]


def choices(unit: Unit) -> list[tuple[str, str]]:
    """What a unit can choose: the campaigns it was ever in, the latest first, then every rulebook on the shelf."""
    found = Campaign.objects.filter(entrants__unit=unit).select_related("case").order_by("-since", "-pk")
    mine = [(f"{CAMPAIGN}{one.pk}", f"{one.case.title}的规则") for one in found]
    return mine + [(f"{SHELF}{name}", title) for name, title in rules.names().items()]


def chosen(text: str, unit: Unit, day: date) -> Standard | None:
    """The standard a choice names, by itself the first; None where there is none to choose from."""
    known = dict(choices(unit))
    name = text if text in known else next(iter(known), "")
    return _read(name, known[name], day) if name else None


def _read(name: str, says: str, day: date) -> Standard:
    if name.startswith(CAMPAIGN):
        one = Campaign.objects.get(pk=name[len(CAMPAIGN) :])
        kind, text, annexes = rules.book(one).period.kind, one.text, one.annexes
    else:
        kind, text, annexes = rules.on_shelf(name[len(SHELF) :]).period.kind, *rules.shelved(name[len(SHELF) :])
    running = periods.holding(day, kind)
    return Standard(says, running, *rules.ready(rules.for_period(text, running.first, running.last), annexes))
