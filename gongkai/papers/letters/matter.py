"""What a letter is written from: the organ, the request, what was found out, and the records of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

AGREED, REFUSED, SILENT = "consent", "refuse", "silent"
SAID = {AGREED: "同意公开", REFUSED: "不同意公开", SILENT: "逾期没有提出意见"}


@dataclass(frozen=True, slots=True)
class Organ:
    """Who answers. ``review`` and ``court``: to whom one may turn against it; ``code``: what its numbers begin with."""

    name: str
    review: str = ""
    court: str = ""
    code: str = ""
    office: str = ""
    phone: str = ""
    address: str = ""
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing somebody was asked for (a key of ``law.replies.RECORDS``): sent on a day, to be answered ``until``."""

    record: str
    sent: date
    until: date | None = None
    answered: date | None = None
    answer: str = ""

    def settled_on(self, day: date) -> bool:
        return self.answered is not None or self.lapsed_on(day)

    def lapsed_on(self, day: date) -> bool:
        """Nobody answered, and the last day is over."""
        return self.answered is None and self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that was kept back: where it stands, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One paper of one request. ``paper``: its id in the catalogue; ``day``: of the paper; ``found``: answers to its
    asks; ``files``: names of what goes with it; ``extended``: the day to which the limit was extended.
    """

    paper: str
    day: date
    organ: Organ
    number: str
    applicant: str
    described: str
    received: date | None
    body: bool = False
    found: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    files: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    due: date | None = None
    extended: date | None = None
    rule: str = ""
    forms: str = ""
    letter: str = ""
    decision: str = ""
    letter_number: str = ""

    @property
    def you(self) -> str:
        """How the applicant is spoken to; ``body``: a legal person or another organisation."""
        return "你单位" if self.body else "你"

    def last(self, record: str) -> Asked | None:
        """The latest asking of one sort."""
        return max((one for one in self.asked if one.record == record), key=lambda one: one.sent, default=None)
