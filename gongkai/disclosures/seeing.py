"""What a person at the desk sees and judges of a record: fetched through permission, judged from the right chair."""

from datetime import datetime

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now
from gongkai.acts.refusals import NotReviewed, NotYourRole, WrongState
from gongkai.catalogue.models import Topic
from gongkai.disclosures import drafting, proofing
from gongkai.disclosures.models import Disclosure
from gongkai.files import store
from gongkai.look.words import titled
from gongkai.writing import alarms, judging
from gongkai.writing.judging import Found
from gongkai.writing.models import Finding, Judgement
from gongkai.writing.steps import KEEPERS

CHAIRS = {"draft": Role.PROPOSER, "returned": Role.PROPOSER, "proposed": Role.SECRECY, "cleared": Role.REVIEWER}
"""Whose turn it is to judge, by the state of the record."""


def record(request, key: int) -> Disclosure:
    """A record that the asking post may see; 404 for everybody else."""
    rows = Disclosure.objects.visible_to(request.post).select_related(
        "case__unit", "topic", "draft__interprets__live", "draft__topic", "draft__saved_by", "live__interprets__live",
        "live__topic",
    )  # fmt: skip
    return get_object_or_404(rows, pk=key)


def begun(request) -> dict:
    """What a new record begins with, as the link that led here says."""
    interprets = request.GET.get("interprets", "")
    first = {"topic": request.GET.get("topic")}
    if not interprets.isdecimal() or len(interprets) > 18:
        return first
    explained = Disclosure.objects.visible_to(request.post).filter(pk=interprets).first()
    return first | {"kind": "解读", "interprets": interprets} | (_explaining(explained) if explained else {})


def _explaining(paper: Disclosure) -> dict:
    """An interpretation stands in the column for interpretations and bears its document's name and day."""
    column = Topic.objects.filter(column_type="政策解读", until=None, children=None).order_by("order").first()
    return {
        "topic": column.pk if column else paper.edition.topic_id, "title": f"{titled(paper.edition.title)}政策解读",
        "formed_on": paper.edition.formed_on,
    }  # fmt: skip


def topic(bound) -> Topic | None:
    """The topic that the form stands on, chosen or brought along in the address."""
    value = str(bound["topic"].value() or "")
    return Topic.objects.filter(pk=value).first() if value.isdecimal() else None


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


@require_safe
def original(request, key: int, number: int):
    """A file as it came before it was cleaned, for those of the unit who handle the record; 404 for others."""
    row = record(request, key)
    keys = request.post.unit_keys()
    if keys is None or row.case.unit_id not in keys:
        raise Http404
    kept = get_object_or_404(row.case.originals.exclude(file=None), pk=number)
    return FileResponse(store.open(str(kept.file_id)), as_attachment=True, filename=kept.title)


@require_POST
def findings(request, key: int):
    """Judging a finding on the record's page, with a reason; words known to be harmless may be remembered."""
    row, at = record(request, key), now()
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
