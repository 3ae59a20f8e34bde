"""Plain text and CSV, in the encodings that offices use."""

from gongkai.files.inspection import decoded
from gongkai.files.readers.parts import Part, lines, told


def read(content: bytes) -> dict:
    """One part; each line keeps its number."""
    return told([_part(content, wrapped=True)])


def read_rows(content: bytes) -> dict:
    """The same of CSV, where a line is a row."""
    return told([_part(content, wrapped=False)])


def _part(content: bytes, *, wrapped: bool) -> Part:
    found = list(lines([decoded(content)]))
    return Part("", "\n".join(line for _, line in found), [number for number, _ in found], wrapped=wrapped)
