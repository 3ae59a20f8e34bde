"""A questionnaire ends by itself when its last day is over."""

from datetime import datetime

from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.participation.models import Survey


def over(now: datetime) -> list[Survey]:
    """Those that run and may no longer be answered."""
    day = now.astimezone(BEIJING).date()
    return list(Survey.objects.filter(case__status="open", closes__lt=day).select_related("case")[:100])


def end(survey: Survey, now: datetime) -> None:
    take_many("survey", "end", [Take(survey.case, None, now, follows=True)])
