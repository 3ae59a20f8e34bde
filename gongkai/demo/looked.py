"""Who looked at what people told under seal in the year of the demonstration: before each step, at times who it was."""

from datetime import datetime

from gongkai.accounts.models import Role
from gongkai.acts.looks import ONE_LOOK
from gongkai.acts.models import Access, Act
from gongkai.demo import hours
from gongkai.demo.dice import Dice
from gongkai.hotline.models import Plea
from gongkai.hotline.vocabulary import Sort

HANDLERS = (Role.PROPOSER, Role.REVIEWER)
# Kind of case: what its handlers read before they do a step, and what they ask for at times.
OPEN = {"request": "content", "plea": "words", "service_case": "asks", "consult_opinion": "words"}
ASKED = {"request": "applicant", "plea": "caller", "service_case": "applicant", "gathering": "people"}
SHARE = 0.2  # of the steps at which it is asked who it was


def lay() -> None:
    """Once, when everything else stands: laid before, it stays as it is."""
    if Access.objects.filter(at__lt=hours.NOW).exists():
        return
    dice = Dice("查阅")
    last: dict[tuple[int, int, str], datetime] = {}
    acts = Act.objects.filter(case__kind__in={*OPEN, *ASKED}, post__role__in=HANDLERS, at__lt=hours.NOW)
    hidden = set(Plea.objects.filter(sort=Sort.REPORT).values_list("pk", flat=True))  # who reports a wrong
    made: list[Access] = []
    for case, kind, post, at in acts.order_by("at", "pk").values_list("case", "case__kind", "post", "at"):
        found = [OPEN.get(kind), ASKED.get(kind) if dice.chance(SHARE) and case not in hidden else None]
        for what in filter(None, found):
            if at - last.get((case, post, what), at - ONE_LOOK) >= ONE_LOOK:
                last[case, post, what] = at
                made.append(Access(case_id=case, post_id=post, what=what, at=at))
    Access.objects.bulk_create(made, batch_size=2000)
