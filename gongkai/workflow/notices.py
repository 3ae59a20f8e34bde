"""告知: whoever had a part in a record is told what others did with it, until they opened it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.accounts.models import Person
from gongkai.acts.models import Act
from gongkai.workflow.models import Notice

SHOWN, KEPT = 20, timedelta(days=31)


def tell(told: Iterable[tuple[int | None, Act]]) -> None:
    """(person key, act): a row for each who did not do it themselves."""
    Notice.objects.bulk_create(
        [Notice(person_id=person, act=act) for person, act in told if person and person != act.person_id],
        ignore_conflicts=True,
    )


def tell_earlier(acts: list[Act], steps: Iterable[str]) -> None:
    """Tells of each act those who had done one of ``steps`` to the record in its present round (A5)."""
    table = acts[0].case.kind_of.steps if acts else {}
    begins = {name for name, step in table.items() if step.restarts}
    trail = Act.objects.filter(case__in=[act.case_id for act in acts], step__in={*steps, *begins})
    did: dict[int, set[int]] = {}
    for case, step, person in trail.order_by("case_id", "number").values_list("case_id", "step", "person_id"):
        if step in begins:
            did[case] = set()
        if step in steps and person:
            did.setdefault(case, set()).add(person)
    tell((person, act) for act in acts for person in sorted(did.get(act.case_id, ())))


def unseen(person: Person, at: datetime) -> list[Notice]:
    """What the person has not opened yet of the last month, newest first."""
    rows = Notice.objects.filter(person=person, seen=None, act__at__gt=at - KEPT).order_by("-pk")
    return list(rows.select_related("act__person", "act__case", "act__remark")[:SHOWN])


def see(person: Person, case_key: int, at: datetime) -> None:
    """The person opened the record."""
    Notice.objects.filter(person=person, act__case=case_key, seen=None).update(seen=at)
