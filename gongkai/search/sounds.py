"""How characters are read: pinyin without tones, by which a word can be asked for and a wrong character be guessed."""

import os
from collections.abc import Callable, Container
from functools import cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # only single characters are asked for: 45 MB less a process

from pypinyin import Style, pinyin

READINGS = 2  # of one character that are known here: 行 is xing and hang
LONGEST = 6  # letters of a syllable
LONGEST_WORD = 8  # characters of a word that is read as a whole
MOST_WAYS = 8  # of parting one row of letters into syllables
VOWELS = set("aeiouv")
CHINESE = (0x3400, 0xA000)


@cache
def readings(char: str) -> tuple[str, ...]:
    """The commonest readings of one Chinese character; nothing for any other sign."""
    if not CHINESE[0] <= ord(char) < CHINESE[1]:
        return ()
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(one for one in (found[0] if found else ()) if VOWELS & set(one)))[:READINGS]


def syllables(letters: str, known: Container[str]) -> list[tuple[str, ...]]:
    """Ways of parting letters into ``known`` syllables, the one of fewest first: xian is xian, or xi and an."""
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST), end):
            if ways[start] and letters[start:end] in known:
                ways[end] += [(*way, letters[start:end]) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_WAYS]
    return ways[-1]


def initials(word: str) -> set[str]:
    """The first letters of a word, each way it can be read; nothing where a sign has no reading."""
    return _read(word, lambda reading: reading[0])


def spellings(word: str) -> set[str]:
    """The letters of a word, each way it can be read; nothing where a sign has no reading."""
    return _read(word, lambda reading: reading)


def _read(word: str, letters: Callable[[str], str]) -> set[str]:
    found = {""}
    for char in word[:LONGEST_WORD]:
        found = {known + letters(one) for known in found for one in readings(char)}
    return found if len(word) <= LONGEST_WORD else set()
