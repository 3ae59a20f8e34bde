"""DOCX: what is read, and what is not seen in it: deleted and hidden words, comments, changes not yet accepted."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator

from gongkai.files.readers.parts import Part, Trace, gathered, told
from gongkai.files.readers.properties import people_in

PLACES = {"header": "页眉", "document": "正文", "footnotes": "脚注", "endnotes": "尾注", "footer": "页脚"}
STORY = re.compile(rf"word/({'|'.join(PLACES)})\d*\.xml")
COMMENTS = re.compile(r"word/comments\.xml")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}
AWAY = ("del", "moveFrom")
CHANGED = {"ins": "新增", "del": "删除", "moveFrom": "移动"}
OFF = ("0", "false", "off")

SEEN, DELETED, VANISHED = "", "修订中删去的文字", "隐藏文字"


def read(content: bytes) -> dict:
    """Headers, body, notes and footers as they read now; then, hidden, what was deleted, hidden or remarked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parts: list[Part] = []
        traces: list[Trace] = []
        for name in sorted(filter(STORY.fullmatch, names), key=_order):
            story = _Story(archive, name)
            parts += story.parts
            traces += story.traces
        remarks = [gathered(_Story(archive, name).words[SEEN]) for name in names if COMMENTS.fullmatch(name)]
        parts += [Part("批注", text, hidden=True) for text in remarks]
        traces += [Trace("comments", "", _first(text)) for text in remarks if text]
        return told(parts, [*traces, *people_in(archive)])


class _Story:
    """One part of the package, its words told apart by whether they are seen."""

    def __init__(self, archive: zipfile.ZipFile, name: str):
        self.place = PLACES.get(_stem(name), "")
        self.words: dict[str, list[str]] = defaultdict(list)
        self.changes: Counter[str] = Counter()
        self.away = 0
        with archive.open(name) as part:
            for event, element in ElementTree.iterparse(part, ("start", "end")):
                tag = element.tag.rpartition("}")[2]
                if tag in CHANGED:
                    self._change(tag, event)
                elif event == "end":
                    self._end(tag, element)

    @property
    def parts(self) -> list[Part]:
        told_apart = ((kind, gathered(self.words[kind])) for kind in (SEEN, DELETED, VANISHED))
        return [Part(f"{self.place}{kind}", text, hidden=kind != SEEN) for kind, text in told_apart]

    @property
    def traces(self) -> Iterator[Trace]:
        if self.changes:
            yield Trace("changes", self.place, "、".join(f"{CHANGED[tag]}{n}处" for tag, n in self.changes.items()))
        if text := gathered(self.words[VANISHED]):
            yield Trace("vanished", self.place, _first(text))

    def _change(self, tag: str, event: str) -> None:
        if event == "start":
            self.changes[tag] += 1
        if tag in AWAY:
            self.away += 1 if event == "start" else -1

    def _end(self, tag: str, element: ElementTree.Element) -> None:
        if tag == "r":
            kind = DELETED if self.away else VANISHED if _vanishes(element) else SEEN
            self.words[kind] += _run(element)
        elif tag in ("p", "tr"):
            for kind in list(self.words):
                self.words[kind].append("\n")
        if tag == "p":
            element.clear()


def _run(run: ElementTree.Element) -> Iterator[str]:
    for child in run:
        tag = child.tag.rpartition("}")[2]
        if tag in ("t", "delText"):
            yield child.text or ""
        else:
            yield BREAKS.get(tag, "")


def _vanishes(run: ElementTree.Element) -> bool:
    for child in run:
        if child.tag.rpartition("}")[2] == "rPr":
            for mark in child:
                if mark.tag.rpartition("}")[2] in ("vanish", "webHidden"):
                    return next(iter(mark.attrib.values()), "1") not in OFF
    return False


def _first(text: str) -> str:
    return f"共{len(text):,}字"


def _stem(name: str) -> str:
    return re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])


def _order(name: str) -> list:
    """A document's headers before its body, its notes and its footers; header 10 after header 2."""
    return [list(PLACES).index(_stem(name)), [int(number) for number in re.findall(r"\d+", name)]]
