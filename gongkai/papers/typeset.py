"""公文 as PDF: typeset by typst from data; nothing of the text is read as markup (GB/T 9704-2012).

The faces are the free Fandol ones that stand beside this module; 方正小标宋, 仿宋_GB2312 and 楷体_GB2312 win where the
machine has them. The same paper is the same bytes.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.papers.official import Official, blocks, chinese_day

HERE = Path(__file__).parent
SOURCE, FONTS = HERE / "official.typ", HERE / "fonts"
PDF = "application/pdf"
POINTS = 192.0  # of a picture, an inch: two for each unit of a drawing


def pdf(paper: Official) -> bytes:
    """The paper's pages."""
    return compiled(SOURCE.name, "paper", plain(paper))


def png(svg: str) -> bytes:
    """A drawing as a picture of points, twice as many as it has units, with the faces that stand here."""
    return compiled("picture.typ", "picture", {"svg": svg}, "png")


def compiled(source: str, name: str, said: dict[str, Any], form: str = "pdf") -> bytes:
    """The pages of a template that stands here; it reads ``said`` as JSON under ``name``. As png: its one page."""
    told = json.dumps(said, ensure_ascii=False)
    if not _FIRST:
        _FIRST.append(os.getpid())
    make = _made if _FIRST[0] == os.getpid() else _apart
    return make(told, source, name, form)


# The process that typeset first here. Typst's threads live in it; a fork of it has none and would wait for ever.
_FIRST: list[int] = []


def _made(told: str, source: str, name: str, form: str) -> bytes:
    return bytes(_compiler(source).compile(sys_inputs={name: told}, format=form, ppi=POINTS))


def _apart(told: str, source: str, name: str, form: str) -> bytes:
    """The same by a process of its own."""
    command = [sys.executable, "-m", "gongkai.papers.typeset", source, name, form]
    return subprocess.run(command, input=told.encode(), capture_output=True, check=True, timeout=120).stdout


def plain(paper: Official) -> dict[str, Any]:
    """The paper as the template reads it."""
    return {
        "title": "\n".join(paper.title_lines),
        "mark": paper.mark,
        "number": paper.number,
        "addressees": paper.addressees.rstrip("：:"),
        "blocks": [{"rank": one.rank, "words": one.words} for one in blocks(paper.text)],
        "signer": paper.signer,
        "day": chinese_day(paper.day) if paper.day else "",
        "copied": paper.copied.rstrip("。"),
        "printer": paper.printer,
        "draft": paper.draft,
        "annexes": [
            {
                "title": one.title,
                "heads": one.heads,
                "widths": one.widths,
                "rows": one.rows,
                "right": sorted(one.right),
                "notes": one.notes,
                "tall": sorted(one.tall),
            }
            for one in paper.annexes
        ],
        "attached": paper.attached,
        "enclosed": len(paper.enclosures),
        "letter": paper.letter,
        "sealed": paper.sealed,
    }


@cache
def _compiler(source: str) -> Any:
    """Kept: it reads the faces once, and then makes a short paper in milliseconds."""
    import typst

    return typst.Compiler(str(HERE / source), root=str(HERE), font_paths=[str(FONTS)])


if __name__ == "__main__":
    sys.stdout.buffer.write(_made(sys.stdin.buffer.read().decode(), *sys.argv[1:]))
