"""How words look in a Word paper: what a run, its styles, its paragraph and its cell say of colour, ground and size."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, replace

from gongkai.files.readers import seen

DEEPEST = 20  # styles that build on each other
OFF = ("0", "false", "off", "none")
AUTO = "auto"
INK = "000000"


@dataclass(frozen=True, slots=True)
class Look:
    """None where nothing is said. ``colour`` may be ``auto``; ``size`` in half points."""

    colour: str | None = None
    ground: str | None = None
    marked: str | None = None
    size: int | None = None
    vanishes: bool | None = None

    def over(self, under: "Look") -> "Look":
        """This, and what ``under`` says where this says nothing."""
        said = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        return replace(under, **said)

    @property
    def is_seen(self) -> bool:
        """Whether words of this look meet the eye; where the ground is not known (``""``), only by their size."""
        if self.vanishes or (self.size is not None and self.size <= 2 * seen.SMALLEST):
            return False
        ground = self.marked or self.ground
        if ground is None:
            ground = seen.PAPER
        if self.colour in (None, AUTO):
            # Word turns automatic letters white on a dark ground, not on a dark marker.
            return not seen.alike(INK, self.marked)
        return not seen.alike(self.colour, ground)


NOTHING = Look()


def look(properties: ElementTree.Element | None) -> Look:
    """What ``rPr`` (or a paragraph's or a cell's properties, for the ground) says itself."""
    if properties is None:
        return NOTHING
    said: dict = {}
    for mark in properties:
        tag, value = _tag(mark), next((v for k, v in mark.attrib.items() if _tail(k) == "val"), None)
        if tag in ("vanish", "webHidden"):
            said["vanishes"] = said.get("vanishes") or (value or "1") not in OFF
        elif tag == "color" and value:
            said["colour"] = value
        elif tag == "highlight":
            said["marked"] = seen.HIGHLIGHTS.get(value or "")
        elif tag == "sz" and (value or "").isdecimal():
            said["size"] = int(value or 0)
        elif tag == "shd":
            said["ground"] = ground(mark)
    return Look(**said)


def ground(shade: ElementTree.Element) -> str | None:
    """The colour under the words; ``""`` where a pattern or a theme decides."""
    said = {_tail(name): value for name, value in shade.attrib.items()}
    fill = said.get("color") if said.get("val") == "solid" else said.get("fill")
    if said.get("val") not in ("clear", "solid", "nil", None):
        return ""
    return None if fill in (None, AUTO) else fill


def style_named(properties: ElementTree.Element | None, tag: str) -> str:
    """The style that ``rStyle``, ``pStyle`` or ``tblStyle`` names."""
    for mark in properties if properties is not None else ():
        if _tag(mark) == tag:
            return next((v for k, v in mark.attrib.items() if _tail(k) == "val"), "")
    return ""


class Styles:
    """The styles of a paper by id, what they build on resolved."""

    def __init__(self, content: bytes | None):
        self.usual = NOTHING
        self._said: dict[str, tuple[Look, str]] = {}
        self._shades: set[str] = set()
        self._whole: dict[str, Look] = {}
        if content:
            self._read(ElementTree.fromstring(content))

    def of(self, name: str) -> Look:
        """All that a style says, by itself and by what it builds on."""
        if name not in self._whole:
            found, at, steps = NOTHING, name, 0
            while at in self._said and steps < DEEPEST:
                said, base = self._said[at]
                found, at, steps = found.over(said), base, steps + 1
            self._whole[name] = found
        return self._whole[name]

    def shades(self, name: str) -> bool:
        """Whether a table style may colour its cells."""
        return name in self._shades

    def _read(self, root: ElementTree.Element) -> None:
        for style in root:
            if _tag(style) == "docDefaults":
                self.usual = look(next((one for one in style.iter() if _tag(one) == "rPr"), None))
            if _tag(style) != "style":
                continue
            name = next((v for k, v in style.attrib.items() if _tail(k) == "styleId"), "")
            parts = {_tag(part): part for part in style}
            base = style_named(style, "basedOn")
            said = look(parts.get("rPr"))
            self._said[name] = (replace(said, ground=said.ground or look(parts.get("pPr")).ground), base)
            if any(_tag(one) in ("tblStylePr", "shd") for one in style.iter()):
                self._shades.add(name)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _tail(name: str) -> str:
    return name.rpartition("}")[2]
