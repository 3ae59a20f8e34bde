"""Which limits run for a list: those of all public information (条例-26, TZ-4.1), and when it is to be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.law.deadlines import Clock, Event, State, clock
from gongkai.registers.models import Register

RUNNING = ("disclosures.propose", "disclosures.publish")


@dataclass(frozen=True)
class Freshness:
    """When a list must next be looked through; ``last`` is the day of its last revision (None: never published)."""

    register: Register
    clock: Clock | None
    last: date | None

    @property
    def overdue(self) -> bool:
        return self.clock is not None and self.clock.state is State.LATE

    @property
    def near(self) -> bool:
        return self.clock is not None and self.clock.state is State.NEAR

    @property
    def says(self) -> str:
        """权力清单：上次公布 2025-03-04，期限 2026-03-04."""
        told = f"上次公布 {self.last}" if self.last else "还没有公布过"
        due = f"，期限 {self.clock.due}" if self.clock and self.clock.due else "，本安装没有它的更新时限"
        return f"{self.register.kind.title}：{told}{due}"


def limits_of(cases) -> dict[int, list]:
    """Limits by case key."""
    known = shelf.here()
    running = [known[name] for name in RUNNING if name in known and not known[name].windows]
    return {case.pk: running for case in cases}


def freshness(registers: Iterable[Register], as_of: date | datetime) -> list[Freshness]:
    """Each list's clock: from its last revision, or from the day it was opened while nothing is out."""
    return [_fresh(register, _last(register), as_of) for register in registers]


def refreshed(register: Register, last: date | None, as_of: date | datetime) -> Freshness:
    """The clock of a list whose last revision came out on a told day."""
    return _fresh(register, last, as_of)


def _fresh(register: Register, last: date | None, as_of: date | datetime) -> Freshness:
    known, name = shelf.here(), register.kind.refresh
    if name not in known:
        return Freshness(register, None, last)
    limit = known[name]
    start = last or register.case.opened.astimezone(BEIJING).date()
    return Freshness(register, clock(limit, [Event(limit.after[0], start)], as_of, shelf.calendar()), last)


def _last(register: Register) -> date | None:
    return register.published.astimezone(BEIJING).date() if register.published else None
