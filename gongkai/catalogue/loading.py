"""Puts a written catalogue into the database: idempotent, nothing deleted, every change told in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.vocabulary import Audience, Channel, Level, Phase
from gongkai.catalogue.written import Catalogue, Written, read_catalogue
from gongkai.law.reading import read_file

NATIONAL = "national"
PLAIN = ("name", "says", "order", "phase", "column_type", "refresh", "audience", "level", "navigated", "catalogue")
LISTS = ("elements", "cites", "limits", "channels")
UNTOLD = ("order", "catalogue")  # moved along with others; not worth a sentence
DAY = timedelta(days=1)


@dataclass
class Loaded:
    """``changes``: a sentence each; ``missing``: whom the catalogue names and nobody here is."""

    changes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read(name: str) -> Catalogue:
    """A catalogue of the shelf with the base it stands on. Raises ``law.reading.Refused``."""
    return read_catalogue(read_file(shelf.catalogue(name)), base=read, register=shelf.documents(), limits=shelf.here())


def load_shipped() -> Loaded:
    """The base catalogue, for a new installation."""
    return load(NATIONAL)


def load(name: str, *, on: date | None = None) -> Loaded:
    """``put`` for a catalogue of the shelf."""
    return put(read(name), on=on)


def put(catalogue: Catalogue, *, on: date | None = None) -> Loaded:
    """Makes topics and duties say what the catalogue says; put again, it changes nothing.

    ``on``: the day from which changes hold: what is no longer written ends the day before, a new duty begins on it.
    Without it (a first load) new duties have no beginning, and whatever would end is refused. Put it again when units
    came or went.
    """
    with transaction.atomic():
        return _put_all(catalogue, on)


def differences(catalogue: Catalogue, *, on: date) -> Loaded:
    """What ``put`` would change, nothing changed."""
    with transaction.atomic():
        told = _put_all(catalogue, on)
        transaction.set_rollback(True)
    return told


def assign(unit: Unit, *, on: date) -> Loaded:
    """Gives one unit that came or was changed the duties of the catalogue that stands here; topics stay as they are.

    Raises ``law.reading.Refused`` where it cannot be read, ``ValueError`` where it is not plain which one stands.
    """
    told, topics = Loaded(), {topic.code: topic for topic in Topic.objects.filter(until=None)}
    rows = TopicUnit.objects.filter(until=None).values_list("catalogue", flat=True).distinct()
    held = ({topic.catalogue for topic in topics.values()} | set(rows)) & set(shelf.names("catalogue"))
    if len(own := held - {NATIONAL}) > 1:
        raise ValueError(f"这里载入过{'、'.join(sorted(own))}几种目录，请重新载入其中一种")
    if held:
        with transaction.atomic():
            _assign(read(next(iter(own or held))), topics, on, told, only=unit)
    return told


def _put_all(catalogue: Catalogue, on: date | None) -> Loaded:
    told = Loaded()
    topics = {topic.code: topic for topic in Topic.objects.select_related("parent")}
    for written in catalogue.topics:
        _put(written, topics, told)
    written_codes = {written.code for written in catalogue.topics}
    origins = {written.catalogue for written in catalogue.topics} | {catalogue.name}
    for code, topic in topics.items():
        if code not in written_codes and topic.catalogue in origins and topic.until is None:
            _end(topic, f"“{topic.name}”不再列入目录", on, told)
    _assign(catalogue, topics, on, told)
    return told


def _put(written: Written, topics: dict[str, Topic], told: Loaded) -> None:
    values = {name: getattr(written, name) for name in PLAIN} | {name: list(getattr(written, name)) for name in LISTS}
    values |= {"parent": topics[written.parent] if written.parent else None, "until": None}
    topic = topics.get(written.code)
    if topic is None:
        topics[written.code] = Topic.objects.create(code=written.code, **values)
        told.changes.append(f"新增事项“{written.name}”")
        return
    changed = {name: value for name, value in values.items() if getattr(topic, name) != value}
    for name, value in changed.items():
        if name not in UNTOLD:
            told.changes.append(_sentence(topic, name, value))
    for name, value in changed.items():
        setattr(topic, name, value)
    if changed:
        topic.save(update_fields=list(changed))


def _sentence(topic: Topic, name: str, value) -> str:
    if name == "until":
        return f"“{topic.name}”重新列入目录"
    label = Topic._meta.get_field(name).verbose_name if name != "parent" else "上级"
    return f"“{topic.name}”的{label}由“{shown(name, getattr(topic, name))}”改为“{shown(name, value)}”"


def shown(name: str, value) -> str:
    """A field's value in words."""
    words = {"phase": Phase, "audience": Audience, "level": Level}
    if name in words:
        return str(words[name](value).label) if value else "无"
    if name == "channels":
        return "、".join(str(Channel(channel).label) for channel in value) or "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value) or "无"
    return str(value) if value else "无"


def _end(row: Topic | TopicUnit, says: str, on: date | None, told: Loaded) -> None:
    if on is None:
        raise ValueError(f"{says}，须写明自哪一天起")
    # What begins and ends on one day stood for that day.
    row.until = max(on - DAY, row.since) if row.since else on - DAY
    row.save(update_fields=["until"])
    told.changes.append(f"{says}，自{on}起")


def _assign(
    catalogue: Catalogue, topics: dict[str, Topic], on: date | None, told: Loaded, only: Unit | None = None
) -> None:
    standing = Unit.objects.filter(until=None) if on is None else Unit.objects.standing_on(on)
    rows = TopicUnit.objects.filter(until=None).select_related("topic", "unit")
    if only:
        standing, rows = standing.filter(pk=only.pk), rows.filter(unit=only)
    have = {(row.topic.code, row.unit_id): row for row in rows}
    wanted = _wanted(catalogue, list(standing), told)
    fresh = [pair for pair in wanted if pair not in have and pair[0] in topics]
    TopicUnit.objects.bulk_create(
        [
            TopicUnit(topic=topics[code], unit=wanted[code, unit], since=on, catalogue=catalogue.name)
            for code, unit in fresh
        ]
    )
    told.changes += [f"{wanted[pair].name}开始负责“{topics[pair[0]].name}”" for pair in fresh]
    for pair, row in have.items():
        if pair not in wanted and row.catalogue:
            _end(row, f"{row.unit.name}不再负责“{row.topic.name}”", on, told)


def _wanted(catalogue: Catalogue, units: Iterable[Unit], told: Loaded) -> dict[tuple[str, int], Unit]:
    """Who keeps what: by code of the topic and key of the unit."""
    shelves, kinds = catalogue.shelves, set(Unit.Kind.values)
    wanted: dict[tuple[str, int], Unit] = {}
    for topic in catalogue.topics:
        if topic.code in shelves:
            continue
        named = [unit for unit in units if unit.kind in topic.by or unit.name in topic.by]
        wanted |= {(topic.code, unit.pk): unit for unit in named}
        names = {unit.name for unit in named}
        told.missing += [
            f"“{topic.name}”写明由“{who}”负责，这里没有这个单位"
            for who in topic.by
            if who not in kinds and who not in names
        ]
    return wanted
