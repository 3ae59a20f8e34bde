"""Who keeps what: duties are made to say what each topic's ``by``, its level and the units' own tailorings say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.accounts.models import Unit
from gongkai.catalogue.models import Tailoring, Topic, TopicUnit
from gongkai.catalogue.vocabulary import Level

DAY = timedelta(days=1)
HERE = "here"  # what a duty names as its catalogue when the office of this place gave it
AGREED = "agreed"
Pair = tuple[int, int]  # key of the topic, key of the unit


@dataclass
class Told:
    """``changes``: a sentence each, ``of`` the same by the topic's code; ``missing``: whom a catalogue names and nobody
    here is; ``kept``: where the catalogue says otherwise than what was set here, which stays.
    """

    changes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    of: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, code: str, says: str) -> None:
        self.changes.append(says)
        self.of.setdefault(code, []).append(says)


def fit(topics: Iterable[Topic], origin: str, on: date | None, told: Told, only: Unit | None = None) -> None:
    """Makes the duties of these topics fit; of ``only`` one unit where it is given. ``origin`` names the catalogue that
    says so (empty: each topic's own).

    ``on``: the day from which changes hold; without it (a first load) new duties have no beginning and none may end.
    A duty without a catalogue was given by hand and is left alone.
    """
    standing = Unit.objects.filter(until=None) if on is None else Unit.objects.standing_on(on)
    rows = TopicUnit.objects.filter(until=None).select_related("topic", "unit")
    if only:
        standing, rows = standing.filter(pk=only.pk), rows.filter(unit=only)
    known = {topic.pk: topic for topic in topics}
    units = {unit.pk: unit for unit in standing}
    wanted = _wanted(known.values(), units)
    have = {(row.topic_id, row.unit_id): row for row in rows if row.topic_id in known}
    fresh = [pair for pair in wanted if pair not in have]
    again = _begun_the_same_day(fresh, on)
    TopicUnit.objects.bulk_create(
        TopicUnit(topic=known[topic], unit=units[unit], since=on, catalogue=origin or known[topic].catalogue or HERE)
        for topic, unit in fresh
        if (topic, unit) not in again
    )
    TopicUnit.objects.filter(pk__in=again.values()).update(until=None)
    for topic, unit in fresh:
        told.tell(known[topic].code, f"{units[unit].name}开始负责“{known[topic].name}”")
    for pair, row in have.items():
        if pair not in wanted and row.catalogue:
            end(row, row.topic.code, f"{row.unit.name}不再负责“{row.topic.name}”", on, told)


def _begun_the_same_day(pairs: list[Pair], on: date | None) -> dict[Pair, int]:
    """Keys of duties that began on this very day and were ended since: they go on, as one duty begins once a day."""
    if on is None or not pairs:
        return {}
    rows = TopicUnit.objects.filter(since=on, until__isnull=False, topic__in={topic for topic, _ in pairs})
    found = {(topic, unit): key for key, topic, unit in rows.values_list("pk", "topic_id", "unit_id")}
    return {pair: found[pair] for pair in pairs if pair in found}


def end(row: Topic | TopicUnit, code: str, says: str, on: date | None, told: Told) -> None:
    """Ends a topic or a duty the day before ``on``. Raises ``ValueError`` where no day is given."""
    if on is None:
        raise ValueError(f"{says}，须写明自哪一天起")
    # What begins and ends on one day stood for that day.
    row.until = max(on - DAY, row.since) if row.since else on - DAY
    row.save(update_fields=["until"])
    told.tell(code, f"{says}，自{on}起")


def keeps(unit: Unit, topic: Topic) -> bool:
    """Whether the template gives the topic to this unit, by kind or name and by level."""
    if topic.level == Level.COUNTY and unit.kind == Unit.Kind.TOWNSHIP:
        return False
    if topic.level == Level.TOWNSHIP and unit.kind != Unit.Kind.TOWNSHIP:
        return False
    return unit.kind in topic.by or unit.name in topic.by


def tailored(units: Iterable[int]) -> dict[Pair, Tailoring]:
    """What was last agreed with units about taking topics on and leaving them out."""
    rows = Tailoring.objects.filter(unit__in=list(units), case__status=AGREED)
    rows = rows.filter(manner__in=(Tailoring.Manner.TAKE, Tailoring.Manner.LEAVE)).order_by("pk")
    return {(row.topic_id, row.unit_id): row for row in rows}


def _wanted(topics: Iterable[Topic], units: dict[int, Unit]) -> dict[Pair, None]:
    shelves = set(Topic.objects.filter(until=None).exclude(parent=None).values_list("parent", flat=True))
    agreed = tailored(units)
    wanted: dict[Pair, None] = {}
    for topic in topics:
        if topic.pk in shelves or topic.until is not None:
            continue
        for key, unit in units.items():
            own = agreed.get((topic.pk, key))
            if keeps(unit, topic) if own is None else own.manner == Tailoring.Manner.TAKE:
                wanted[topic.pk, key] = None
    return wanted
