"""The register of documents and their provisions: what a code such as `条例-33` or `TZ-4.1` stands for, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.reading import Fault, Node, Refused
from gongkai.law.workdays import read_day

LEVELS = ("国家", "省", "市", "县区", "单位")
DIGITS = "零一二三四五六七八九"
ROW = re.compile(r"(?P<first>.+\.)(?P<low>[0-9]+)–(?:.+\.)?(?P<high>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Document:
    """A document. A date or number that it does not state, or that nobody found out, is None."""

    code: str
    title: str
    level: str
    issuer: str | None
    number: str | None
    issued: date | None
    published: date | None = None
    effective: date | None = None
    until: date | None = None
    replaced_by: str | None = None
    carries_out: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool | None:
        """Whether it is in force on a day; None where its dates do not tell."""
        if self.until and day > self.until:
            return False
        begins = self.effective or self.issued
        return None if begins is None else day >= begins


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: `code`, the `document` it stands in (its code), the `article` in words, what it `asks` for."""

    code: str
    document: str
    article: str
    asks: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A code in words. `article` and `sentence` are empty where the code names a whole document."""

    code: str
    document: Document
    article: str
    sentence: str

    def __str__(self) -> str:
        return f"《{self.document.title}》{self.article}" + (f"：{self.sentence}" if self.sentence else "")


class Register(Mapping[str, Document]):
    """Documents by code, and the provisions in them."""

    def __init__(self, documents: Mapping[str, Document], provisions: Mapping[str, Provision]) -> None:
        self._documents, self._provisions = documents, provisions
        self._rows = {code: row for row in provisions.values() for code in _covered(row.code)}

    def __getitem__(self, code: str) -> Document:
        if code not in self._documents:
            raise Refused(f"文件登记册里没有“{code}”")
        return self._documents[code]

    def __contains__(self, code: object) -> bool:
        return code in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def provisions(self, document: str | None = None) -> list[Provision]:
        """Every provision in the order of the register, or those of one document."""
        return [row for row in self._provisions.values() if document in (None, row.document)]

    def resolve(self, code: str) -> Citation:
        """What a code stands for: a provision, one of a row of several (`BW-9.2`), or a document. Raises `Refused`."""
        row = self._rows.get(code)
        if row:
            return Citation(code, self[row.document], row.article, row.asks)
        if code in self._documents:
            return Citation(code, self[code], "", "")
        raise Refused(self._unknown(code))

    def cites(self, code: str) -> bool:
        """Whether `resolve` knows the code."""
        return code in self._rows or code in self._documents

    def unresolved(self, codes: Iterable[str], node: Node) -> list[Fault]:
        """A fault at `node` for each code that nobody registered."""
        return [node.fault(self._unknown(code)) for code in codes if not self.cites(code)]

    def above(self, code: str) -> list[Document]:
        """The documents that this one carries out, and those they carry out, nearest first."""
        found: dict[str, Document] = {}
        waiting = list(self[code].carries_out)
        while waiting:
            upper = waiting.pop(0)
            if upper not in found:
                found[upper] = self[upper]
                waiting += self[upper].carries_out
        return list(found.values())

    def below(self, code: str) -> list[Document]:
        """The documents that carry this one out, directly or through others."""
        self[code]
        return [document for document in self.values() if code in {d.code for d in self.above(document.code)}]

    def _unknown(self, code: str) -> str:
        document = max((d for d in self._documents if code.startswith(f"{d}-")), key=len, default=None)
        if document:
            return f"《{self[document].title}》没有登记“{code}”这一条，请核对条号或先登记"
        return f"文件登记册里没有“{code}”，请核对代码或先登记该文件"


def read_register(*nodes: Node) -> Register:
    """The register in one or more YAML trees (the shipped one and those adopted). Raises `Refused` with every fault."""
    documents: dict[str, Document] = {}
    provisions: dict[str, Provision] = {}
    faults: list[Fault] = []
    for node in nodes:
        for code, entry in node.table().items():
            try:
                _enter(code, entry, documents, provisions)
            except Refused as refused:
                faults += refused.faults
    faults = faults or [fault for node in nodes for fault in _loose_ends(node, documents)]
    if faults:
        raise Refused(*faults)
    return Register(documents, provisions)


def _enter(code: str, node: Node, documents: dict[str, Document], provisions: dict[str, Provision]) -> None:
    if code in documents:
        raise Refused(node.fault(f"文件“{code}”登记了两次"))
    documents[code] = _document(code, node)
    if "provisions" in node.table():
        for name, entry in node.table()["provisions"].table().items():
            if not name.startswith(f"{code}-"):
                raise Refused(entry.fault(f"条款“{name}”应当以“{code}-”开头"))
            provisions[name] = _provision(name, code, entry)


def _document(code: str, node: Node) -> Document:
    optional = ("published", "effective", "until", "replaced_by", "carries_out", "provisions")
    table = node.table(required=("title", "level", "issuer", "number", "issued"), allowed=optional)
    if table["level"].text not in LEVELS:
        raise Refused(table["level"].fault(f"层级只能是{'、'.join(LEVELS)}"))
    return Document(
        code=code,
        title=table["title"].string(),
        level=table["level"].text,
        issuer=_stated(table["issuer"]),
        number=_stated(table["number"]),
        issued=_date(table, "issued"),
        published=_date(table, "published"),
        effective=_date(table, "effective"),
        until=_date(table, "until"),
        replaced_by=table["replaced_by"].string() if "replaced_by" in table else None,
        carries_out=tuple(upper.string() for upper in table["carries_out"].listing()) if "carries_out" in table else (),
    )


def _stated(node: Node) -> str | None:
    return None if node.value is None else node.string()


def _date(table: Mapping[str, Node], key: str) -> date | None:
    return read_day(table[key]) if key in table and table[key].value is not None else None


def _provision(code: str, document: str, node: Node) -> Provision:
    words = [part.string() for part in node.listing()]
    if len(words) > 2:
        raise Refused(node.fault("条款写成一句话，或者“[所在位置, 一句话]”；句子里有逗号时请用中文逗号"))
    article = words[0] if len(words) == 2 else _article(code.removeprefix(f"{document}-"), node)
    return Provision(code, document, article, words[-1])


def _article(number: str, node: Node) -> str:
    if not number.isascii() or not number.isdigit():
        raise Refused(node.fault(f"条号“{number}”不是整数，请写成“[所在位置, 一句话]”"))
    return f"第{chinese_number(int(number))}条"


def chinese_number(number: int) -> str:
    """一 … 九千九百九十九, as articles are numbered."""
    words = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += DIGITS[digit] + name
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def _covered(code: str) -> list[str]:
    """A row's own code, and where it spans several (`BW-9.1–9.4`), each of them."""
    match = ROW.fullmatch(code)
    if not match:
        return [code]
    return [code, *(f"{match['first']}{n}" for n in range(int(match["low"]), int(match["high"]) + 1))]


def _loose_ends(node: Node, documents: Mapping[str, Document]) -> Iterator[Fault]:
    for code, entry in node.table().items():
        for key in ("carries_out", "replaced_by"):
            for upper in entry.table()[key].listing() if key in entry.table() else ():
                if upper.text not in documents:
                    yield upper.fault(f"“{upper.text}”没有登记")
        if code in _reached(code, documents):
            yield entry.fault(f"“{code}”经上级文件又回到自己")


def _reached(code: str, documents: Mapping[str, Document]) -> set[str]:
    found: set[str] = set()
    waiting = [upper for upper in documents[code].carries_out if upper in documents]
    while waiting:
        upper = waiting.pop()
        if upper not in found:
            found.add(upper)
            waiting += [more for more in documents[upper].carries_out if more in documents]
    return found
