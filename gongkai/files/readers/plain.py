"""Plain text and CSV, in the encodings that offices use."""

import csv
import io

from gongkai.files.inspection import decoded
from gongkai.files.readers.parts import UNUSABLE, Part, lines, told


def read(content: bytes) -> dict:
    """One part; each line keeps its number."""
    found = list(lines([decoded(content)]))
    text = "\n".join(line for _, line in found)
    return told([Part("", text, [number for number, _ in found], wrapped=True)])


def read_rows(content: bytes) -> dict:
    """The same of CSV, where a record is a row of cells; a file that is none is read as text."""
    said = decoded(content)
    delimiter = "\t" if said.partition("\n")[0].count("\t") else ","
    try:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(said), delimiter=delimiter)]
    except csv.Error:
        return read(content)
    kept = [(number, "\t".join(row).rstrip()) for number, row in enumerate(rows, start=1) if any(row)]
    text = UNUSABLE.sub("", "\n".join(line for _, line in kept))
    return told([Part("", text, [number for number, _ in kept], grid=True)])
