"""Entering such a wish, what is to become of it, and telling whoever made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.models import Case
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.foi.confirming import moment
from gongkai.foi.models import Amendment
from gongkai.foi.vocabulary import Amended, Channel

ELSEWHERE = (Amended.REFERRED, Amended.TOLD)


@dataclass(frozen=True)
class Asked:
    """What came: ``said`` holds the sealed fields and the sort of paper."""

    channel: str
    received: date
    said: dict
    by: Post


def enter_many(asked: Sequence[Asked], at: datetime) -> list[Amendment]:
    """Opens the cases. All or none."""
    made: list[Amendment] = []

    def room(cases: list[Case]) -> None:
        made.extend(
            Amendment(case=case, channel=one.channel, received=one.received, **one.said)
            for case, one in zip(cases, asked, strict=True)
        )
        Amendment.objects.bulk_create(made)

    openings = [
        Opening(
            one.by.unit, "更正本人信息", one.by, at, moment(one.received, at),
            detail={"says": f"渠道：{Channel(one.channel).label}"},
        )
        for one in asked
    ]  # fmt: skip
    open_many("amendment", "enter", openings, room)
    return made


def propose(row: Amendment, outcome: str, found: str, organ: str, by: Post, at: datetime) -> None:
    """What was found, and what is to become of it. Raises ``Unready``."""
    if outcome in ELSEWHERE and not organ.strip():
        raise Unready(["请写明有权更正的机关"])
    with transaction.atomic():
        row.case.take("propose", by=by, at=at, detail={"outcome": outcome, "says": Amended(outcome).label})
        Amendment.objects.filter(pk=row.pk).update(outcome=outcome, organ=organ)
        row.outcome, row.organ, row.found = outcome, organ, found
        row.save(update_fields=["found"])


def limits_of(cases) -> dict[int, list]:
    known = shelf.here()
    limit = [known["foi.amendment"]] if "foi.amendment" in known else []
    return {case.pk: limit for case in cases}
