"""Whatever a file holds, it is read or refused in Chinese; nothing crashes the loader or the reader of facts."""

from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law import rulebook, scoring
from gongkai.law.facts.files import read_facts
from gongkai.law.lint import lint
from gongkai.law.rulebook import Refused
from tests.law.tongxi import EXAMPLE

TEXT = EXAMPLE.read_text()
ANNEX = {"tx-2025-targets.csv": EXAMPLE.with_name("tx-2025-targets.csv").read_bytes()}
WORDS = ["none", "full", "judged", "-1", "0", "3", "60%", "{}", "[]", "2025-13-01", "true", "period", "base"]
WORDS += ["foi_due", "any", "all", "not", "late", "over", "quarters", "class", "{a: 1}", "[1, 2]", "''", "~", "9" * 20]
ODD = ["", "无", "不适用", "-1", "1.55", "\n", "x", "2025-02-30", "150%"]


def mutated(text: str, rng: Random) -> str:
    """The text with a few words changed, dropped or doubled."""
    parts = text.split(" ")
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(parts))
        change = rng.random()
        if change < 0.5:
            head = parts[place].rstrip(",]}\n")
            parts[place] = rng.choice(WORDS) + parts[place][len(head) :]
        elif change < 0.75:
            parts[place] = ""
        else:
            parts.insert(place, rng.choice(parts))
    return " ".join(parts)


def told(refused: Refused) -> bool:
    return all(any("\u4e00" <= char <= "\u9fff" for char in fault.says) for fault in refused.faults)


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_a_rulebook_with_slips_is_read_or_refused(seed: int) -> None:
    try:
        book = rulebook.load(mutated(TEXT, Random(seed)), "slip", annexes=ANNEX, shelf=shelf)
        lint(book)
        scoring.compile(book)
    except Refused as refused:
        assert told(refused)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        rulebook.load(f"\n{text}", "any")
    except Refused as refused:
        assert told(refused)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_facts_with_slips_are_read_or_refused(tmp_path_factory, seed: int) -> None:
    rng = Random(seed)
    folder = EXAMPLE.with_name("tx-2025-facts")
    out: Path = tmp_path_factory.mktemp("facts")
    for file in folder.iterdir():
        cells = file.read_text(encoding="utf-8-sig").split(",")
        for _ in range(rng.randint(0, 2)):
            cells[rng.randrange(len(cells))] = rng.choice(ODD)
        (out / file.name).write_text(",".join(cells))
    book = rulebook.load(EXAMPLE, shelf=shelf)
    try:
        results = scoring.compile(book).score(read_facts(book, out))
        for unit in results.facts.units:
            results.sheet(unit.unit).text()
    except Refused as refused:
        assert told(refused)
