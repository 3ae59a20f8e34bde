"""A catalogue file on the shelf against what stands here: what it would change, what was set here and stays."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.acts.refusals import Overtaken, Unready
from gongkai.catalogue import keeping, loading, outward
from gongkai.catalogue.duties import Told
from gongkai.catalogue.models import Topic
from gongkai.law.reading import Refused


@dataclass(frozen=True)
class Source:
    """A catalogue of the shelf: ``stands``: whether topics here come from it; ``fault``: why it cannot be read here."""

    name: str
    title: str
    stands: bool
    fault: str = ""


def sources() -> list[Source]:
    """What can be taken from the shelf, those that stand here first."""
    here = loading.here()
    found = [_source(name, name in here) for name in shelf.names("catalogue")]
    return sorted(found, key=lambda one: (not one.stands, bool(one.fault), one.name))


def source(name: str) -> Source:
    return _source(name, name in loading.here())


def look(name: str, at: datetime) -> Told:
    """What the catalogue would change today, nothing changed. Raises ``law.reading.Refused``."""
    return loading.differences(loading.read(name), on=at.astimezone(BEIJING).date())


def digest(told: Told) -> str:
    """What was seen, so that nothing else is taken over than that."""
    return hashlib.sha256("\n".join([*told.changes, *told.kept]).encode()).hexdigest()


def take_over(name: str, seen: str, by: Post, at: datetime) -> Told:
    """Takes the catalogue over, an act a topic. Raises ``Overtaken`` where it is not what was ``seen``."""
    catalogue, day = loading.read(name), at.astimezone(BEIJING).date()
    with transaction.atomic():
        told = loading.put(catalogue, on=day)
        if digest(told) != seen:
            raise Overtaken("目录在您打开之后又有变动，请重新看过差异再采用")
        if not told.changes:
            raise Unready(["目录和这里完全一致，没有要采用的改动"])
        touched = list(Topic.objects.filter(code__in=told.of).order_by("order", "code"))
        keeping.record(touched, "load", told, by, at, on=day, source=catalogue.title)
        outward.show_all(at)
    return told


def _source(name: str, stands: bool) -> Source:
    try:
        return Source(name, loading.read(name).title, stands)
    except Refused as refused:
        return Source(name, name, stands, refused.faults[0].says)
