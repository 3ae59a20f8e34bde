"""What the checks say about attachments: words inside them, what does not meet the eye, what could not be read."""

from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings

from gongkai.checks import office, privacy, secrecy
from gongkai.checks.finding import Finding
from gongkai.checks.page_text import WALL
from gongkai.disclosures.proofs import texts
from gongkai.files import text
from gongkai.files.readers.parts import Part
from gongkai.files.readers.sheets import letters

MOST = 20  # findings told of one file; of those beyond, their number
Placed = tuple[str, Finding]
CELLS = str.maketrans({"\t": WALL, "\n": WALL})  # a number does not go on in the next cell or paragraph
RANK = ("block", "confirm", "warn")


def findings(attachments: list[dict]) -> list[Placed]:
    """Findings of each of an edition's attachments ({sha256, name, …}), each with the file and the place in it."""
    faults = text.faults([file["sha256"] for file in attachments])
    found = texts.findings(attachments)
    for file in attachments:
        of_file = _of(file["sha256"], faults.get(file["sha256"], text.GONE))
        found += [(f"附件《{file['name']}》{place}", finding) for place, finding in of_file]
    return found


@lru_cache(maxsize=512)
def _of(sha256: str, fault: str) -> tuple[Placed, ...]:
    """Findings of one content, with their places, the gravest first; they hold no private word."""
    if fault:
        return (("", Finding("unread", "warn", 0, 0, "机器没有读到", f"{fault}。没有检查，请人工核对。")),)
    words = text.kept([sha256])[sha256]
    found: list[tuple[Part, Finding]] = []
    for trace in words.traces:
        found.append((Part(trace.place, ""), office.finding(trace.kind, trace.which)))
    found += [(part, finding) for part in words.parts for finding in _in_part(part)]
    found.sort(key=lambda one: RANK.index(one[1].level))
    told = found if len(found) <= MOST else found[: MOST - 1]
    placed = [(_place(part, finding.start), finding) for part, finding in told]
    rest = found[len(told) :]
    return (*placed, _more(rest)) if rest else tuple(placed)


def _more(rest: list[tuple[Part, Finding]]) -> Placed:
    """As grave as the gravest of those it stands for."""
    says = f"另有{len(rest):,}处检查发现没有逐条列出，请下载附件通读。"
    return "", Finding("more", rest[0][1].level, 0, 0, f"另有{len(rest):,}处", says)


def _in_part(part: Part) -> Iterator[Finding]:
    walled = part.text if part.wrapped else part.text.translate(CELLS)
    key = settings.KEYS.digest
    private = privacy.find_in_grid(part.text, key=key) if part.grid else privacy.find(walled, key=key)
    yield from (*private, *secrecy.find(walled))


def _place(part: Part, at: int) -> str:
    """The page, sheet or line, and in a sheet the cell."""
    if part.numbers is None:
        return part.place
    line = part.text.count("\n", 0, at)
    number = part.numbers[line]
    if not part.grid:
        return f"{part.place}第{number}行"
    begins = part.text.rfind("\n", 0, at) + 1
    return f"{part.place}{letters(part.left + part.text.count(chr(9), begins, at))}{number}"
