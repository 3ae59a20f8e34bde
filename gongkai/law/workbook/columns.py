"""What a sheet is made of: columns with a key, a 中文 heading, and how a value stands under it.

A column's `key` is the key of the rulebook, with a dot for a table inside (`quota.at_most`). A key that begins with @
is the workbook's own: what a tree says by its shape, a sheet says in a column.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.workbook.kinds import Kind, Listed, Names, Table, Text

VALUE, TEXT, LISTED, NAMES, CONDITION = Kind(), Text(), Listed(), Names(), Table()
READS, UNREAD = "读法", "（不读回）"


def words(english: Mapping[str, str]) -> Kind:
    """A choice of words, 中文 in the cell."""
    return Kind({said: meant for meant, said in english.items()})


FLAG = words({"true": "是", "false": "否"})
WHOM = words({"class": "同类单位", "all": "全部单位"})
CITE = ("cite", "依据", LISTED, 12, "依据的条款，如 BW-13；几条之间用顿号")
SAYS = ("says", "规则说明", TEXT, 36, "用自己的话写的一句规则，带上其中的数字")


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading, how a value stands in it, its width in characters and a note for who fills it in.

    `unread`: made from the others for the eye, and passed over when the workbook is read. `rare`: folded away where no
    row uses it.
    """

    key: str
    title: str
    kind: Kind = VALUE
    width: float = 10
    note: str = ""
    required: bool = False
    rare: bool = False
    unread: bool = False


@dataclass(frozen=True)
class Form:
    """A sheet: rows of one sort. `key`: where they belong in the rulebook; `frozen`: columns that stay in sight."""

    sheet: str
    key: str
    title: str
    columns: tuple[Column, ...]
    frozen: int = 1

    @property
    def read(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.unread)


def must(key: str, title: str, kind: Kind = VALUE, width: float = 10, note: str = "") -> Column:
    """A column no row may leave blank."""
    return Column(key, title, kind, width, note, required=True)


def rare(key: str, title: str, kind: Kind = VALUE, width: float = 10, note: str = "") -> Column:
    """A column few rulebooks use."""
    return Column(key, title, kind, width, note, rare=True)


def seen(key: str, title: str, width: float) -> Column:
    """A column for the eye."""
    return Column(key, title + UNREAD, TEXT, width, unread=True)
