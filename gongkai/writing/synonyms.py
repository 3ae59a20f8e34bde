"""本县同义词: words that mean the same to those who search here, kept by the office beside the shipped ones."""

import re
from collections.abc import Sequence
from datetime import datetime

from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.taking import Opening, open_many
from gongkai.search import synonyms

MOST, LONGEST = 8, 20
BETWEEN = re.compile(r"[、，,；;\s]+")


def read(said: str) -> list[str]:
    """Words out of a line. Raises ``ValueError`` with a sentence for who typed it."""
    words = list(dict.fromkeys(word for word in BETWEEN.split(said) if word))
    if len(words) < 2:
        raise ValueError("至少写两个不同的词，用顿号隔开，例如：营业执照、工商执照")
    if len(words) > MOST:
        raise ValueError(f"一组最多 {MOST} 个词，现在有 {len(words)} 个")
    if long := [word for word in words if len(word) > LONGEST]:
        raise ValueError(f"“{long[0]}”太长，一个词最多 {LONGEST} 个字")
    return words


def keep(words: Sequence[str], by: Post, at: datetime) -> Case:
    """From now on search offers each of these words to whoever asks for another."""

    def room(cases: list[Case]) -> None:
        synonyms.put(str(cases[0].pk), words)

    title = f"同义词：{'、'.join(words)}"
    return open_many("synonyms", "keep", [Opening(by.unit, title, by, at)], room)[0]
