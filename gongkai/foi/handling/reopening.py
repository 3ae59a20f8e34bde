"""重新办理: after a reconsideration or a judgment did away with an answer (条例-51)."""

from gongkai.foi.models import Dispute
from gongkai.foi.vocabulary import Outcome

Reasons = dict[int, list[str]]


def is_corrected(cases, takes) -> Reasons:
    """A reconsideration or a lawsuit about it ended so, and a leader agreed that it did."""
    rows = Dispute.objects.filter(request__in=[case.pk for case in cases], outcome=Outcome.CORRECTED)
    known = set(rows.filter(case__status="settled").values_list("request_id", flat=True))
    none = ["没有结果为“结果纠正”的复议或者诉讼；请先在“复议诉讼”里登记并核定结果"]
    return {case.pk: none for case in cases if case.pk not in known}
