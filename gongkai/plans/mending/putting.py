"""三单: a problem listed, its measure, post and day set by the unit, agreed to, carried out, settled (BW-10)."""

from dataclasses import dataclass, replace
from datetime import datetime

from gongkai import shelf
from gongkai.accounts.models import Post, Unit
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.findings.models import Finding
from gongkai.law.limits import Limit
from gongkai.plans import gates
from gongkai.plans.models import Mend, Task
from gongkai.vault.sealed import digest

LIMIT = "plans.mend"
PARTS = {"measure": "措施", "duty": "责任岗位", "due": "整改时限"}


@dataclass(frozen=True)
class Problem:
    """What must be mended by which unit; it comes from a task or from a finding."""

    unit: Unit
    says: str
    task: Task | None = None
    finding: Finding | None = None


def put(problem: Problem, by: Post, at: datetime) -> Mend:
    """Opens the case. Raises ``Unready`` for words that tell of a person."""
    if reasons := gates.tells_of(problem.says):
        raise Unready(reasons)
    made: list[Mend] = []

    def room(cases: list[Case]) -> None:
        made.append(Mend.objects.create(
            case=cases[0], task=problem.task, finding=problem.finding, problem=problem.says
        ))  # fmt: skip

    open_many("plan_mend", "list", [Opening(problem.unit, problem.says[:60], by, at)], room)
    return made[0]


def lacks(row: Mend) -> list[str]:
    """Parts of the three lists that this line has not."""
    return [label for name, label in PARTS.items() if not getattr(row, name)]


def measured(cases, takes, acts) -> None:
    for take in takes:
        said = {name: take.detail[name] for name in PARTS}
        Mend.objects.filter(pk=take.case.pk).update(**said)
        content = digest(repr(sorted(said.items())))
        Case.objects.filter(pk=take.case.pk).update(content=content)
        take.case.content = content


def is_whole(cases, takes) -> dict[int, list[str]]:
    """A measure comes with who answers and by when, and names nobody."""
    found = {}
    for take in takes:
        if take.only_asks:
            continue
        reasons = [f"还没有写{label}" for name, label in PARTS.items() if not take.detail.get(name)]
        reasons += gates.tells_of(f"{take.detail.get('measure', '')}\n{take.detail.get('duty', '')}")
        if reasons:
            found[take.case.pk] = reasons
    return found


def says_result(cases, takes) -> dict[int, list[str]]:
    found = {}
    for take in takes:
        said = str(take.detail.get("result", "")).strip()
        reasons = gates.tells_of(said) if said else ["请写明整改结果"]
        if reasons and not take.only_asks:
            found[take.case.pk] = reasons
    return found


def done(cases, takes, acts) -> None:
    for take in takes:
        Mend.objects.filter(pk=take.case.pk).update(result=take.detail["result"])


def limits_of(cases) -> dict[int, list[Limit]]:
    """None before the unit has set its day."""
    known = shelf.here()
    limit = known.get(LIMIT) or shelf.limits()[LIMIT]
    days = dict(Mend.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "due"))
    return {case.pk: [replace(limit, within=None, by=days[case.pk])] if days[case.pk] else [] for case in cases}
