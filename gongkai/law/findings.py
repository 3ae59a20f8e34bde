"""What a reader of rulebooks and facts has to say: a fault with a stable code, a degree, and the rule it is about.

The codes are explained in docs/lint.md; they never change their meaning, so that an office may acknowledge one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.law.reading import Fault, Node, Refused

ERROR, WARNING, NOTE = "error", "warning", "note"
LEVELS = {ERROR: "错误", WARNING: "警告", NOTE: "说明"}


class Place(NamedTuple):
    """Where something is written; line and column count from 1, 0 = the whole file."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding(Fault):
    """A fault with its `code`, its degree, the id of the rule it is about, and why the office accepts it, if so."""

    code: str = "form"
    level: str = ERROR
    at: str = ""
    accepted: str = ""

    def plain(self) -> dict[str, object]:
        """For machines (`--json`)."""
        return {
            "code": self.code,
            "level": self.level,
            "at": self.at,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.says,
            "accepted": self.accepted,
        }


class Faults:
    """Collects every refusal on the way, so that a person mends a file once and not ten times."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    @contextmanager
    def catch(self) -> Iterator[None]:
        """Whatever is refused inside is kept; what follows inside is skipped."""
        try:
            yield
        except Refused as refused:
            self.found += refused.faults

    def refuse(self, place: Place | Node, code: str, says: str, at: str = "") -> None:
        self.found.append(Finding(says, place.file, place.line, place.column, code=code, at=at))

    def check(self) -> None:
        """Raises `Refused` with everything found, in the order of the file."""
        if self.found:
            raise Refused(*sorted(dict.fromkeys(map(coded, self.found)), key=lambda f: (f.file, f.line, f.column)))


def refusal(place: Place | Node, code: str, says: str, at: str = "") -> Refused:
    return Refused(Finding(says, place.file, place.line, place.column, code=code, at=at))


def coded(fault: Fault) -> Finding:
    """Any fault as a finding: what the reader of YAML refuses has the code `form`."""
    return fault if isinstance(fault, Finding) else Finding(fault.says, fault.file, fault.line, fault.column)


def place_of(node: Node) -> Place:
    return Place(node.file, node.line, node.column)
