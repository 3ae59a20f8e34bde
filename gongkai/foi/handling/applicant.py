"""What an applicant does himself by number and code, or an officer enters for him from paper: one act, two hands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from gongkai.accounts.models import Post
from gongkai.acts.taking import Take, take_many
from gongkai.foi.confirming import moment
from gongkai.foi.models import Request


class Said(Protocol):
    """Something of the applicant's, on its day; ``by`` is None where he did it himself."""

    @property
    def request(self) -> Request: ...
    @property
    def day(self) -> date: ...
    @property
    def by(self) -> Post | None: ...


def take_said(some: Sequence[Said], himself: str, officer: str, at: datetime) -> None:
    """Takes the step of each: ``himself`` or, entered from paper, ``officer``."""
    parted = {himself: [one for one in some if one.by is None], officer: [one for one in some if one.by]}
    for step, found in parted.items():
        takes = [Take(one.request.case, one.by, at, moment(one.day, at), follows=one.by is None) for one in found]
        if takes:
            take_many("request", step, takes)
