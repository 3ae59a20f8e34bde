"""考核: what a campaign keeps, a file a part of its way."""

from gongkai.assessment.models.campaigns import (
    Appointee,
    Assessor,
    Campaign,
    Count,
    Entrant,
    Mark,
    ResultSet,
    UnitResult,
)
from gongkai.assessment.models.hearings import Appeal, Hearing, Ruling
from gongkai.assessment.models.mystery import How, MysteryScript, MysteryTask
from gongkai.assessment.models.outcome import Applied, Paper, PaperKind
from gongkai.assessment.models.selfchecks import SelfCheck, SelfCheckLeaf
from gongkai.assessment.models.sources import Declaration, Replacement, Sample, Scoring, Second
from gongkai.assessment.models.targets import Target, TargetTable

__all__ = [
    "Appeal",
    "Applied",
    "Appointee",
    "Assessor",
    "Campaign",
    "Count",
    "Declaration",
    "Entrant",
    "Hearing",
    "How",
    "Mark",
    "MysteryScript",
    "MysteryTask",
    "Paper",
    "PaperKind",
    "Replacement",
    "ResultSet",
    "Ruling",
    "Sample",
    "Scoring",
    "Second",
    "SelfCheck",
    "SelfCheckLeaf",
    "Target",
    "TargetTable",
    "UnitResult",
]
