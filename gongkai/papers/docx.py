"""DOCX in: headings, lists, tables with joined cells and pictures of a Word paper, as clean HTML.

Chinese offices write headings by type face and number (一、 （一）), seldom by style; such short lines become headings.
Runs in the limited child (``files.child``).
"""

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

from gongkai.papers import clean

LONGEST_HEADING = 45
ONE = "一二三四五六七八九十"
HEAD = rf"[^<。；;：:]{{1,{LONGEST_HEADING}}})(?:</strong>)?</p>"
FIRST = re.compile(rf"<p>(?:<strong>)?(第?[{ONE}]+[、章]{HEAD}")
SECOND = re.compile(rf"<p>(?:<strong>)?([（(][{ONE}]+[）)]{HEAD}")
BLOCK = re.compile(r"<(p|h2)>((?:(?!</?(?:p|h2|table|ul|ol)\b).){4,120}?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NAMED = re.compile(
    r"[^。；;：:！？]*(?:通知|通报|公告|通告|决定|决议|意见|批复|函|纪要|报告|请示|办法|方案|细则|规定|计划|预案|指南|公示|总结|要点)"
    r"(?:[（(][^）)]{1,12}[）)])?"
)
TITLE_WITHIN = 6  # blocks: letterhead and number may stand above
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
MOST_PICTURES = 60
STYLES = """
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h5:fresh
p[style-name='Title'] => h2:fresh
p[style-name='标题'] => h2:fresh
u => !
"""


def read(content: bytes) -> dict[str, Any]:
    """{html, title, pictures: [{name, data (base64)}], left: pictures of kinds that no browser shows}."""
    import mammoth

    taken = _Pictures()
    found = mammoth.convert_to_html(
        io.BytesIO(content), style_map=STYLES, convert_image=taken.handler(mammoth), ignore_empty_paragraphs=True
    )
    html = _headed(clean.html(found.value))
    title, html = _title(html)
    return {"html": html, "title": title, "pictures": taken.kept, "left": taken.left}


class _Pictures:
    """Pictures in the order they come; where each stood, the text names its file."""

    def __init__(self) -> None:
        self.kept: list[dict[str, str]] = []
        self.left = 0

    def handler(self, mammoth: Any) -> Any:
        def convert(image: Any) -> list[Any]:
            ending = PICTURES.get(image.content_type)
            if ending is None or len(self.kept) >= MOST_PICTURES:
                self.left += 1
                return [mammoth.html.text("（图片未能带入）")]
            name = f"图{len(self.kept) + 1}.{ending}"
            with image.open() as picture:
                self.kept.append({"name": name, "data": base64.b64encode(picture.read()).decode()})
            return [mammoth.html.text(f"（见附件：{name}）")]

        return convert


def _headed(html: str) -> str:
    return SECOND.sub(r"<h3>\1</h3>", FIRST.sub(r"<h2>\1</h2>", html))


def _title(html: str) -> tuple[str, str]:
    """The paper's own title, taken out of the text, which the page shows by itself; empty where none is told."""
    for block in _first(html):
        words = TAG.sub("", block[2].replace("<br>", "")).strip()
        if NAMED.fullmatch(words) and len(words) >= 5:
            return words, html[: block.start()] + html[block.end() :]
    return "", html


def _first(html: str) -> Iterator[re.Match[str]]:
    for number, block in enumerate(BLOCK.finditer(html)):
        if number >= TITLE_WITHIN:
            return
        yield block
