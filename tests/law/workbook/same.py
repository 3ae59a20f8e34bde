"""Whether two rulebooks say the same: everything but where it is written and the bytes it was read from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from gongkai.law.findings import Place
from gongkai.law.rulebook import Rulebook

LEFT_OUT = {"source", "file", "shelf", "annex_files", "place", "places", "written"}


def meant(thing: Any) -> Any:
    """The thing as plain data, places left out, order kept."""
    if isinstance(thing, Place):
        return None
    if is_dataclass(thing) and not isinstance(thing, type):
        kept = [one.name for one in fields(thing) if one.name not in LEFT_OUT]
        return type(thing).__name__, [(name, meant(getattr(thing, name))) for name in kept]
    if isinstance(thing, Mapping):
        return [(key, meant(value)) for key, value in thing.items()]
    if isinstance(thing, list | tuple):
        return [meant(one) for one in thing]
    return type(thing).__name__, thing


def assert_same(one: Rulebook, other: Rulebook) -> None:
    for field in fields(Rulebook):
        if field.name not in LEFT_OUT:
            assert meant(getattr(one, field.name)) == meant(getattr(other, field.name)), field.name
