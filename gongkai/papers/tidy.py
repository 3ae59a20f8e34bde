"""Old text made plain: bracketed pinyin behind a character taken out, traditional characters made simplified.

A proposal, never silent: what was changed is told, and whoever applies it keeps the original. Characters are exchanged
one for one, so words keep their places but for what was taken out.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import opencc

Counted = Counter[tuple[str, str]]
TAG = re.compile(r"(<[^<>]*>)")
VOWELS = "aāáǎàeēéěèêoōóǒòiīíǐìuūúǔùüǖǘǚǜvɑ"
SYLLABLE = f"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[{VOWELS}]{{1,4}}(?:ng|n|r|ɡ)?|[ńňǹḿ]g?|hng?"
PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[ \u3000]*[(（]\s*(?:{SYLLABLE})[1-5]?\s*[)）]")
MARKED = re.compile("[āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜńňǹḿ]")
FEW = 3  # brackets with bare letters may be a paper's own (如 (a) or 注(an)); so many of them are not


@dataclass(frozen=True, slots=True)
class Tidied:
    """``text`` after; how often each piece was changed (``before`` → ``after``); empty where nothing was."""

    text: str
    pinyin: int
    characters: int
    changes: tuple[tuple[str, str, int], ...]

    @property
    def says(self) -> str:
        """What was found, in words; empty where nothing was."""
        told = [f"{self.pinyin}处夹在字后的注音"] if self.pinyin else []
        return "、".join([*told, *([f"{self.characters}个繁体字"] if self.characters else [])])


def tidied(source: str, *, simplify: bool = True) -> Tidied:
    """Plain text or HTML (tags are left alone) without pinyin noise and, if asked for, in simplified characters."""
    pieces = TAG.split(source)
    words = "".join(pieces[::2])
    noisy = _is_noisy(words)
    counted: Counted = Counter()
    pinyin = characters = 0
    for at in range(0, len(pieces), 2):
        if noisy:
            pieces[at], taken = _without_pinyin(pieces[at], counted)
            pinyin += taken
        if simplify:
            pieces[at], changed = _simplified(pieces[at], counted)
            characters += changed
    changes = tuple((before, after, times) for (before, after), times in counted.most_common())
    return Tidied("".join(pieces), pinyin, characters, changes)


def _is_noisy(words: str) -> bool:
    found = [place[0] for place in PINYIN.finditer(words)]
    return len(found) >= FEW or any(MARKED.search(one) for one in found)


def _without_pinyin(text: str, counted: Counted) -> tuple[str, int]:
    def gone(place: re.Match[str]) -> str:
        before = text[place.start() - 1]
        counted[before + place[0], before] += 1
        return ""

    return PINYIN.subn(gone, text)


def _simplified(text: str, counted: Counted) -> tuple[str, int]:
    plain = _converter().convert(text)
    if plain == text or len(plain) != len(text):
        return text, 0
    pairs = [(old, new) for old, new in zip(text, plain, strict=True) if old != new]
    counted.update(pairs)
    return plain, len(pairs)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
