"""解读: what an interpretation is made of, how much of its document it repeats, and what it does not tell (BW-7.6)."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from gongkai.checks.budget_rules import pattern
from gongkai.law.reading import Node, Refused

OF_EXPLAINING = ("forms", "ranks", "covers", "repeats")
SIGNS = {"image": "图片附件", "audio": "音频链接", "video": "视频链接", "asked": "一问一答"}
PICTURES = ("png", "jpg", "jpeg", "gif", "webp")
LINKED = {"audio": re.compile("音频|收听|播客"), "video": re.compile("视频|观看|点播|回放")}
LINK = re.compile(r"<a\s[^>]*>(.*?)</a>", re.S)
ASKED = re.compile(r"(?:^|[\n>])\s*(?:记者问|问)[：:]|[？?]\s*(?:</|\n)")
NAMED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
NOT_WORDS = re.compile(r"[\W_]+")


class Form(NamedTuple):
    """A form of interpretation; ``rich``: more than words; ``shows``: by what it can be seen, a key of ``SIGNS``."""

    name: str
    rich: bool = False
    shows: str = ""


class Cover(NamedTuple):
    """Something an interpretation should tell: how it is recognised, what it means, and in which document's case."""

    name: str
    words: re.Pattern[str]
    says: str
    only: re.Pattern[str] | None = None


class Explaining(NamedTuple):
    """The lexicon: forms in their order, ranks of who explains, what is to be told, when a text repeats too much.

    ``run``: signs in a row that make a repeat; ``share``: repeated signs in a hundred from which the reviewer is told.
    """

    forms: tuple[Form, ...]
    ranks: tuple[str, ...]
    covers: tuple[Cover, ...]
    run: int
    share: int
    version: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.forms)

    @property
    def rich(self) -> frozenset[str]:
        return frozenset(one.name for one in self.forms if one.rich)


class Passage(NamedTuple):
    """A stretch of an interpretation; ``repeated``: it stands in the document as well."""

    text: str
    repeated: bool


def read_explaining(nodes: Iterable[Node], head: tuple[str, ...]) -> Explaining:
    """Lexicons of interpretation together; a part written again replaces what stood there. Raises ``Refused``."""
    parts: dict[str, Any] = {"forms": (), "ranks": (), "covers": (), "repeats": (1, 100)}
    versions = []
    for node in nodes:
        table = node.table(required=head, allowed=OF_EXPLAINING)
        versions.append(table["version"].string())
        parts |= {name: READ[name](table[name]) for name in OF_EXPLAINING if name in table}
    run, most = parts["repeats"]
    return Explaining(parts["forms"], parts["ranks"], parts["covers"], run, most, "、".join(versions))


def lacking(text: str, document: str, rules: Explaining) -> list[Cover]:
    """What an interpretation (plain text) does not seem to tell of its document."""
    asked = (one for one in rules.covers if one.only is None or one.only.search(document))
    return [one for one in asked if not one.words.search(text)]


def unseen(forms: Iterable[str], html: str, files: Iterable[str], rules: Explaining) -> list[Form]:
    """Of the forms an interpretation is said to have, those of which nothing can be seen in it."""
    named, names = set(forms), [name.lower() for name in files]
    return [one for one in rules.forms if one.name in named and one.shows and not _seen(one.shows, html, names)]


def passages(text: str, document: str, run: int) -> list[Passage]:
    """The text cut where it begins and ends to repeat its document; names in 《》, blanks and points count for nothing.

    One pass over each: the runs of the document are a set, and those of the text are looked up in it.
    """
    known = _runs(_signs(document), run)
    signs = _signs(text)
    words = "".join(sign for _, sign in signs)
    held = bytearray(len(text))
    for at in range(len(words) - run + 1):
        if words[at : at + run] in known:
            first, last = signs[at][0], signs[at + run - 1][0]
            held[first : last + 1] = b"\1" * (last + 1 - first)
    cut = groupby(range(len(text)), key=lambda at: held[at])
    return [Passage("".join(text[at] for at in some), bool(repeated)) for repeated, some in cut]


def share(found: Iterable[Passage]) -> int:
    """How many signs in a hundred are repeated; 0 where there is nothing to read."""
    counts = {True: 0, False: 0}
    for one in found:
        counts[one.repeated] += len(_signs(one.text))
    every = sum(counts.values())
    return counts[True] * 100 // every if every else 0


def _signs(text: str) -> list[tuple[int, str]]:
    """(place, sign) of every sign that counts."""
    bare = NAMED.sub(lambda name: " " * len(name[0]), text)
    return [(at, sign) for at, sign in enumerate(bare) if sign.isalnum()]


def _runs(signs: list[tuple[int, str]], run: int) -> set[str]:
    words = "".join(sign for _, sign in signs)
    return {words[at : at + run] for at in range(len(words) - run + 1)}


def _seen(what: str, html: str, names: list[str]) -> bool:
    if what == "image":
        return any(name.endswith(PICTURES) for name in names)
    if what == "asked":
        return bool(ASKED.search(html))
    return any(LINKED[what].search(words) for words in LINK.findall(html))


def _forms(node: Node) -> tuple[Form, ...]:
    return tuple(_form(line) for line in node.listing())


def _form(line: Node) -> Form:
    said = line.table(required=("name",), allowed=("rich", "shows"))
    shows = said["shows"].string() if "shows" in said else ""
    if shows and shows not in SIGNS:
        raise Refused(said["shows"].fault(f"应为{'、'.join(SIGNS)}之一"))
    return Form(said["name"].string(), "rich" in said and said["rich"].flag(), shows)


def _covers(node: Node) -> tuple[Cover, ...]:
    return tuple(_cover(line) for line in node.listing())


def _cover(line: Node) -> Cover:
    said = line.table(required=("name", "words", "says"), allowed=("only",))
    only = pattern(said["only"]) if "only" in said else None
    return Cover(said["name"].string(), pattern(said["words"]), said["says"].string(), only)


def _repeats(node: Node) -> tuple[int, int]:
    said = node.table(required=("run", "share"))
    return _number(said["run"], 4, 100), _number(said["share"], 1, 100)


def _number(node: Node, least: int, most: int) -> int:
    value = node.plain()
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused(node.fault(f"应为 {least} 到 {most} 的整数"))
    return value


READ = {"forms": _forms, "ranks": lambda node: node.words(), "covers": _covers, "repeats": _repeats}
