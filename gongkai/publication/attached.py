"""The words inside attachments, as far as the public may search them: what a reader of the file sees, cut at a length.

Files are asked for by the attachments that a row lists: where it is not out, or was taken back, there are none.
"""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.files import text
from gongkai.publication.models import Shown
from gongkai.search import folding, highlights

MOST_A_FILE = 200_000  # characters that are searched
MOST_A_ROW = 1_000_000


def words(rows: Iterable[Shown]) -> dict[str, str]:
    """Searched text by SHA-256 of the files that these rows list. All is in memory at once: for a few rows."""
    kept = text.kept({file["sha256"] for row in rows for file in files(row)})
    return {key: one.seen[:MOST_A_FILE] for key, one in kept.items()}


def of_row(row: Shown, found: dict[str, str]) -> Iterator[str]:
    """The searched texts of one row's files, in their order, as long as there is room."""
    room = MOST_A_ROW
    for file in files(row):
        said = f"{file.get('text', '')}\n{found.get(file['sha256'], '')}".strip()[:room]
        room -= len(said)
        yield said


def hit(row: Shown, wanted: Sequence[str]) -> tuple[int, list[highlights.Piece]] | None:
    """The attachment that holds most of the folded terms: its place and an excerpt; None where none holds one."""
    most, place, best = 0, 0, ""
    for at, file in enumerate(files(row)):
        said = f"{file.get('text', '')}\n{words_of(file['sha256'])}".strip()
        folded = folding.fold(said)
        held = sum(term in folded for term in wanted)
        if held > most:
            most, place, best = held, at, said
        if most == len(wanted):
            break
    return (place, highlights.excerpt(best.replace("\n", " "), wanted)) if most else None


def words_of(sha256: str) -> str:
    """The searched text of one file."""
    kept = text.kept([sha256])
    return kept[sha256].seen[:MOST_A_FILE] if kept else ""


def files(row: Shown) -> list[dict]:
    """{sha256, name, …} of each file that a row lists."""
    return row.fields.get("attachments") or []
