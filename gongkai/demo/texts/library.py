"""The demonstration's words as data: genres, columns, fields of business, lists. Read once, patterns compiled."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from gongkai.demo.texts import tabulated
from gongkai.demo.texts.grammar import Pattern, compiled

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Choice:
    """A paragraph or heading: one of several wordings. ``sometimes``: two texts of three have it."""

    tag: str
    wordings: tuple[Pattern, ...]
    sometimes: bool = False


@dataclass(frozen=True)
class Genre:
    """A kind of text: wordings of its title, and its parts in order. ``words`` are drawn once a text;
    ``numbered``: it gets a 发文字号; ``normative``: it binds the public and has a term of validity.
    """

    name: str
    kind: str
    titles: tuple[Pattern, ...]
    summary: Pattern  # empty: the first words of the text
    body: tuple[Choice | tabulated.Table | None, ...]  # None: the signature
    words: tuple[tuple[str, tuple[str, ...]], ...]
    numbered: bool
    normative: bool


@cache
def genres() -> dict[str, Genre]:
    found = {}
    for path in sorted((HERE / "genres").glob("*.yaml")):
        for name, said in _load(path).items():
            found[name] = Genre(
                name,
                said["kind"],
                tuple(compiled(title) for title in said["titles"]),
                compiled(said.get("summary", "")),
                tuple(_part(part) for part in said["body"]),
                tuple((word, tuple(some)) for word, some in said.get("words", {}).items()),
                said.get("numbered", False),
                said.get("normative", False),
            )
    return found


@cache
def columns() -> dict[str, dict]:
    """What goes into a column, by the topic's code."""
    return _load(HERE / "columns.yaml")


@cache
def fields() -> dict[str, dict]:
    """What units of one field of business do."""
    return {name: said for path in sorted((HERE / "business").glob("*.yaml")) for name, said in _load(path).items()}


@cache
def words() -> dict:
    return _load(HERE / "words.yaml")


@cache
def subject(field: str) -> str:
    """主题分类 of a field of business."""
    return next((name for name, some in words()["subjects"].items() if field in some), "其他")


@cache
def villages(township: int) -> tuple[str, ...]:
    """Names of a township's villages (made up); townships are counted from 0."""
    names = words()["villages"]
    return tuple(f"{names[(8 * township + i) % len(names)]}村" for i in range(8))


def _part(said) -> Choice | tabulated.Table | None:
    if said == "signature":
        return None
    if isinstance(said, list):
        return Choice("p", tuple(compiled(text) for text in said))
    if "pool" in said:
        name = said["pool"]
        return Choice("p", _pools()[name.rstrip("?")], name.endswith("?"))
    if "h2" in said:
        return Choice("h2", (compiled(said["h2"]),))
    return tabulated.read(said["table"])


@cache
def _pools() -> dict[str, tuple[Pattern, ...]]:
    return {name: tuple(compiled(text) for text in some) for name, some in _load(HERE / "pools.yaml").items()}


def _load(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
