"""What the pages of the parts show: who marks, until when, how far, who keeps away from whom."""

from datetime import datetime

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.models import Act, Due
from gongkai.assessment import access, appointed, handing, marking, rules
from gongkai.assessment.models import Campaign, Declaration, Mark, Scoring
from gongkai.assessment.sources.opening import LIMIT


def parts(campaign: Campaign, at: datetime) -> list[dict]:
    """A row a part, in the order of the rulebook's sources: due day, whether late, how often reminded, what is done."""
    rows = list(campaign.scorings.select_related("case", "unit"))
    found_dues = Due.objects.filter(case__scoring__campaign=campaign, limit=LIMIT).order_by("round")
    dues: dict[int, Due] = {due.case_id: due for due in found_dues}
    acts = Act.objects.filter(case__scoring__campaign=campaign).order_by("number")
    trail = list(acts.values_list("case_id", "step", "at"))
    asked = marking.asked(campaign)
    marked, of = marking.progress(campaign), marking.asked_of(campaign)
    found = []
    for one in rows:
        names, due = [item.name for item in asked if item.source == one.source], dues.get(one.pk)
        handed = [when for case, step, when in trail if case == one.pk and step in ("hand_in", "hand_in_own")]
        found.append(
            {
                "part": one,
                "title": title(one),
                "due": due.due if due else None,
                "handed": handed[-1] if handed and one.case.status == "handed_in" else None,
                "late": bool(due and (due.done or at) > due.due),
                "reminded": sum(case == one.pk and step == "remind" for case, step, _ in trail),
                "done": sum(marked[name] for name in names),
                "of": sum(of[name] for name in names),
            }
        )
    return found


def seen_by(campaign: Campaign, post: Post, at: datetime) -> list[dict]:
    """Of these rows those a post may open: an assessor sees neither how far nor whether another source has come."""
    rows = parts(campaign, at)
    if access.sees_all_sheets(post):
        return rows
    own = handing.mine(campaign, post)
    return [row for row in rows if row["part"] in own]


def title(part: Scoring) -> str:
    """县政府办; the office's own items bear its unit's name."""
    return rules.book(part.campaign).sources.get(part.source, "") or part.unit.name


def people(part: Scoring) -> list[dict]:
    """Who declared what and how much each has marked of this part."""
    campaign = part.campaign
    units = {unit.pk: unit.name for unit in Unit.objects.filter(entrant__campaign=campaign)}
    said = _declared(part).select_related("person")
    marks = Mark.objects.filter(campaign=campaign, source=part.source, current=True)
    given = list(marks.values_list("by__person", flat=True))
    return [
        {
            "name": one.person.name, "at": one.at, "refused": [units[key] for key in one.refused if key in units],
            "marks": given.count(one.person_id),
        }
        for one in said.order_by("at", "pk")
    ]  # fmt: skip


def named(part: Scoring) -> list[str]:
    """Names of those who alone speak for the part; empty where its whole unit does."""
    keys = appointed.people(part.campaign, part.source, part.unit)
    return list(Person.objects.filter(pk__in=keys).order_by("pk").values_list("name", flat=True))


def left_over(part: Scoring) -> list[str]:
    """Names of the units that everybody who declared keeps away from: somebody else must mark them."""
    said = list(_declared(part))
    shut = set.intersection(*(set(one.refused) for one in said)) if said else set()
    return list(Unit.objects.filter(pk__in=shut).values_list("name", flat=True))


def _declared(part: Scoring):
    rows = Declaration.objects.filter(campaign=part.campaign, current=True, by__unit=part.unit)
    named = appointed.people(part.campaign, part.source, part.unit)
    return rows.filter(person__in=named) if named else rows


def nav(part: Scoring, post: Post, rows: list[dict]) -> list[dict]:
    """Of the items a post marks, those of this part."""
    mine = marking.mine(part.campaign, post)
    return [row for row, item in zip(rows, mine, strict=True) if item.source == part.source]
