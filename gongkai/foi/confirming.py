"""The day of receipt: by signature or filing at once, by word of both where the law asks for that (条例-31)."""

from datetime import date, datetime, time

from django.db import connection, transaction

from gongkai.accounts.models import Post
from gongkai.acts import rows
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.foi.models import Request


def confirm(request: Request, day: date, how: str, by: Post, at: datetime) -> None:
    """Both sides confirmed on ``day``: that is the day of receipt, and it is registered. Raises ``Unready``."""
    came = Act.objects.get(case=request.case, number=1).effective
    if day < came.astimezone(BEIJING).date():
        raise Unready(["确认的日期早于来件到达的日期，请核对"])
    says = f"{how}，确认之日为收到之日"
    with transaction.atomic():
        request.case.take("confirm", by=by, at=at, effective=max(came, moment(day, at)), detail={"says": says})
        request.case.take("register", by=by, at=at)


def moment(day: date, at: datetime) -> datetime:
    """When something happened of which only the day is known: ``at`` itself today, else the beginning of the day."""
    return at if day == at.astimezone(BEIJING).date() else datetime.combine(day, time(), BEIJING)


def keep_day(cases, takes, acts) -> None:
    """Writes the day of receipt beside the request, so that lists are sorted by it."""
    fit = connection.ops.adapt_datefield_value
    days = [(fit(act.effective.astimezone(BEIJING).date()), act.case_id) for act in acts]
    rows.update(Request, ["received"], days)
