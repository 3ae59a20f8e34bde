"""Puts a written catalogue into the database: idempotent, nothing deleted, every change told in words.

What was set here wins: a field that the office changed, a topic it added or ended, is told and left as it is.
"""

from datetime import date

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue import duties
from gongkai.catalogue.duties import Told
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.catalogue.vocabulary import Audience, Channel, Level, Manner, Phase
from gongkai.catalogue.written import Catalogue, Written, read_catalogue
from gongkai.law.reading import read_file

NATIONAL = "national"
PLAIN = (
    "name", "says", "order", "phase", "column_type", "refresh", "audience", "audience_says", "manner", "level",
    "navigated", "basis", "limit_says", "catalogue",
)  # fmt: skip
LISTS = ("elements", "cites", "limits", "channels", "by")
BESIDE = 10_000  # what is added to the order of a catalogue that stands beside the place's own: it comes after it
UNTOLD = ("order", "catalogue", "by")  # moved along with others, or told by the duties; not worth a sentence


def read(name: str) -> Catalogue:
    """A catalogue of the shelf with the base it stands on. Raises ``law.reading.Refused``."""
    return read_catalogue(read_file(shelf.catalogue(name)), base=read, register=shelf.documents(), limits=shelf.here())


def load_shipped() -> Told:
    """The base catalogue, for a new installation."""
    return load(NATIONAL)


def load(name: str, *, on: date | None = None) -> Told:
    """``put`` for a catalogue of the shelf."""
    return put(read(name), on=on)


def put(catalogue: Catalogue, *, on: date | None = None) -> Told:
    """Makes topics and duties say what the catalogue says; put again, it changes nothing.

    ``on``: the day from which changes hold: what is no longer written ends the day before, a new duty begins on it.
    Without it (a first load) new duties have no beginning, and whatever would end is refused. Put it again when units
    came or went.
    """
    with transaction.atomic():
        return _put_all(catalogue, on)


def differences(catalogue: Catalogue, *, on: date) -> Told:
    """What ``put`` would change, nothing changed."""
    with transaction.atomic():
        told = _put_all(catalogue, on)
        transaction.set_rollback(True)
    return told


def assign(unit: Unit, *, on: date) -> Told:
    """Gives one unit that came or was changed the duties of the topics that stand here; topics stay as they are."""
    told = Told()
    with transaction.atomic():
        duties.fit(Topic.objects.filter(until=None), "", on, told, only=unit)
    return told


def here() -> list[str]:
    """Names of the shelf's catalogues that topics or duties here come from, the place's own before the nation's."""
    held = set(Topic.objects.filter(until=None).values_list("catalogue", flat=True))
    held |= set(TopicUnit.objects.filter(until=None).values_list("catalogue", flat=True))
    return sorted(held & set(shelf.names("catalogue")), key=lambda name: (name == NATIONAL, name))


def _put_all(catalogue: Catalogue, on: date | None) -> Told:
    told = Told()
    topics = {topic.code: topic for topic in Topic.objects.select_related("parent")}
    top, beside = topics.get(catalogue.under), BESIDE if catalogue.beside else 0
    for written in catalogue.topics:
        _put(written, topics, top, beside, told)
    written_codes = {written.code for written in catalogue.topics}
    origins = {written.catalogue for written in catalogue.topics} | {catalogue.name}
    concerned = {code: topic for code, topic in topics.items() if code in written_codes or topic.catalogue in origins}
    for code, topic in concerned.items():
        if code not in written_codes and topic.until is None:
            if topic.own:
                told.kept.append(f"“{topic.name}”目录文件里没有了；这里改过，仍然保留")
            else:
                duties.end(topic, code, f"“{topic.name}”不再列入目录", on, told)
    in_order = [topics[written.code] for written in catalogue.topics]
    rest = [topic for code, topic in concerned.items() if code not in written_codes]
    duties.fit([*in_order, *rest], catalogue.name, on, told)
    _tell_missing(catalogue, on, told)
    return told


def _put(written: Written, topics: dict[str, Topic], top: Topic | None, beside: int, told: Told) -> None:
    values = {name: getattr(written, name) for name in PLAIN} | {name: list(getattr(written, name)) for name in LISTS}
    values |= {"requires": dict(written.requires), "until": None, "order": written.order + beside}
    values["parent"] = topics[written.parent] if written.parent else top
    topic = topics.get(written.code)
    if topic is None:
        topics[written.code] = Topic.objects.create(code=written.code, **values)
        told.tell(written.code, f"新增事项“{written.name}”")
        return
    changed = {name: value for name, value in values.items() if getattr(topic, name) != value}
    kept = {name: value for name, value in changed.items() if _stays(topic, name, value)}
    told.kept += [_kept(topic, name, value) for name, value in kept.items() if name not in ("order", "catalogue")]
    fresh = {name: value for name, value in changed.items() if name not in kept}
    for name, value in fresh.items():
        if name not in UNTOLD:
            told.tell(topic.code, sentence(topic, name, value))
    for name, value in fresh.items():
        setattr(topic, name, value)
    if fresh:
        topic.save(update_fields=list(fresh))


def _stays(topic: Topic, name: str, value: object) -> bool:
    """Whether the office set the field here (a topic that came from no file was set here altogether), or a file would
    show everybody what was reviewed for some."""
    return not topic.catalogue or name in topic.own or (name == "audience" and topic.widened_by(value))


def _kept(topic: Topic, name: str, value) -> str:
    if name == "until":
        return f"“{topic.name}”在这里已停用，仍然停用；目录文件里还有它"
    ours, theirs = shown(name, getattr(topic, name)), shown(name, value)
    return f"“{topic.name}”的{label(name)}保留这里定的“{ours}”；目录文件写的是“{theirs}”"


def sentence(topic: Topic, name: str, value) -> str:
    """A field's change in words: “甲”的名称由“甲”改为“甲一”."""
    if name == "until":
        return f"“{topic.name}”重新列入目录"
    before, after = shown(name, getattr(topic, name)), shown(name, value)
    return f"“{topic.name}”的{label(name)}由“{before}”改为“{after}”"


def label(name: str) -> str:
    """What a field of a topic is called."""
    return str(Topic._meta.get_field(name).verbose_name) if name != "parent" else "上级"


def shown(name: str, value) -> str:
    """A field's value in words."""
    words = {"phase": Phase, "audience": Audience, "level": Level, "manner": Manner}
    if name in words:
        return str(words[name](value).label) if value else "无"
    if name == "channels":
        return "、".join(str(Channel(channel).label) for channel in value) or "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "by":
        kinds = dict(Unit.Kind.choices)
        return "、".join(str(kinds.get(one, one)) for one in value) or "无"
    if isinstance(value, dict):
        return "；".join(f"{element}：{says}" for element, says in value.items()) or "无"
    if isinstance(value, list):
        return "、".join(value) or "无"
    return str(value) if value else "无"


def _tell_missing(catalogue: Catalogue, on: date | None, told: Told) -> None:
    standing = Unit.objects.filter(until=None) if on is None else Unit.objects.standing_on(on)
    known = set(Unit.Kind.values) | set(standing.values_list("name", flat=True))
    shelves = catalogue.shelves
    told.missing += [
        f"“{topic.name}”写明由“{who}”负责，这里没有这个单位"
        for topic in catalogue.topics
        if topic.code not in shelves
        for who in topic.by
        if who not in known
    ]
