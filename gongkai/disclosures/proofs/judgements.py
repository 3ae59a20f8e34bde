"""判断检查发现: whose turn it is to say what a finding is, and the page on which it is said (BW-6.1.5, DY-4)."""

from datetime import datetime

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now
from gongkai.acts.refusals import NotReviewed, NotYourRole, WrongState
from gongkai.disclosures import drafting, seeing
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.proofs import proofing
from gongkai.look.words import titled
from gongkai.writing import alarms, judging
from gongkai.writing.judging import Found
from gongkai.writing.models import Finding, Judgement
from gongkai.writing.steps import KEEPERS

CHAIRS = {"draft": Role.PROPOSER, "returned": Role.PROPOSER, "proposed": Role.SECRECY, "cleared": Role.REVIEWER}
"""Whose turn it is to judge, by the state of the record."""


def may_judge(row: Disclosure, post: Post) -> bool:
    """Whether it is this post's turn to say what a finding is."""
    keys = post.unit_keys()
    return CHAIRS.get(row.case.status) == post.role and (keys is None or row.case.unit_id in keys)


def judge(row: Disclosure, one: Found, judgement: str, why: str, by: Post, at: datetime) -> Finding:
    """A judgement from the right chair; explaining what stops the paper is an act bound to the content."""
    if not may_judge(row, by):
        raise NotYourRole(f"{titled(row.case.title)}现在是“{row.case.status_label}”，检查发现由这一步的经办人判断")
    if one.stops and judgement == Judgement.REJECTED and by.role != Role.PROPOSER:
        raise WrongState("会拦住送审的发现只能由拟稿人说明理由；您认为不妥的，请“认定要改”并退回")
    act = None
    if one.stops and judgement == Judgement.REJECTED:
        detail = {"finding": one.seen.kind, "says": f"{one.part}：{one.seen.excerpt}"[:200]}
        act = row.case.take("override", by=by, at=at, words=why, read=row.case.content, detail=detail)
    return judging.judge(row.case, row.edition.number, one, judgement, why, by, at, act=act)


@require_POST
def findings(request, key: int):
    """Judging a finding on the record's page, with a reason; words known to be harmless may be remembered."""
    row, at = seeing.record(request, key), now()
    if CHAIRS.get(row.case.status) != request.post.role:
        raise NotYourRole(f"{titled(row.case.title)}现在是“{row.case.status_label}”，检查发现由这一步的经办人判断")
    if row.case.status in drafting.EDITABLE:
        drafting.ask_writer(row, request.post)
    if request.POST.get("read") != row.case.content:
        raise NotReviewed(f"{titled(row.case.title)}在您打开之后又改过，请看过新的内容再判断")
    judgement = Judgement.REJECTED if "reject" in request.POST else Judgement.CONFIRMED
    mark = request.POST.get("reject") or request.POST.get("confirm", "")
    one = {found.mark: found for found in proofing.everything(row.edition, at)}.get(mark)
    if one is None:
        raise WrongState("这一条已经不在稿子里了，请刷新页面")
    why = request.POST.get(f"why-{mark}", "")
    judge(row, one, judgement, why, request.post, at)
    said = "已记下：认定不是问题" if judgement == Judgement.REJECTED else "已记下：认定要改，改好之前不能往下办"
    if judgement == Judgement.REJECTED and request.POST.get(f"always-{mark}") and request.post.role in KEEPERS:
        alarms.remember(one, why, request.post, at)
        said += "；以后遇到同样的词不再提示"
    request.session["notices"] = [("done", said)]
    return redirect("disclosures:record", key)
