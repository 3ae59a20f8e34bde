"""The office's acts on topics: adding, changing, ending, resuming. Duties and the portal follow at once.

What is changed here is remembered field by field (``Topic.own``), so that no later catalogue file overwrites it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Case
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.acts.taking import Opening, Take, open_many, take_many
from gongkai.catalogue import duties, outward
from gongkai.catalogue.duties import Told
from gongkai.catalogue.loading import sentence
from gongkai.catalogue.models import Topic, TopicEntry
from gongkai.catalogue.publishing import held_in
from gongkai.catalogue.vocabulary import Audience, Manner

FIELDS = (
    "name", "says", "parent", "phase", "column_type", "elements", "requires", "cites", "basis", "limits", "limit_says",
    "refresh", "channels", "audience", "audience_says", "manner", "level", "navigated", "by",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One topic as it is to be: ``topic`` None for a new one (``values`` then has its ``code``). The ``parent`` may be
    given by its code, as it may be one that is added just before.
    """

    topic: Topic | None
    values: Mapping[str, object]


def enter(values: Mapping[str, object], on: date, by: Post, at: datetime) -> Topic:
    """A new topic of this place, in force from ``on``; its duties begin the same day."""
    return put([Change(None, values)], on, by, at)[0]


def change(topic: Topic, values: Mapping[str, object], on: date, by: Post, at: datetime, *, seen: int = -1) -> None:
    """Puts a topic right. ``seen``: how many acts it had on opening the form. Raises ``Unready``, ``Overtaken``."""
    with transaction.atomic():
        if seen >= 0 and seen != length(topic):
            raise Overtaken(f"“{topic.name}”在您打开之后改过，请看过新的内容再改")
        put([Change(topic, values)], on, by, at)


def put(changes: Sequence[Change], on: date, by: Post, at: datetime, *, source: str = "") -> list[Topic]:
    """Adds and changes topics, each with its act; all or none. ``source``: the file that asked for it.

    Raises ``Unready`` where a change is refused or changes nothing.
    """
    with transaction.atomic():
        told, topics, fresh = Told(), [], []
        shelves = {one.topic.parent_id for one in changes if one.topic}
        for one in changes:
            values = _placed(one.values)
            if one.topic is None:
                topics.append(_added(values, on, told))
                fresh.append(topics[-1])
            else:
                topics.append(_changed(one.topic, values, told))
        shelves |= {topic.parent_id for topic in topics}
        above = Topic.objects.filter(pk__in=shelves - {None}, until=None)
        duties.fit([*topics, *(shelf for shelf in above if shelf not in topics)], "", on, told)
        for topic in topics:
            if topic.code not in told.of:
                raise Unready([f"“{topic.name}”没有改动，请修改以后再保存"])
        _open(fresh, "enter", told, on, by, at, source)
        touched = [topic for topic in _of(told) if topic not in fresh]
        record(touched, "change", told, by, at, on=on, source=source)
        outward.show_all(at)
    return topics


def end(topic: Topic, until: date, words: str, by: Post, at: datetime) -> None:
    """``until`` is the topic's last day; what it holds stays, nothing new is published in it."""
    with transaction.atomic():
        _lock(topic)
        if reasons := _why_not_end(topic, until):
            raise Unready(reasons)
        case_of(topic, by, at).take("end", by=by, at=at, words=words, detail={"says": f"末日 {until}"})
        topic.until, topic.own = until, sorted({*topic.own, "until"})
        topic.save(update_fields=["until", "own"])
        for row in topic.duties.filter(until=None):
            row.until = max(until, row.since) if row.since else until
            row.save(update_fields=["until"])
        if topic.parent and topic.parent.until is None:
            duties.fit([topic.parent], "", until + duties.DAY, Told())
        outward.show_all(at)


def resume(topic: Topic, words: str, on: date, by: Post, at: datetime) -> None:
    """The topic stands again from ``on``, with the duties that it says."""
    with transaction.atomic():
        _lock(topic)
        if not topic.until:
            raise Unready([f"“{topic.name}”没有停用，不用恢复"])
        if topic.parent and topic.parent.until:
            raise Unready([f"它的上级“{topic.parent.name}”已停用，请先恢复上级"])
        told = Told()
        topic.until, topic.own = None, sorted({*topic.own, "until"})
        topic.save(update_fields=["until", "own"])
        duties.fit([topic, *([topic.parent] if topic.parent else [])], "", on, told)
        says = "；".join([f"自 {on} 起恢复", *told.changes])
        case_of(topic, by, at).take(
            "resume", by=by, at=at, effective=moment(on, at), words=words, detail={"says": says}
        )
        outward.show_all(at)


def hand_over(unit: Unit, to: Unit, until: date, by: Post, at: datetime) -> None:
    """What ``unit`` keeps until its last day, ``to`` keeps from the next day on: no column is left without a keeper."""
    rows = list(unit.topic_duties.filter(until=None).select_related("topic"))
    kept = {row.topic_id for row in rows}
    found = [
        topic
        for topic in Topic.objects.filter(until=None)
        if unit.name in topic.by or (topic.pk in kept and not duties.keeps(to, topic))
    ]
    told = Told()
    for topic in found:
        named = [one for one in topic.by if one != unit.name]
        _name(topic, list(dict.fromkeys([*named, to.name])), told)
    for row in rows:
        row.until = max(until, row.since) if row.since else until
        row.save(update_fields=["until"])
    duties.fit(Topic.objects.filter(until=None), "", until + duties.DAY, Told(), only=to)
    record(found, "change", told, by, at, on=at.astimezone(BEIJING).date())


def renamed(before: str, after: str, by: Post, at: datetime) -> None:
    """Topics that name a unit follow its new name; its duties go on."""
    day, told = at.astimezone(BEIJING).date(), Told()
    found = [topic for topic in Topic.objects.filter(until=None) if before in topic.by]
    for topic in found:
        _name(topic, [after if one == before else one for one in topic.by], told)
    record(found, "change", told, by, at, on=day)


def record(
    topics: Iterable[Topic], step: str, told: Told, by: Post, at: datetime, *, on: date, source: str = ""
) -> None:
    """Writes one act a topic that says what was told of it; topics that came with a file get their entry first."""
    found = list(topics)
    cases = cases_of(found, by, at)
    takes = [
        Take(cases[topic.pk], by, at, effective=moment(on, at), detail=_detail(told.of[topic.code], on, at, source))
        for topic in found
    ]
    if takes:
        take_many("topic", step, takes)
    for topic in found:
        Case.objects.filter(pk=cases[topic.pk].pk).exclude(title=topic.name).update(title=topic.name)


def cases_of(topics: Sequence[Topic], by: Post, at: datetime) -> dict[int, Case]:
    """The case of each topic, opened now where it has none."""
    entries = {entry.topic_id: entry for entry in TopicEntry.objects.filter(topic__in=topics).select_related("case")}
    missing = [topic for topic in topics if topic.pk not in entries]
    openings = [Opening(by.unit, topic.name, by, at) for topic in missing]
    opened = open_many("topic", "adopt", openings, _room(missing)) if missing else []
    found = {key: entry.case for key, entry in entries.items()}
    return found | {topic.pk: case for topic, case in zip(missing, opened, strict=True)}


def case_of(topic: Topic, by: Post, at: datetime) -> Case:
    return cases_of([topic], by, at)[topic.pk]


def length(topic: Topic) -> int:
    """How many acts stand in the topic's trail."""
    entry = TopicEntry.objects.filter(topic=topic).select_related("case").first()
    return entry.case.length if entry else 0


def moment(on: date, at: datetime) -> datetime:
    """The first moment of a day, never after ``at``."""
    return min(datetime.combine(on, time(), BEIJING), at)


def _name(topic: Topic, by: list[str], told: Told) -> None:
    told.tell(topic.code, sentence(topic, "by", by))
    topic.by, topic.own = by, sorted({*topic.own, "by"})
    topic.save(update_fields=["by", "own"])


def _placed(values: Mapping[str, object]) -> Mapping[str, object]:
    """The same with the topic above in place of its code."""
    above = values.get("parent")
    return {**values, "parent": Topic.objects.get(code=above)} if isinstance(above, str) else values


def _added(values: Mapping[str, object], on: date, told: Told) -> Topic:
    beside = Topic.objects.filter(parent=values.get("parent"))
    order = values.get("order") or (beside.aggregate(Max("order"))["order__max"] or 0) + 1
    topic = Topic(**{**values, "since": on, "order": order})
    _sound(topic)
    topic.save(force_insert=True)
    told.tell(topic.code, f"新增“{topic.name}”，代码 {topic.code}")
    return topic


def _changed(given: Topic, values: Mapping[str, object], told: Told) -> Topic:
    topic = _lock(given)
    changed = {name: values[name] for name in FIELDS if name in values and getattr(topic, name) != values[name]}
    if topic.widened_by(changed.get("audience")):
        raise Unready([
            f"“{topic.name}”里的信息是按{topic.get_audience_display()}公开审查的，不能连栏目一起改为对全社会公开："
            "请新设一个对全社会公开的栏目，需要公开的逐件改到那里，重新审查"
        ])  # fmt: skip
    for name, value in changed.items():
        told.tell(topic.code, sentence(topic, name, value))
    for name, value in changed.items():
        setattr(topic, name, value)
    topic.own = sorted({*topic.own, *changed})
    _sound(topic)
    if changed:
        topic.save(update_fields=[*changed, "own"])
    return topic


def _lock(topic: Topic) -> Topic:
    return Topic.objects.select_for_update(of=("self",)).select_related("parent").get(pk=topic.pk)


def _sound(topic: Topic) -> None:
    """Raises ``Unready`` with everything that would be wrong with the topic as it stands in the hand."""
    reasons, above = [], topic.parent
    while above is not None:
        if above.pk == topic.pk:
            reasons.append(f"“{topic.parent}”就是它自己或者在它下面，不能作它的上级")
            break
        if above.audience != Audience.PUBLIC and topic.audience == Audience.PUBLIC:
            reasons.append(f"上级“{above.name}”不对全社会公开，它也不能对全社会公开")
        if above.until:
            reasons.append(f"上级“{above.name}”已停用，请换一个上级")
        above = above.parent
    hidden = topic.audience != Audience.PUBLIC or topic.manner != Manner.PROACTIVE
    if hidden and topic.pk:
        if below := Topic.objects.filter(parent=topic, until=None).public().first():
            reasons.append(f"下面的“{below.name}”还对全社会公开，请先改它")
        if many := held_in(topic.code):
            reasons.append(f"栏目里还有 {many} 条公开的信息，请先撤回或者改到别的栏目，再改公开对象和方式")
    if topic.audience == Audience.GROUP and not topic.audience_says:
        reasons.append("公开对象是特定群体的，请写明是哪些人")
    if reasons:
        raise Unready(reasons)


def _why_not_end(topic: Topic, until: date) -> list[str]:
    reasons = []
    if topic.until:
        reasons.append(f"“{topic.name}”已经停用，末日是 {topic.until}")
    if topic.since and until < topic.since:
        reasons.append(f"末日早于设立之日 {topic.since}，请核对")
    below = topic.children.standing_on(until + duties.DAY)
    if names := "、".join(child.name for child in below):
        reasons.append(f"下面还有{names}，请先停用，或者改到别的上级")
    return reasons


def _of(told: Told) -> list[Topic]:
    return list(Topic.objects.filter(code__in=told.of).order_by("order", "code"))


def _open(topics: list[Topic], step: str, told: Told, on: date, by: Post, at: datetime, source: str) -> None:
    openings = [
        Opening(
            by.unit, topic.name, by, at, effective=moment(on, at), detail=_detail(told.of[topic.code], on, at, source)
        )
        for topic in topics
    ]
    if openings:
        open_many("topic", step, openings, _room(topics))


def _room(topics: Sequence[Topic]):
    def room(cases: list[Case]) -> None:
        TopicEntry.objects.bulk_create(
            TopicEntry(case=case, topic=topic) for case, topic in zip(cases, topics, strict=True)
        )

    return room


def _detail(says: Sequence[str], on: date, at: datetime, source: str) -> dict[str, str]:
    told = list(says)
    if on != at.astimezone(BEIJING).date():
        told.insert(0, f"自 {on} 起")
    if source:
        told.insert(0, f"按《{source}》")
    return {"says": "；".join(told)}
