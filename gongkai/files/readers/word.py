"""DOCX: what is read, and what is not seen in it: deleted and hidden words, comments, changes not yet accepted."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator

from gongkai.files.readers.parts import Part, Trace, gathered, told
from gongkai.files.readers.properties import people_in
from gongkai.files.readers.styles import NOTHING, Look, Styles, look, style_named

PLACES = {"header": "页眉", "document": "正文", "footnotes": "脚注", "endnotes": "尾注", "footer": "页脚"}
STORY = re.compile(rf"word/({'|'.join(PLACES)})\d*\.xml")
COMMENTS = re.compile(r"word/comments\.xml")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}
AWAY = ("del", "moveFrom")
OUTER = ("p", "tc", "tbl")
CHANGED = {"ins": "新增", "del": "删除", "moveFrom": "移动"}
STYLES = "word/styles.xml"
LOW, NARROW = 100_000, 200_000  # EMU, eight and sixteen points: a figure smaller than this is a line

SEEN, DELETED, VANISHED, UNSEEN = "", "修订中删去的文字", "隐藏文字", "看不见的文字"


def read(content: bytes) -> dict:
    """Headers, body, notes and footers as they read now; then, hidden, what was deleted, hidden or remarked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parts: list[Part] = []
        traces: list[Trace] = []
        styles = Styles(archive.read(STYLES) if STYLES in names else None)
        for name in sorted(filter(STORY.fullmatch, names), key=_order):
            story = _Story(archive, name, styles)
            parts += story.parts
            traces += story.traces
        remarks = [gathered(_Story(archive, name, styles).words[SEEN]) for name in names if COMMENTS.fullmatch(name)]
        parts += [Part("批注", text, hidden=True) for text in remarks]
        traces += [Trace("comments", "", _first(text)) for text in remarks if text]
        return told(parts, [*traces, *people_in(archive)])


class _Story:
    """One part of the package, its words told apart by whether they are seen."""

    def __init__(self, archive: zipfile.ZipFile, name: str, styles: Styles):
        self.place = PLACES.get(_stem(name), "")
        self.words: dict[str, list[str]] = defaultdict(list)
        self.changes: Counter[str] = Counter()
        self.away = self.covers = 0
        self.around = Around(styles)
        with archive.open(name) as part:
            for event, element in ElementTree.iterparse(part, ("start", "end")):
                tag = element.tag.rpartition("}")[2]
                if tag in CHANGED:
                    self._change(tag, event)
                self.around.meet(tag, event, element)
                if event == "end" and tag not in CHANGED:
                    self._end(tag, element)

    @property
    def parts(self) -> list[Part]:
        told_apart = ((kind, gathered(self.words[kind])) for kind in (SEEN, DELETED, VANISHED, UNSEEN))
        return [Part(f"{self.place}{kind}", text, hidden=kind != SEEN) for kind, text in told_apart]

    @property
    def traces(self) -> Iterator[Trace]:
        if self.changes:
            yield Trace("changes", self.place, "、".join(f"{CHANGED[tag]}{n}处" for tag, n in self.changes.items()))
        for kind, words in (("vanished", VANISHED), ("unseen", UNSEEN)):
            if text := gathered(self.words[words]):
                yield Trace(kind, self.place, _first(text))
        if self.covers:
            yield Trace("shape", self.place, f"{self.covers}个")

    def _change(self, tag: str, event: str) -> None:
        if event == "start":
            self.changes[tag] += 1
        if tag in AWAY:
            self.away += 1 if event == "start" else -1

    def _end(self, tag: str, element: ElementTree.Element) -> None:
        if tag == "r":
            self.words[DELETED if self.away else self._kind(element)] += _run(element)
        elif tag in ("p", "tr"):
            for kind in list(self.words):
                self.words[kind].append("\n")
        elif tag == "anchor":
            self.covers += _covers(element)
        if tag == "p":
            element.clear()

    def _kind(self, run: ElementTree.Element) -> str:
        looks = self.around.look_of(run)
        return VANISHED if looks.vanishes else SEEN if looks.is_seen else UNSEEN


class Around:
    """What a run stands in, while a paper is read from its start: paragraph, cell, table, box."""

    def __init__(self, styles: Styles):
        self.styles = styles
        self.paragraphs: list[Look] = []
        self.cells: list[str | None] = []
        self.tables: list[str | None] = []
        self.boxes = 0

    def meet(self, tag: str, event: str, element: ElementTree.Element) -> None:
        """An element begins or ends."""
        begins = event == "start"
        if tag in OUTER:
            holding: dict[str, list] = {"p": self.paragraphs, "tc": self.cells, "tbl": self.tables}
            held = holding[tag]
            if begins:
                held.append(NOTHING if tag == "p" else None)
            else:
                held.pop()
        elif tag == "txbxContent":
            self.boxes += 1 if begins else -1
        elif begins:
            return
        elif tag == "pPr" and self.paragraphs:
            of_style = self.styles.of(style_named(element, "pStyle"))
            self.paragraphs[-1] = Look(ground=look(element).ground).over(of_style)
        elif tag == "tcPr" and self.cells:
            self.cells[-1] = look(element).ground
        elif tag == "tblPr" and self.tables:
            shaded = self.styles.shades(style_named(element, "tblStyle"))
            self.tables[-1] = "" if shaded else look(element).ground

    def look_of(self, run: ElementTree.Element) -> Look:
        """How a run looks where it stands."""
        own = next((child for child in run if child.tag.rpartition("}")[2] == "rPr"), None)
        found = look(own).over(self.styles.of(style_named(own, "rStyle")))
        found = found.over(self.paragraphs[-1] if self.paragraphs else NOTHING).over(self.styles.usual)
        return found.over(Look(ground=self._ground()))

    def _ground(self) -> str | None:
        if self.boxes:
            return ""
        cell = self.cells[-1] if self.cells else None
        return cell if cell is not None or not self.tables else self.tables[-1]


def unseen_runs(root: ElementTree.Element, styles: Styles) -> set[ElementTree.Element]:
    """Runs of a part that do not meet the eye."""
    around, found = Around(styles), set()

    def walk(element: ElementTree.Element) -> None:
        tag = element.tag.rpartition("}")[2]
        around.meet(tag, "start", element)
        for child in element:
            walk(child)
        if tag == "r" and not around.look_of(element).is_seen:
            found.add(element)
        around.meet(tag, "end", element)

    walk(root)
    return found


def _covers(anchor: ElementTree.Element) -> bool:
    """Whether a figure that floats before the text is a filled box without words, and large enough to hide some."""
    if anchor.get("behindDoc") in ("1", "true"):
        return False
    tags: dict[str, ElementTree.Element] = {}
    for one in anchor.iter():
        tags.setdefault(one.tag.rpartition("}")[2], one)
    size = tags.get("extent")
    large = size is not None and int(size.get("cy", "0")) >= LOW and int(size.get("cx", "0")) >= NARROW
    form = tags["prstGeom"].get("prst", "") if "prstGeom" in tags else ""
    shape = tags["spPr"] if "wsp" in tags and "spPr" in tags else ()
    filled = any(child.tag.rpartition("}")[2] == "solidFill" for child in shape)
    return bool(large and filled and "rect" in form.lower() and "txbxContent" not in tags)


def _run(run: ElementTree.Element) -> Iterator[str]:
    for child in run:
        tag = child.tag.rpartition("}")[2]
        if tag in ("t", "delText"):
            yield child.text or ""
        else:
            yield BREAKS.get(tag, "")


def _first(text: str) -> str:
    return f"共{len(text):,}字"


def _stem(name: str) -> str:
    return re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])


def _order(name: str) -> list:
    """A document's headers before its body, its notes and its footers; header 10 after header 2."""
    return [list(PLACES).index(_stem(name)), [int(number) for number in re.findall(r"\d+", name)]]
