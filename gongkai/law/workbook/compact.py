"""One value on one line: a piece of a rulebook as the text of a cell, and back, without losing a sign.

The text is YAML of one line. Plain words stand bare; what YAML or a spreadsheet would bend is put in quotes.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from gongkai.law import reading
from gongkai.law.findings import Finding, Place
from gongkai.law.reading import DECIMAL, INTEGER, WORDS, Node, Refused

HERE = Place("", 0, 0)
SIGNS = r"\w.%/+·—…“”‘’《》〈〉（）〔〕【】，。；：、！？％×≥≤"
PLAIN = re.compile(rf"[^\W_][{SIGNS}\-]*( [{SIGNS}]+)*")
WIDE = re.compile("[：，｛｝［］]")  # in a cell more likely a slip of the keyboard than a word
XML_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what a workbook would read as a sign written by its number
NAMED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def compact(node: Node, wide: bool = False) -> str:
    """The node as one line of YAML; `parse` gives the same node back. `wide`: 全角 commas and colons need no quotes."""
    if isinstance(node.value, dict):
        pairs = (f"{key_text(key, wide)}: {compact(child, wide)}" for key, child in node.value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(node.value, list):
        return "[" + ", ".join(compact(child, wide) for child in node.value) + "]"
    if isinstance(node.value, str):
        return node.value if _bare(node.value, wide) else quoted(node.value)
    return "null" if node.value is None else node.text


def inner(node: Node) -> str:
    """A table without its outer brackets: what stands in a cell that always holds a table."""
    text = compact(node)
    return text[1:-1] if isinstance(node.value, dict) and node.value else text


def key_text(key: str, wide: bool = False) -> str:
    """A key as it is written; keys are words whatever they look like."""
    return key if _plain(key, wide) else quoted(key)


def quoted(text: str) -> str:
    """Text in double quotes, on one line, with nothing that cannot be seen."""
    return '"' + XML_ESCAPE.sub(r"\\x5F", "".join(map(_sign, text))) + '"'


def _sign(sign: str) -> str:
    if sign in NAMED:
        return NAMED[sign]
    if sign.isprintable() or sign == "\u3000":
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _bare(text: str, wide: bool) -> bool:
    """Whether a word may stand without quotes and is still a word."""
    return not (text in WORDS or INTEGER.fullmatch(text) or DECIMAL.fullmatch(text)) and _plain(text, wide)


def _plain(text: str, wide: bool) -> bool:
    return bool(PLAIN.fullmatch(text)) and not XML_ESCAPE.search(text) and (wide or not WIDE.search(text))


def parse(text: str, at: Place = HERE) -> Node:
    """The node that a cell's text means, every part of it placed at the cell. Raises `Refused`."""
    try:
        return placed(_tree(text), at)
    except Refused as refused:
        raise Refused(*(Finding(_within(fault), *at) for fault in refused.faults)) from None


@lru_cache(maxsize=4096)
def _tree(text: str) -> Node:
    return reading.read(text, "")


def _within(fault: reading.Fault) -> str:
    if not fault.line:
        return "这一格没有写出内容"
    return f"{fault.says}（格内第{fault.line}行第{fault.column}字）"


def placed(node: Node, at: Place) -> Node:
    """The same tree, all of it standing at one place."""
    if isinstance(node.value, dict):
        return table({key: placed(child, at) for key, child in node.value.items()}, at)
    if isinstance(node.value, list):
        return listing([placed(child, at) for child in node.value], at)
    return Node(node.value, *at, node.text)


def word(text: str, at: Place = HERE) -> Node:
    """A word, whatever it looks like."""
    return Node(text, *at, text)


def table(entries: Mapping[str, Node], at: Place = HERE) -> Node:
    return Node(dict(entries), *at, keys={key: (node.line, node.column) for key, node in entries.items()})


def listing(entries: Sequence[Node], at: Place = HERE) -> Node:
    return Node(list(entries), *at)


def same(one: Node, other: Node) -> bool:
    """Whether two trees say the same, order and kind of every value included; 1.50 is 1.5."""
    if isinstance(one.value, dict) and isinstance(other.value, dict):
        return list(one.value) == list(other.value) and all(
            same(child, other.value[key]) for key, child in one.value.items()
        )
    if isinstance(one.value, list) and isinstance(other.value, list):
        return len(one.value) == len(other.value) and all(map(same, one.value, other.value))
    return isinstance(one.value, bool) == isinstance(other.value, bool) and one.value == other.value
