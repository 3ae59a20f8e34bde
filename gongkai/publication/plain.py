"""The words of cleaned HTML, a line a block."""

import html
import re

_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|th|caption|blockquote|pre|hr|section|figure)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(cleaned: str) -> str:
    """Text without tags; a line break where a block begins or ends."""
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n", cleaned)))
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()
