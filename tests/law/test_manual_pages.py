"""The manual for writing rulebooks: every example runs and prints what the page shows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.law.manual_pages import PAGES, agrees, blocks, pages, printed

CONSOLES = [block for page in pages() for block in blocks(page) if block.kind == "console"]


@pytest.mark.parametrize("block", CONSOLES, ids=lambda block: f"{block.page.stem}-{block.line}")
def test_every_example_prints_what_the_page_shows(block) -> None:
    for (command, shown), real in zip(block.runs, printed(block), strict=True):
        assert agrees(shown, real), f"{block.page.name} 第{block.line}行 $ {command}\n" + "\n".join(real)
        assert shown and shown != ["…"], f"{block.page.name} 第{block.line}行没有写出输出"


def test_every_rulebook_and_facts_table_of_the_pages_is_run() -> None:
    """A file counts as run when a command of its example follows it before it is written anew."""
    for page in pages():
        waiting: dict[str, int] = {}
        for block in blocks(page):
            if block.kind in ("yaml", "csv"):
                assert block.name, f"{page.name} 第{block.line}行没有写文件名"
                assert block.name not in waiting, f"{page.name} 第{waiting[block.name]}行的 {block.name} 没有运行"
                waiting[block.name] = block.line
            elif block.kind == "console":
                waiting = {name: line for name, line in waiting.items() if name not in block.files}
        assert not waiting, f"{page.name}：{waiting} 没有运行"


def test_output_that_differs_is_noticed() -> None:
    assert agrees(["一", "…", "三"], ["一", "二", "二", "三"]) and agrees(["…"], [])
    assert agrees(["码 …"], ["码 ab"]) and not agrees(["码 …"], ["号 ab"])
    assert not agrees(["一", "三"], ["一", "二", "三"]) and not agrees(["一", "…"], ["二"])


def test_examples_that_do_not_show_their_findings_have_none() -> None:
    shows: dict[str, bool] = {}
    for block in CONSOLES:
        rules = block.files["规则.yaml"]
        shows[rules] = shows.get(rules, False) or any(command.startswith("gongkai check") for command, _ in block.runs)
    for block in CONSOLES:
        if not shows[block.files["规则.yaml"]]:
            (told,) = printed(replace(block, body=["$ gongkai check 规则.yaml"]))
            assert not [line for line in told if line.startswith("警告")], f"{block.page.name} 第{block.line}行：{told}"


def test_the_same_facts_give_the_same_checksum() -> None:
    (block,) = [one for one in CONSOLES if "另存.csv" in one.files]
    first, again, other = (lines[-1] for lines in printed(block))
    assert first.startswith("结果校验码 ") and first == again != other


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (PAGES / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in pages() if page.name != "README.md" and f"({page.name})" not in contents] == []


def test_the_manual_is_linked_from_the_first_pages() -> None:
    root = Path(PAGES).parents[1]
    assert "rulebook/README.md" in (root / "docs" / "README.md").read_text(encoding="utf-8")
    assert "docs/rulebook/README.md" in (root / "README.zh-CN.md").read_text(encoding="utf-8")
