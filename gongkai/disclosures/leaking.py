"""What was taken back because it let out a secret, or should never have gone out, is an incident (TZ-6.3, DY-F2.5)."""

from gongkai.disclosures.vocabulary import WithdrawalCause
from gongkai.findings.incidents import reporting
from gongkai.findings.models import Sort

SORTS = {WithdrawalCause.SECRET: Sort.LEAK, WithdrawalCause.PERSONAL: Sort.WRONG}


def report(cases, takes, acts) -> None:
    """For the office to look into; nothing else that is taken back makes one."""
    told = [(take.case, SORTS[cause]) for take in takes if (cause := take.detail.get("cause")) in SORTS]
    if told:
        reporting.from_withdrawals(told, takes[0].by, takes[0].at)
