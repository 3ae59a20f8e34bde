"""登记批准日期: a budget or a final account is published within a limit of the day it was approved (预算法-14)."""

from gongkai.disclosures import budgets
from gongkai.disclosures.editions import editions


def is_of_one(cases, takes) -> dict[int, list[str]]:
    """Only a budget or a final account is approved by a congress or a finance office; by whom and when is told."""
    stands, reasons = editions(cases), {}
    for take in takes:
        if not budgets.is_budget(stands[take.case.pk]):
            reasons[take.case.pk] = ["只有预算决算栏目里的预算、决算才登记批准日期"]
        elif not take.only_asks and (take.effective is None or take.detail.get("by") not in budgets.BY):
            reasons[take.case.pk] = ["请写明批准的机关和日期"]
    return reasons
