"""Strict YAML: a tree of nodes that know their file, line and column, and refusals in Chinese.

Only what a person can check by eye is read: one document, text keys, no aliases, no tags, no key twice. A plain word is
an integer, a decimal (exact, never a float), true, false or null only when it is written exactly so; dates, times
(`12:30`), shares (`60%`), `no` and `010` stay the text they are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a Python without libyaml: slower, same marks
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

LARGEST_FILE = 4_000_000
DEEPEST = 40

KINDS = {dict: "一组“键: 值”", list: "一个列表"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, and where. Lines and columns count from 1; 0 = the fault is of no line."""

    says: str
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.file} 第{self.line}行第{self.column}列" if self.line else self.file
        return f"{place}：{self.says}" if place else self.says


class Refused(ValueError):
    """What was given cannot be used. `faults` holds every reason found, in file order; `str()` prints one a line."""

    def __init__(self, *faults: Fault | str) -> None:
        self.faults = tuple(f if isinstance(f, Fault) else Fault(f) for f in faults)
        super().__init__("\n".join(map(str, self.faults)))


Scalar = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A scalar, a list of nodes or a table of nodes, with the place where it begins.

    `text` is a scalar as written; `keys` holds where each key of a table stands.
    """

    value: "Scalar | list[Node] | dict[str, Node]"
    file: str
    line: int
    column: int
    text: str = ""
    keys: "dict[str, tuple[int, int]] | None" = None

    def fault(self, says: str) -> Fault:
        return Fault(says, self.file, self.line, self.column)

    def key_fault(self, key: str, says: str) -> Fault:
        line, column = (self.keys or {}).get(key, (self.line, self.column))
        return Fault(says, self.file, line, column)

    def plain(self) -> object:
        """The same tree as dicts, lists and scalars (int, Decimal, bool, None, str)."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: Iterable[str | int]) -> "Node":
        """The deepest node that exists along `path`: for saying where a fault found in `plain()` stands."""
        node = self
        for step in path:
            child = node._child(step)
            if child is None:
                break
            node = child
        return node

    def table(self, *, allowed: Iterable[str] = (), required: Iterable[str] = ()) -> "dict[str, Node]":
        """The table here; keys outside `allowed` (where given) or absent `required` ones are refused together."""
        if not isinstance(self.value, dict):
            raise Refused(self.fault(f"这里应当是一组“键: 值”，写的是{self._kind()}"))
        known = list(dict.fromkeys([*required, *allowed]))
        faults = [
            self.key_fault(key, f"不认识“{key}”{near(key, known)}；这里可以写：{'、'.join(known)}")
            for key in self.value
            if known and key not in known
        ]
        faults += [self.fault(f"缺少“{key}”") for key in required if key not in self.value]
        if faults:
            raise Refused(*faults)
        return self.value

    def listing(self) -> "list[Node]":
        """The list here; a single value stands for a list of one."""
        if isinstance(self.value, dict):
            raise Refused(self.fault("这里应当是一个列表，写的是一组“键: 值”"))
        return self.value if isinstance(self.value, list) else [self]

    def string(self) -> str:
        """The words here as written; empty is refused."""
        if isinstance(self.value, dict | list) or not self.text.strip():
            raise Refused(self.fault(f"这里应当是文字，写的是{self._kind()}"))
        return self.text

    def words(self) -> "tuple[str, ...]":
        """The texts of the list here."""
        return tuple(one.string() for one in self.listing())

    def one_of(self, known: Iterable[str], faults: list[Fault]) -> str:
        """The word here; one that is not `known` is added to the faults."""
        word = self.string()
        if word not in known:
            faults.append(self.fault(f"不认识“{word}”；可以写：{'、'.join(known)}"))
        return word

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise Refused(self.fault(f"这里只能写 true 或 false，写的是{self._kind()}"))
        return self.value

    def _child(self, step: str | int) -> "Node | None":
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return self.value[step]
        return None

    def _kind(self) -> str:
        if isinstance(self.value, dict | list):
            return KINDS[type(self.value)]
        return f"“{self.text}”" if self.text else "空"


def near(name: str, names: Iterable[str]) -> str:
    """A hint at the name that was probably meant."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), 1, 0.75)
    return f"，是不是“{found[0]}”" if found else ""


def as_path(source: str) -> Path | None:
    """The path that a text is, where it is one and not the text of a file."""
    return Path(source) if "\n" not in source and source.endswith((".yaml", ".yml")) else None


def read_file(path: Path) -> Node:
    """The tree of a UTF-8 YAML file. Raises `Refused`."""
    return read(text_of(path), str(path))


def text_of(path: Path) -> str:
    """The text of a UTF-8 file. Raises `Refused`."""
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(Fault(f"文件超过{LARGEST_FILE // 1_000_000}兆字节，不读取", str(path)))
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        says = f"文件不是UTF-8编码（第{error.start + 1}个字节处），请另存为UTF-8后再试"
        raise Refused(Fault(says, str(path))) from None


def read(text: str, file: str) -> Node:
    """The tree of a YAML text; `file` is the name said in refusals. Raises `Refused`."""
    if len(text) > LARGEST_FILE:
        raise Refused(Fault(f"内容超过{LARGEST_FILE // 1_000_000}百万字，不读取", file))
    try:
        _refuse_sharing(text, file)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise Refused(_syntax_fault(error, file)) from None
    except yaml.reader.ReaderError as error:
        raise Refused(Fault(f"第{error.position + 1}个字符不可用（控制字符或编码错误）", file)) from None
    except UnicodeEncodeError as error:
        raise Refused(Fault(f"第{error.start + 1}个字符不可用（半个字符）", file)) from None
    if root is None:
        raise Refused(Fault("文件是空的", file))
    faults: list[Fault] = []
    tree = _node(root, file, faults)
    if faults:
        raise Refused(*sorted(faults, key=lambda f: (f.line, f.column)))
    return tree


def _refuse_sharing(text: str, file: str) -> None:
    # Before composing: nesting, aliases and tags are refused on the event stream, so that nothing can blow up.
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        mark = event.start_mark
        here = (file, mark.line + 1, mark.column + 1) if mark else (file, 0, 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(Fault("不支持锚点和引用（& 与 *），请把内容写全", *here))
        if getattr(event, "tag", None) not in (None, "!"):
            raise Refused(Fault("不支持类型标记（!），请去掉", *here))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Refused(Fault(f"层次超过{DEEPEST}层", *here))


def _node(node: yaml.Node, file: str, faults: list[Fault]) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.MappingNode):
        return _table(node, file, faults)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(child, file, faults) for child in node.value], file, line, column)
    assert isinstance(node, yaml.ScalarNode)
    plain = not node.style  # the C parser says "", the Python one None
    return Node(_scalar(node.value) if plain else node.value, file, line, column, node.value)


def _table(node: yaml.MappingNode, file: str, faults: list[Fault]) -> Node:
    table: dict[str, Node] = {}
    places: dict[str, tuple[int, int]] = {}
    for key, value in node.value:
        here = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode) or not key.value:
            faults.append(Fault("键必须是文字", file, *here))
            continue
        if key.value in table:
            faults.append(Fault(f"“{key.value}”重复，前一处在第{places[key.value][0]}行", file, *here))
            continue
        table[key.value], places[key.value] = _node(value, file, faults), here
    return Node(table, file, node.start_mark.line + 1, node.start_mark.column + 1, keys=places)


INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(text: str) -> Scalar:
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


SYNTAX = {
    "found duplicate anchor": "不支持锚点和引用（& 与 *）",
    "found undefined alias": "不支持锚点和引用（& 与 *）",
    "found character '\\t'": "不能用制表符缩进，请改用空格",
    "found character that cannot start any token": "此处的符号不能开头，文字请加引号（常见：以制表符、@、` 或 % 开头）",
    "mapping values are not allowed": "此处不能再写冒号；文字里有“: ”时请整个加引号",
    "could not find expected ':'": "这一行缺少英文冒号“:”，或冒号后没有空格",
    "did not find expected key": "缩进不齐，或上一行的括号、引号没有写完",
    "did not find expected ',' or '}'": "大括号里缺少逗号或右括号",
    "did not find expected ',' or ']'": "方括号里缺少逗号或右括号",
    "did not find expected '-' indicator": "列表各项没有对齐",
    "did not find expected node content": "此处缺少内容，或括号没有写完",
    "found unexpected end of stream": "文件没有写完（引号或括号未关闭）",
    "expected a single document": "一个文件只能有一份内容，请去掉“---”以下部分",
    "but found another document": "一个文件只能有一份内容，请去掉“---”以下部分",
}


def _syntax_fault(error: yaml.MarkedYAMLError, file: str) -> Fault:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if "could not find expected ':'" in problem and error.context_mark:
        mark = error.context_mark  # the key that lacks it, not the line where the reader gave up
    says = next(
        (chinese for english, chinese in SYNTAX.items() if english in problem),
        "此处不符合YAML写法，请检查缩进、引号和括号",
    )
    return Fault(says, file, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0)
