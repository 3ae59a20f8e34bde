"""What is in place in each unit this year: each line is a measured fact, so that nobody ticks it by hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.dues import MOMENT
from gongkai.acts.facts import Counted, Span
from gongkai.organisation import facts
from gongkai.organisation.groups import counting as groups
from gongkai.organisation.models import Composition
from gongkai.publication.models import Shown

SYSTEMS = "zhidu"  # 政府信息公开制度, the column in which systems in force stand
IN_PLACE, MISSING, UNKNOWN = "做到", "还缺", "没有登记"


@dataclass(frozen=True)
class Demand:
    """One line: the fact behind it, when it holds, what to do where it does not, and where its records are kept."""

    title: str
    fact: str
    holds: Callable[[Any], bool]
    remedy: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """What a demand finds in one unit; ``state`` is one of the three words above."""

    demand: Demand
    state: str
    says: str
    records: list[int]

    @property
    def holds(self) -> bool:
        return self.state == IN_PLACE


def yes(value: Any) -> bool:
    return value is True


def some(value: Any) -> bool:
    return value >= 1


def none(value: Any) -> bool:
    return value == 0


GROUP, MEETING, TRAINING = "organisation:group", "organisation:work-meeting", "organisation:training"
DEMANDS = (
    Demand("领导小组健全", "group_sound", yes, "登记领导小组，写齐组长、副组长、成员和办公室主任", GROUP),
    Demand("人员变动后及时调整", "group_late", none, "按变动调整组成，报分管领导核定", GROUP),
    Demand("分管领导和经办人员明确", "people_named", yes, "在领导小组里写明分管领导、分工和经办人员", GROUP),
    Demand("处室和下属机构有专人", "places_unnamed", none, "在领导小组里逐个写明分管领导和专人", GROUP),
    Demand("列入议程", "agenda_meetings", some, "研究以后登记会议，类别选“列入常务会、办公会议程”", MEETING),
    Demand("主要负责人听取汇报", "reports_heard", some, "每年听取一次，开过以后登记会议", MEETING),
    Demand("绩效考核权重", "weight_enough", yes, "登记依据文件和权重", "organisation:appraisal"),
    Demand("参加业务培训", "trained", some, "派人参加，或者自己举办，举办以后登记各单位人数", TRAINING),
    Demand("交流、研讨、考察", "exchanges", some, "列入培训计划，类别选交流、研讨或者考察", TRAINING),
)
ALONE = Demand("现行制度", "systems", some, "把现行的公开制度公布到“政府信息公开制度”栏目")


def of_units(units: list[Unit], year: int, at: datetime) -> dict[int, list[Line]]:
    """By unit key, a line a demand, with what was done up to and at ``at``. Each fact is counted once for all."""
    span = Span(date(year, 1, 1), date(year, 12, 31), at + MOMENT)
    found: dict[int, list[Line]] = {unit.pk: [] for unit in units}
    for demand in DEMANDS:
        counted = facts.FACTS[f"organisation.{demand.fact}"](units, span)
        for unit in units:
            found[unit.pk].append(_line(demand, counted, unit.pk))
    if year == at.astimezone(BEIJING).year:
        _tell_of_leavers(found, groups.in_force(units, span), at.astimezone(BEIJING).date())
    published = systems(units)
    for unit in units:
        titles = published.get(unit.code, [])
        found[unit.pk].append(Line(ALONE, IN_PLACE if titles else MISSING, "、".join(titles), []))
    return found


def systems(units: list[Unit]) -> dict[str, list[str]]:
    """By unit code, the titles of systems that are out and in force (BW-6.1.4)."""
    rows = Shown.objects.live().filter(kind="document", column=SYSTEMS, unit__in=[unit.code for unit in units])
    found: dict[str, list[str]] = {}
    for code, title in rows.exclude(validity__in=("lapsed", "repealed")).order_by("docid").values_list("unit", "title"):
        found.setdefault(code, []).append(title)
    return found


def _tell_of_leavers(found: dict[int, list[Line]], standing: dict[int, Composition], day: date) -> None:
    """Where a post ended and the group still names its holder, the change is to be entered, whoever forgot it."""
    posts: dict[int, list[Post]] = {}
    for one in Post.objects.filter(unit__in=list(standing)).select_related("person"):
        posts.setdefault(one.unit_id, []).append(one)
    for key, composition in standing.items():
        if names := "、".join(_leavers(composition, posts.get(key, []), day)):
            says = f"{names}已经离岗，组成里还写着，请登记人员变动"
            found[key] = [
                replace(line, state=MISSING, says=says) if line.demand.fact == "group_late" else line
                for line in found[key]
            ]


def _leavers(composition: Composition, posts: list[Post], day: date) -> list[str]:
    """Names of a composition whose posts at the unit all ended since it began: nobody told of it."""
    serve = {one.person.name for one in posts if one.until is None or one.until >= day}
    left = {one.person.name for one in posts if one.until and composition.since <= one.until < day} - serve
    return sorted(left & {one.name for one in composition.seats.all()})


def _line(demand: Demand, counted: Counted, unit: int) -> Line:
    value = counted.values[unit]
    state = UNKNOWN if value is None else IN_PLACE if demand.holds(value) else MISSING
    return Line(demand, state, "；".join(counted.says.get(unit, ())), list(counted.records.get(unit, ())))
