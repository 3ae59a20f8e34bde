"""Beginning and resting of monitoring, and the limit within which a unit answers for a card (KF-4.2)."""

from datetime import datetime

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.findings.models import Monitoring

LIMIT = "findings.card_answer"


def begin(by: Post, at: datetime) -> Monitoring:
    """Cards come for dates that pass from now on. Raises ``Unready`` where it was begun before."""
    if Monitoring.objects.exists():
        raise Unready(["电子监察已经启用过，停用以后可以恢复，不用再启用"])
    made: list[Monitoring] = []

    def room(cases: list[Case]) -> None:
        made.append(Monitoring.objects.create(case=cases[0], since=at))

    open_many("monitoring", "begin", [Opening(by.unit, "电子监察", by, at)], room)
    return made[0]


def resumed(cases, takes, acts) -> None:
    """What passed while it rested brings no card."""
    for act in acts:
        Monitoring.objects.filter(pk=act.case_id).update(since=act.at, looked=None)


def limits_of(cases) -> dict[int, list]:
    limit = shelf.here().get(LIMIT)
    return {case.pk: [limit] if limit else [] for case in cases}
