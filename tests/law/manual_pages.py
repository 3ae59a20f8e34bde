"""The examples in docs/rulebook: read off the pages, written to a folder, run, and held against what the page shows.

A block that opens with ```` ```yaml 规则.yaml ```` or ```` ```csv 事实.csv ```` is that file; a block that opens with
```` ```console ```` holds commands after `$ ` with what they print. Each new 规则.yaml begins an example with an empty
folder. A line `…` in the output stands for lines that are left out. ``python -m tests.law.manual_pages`` fills in
commands that have no output yet; it never touches output that is there: the figures of a page are worked out by hand,
and its text says how.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.cli import main

PAGES = Path(__file__).parents[2] / "docs" / "rulebook"
OPENING = re.compile(r"^```(\w+)?[ ]*(.*)$")
BEGINS = "规则.yaml"
COMMANDS = ("check", "score", "explain", "whatif", "diff", "workbook", "rulebook")


@dataclass
class Block:
    """One fenced block. `line`: of its fence, from 1; `files`: those of its example, written before it."""

    page: Path
    line: int
    kind: str
    name: str
    body: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.body)

    @property
    def runs(self) -> list[tuple[str, list[str]]]:
        """Each command with the lines shown under it."""
        found: list[tuple[str, list[str]]] = []
        for line in self.body:
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
        return found


def pages() -> list[Path]:
    return sorted(PAGES.glob("*.md"))


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, with the files of its example that stand at that point."""
    files: dict[str, str] = {}
    block: Block | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if block is not None and line == "```":
            if block.name:
                files = {**({} if block.name == BEGINS else files), block.name: block.text}
            yield block
            block = None
        elif block is not None:
            block.body.append(line)
        elif found := OPENING.match(line):
            block = Block(page, number, found[1] or "", found[2].strip(), files=dict(files))
    assert block is None, f"{page}: a block is never closed"


def printed(block: Block) -> list[list[str]]:
    """What the commands of a console block print now, run in a new folder that holds its example's files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in block.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return [_run(command, folder) for command, _ in block.runs]


def _run(command: str, folder: str) -> list[str]:
    words = shlex.split(command)
    assert words[0] == "gongkai" and words[1] in COMMANDS, command
    told, here = io.StringIO(), os.getcwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            main(words[1:])
    finally:
        os.chdir(here)
    return told.getvalue().splitlines()


def agrees(shown: list[str], real: list[str]) -> bool:
    """Whether a page's lines are the real ones; `…` stands for any lines, at the end of a line for its rest."""
    form = "".join(r"(?:.*\n)*?" if line == "…" else _line_form(line) + r"\n" for line in shown)
    return re.fullmatch(form, "".join(f"{line}\n" for line in real)) is not None


def _line_form(line: str) -> str:
    return re.escape(line.removesuffix("…")) + ".*" if line.endswith("…") else re.escape(line)


def fill(page: Path) -> None:
    """Writes output under commands that have none; the long checksum is left out."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in reversed([block for block in blocks(page) if block.kind == "console"]):
        if any(shown for _, shown in block.runs):
            continue
        body: list[str] = []
        for (command, _), real in zip(block.runs, printed(block), strict=True):
            body += [f"$ {command}", *("…" if line.startswith("结果校验码") else line for line in real)]
        lines[block.line : block.line + len(block.body)] = body
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _report() -> int:
    wrong = 0
    for page in pages():
        fill(page)
        for block in blocks(page):
            if block.kind != "console":
                continue
            for (command, shown), real in zip(block.runs, printed(block), strict=True):
                if not agrees(shown, real):
                    wrong += 1
                    print(f"{page.name}:{block.line} $ {command}\n" + "\n".join(real))
    return wrong


if __name__ == "__main__":
    sys.exit(min(_report(), 1))
