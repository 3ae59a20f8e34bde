"""考核: what a campaign keeps, a file a part of its way."""

from gongkai.assessment.models.campaigns import (
    Assessor,
    Campaign,
    Count,
    Entrant,
    Mark,
    ResultSet,
    UnitResult,
)
from gongkai.assessment.models.hearings import Appeal, Hearing, Ruling
from gongkai.assessment.models.selfchecks import SelfCheck, SelfCheckLeaf
from gongkai.assessment.models.sources import Declaration, Replacement, Sample, Scoring, Second

__all__ = [
    "Appeal",
    "Assessor",
    "Campaign",
    "Count",
    "Declaration",
    "Entrant",
    "Hearing",
    "Mark",
    "Replacement",
    "ResultSet",
    "Ruling",
    "Sample",
    "Scoring",
    "Second",
    "SelfCheck",
    "SelfCheckLeaf",
    "UnitResult",
]
