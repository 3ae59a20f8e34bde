"""雷同: how much of one text stands in another, by its pieces of three signs."""

import re

NOT_WORDS = re.compile(r"[\W_0-9]+")
SENTENCE = re.compile(r"[^。；;！？!?\n]+")
GRAM = 3
SHORTEST = 40  # signs that can be told from another text's at all


def share(one: str, other: str) -> float:
    """0 … 1: of the shorter text's pieces, those that stand in the other; 0 where there is too little to say."""
    first, second = _pieces(one), _pieces(other)
    if min(len(first), len(second)) < SHORTEST:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def telling(text: str, most: int = 3, length: int = 16) -> list[str]:
    """A few stretches by which a text can be looked for: from its longest sentences, spread over it."""
    sentences = [words for one in SENTENCE.findall(text) if len(words := NOT_WORDS.sub(" ", one).strip()) >= length]
    runs = [max(sentence.split(), key=len) for sentence in sentences]
    long = sorted((run for run in runs if len(run) >= length // 2), key=len, reverse=True)
    return [run[:length] for run in list(dict.fromkeys(long))[:most]]


def _pieces(text: str) -> set[str]:
    words = NOT_WORDS.sub("", text)
    return {words[at : at + GRAM] for at in range(len(words) - GRAM + 1)}
