"""规则 → 工作簿 → 规则: nothing that a rulebook says is lost on the way through Excel."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai import shelf
from gongkai.law import rulebook, workbook
from gongkai.law.rulebook import Refused, Rulebook
from tests.law import random_books
from tests.law.tongxi import EXAMPLE
from tests.law.workbook.same import assert_same, meant

SHIPPED = sorted(EXAMPLE.parents[1].glob("assessment/*.yaml"))


def returned(book: Rulebook, **more: Any) -> workbook.Draft:
    return workbook.read(workbook.write(book), "规则.xlsx", **more)


@pytest.mark.parametrize("path", [*SHIPPED, EXAMPLE], ids=lambda path: path.stem)
def test_a_shipped_rulebook_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    book = rulebook.load(path, shelf=shelf)
    draft = returned(book, shelf=shelf)
    assert_same(book, draft.book)
    written = tmp_path / "again.yaml"
    written.write_text(draft.text)
    for name, content in draft.annexes.items():
        (tmp_path / name).write_bytes(content)
    assert_same(book, rulebook.load(written, shelf=shelf))


def test_there_are_rulebooks_to_try() -> None:
    assert len(SHIPPED) >= 3


def test_the_same_rulebook_gives_the_same_bytes() -> None:
    book = rulebook.load(EXAMPLE, shelf=shelf)
    assert workbook.write(book) == workbook.write(book)


def test_a_second_trip_changes_nothing() -> None:
    first = returned(rulebook.load(EXAMPLE, shelf=shelf), shelf=shelf)
    assert returned(first.book, shelf=shelf).text == first.text


@settings(max_examples=25)
@given(st.integers(0, 2**32))
@example(1414)  # passes over records stand above a node with passes of its own
def test_a_random_rulebook_comes_back_as_it_was(seed: int) -> None:
    plain, *_ = random_books.make(seed)
    try:
        book = random_books.load(plain)
    except Refused:
        return  # the maker is wild: not every book it makes is one
    assert_same(book, returned(book, facts="facts: {}\n", shelf=shelf).book)


# Words as wild as may be ---------------------------------------------------------------------------------------------


def yaml_of(thing: Any) -> str:
    """Plain data as YAML, its words written by PyYAML in escapes."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{yaml_of(str(key))}: {yaml_of(value)}" for key, value in thing.items()) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(yaml_of, thing)) + "]"
    if isinstance(thing, str):
        return yaml.safe_dump(thing, default_style='"', width=10**6).strip()
    return random_books.yaml_of(thing)


ODD = [
    '"',
    "'",
    "\\",
    "{a: 1}",
    "[x]",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "60%",
    "007",
    "1.50",
    "true",
    "null",
    "~",
    "是",
    "满分",
]
ODD += [
    "a、b",
    "a，b",
    "a：b",
    "a: b",
    "# x",
    "- x",
    " 前空",
    "后空 ",
    "\u3000x",
    "上\n下",
    "a\tb",
    "_x000D_",
    "\u200b零宽\u200b",
]
ODD += ["\ufeffx", "x\x85", "😀", "\ue000", "2025-06", "1至3", "a=b", "不限", "judged", '"引"', "％", "——", "…"]
WORDS = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
WORDS = WORDS.filter(lambda text: text.strip() != "")


def chosen(words: list[str], rng: Random) -> Iterator[str]:
    while True:
        yield rng.choice(words)


def decorated(plain: dict[str, Any], words: Iterator[str], rng: Random) -> dict[str, Any]:
    """The rulebook with odd words wherever words may stand, and the parts above the tree."""

    def text() -> str:
        return next(words)

    def told(thing: dict[str, Any]) -> None:
        if rng.random() < 0.4:
            thing["says"] = text()
        if rng.random() < 0.4:
            thing["cite"] = rng.choice([text(), [text(), text()], []])

    def walk(node: dict[str, Any]) -> None:
        node["title"] = text()
        told(node)
        for part in (*node.get("rules", ()), *node.get("veto", ())):
            told(part)
        for child in node.get("indicators", ()):
            walk(child)

    plain = deepcopy(plain)
    tables = plain.get("tables") or [plain["table"]]
    for table in tables:
        walk(table)
    for fact in plain["facts"].values():
        fact["name"] = text()
        told(fact)
    kinds = {key: text() for key in {text(), text(), "slip", "serious", "grave"}}
    for name in ("cases", "finds"):
        fields = plain["facts"][name]["type"]["list"]
        fields["kind"] = {"type": "state", "name": text(), "states": kinds}
    plain |= {"title": text(), "document": text(), "rounds": {text(): text()}, "issued": "2026-01-05"}
    told(plain)
    plain["classes"] = {name: text() for name in plain["classes"]} | {text(): text()}
    grades = [text() + "一", text() + "二", text() + "三"]
    total = tables[0]["id"]
    plain["grades"] = {
        "failed": text(),
        "of": total,
        "bands": [
            {"grade": grades[0], "at_least": 80, "quota": {"at_most": "30%", "per": "class", "round": "up"}},
            {"grade": grades[1], "at_least": 60, "below": 80, "needs": {total: {"above": "50%"}}, "says": text()},
            {"grade": grades[2], "below": 60, "cite": [text()]},
        ],
        "lowered": [
            {"when": {"minutes": False}, "to": grades[2], "says": text()},
            {"when": {"lates": {"above": 2}}, "by": 1},
        ],
    }
    plain["ranking"] = rng.choice(
        [
            {},
            {
                "per": "class",
                "break_by": [total],
                "lists": [{"title": text(), "bottom": "10%"}, {"title": text(), "decided": True}],
            },
        ]
    )
    plain["use"] = [
        {
            "when": {"grade": grades[0]},
            "do": "rectify",
            "within": rng.choice(["1 month", "2 months", "1 months", "20 workdays", "each month"]),
            "to": text(),
        }
    ]
    plain["accept"] = [{"finding": text(), "at": text(), "because": text()}, {"finding": text(), "because": text()}]
    plain["limits"] |= {
        "foi.reply": {
            "within": "20 workdays",
            "after": ["items", "lates"],
            "done": "visits",
            "pause": {"from": "items", "to": "lates", "says": text()},
            "extend": {"once": "5 workdays", "decided_by": text(), "decided": "items"},
            "near": "3 workdays",
            "cite": [text()],
            "title": text(),
        },
        "foi.list": {
            "windows": ["01-01..01-15", "07-01..07-15"],
            "propose_by": ["06-30", "12-31"],
            "cite": text(),
            "verify": True,
        },
    }
    return plain


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.lists(WORDS, min_size=5, max_size=60))
def test_odd_words_come_back_as_they_were(seed: int, words: list[str]) -> None:
    plain, *_ = random_books.make(seed)
    rng = Random(seed)
    plain = decorated(plain, chosen(words, rng), rng)
    try:
        book = rulebook.load("\n" + yaml_of(plain), "random", facts="facts: {}\n")
    except Refused:
        return  # two names alike, or a sign that YAML does not allow: not a rulebook
    assert_same(book, returned(book, facts="facts: {}\n").book)


def test_most_decorated_rulebooks_are_rulebooks() -> None:
    """The test above must not pass by trying nothing."""
    loaded = 0
    for seed in range(20):
        rng = Random(seed)
        plain = decorated(random_books.make(seed)[0], chosen(ODD, rng), rng)
        try:
            rulebook.load("\n" + yaml_of(plain), "random", facts="facts: {}\n")
            loaded += 1
        except Refused as refused:
            assert refused.faults
    assert loaded >= 15, loaded


def test_the_comparison_sees_a_difference() -> None:
    book = rulebook.load(EXAMPLE, shelf=shelf)
    text = EXAMPLE.read_text()
    annex = dict(book.annex_files)
    for old, new in (("lose: 0.25", "lose: 0.26"), ("cite: TX-7.1", "cite: TX-7.2"), ("per_full: 20", "per: 20")):
        assert old in text
        other = rulebook.load(text.replace(old, new), "other", shelf=shelf, annexes=annex)
        assert meant(other.tables) != meant(book.tables)
    assert json.dumps(meant(book.tables), default=str, ensure_ascii=False)
