"""What staff see of the catalogue: each topic with its keepers and how fresh they keep it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from gongkai import shelf, tables
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.catalogue import freshness, statements, wording
from gongkai.catalogue.freshness import Freshness, State
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.publishing import last_published
from gongkai.catalogue.vocabulary import Audience

WORST_FIRST = (State.EMPTY, State.STALE, State.NEAR, State.UNKNOWN, State.FRESH, State.FREE)
ATTENTION = "attention"
GROUPS = {
    ATTENTION: ("超期和临近", WORST_FIRST[:3]),
    "unknown": ("待定", (State.UNKNOWN,)),
    "all": ("全部", WORST_FIRST),
}


@dataclass(frozen=True)
class Shelf:
    """A topic with its depth in the tree, its refresh limit in words, its keepers and how many are in which state."""

    topic: Topic
    depth: int
    refresh: str
    keepers: int
    states: Counter = field(default_factory=Counter)

    @property
    def overdue(self) -> int:
        return sum(number for state, number in self.states.items() if state.overdue)

    @property
    def near(self) -> int:
        return self.states[State.NEAR]

    @property
    def unknown(self) -> int:
        return self.states[State.UNKNOWN]


def duties(post: Post, as_of: date) -> QuerySet[TopicUnit]:
    """Duties in force that exist for this post."""
    rows = TopicUnit.objects.standing_on(as_of).filter(topic__in=Topic.objects.visible_to(post))
    keys = post.unit_keys()
    return rows if keys is None else rows.filter(unit__in=keys)


def seen(rows: QuerySet[TopicUnit], as_of: date) -> list[Freshness]:
    """The state of duties by what is out now, the worst first. Internal topics have no public life and no state."""
    found = freshness.gathered(rows.filter(topic__audience=Audience.PUBLIC))
    newest = last_published()
    last = {
        (duty.topic_id, duty.unit_id): newest[duty.topic.code, duty.unit.code]
        for duty in found
        if (duty.topic.code, duty.unit.code) in newest
    }
    waiting = statements.waiting()
    for duty in found:
        duty.stated = waiting.get((duty.topic_id, duty.unit_id))
    quiet = statements.reviewed(next_midnight(as_of))
    told = freshness.look(found, last, as_of, shelf.calendar(), shelf.here(), quiet)
    return sorted(told, key=lambda one: (WORST_FIRST.index(one.state), one.due or date.max))


def next_midnight(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BEIJING)


def shelves(post: Post, as_of: date, rows: QuerySet[TopicUnit], told: list[Freshness]) -> list[Shelf]:
    """The tree of topics, line by line. Who sees one unit alone gets the topics it keeps and the shelves above them."""
    states: dict[int, Counter] = {}
    for one in told:
        states.setdefault(one.duty.topic_id, Counter())[one.state] += 1
    keepers = Counter(rows.values_list("topic_id", flat=True))
    topics = in_tree(Topic.objects.visible_to(post).standing_on(as_of))
    if not post.sees_county():
        kept = _with_those_above(set(keepers), topics)
        topics = {key: topic for key, topic in topics.items() if key in kept}
    return [
        Shelf(topic, _depth(topic, topics), wording.refresh(topic), keepers[key], states.get(key, Counter()))
        for key, topic in topics.items()
    ]


def in_tree(topics: Iterable[Topic]) -> dict[int, Topic]:
    """Topics by key, each after the one above it; one whose shelf is not among them stands at the top."""
    known = {topic.pk: topic for topic in topics}
    below: dict[int | None, list[Topic]] = {}
    for topic in known.values():
        below.setdefault(topic.parent_id if topic.parent_id in known else None, []).append(topic)
    found: dict[int, Topic] = {}
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        topic = waiting.pop()
        found[topic.pk] = topic
        waiting += reversed(below.get(topic.pk, []))
    return found


def _depth(topic: Topic, topics: dict[int, Topic]) -> int:
    depth = 0
    while topic.parent_id in topics:
        topic, depth = topics[topic.parent_id], depth + 1
    return depth


def _with_those_above(keys: set[int], topics: dict[int, Topic]) -> set[int]:
    found: set[int] = set()
    while keys:
        found |= keys
        above = (topics[key].parent_id for key in keys if key in topics)
        keys = {key for key in above if key is not None and key not in found}
    return found


def workbook(told: list[Freshness], as_of: date) -> bytes:
    """The board as an Excel sheet: a line a column and unit."""
    out = tables.OutColumn
    columns = [
        out("栏目", width=24), out("单位", width=20), out("状态", width=12), out("更新时限", width=24),
        out("最近公开", "date"), out("已过工作日", "whole"), out("应更新于", "date"), out("核定无更新", "date"),
    ]  # fmt: skip
    rows = [
        (
            one.duty.topic.name, one.duty.unit.name, one.state.value, wording.refresh(one.duty.topic), one.last,
            one.idle, one.due, one.quiet,
        )
        for one in told
    ]  # fmt: skip
    notes = [f"截至 {as_of}，已过天数按工作日计。"]
    return tables.write_xlsx(None, [tables.OutSheet("栏目更新情况", columns, rows, "栏目更新情况", notes)])
