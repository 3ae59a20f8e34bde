"""适用对象: whom a policy is for, told by the words of its title, its keywords and its subject class."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gongkai.checks.budget_rules import pattern
from gongkai.law.reading import Fault, Node, Refused

OF_CONCERNS = ("kinds", "but", "guides", "registers", "organs", "doors")
GROUPS = {"people": "按人群", "life": "按人生事项", "firms": "按企业事项"}
CODE = re.compile(r"[a-z][a-z0-9-]{1,19}")
NEVER = re.compile(r"(?!)")


class Door(NamedTuple):
    """A group of people, an event of life or a business of firms by which policies are looked for.

    ``lists``: kinds of list (清单) that belong to it; ``within``: words that count in one subject class alone.
    """

    code: str
    name: str
    group: str
    words: re.Pattern[str]
    but: re.Pattern[str] = NEVER
    within: Mapping[str, re.Pattern[str]] = {}
    lists: tuple[str, ...] = ()

    def fits(self, text: str, subject: str = "") -> bool:
        own = self.within.get(subject, NEVER)
        return bool(self.words.search(text) or own.search(text)) and not self.but.search(text)


class Concerns(NamedTuple):
    """Doors by their codes, in their order; which papers are policies, which texts are guides to something done."""

    doors: Mapping[str, Door]
    kinds: frozenset[str]
    but: re.Pattern[str]
    guides: re.Pattern[str]
    registers: frozenset[str]
    organs: re.Pattern[str]
    version: str

    def suggested(self, kind: str, title: str, keywords: str = "", subject: str = "") -> tuple[str, ...]:
        """Codes of the doors that a document's words lead to; none where it is neither a policy nor a guide.

        Keywords are asked where the title names nobody: they are often those of a sender's usual business.
        """
        if self.guides.search(title):
            return self.of_name(title)
        if not self.is_policy(kind, title) or self.but.search(title):
            return ()
        return self._fitting(title, subject) or self._fitting(keywords, "")

    def is_policy(self, kind: str, title: str) -> bool:
        return kind in self.kinds and not self.guides.search(title)

    def of_name(self, name: str) -> tuple[str, ...]:
        """Codes of the doors that the name of something to be done leads to."""
        return self._fitting(name, "")

    def _fitting(self, text: str, subject: str) -> tuple[str, ...]:
        said = self.organs.sub("", text)
        return tuple(code for code, door in self.doors.items() if door.fits(said, subject))


def read_concerns(nodes: Iterable[Node], head: tuple[str, ...]) -> Concerns:
    """Lexicons of concerns together: a door written again replaces what stood there, the rest adds up or replaces."""
    doors: dict[str, Door] = {}
    told = dict.fromkeys(("but", "guides", "organs"), NEVER)
    words: dict[str, frozenset[str]] = {"kinds": frozenset(), "registers": frozenset()}
    versions = []
    for node in nodes:
        table = node.table(required=(*head, "doors"), allowed=OF_CONCERNS)
        versions.append(table["version"].string())
        for line in table["doors"].listing():
            door = _door(line)
            doors[door.code] = door
        told |= {name: _pattern(table[name]) for name in told if name in table}
        words |= {name: frozenset(table[name].words()) for name in words if name in table}
    return Concerns(
        doors, words["kinds"], told["but"], told["guides"], words["registers"], told["organs"], "、".join(versions)
    )


def _door(line: Node) -> Door:
    said = line.table(required=("code", "name", "group", "words"), allowed=("but", "within", "lists"))
    faults: list[Fault] = []
    code, group = said["code"].string(), said["group"].one_of(GROUPS, faults)
    if not CODE.fullmatch(code):
        faults.append(said["code"].fault(f"“{code}”不能用作网址，请用 2 到 20 个小写字母、数字和连字符，字母开头"))
    if faults:
        raise Refused(*faults)
    within = said["within"].table() if "within" in said else {}
    return Door(
        code, said["name"].string(), group, _pattern(said["words"]),
        _pattern(said["but"]) if "but" in said else NEVER,
        {subject: _pattern(one) for subject, one in within.items()},
        said["lists"].words() if "lists" in said else (),
    )  # fmt: skip


def _pattern(node: Node) -> re.Pattern[str]:
    """A pattern; one that is folded over lines is read as if it were on one. It must not fit an empty text."""
    found = re.compile(re.sub(r"(?<=\|)\s+|\s+(?=\()", "", pattern(node).pattern).strip())
    if found.search(""):
        raise Refused(node.fault("这样写什么都算，请检查有没有多写的“|”"))
    return found
