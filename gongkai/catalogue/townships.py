"""The directory inherited from county to township: what each township lacks, added or changed (国办发〔2019〕54号)."""

from dataclasses import dataclass, field
from datetime import date

from gongkai import tables
from gongkai.accounts.models import Post, Unit
from gongkai.catalogue import duties, tailoring
from gongkai.catalogue.models import Tailoring, Topic, TopicUnit

LACKS, ADDED, CHANGED = "缺少", "增加", "调整"
AGREED, UNEXPLAINED = "政务公开办已同意", "没有说明，请核对"


@dataclass(frozen=True)
class Difference:
    """One topic that a township keeps otherwise than the template; ``says`` tells how and whether that was agreed."""

    kind: str
    topic: Topic
    says: str
    agreed: bool


@dataclass
class Standing:
    """A township against the template: how many topics it should and does keep, and where they differ."""

    unit: Unit
    template: int
    kept: int
    differences: list[Difference] = field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.differences)

    @property
    def lacks(self) -> int:
        return self.count(LACKS)

    @property
    def unexplained(self) -> bool:
        """Whether something is lacking that nobody agreed to."""
        return any(one.kind == LACKS and not one.agreed for one in self.differences)

    @property
    def added(self) -> int:
        return self.count(ADDED)

    @property
    def changed(self) -> int:
        return self.count(CHANGED)


def compare(post: Post, day: date) -> list[Standing]:
    """The townships that this post sees, in the directory's order."""
    keys = post.unit_keys()
    units = Unit.objects.standing_on(day).filter(kind=Unit.Kind.TOWNSHIP)
    units = list(units if keys is None else units.filter(pk__in=keys))
    topics = _leaves(post, day)
    kept: dict[int, set[int]] = {unit.pk: set() for unit in units}
    for unit, topic in TopicUnit.objects.standing_on(day).filter(unit__in=units).values_list("unit_id", "topic_id"):
        kept[unit].add(topic)
    agreed, own = duties.tailored(kept), tailoring.own_elements(list(kept))
    return [_standing(unit, topics, kept[unit.pk], agreed, own) for unit in units]


def workbook(standings: list[Standing], day: date) -> bytes:
    """A sheet of the numbers and a sheet of the differences."""
    out = tables.OutColumn
    columns = [out("乡镇", width=24), *(out(name, "whole") for name in ("应有栏目", "实有栏目", LACKS, ADDED, CHANGED))]
    rows = [(one.unit.name, one.template, one.kept, one.lacks, one.added, one.changed) for one in standings]
    listed = [
        (one.unit.name, each.kind, each.topic.code, each.topic.name, each.says)
        for one in standings
        for each in one.differences
    ]
    titles = [
        out("乡镇", width=24),
        out("差异", width=10),
        out("代码", width=16),
        out("栏目", width=24),
        out("说明", width=60),
    ]
    return tables.write_xlsx(
        None,
        [
            tables.OutSheet("各乡镇", columns, rows, "乡镇目录与县级模板的差异", [f"截至 {day}。"]),
            tables.OutSheet("差异", titles, listed),
        ],
    )


def _leaves(post: Post, day: date) -> dict[int, Topic]:
    topics = list(Topic.objects.visible_to(post).standing_on(day).order_by("order", "code"))
    shelves = {topic.parent_id for topic in topics}
    return {topic.pk: topic for topic in topics if topic.pk not in shelves}


def _standing(
    unit: Unit,
    topics: dict[int, Topic],
    kept: set[int],
    agreed: dict[duties.Pair, Tailoring],
    own: dict[duties.Pair, Tailoring],
) -> Standing:
    template = {key for key, topic in topics.items() if duties.keeps(unit, topic)}
    found = Standing(unit, len(template), len(kept & set(topics)))
    for key, topic in topics.items():
        settled = (key, unit.pk) in agreed
        says = AGREED if settled else UNEXPLAINED
        if key in template and key not in kept:
            found.differences.append(Difference(LACKS, topic, says, settled))
        if key in kept and key not in template:
            found.differences.append(Difference(ADDED, topic, says, settled))
        if key in kept and (key, unit.pk) in own:
            found.differences.append(Difference(CHANGED, topic, _elements(topic, own[key, unit.pk].elements), True))
    return found


def _elements(topic: Topic, own: list[str]) -> str:
    less = [one for one in topic.elements if one not in own]
    more = [one for one in own if one not in topic.elements]
    told = [f"不公开{'、'.join(less)}"] * bool(less) + [f"另公开{'、'.join(more)}"] * bool(more)
    return "；".join(told) or "要素相同，先后不同"
