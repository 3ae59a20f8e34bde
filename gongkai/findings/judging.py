"""What bars a step of a finding, and who is told of it."""

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.findings.models import Item, Outcome
from gongkai.workflow import notices

TOLD = (Role.PROPOSER, Role.REVIEWER)


def is_not_being_mended(cases, takes) -> dict[int, list[str]]:
    """A finding that stands in a rectification is settled there."""
    open_items = Item.objects.filter(finding__in=[case.pk for case in cases]).exclude(outcome=Outcome.MENDED)
    open_items = open_items.exclude(rectification__case__status__in=("mended", "cancelled"))
    rows = open_items.values_list("finding", "rectification__case__title")
    return {key: [f"这个问题正在“{title}”里办理，请在那里复查"] for key, title in rows}


def tell(cases, takes, acts) -> None:
    """The unit's own hands learn of it on their desk: one question for all cases."""
    if not acts:
        return
    units = {case.pk: case.unit_id for case in cases}
    day = acts[0].at.astimezone(BEIJING).date()
    posts = Post.objects.held_on(day).filter(role__in=TOLD, unit__in=set(units.values()))
    hands: dict[int, list[int]] = {}
    for unit, person in posts.values_list("unit", "person"):
        hands.setdefault(unit, []).append(person)
    notices.tell((person, act) for act in acts for person in hands.get(units[act.case_id], ()))
