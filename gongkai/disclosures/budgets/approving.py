"""登记批准日期: a budget or a final account is published within a limit of the day it was approved (预算法-14)."""

from datetime import date

from gongkai import shelf
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act
from gongkai.disclosures.editions import editions
from gongkai.disclosures.models import Edition

STEP = "sanction"
BY = ("本级财政部门", "本级人民代表大会", "本级人大常委会", "主管部门")


def is_of_one(cases, takes) -> dict[int, list[str]]:
    """Only a budget or a final account is approved by a congress or a finance office; by whom and when is told."""
    stands, reasons = editions(cases), {}
    for take in takes:
        if not is_budget(stands[take.case.pk]):
            reasons[take.case.pk] = ["只有预算决算栏目里的预算、决算才登记批准日期"]
        elif not take.only_asks and (take.effective is None or take.detail.get("by") not in BY):
            reasons[take.case.pk] = ["请写明批准的机关和日期"]
    return reasons


def is_budget(edition: Edition) -> bool:
    """Whether it stands in a column of such papers under a title of one."""
    rules = shelf.budgets()
    in_column = edition.topic_id is not None and edition.topic.code in rules.columns
    return in_column and rules.paper(edition.title) is not None


def approved_on(edition: Edition) -> date | None:
    """When it was approved, as last registered."""
    acts = Act.objects.filter(case=edition.disclosure_id, step=STEP).order_by("-number")
    moment = acts.values_list("effective", flat=True).first() if edition.disclosure_id else None
    return moment.astimezone(BEIJING).date() if moment else None
