"""Rewrites well-formed, already harmless HTML into one plain form, so that equal papers have equal bytes.

All words stand in a paragraph, a heading, a list item or a cell; inside these are only signs within a line. Whatever is
empty is left out, save cells, which hold a table's grid together.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

DEEPEST = 8  # lists, tables and quotations in each other; what lies deeper keeps its words and loses its frame

ALIASES = {"b": "strong", "i": "em", "h1": "h2"}
SIGNS = frozenset(("strong", "em", "sup", "sub", "a"))
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol"))
CELLS = frozenset(("td", "th"))
LINES = frozenset(("li", "caption", *CELLS))  # hold words directly, lines parted by <br>
GRID = frozenset(("thead", "tbody", "tfoot", "tr"))
OUTER = frozenset(("blockquote", "table", *LISTS))
FRAMES = OUTER | GRID | LINES
FRAME_ENDS = frozenset(f"</{tag}>" for tag in FRAMES)

# What XML cannot hold, what no reader sees, and halves of characters.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
BLANKS = re.compile("[ \t\r\n\xa0]+")
INDENTED = re.compile("[ \t\r\n]*(\u3000|\xa0\xa0)")
WIDE = "[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
WRAPPED = re.compile(f"(?<={WIDE})[ \t]*[\r\n][ \t\r\n]*(?={WIDE})")  # Chinese needs no blank where a line was broken


def flow(harmless: str) -> str:
    """``harmless``: what nh3 wrote: all closed but ``br`` and ``hr``; of named entities only XML's and ``nbsp``."""
    text = UNSEEN.sub("", harmless.replace("&nbsp;", "\xa0"))
    text = text.replace("<br>", "<br/>").replace("<hr>", "<hr/>")
    writer = _Writer()
    parser = expat.ParserCreate()
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.heard.append
    parser.Parse(f"<html>{text}</html>", True)
    return "".join(writer.out)


@dataclass(slots=True)
class _Frame:
    """An open element that holds blocks or lines; ``at`` is where it begins in the output."""

    tag: str
    at: int
    implied: bool = False
    worded: bool = False


@dataclass(slots=True)
class _Writer:
    out: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # words since the last tag
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", 0)])
    became: list[str] = field(default_factory=list)  # what each open frame of the source became: frame, leaf, nothing
    leaves: list[str] = field(default_factory=list)  # what words here stand in; the last counts
    signs: list[tuple[str, str] | None] = field(default_factory=list)  # open in the source
    written: list[str] = field(default_factory=list)  # open in the output
    leaf: str = ""  # the open one: p, h2 …, or a line of an item or cell
    breaks: int = 0
    spaced: bool = True  # a blank here would be the second or the first
    literal: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._listen()
        tag = ALIASES.get(name, name)
        if tag == "br":
            self.breaks += 1
        elif tag in SIGNS:
            self.signs.append(self._sign(tag, attributes))
        elif tag in FRAMES:
            self._end_leaf()
            self._start_frame(tag, attributes)
        elif tag == "hr":
            self._rule()
        else:
            self._end_leaf()
            self.literal += tag == "pre"
            self.leaves.append(tag if tag in HEADINGS else self.leaves[-1] if self.leaves else "p")

    def end(self, name: str) -> None:
        self._listen()
        tag = ALIASES.get(name, name)
        if tag in SIGNS:
            sign = self.signs.pop()
            if sign and sign[0] in self.written:
                self._close_signs(self.written.index(sign[0]))
        elif tag in FRAMES:
            self._end_leaf()
            self._end_frame()
        elif tag not in ("br", "hr"):
            self._end_leaf()
            self.literal -= tag == "pre"
            self.leaves.pop()

    def _listen(self) -> None:
        text = "".join(self.heard)
        self.heard.clear()
        for number, line in enumerate(text.splitlines() if self.literal else [text]):
            if number:
                self._end_leaf()
            self._write(line)

    def _write(self, text: str) -> None:
        words = BLANKS.sub(" ", WRAPPED.sub("", text))
        if not self.leaf or self.breaks:
            words = words.lstrip(" \u3000")
        elif self.spaced:
            words = words.lstrip(" ")
        if not words:
            return
        self.spaced = words.endswith(" ")
        if words != " ":
            self._part(indented=bool(INDENTED.match(text)))
            self._open_leaf()
            self._open_signs()
            self.frames[-1].worded = True
        self.out.append(escape(words))

    def _part(self, *, indented: bool) -> None:
        """Two line breaks, or one before an indent, are how older pages part paragraphs."""
        breaks, self.breaks = self.breaks, 0
        if not (breaks and self.leaf):
            return
        if self.leaf == "p" and (breaks > 1 or indented):
            self._end_leaf()
        else:
            self._trim()
            self.out.append("<br>")

    def _open_leaf(self) -> None:
        if self.leaf:
            return
        if self.frames[-1].tag in LISTS:
            self._open("li", {}, implied=True)
        if self.frames[-1].tag in LINES:
            if self.frames[-1].worded and self.out[-1] not in FRAME_ENDS:
                self.out.append("<br>")
            self.leaf = "line"
        else:
            self.leaf = self.leaves[-1]
            self.out.append(f"<{self.leaf}>")

    def _end_leaf(self) -> None:
        self.breaks, self.spaced = 0, True
        if not self.leaf:
            return
        self._trim()
        self._close_signs(0)
        if self.leaf != "line":
            self.out.append(f"</{self.leaf}>")
        self.leaf = ""

    def _trim(self) -> None:
        while not self.out[-1].startswith("<"):
            self.out[-1] = self.out[-1].rstrip(" \u3000")
            if self.out[-1]:
                break
            self.out.pop()

    def _sign(self, tag: str, attributes: Mapping[str, str]) -> tuple[str, str] | None:
        if any(sign and sign[0] == tag for sign in self.signs) or (tag == "a" and "href" not in attributes):
            return None
        return tag, _written(attributes)

    def _open_signs(self) -> None:
        for sign in self.signs:
            if sign and sign[0] not in self.written:
                self.out.append(f"<{sign[0]}{sign[1]}>")
                self.written.append(sign[0])

    def _close_signs(self, keep: int) -> None:
        while len(self.written) > keep:
            self.out.append(f"</{self.written.pop()}>")

    def _start_frame(self, tag: str, attributes: Mapping[str, str]) -> None:
        too_deep = tag in OUTER and sum(frame.tag in OUTER for frame in self.frames) >= DEEPEST
        if too_deep or self.became[-1:] == ["nothing"]:
            self.became.append("nothing")
            return
        if tag == "li":
            self._close_implied()
        elif self.frames[-1].tag in LISTS:
            self._open("li", {}, implied=True)
        if tag == "li" and self.frames[-1].tag not in LISTS:
            self.became.append("leaf")
            return
        self.became.append("frame")
        self._open(tag, attributes)

    def _end_frame(self) -> None:
        if self.became.pop() == "frame":
            self._close_implied()
            self._close()

    def _open(self, tag: str, attributes: Mapping[str, str], *, implied: bool = False) -> None:
        self.frames.append(_Frame(tag, len(self.out), implied))
        self.out.append(f"<{tag}{_written(attributes)}>")

    def _close_implied(self) -> None:
        if self.frames[-1].implied:
            self._close()

    def _close(self) -> None:
        frame = self.frames.pop()
        hollow = len(self.out) == frame.at + 1
        if frame.worded or frame.tag in CELLS or (frame.tag in GRID and not hollow):
            self.out.append(f"</{frame.tag}>")
        else:
            del self.out[frame.at :]
        self.frames[-1].worded |= frame.worded

    def _rule(self) -> None:
        self._end_leaf()
        if self.frames[-1].tag in ("", "blockquote"):
            self.out.append("<hr>")
            self.frames[-1].worded = True


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in sorted(attributes.items()))
