"""Staff pages of signing for papers: what came to a unit, who has not signed for what it sent (DY-5)."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.acts.clock import now
from gongkai.acts.models import Case
from gongkai.acts.panel import panel
from gongkai.acts.taking import Take, ask_role, take_many
from gongkai.disclosures import seeing
from gongkai.disclosures.models import Disclosure
from gongkai.look.words import titled
from gongkai.workflow import notices, receipts
from gongkai.workflow.models import Receipt
from gongkai.workflow.pages import act_page, tabs
from gongkai.workflow.steps import RECEIPT

SHOWN = 200
BY_HAND = ("sign", "remind")


@require_safe
def index(request):
    """Papers that wait for this unit's signature, and, of those it sent, who has not signed."""
    post = request.post
    mine = Receipt.objects.filter(case__in=Case.objects.visible_to(post), case__status=receipts.WAITING)
    mine = mine.select_related("document__unit", "document__disclosure__live", "case__unit")
    sent = Case.objects.visible_to(post).filter(receipts__isnull=False).select_related("unit")
    waiting = Count("receipts", filter=Q(receipts__case__status=receipts.WAITING))
    page = {
        "waiting": mine.order_by("-pk")[:SHOWN],
        "sent": sent.annotate(many=Count("receipts"), open=waiting).order_by("-pk")[:SHOWN],
        "whole": post.sees_county(), "tabs": tabs("disclosures:receipts"), "page_title": "文件签收",
    }  # fmt: skip
    return render(request, "disclosures/receipts.html", page)


@require_safe
def receipt(request, key: int):
    """The paper as it is out, and who signed for it."""
    row, record = _visible(request, key)
    notices.see(request.user, key, now())
    page = {
        "receipt": row, "edition": record.edition,
        "files": seeing.files_of(record.edition, "disclosures:receipt-file", row.pk),
        "page_title": f"签收：{record.last_out.title}",
        "panel": panel(row.case, request.post, now(), "disclosures:receipt-step"),
    }  # fmt: skip
    return render(request, "disclosures/receipt.html", page)


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    if name not in BY_HAND:
        raise Http404
    row, record = _visible(request, key)
    what = RECEIPT.steps[name]
    ask_role(what, request.post)

    def do() -> str:
        row.case.take(name, by=request.post, at=now())
        return f"已签收{titled(record.last_out.title)}" if name == "sign" else f"已催{row.case.unit.name}签收"

    back = reverse("disclosures:receipt", args=[key])
    if name == "remind" and row.document.unit_id in (request.post.unit_keys() or ()):
        back = reverse("disclosures:record", args=[row.document_id])
    return act_page(request, what.label, None, do, back=back, says=titled(record.last_out.title))


@require_POST
def remind(request, key: int):
    """All of a paper's addressees that have not signed, at once."""
    ask_role(RECEIPT.steps["remind"], request.post)
    case = get_object_or_404(Case.objects.visible_to(request.post).filter(kind="disclosure"), pk=key)
    waiting = [one.case for one in receipts.of(case) if one.case.status == receipts.WAITING]
    if waiting:
        take_many("receipt", "remind", [Take(one, request.post, now()) for one in waiting])
    request.session["notices"] = [("done", f"已催 {len(waiting)} 个单位签收")]
    return redirect("disclosures:record", key)


@require_safe
def attachment(request, key: int, sha256: str):
    """A file of the paper."""
    _, record = _visible(request, key)
    return seeing.file_of(record.edition, sha256)


def _visible(request, key: int) -> tuple[Receipt, Disclosure]:
    """For the unit addressed, the unit that sent it, and those who watch the county; only while the paper is out."""
    seen = Case.objects.visible_to(request.post)
    rows = Receipt.objects.filter(Q(case__in=seen) | Q(document__in=seen))
    if request.post.looks_on():
        rows = rows.none()
    row = get_object_or_404(rows.select_related("case__unit", "document__unit"), pk=key)
    record = Disclosure.objects.select_related("case__unit", "live", "topic").get(pk=row.document_id)
    if record.live is None:
        raise Http404
    record.draft = None  # what is being written anew is not yet for others
    return row, record
