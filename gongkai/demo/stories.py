"""What happens to one disclosure in the demonstration's year: who did what when, before any of it is played."""

from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.demo.county import Body

SAVE = "save"  # not a step: the proposer writes the draft anew


@dataclass(frozen=True)
class Move:
    """One step of a story. ``note``: for a save, what the text gains; for a step, plain data the act keeps."""

    step: str
    at: datetime
    role: str
    words: str = ""
    note: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class Story:
    """One disclosure. ``moves`` follow its opening at ``opened``; ``key`` is its place in the plan, from 1.

    ``interprets``: the story of the document that this one explains. ``planted``: words that make it what it is shown
    for, e.g. private data that the check must stop. ``late`` and ``note`` say how the plan meant it, for recounting.
    """

    body: Body
    topic: str
    genre: str
    formed: date
    opened: datetime
    moves: list[Move] = field(default_factory=list)
    nth: int = 1
    key: int = 0
    doc_no: str = ""
    attribute: str = "proactive"
    ground: str = ""
    interprets: "Story | None" = None
    planted: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    register: tuple[tuple[str, int], ...] = ()

    def moments(self, step: str) -> list[datetime]:
        return [move.at for move in self.moves if move.step == step]

    @property
    def published(self) -> datetime | None:
        """When it first went out, if it did."""
        return next(iter(self.moments("publish")), None)

    @property
    def went_out(self) -> datetime:
        """When it first went out; only for what did."""
        return self.moments("publish")[0]

    @property
    def seed(self) -> str:
        """The seed of its text: of what it is, not of its place in the plan."""
        return f"{self.body.code}/{self.topic}/{self.formed}/{self.nth}"
