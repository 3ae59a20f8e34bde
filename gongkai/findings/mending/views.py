"""Staff pages of rectifications: the list, the order for a round, one with its items, its steps, its evidence."""

from datetime import date
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.files import papers
from gongkai.files.refusal import FileRefused
from gongkai.findings import history
from gongkai.findings.mending import items, listing, ordering
from gongkai.findings.mending.forms import StepForm
from gongkai.findings.mending.items import Said
from gongkai.findings.mending.steps import KIND
from gongkai.findings.models import Item, Rectification, Round
from gongkai.findings.tabs import tabs
from gongkai.workflow import notices

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """Rectifications this post may see, the soonest due on top; for the office, the county's progress."""
    page = {
        "listing": listing.rectifications(request), "sums": listing.sums(request.post), "tabs": tabs("mendings"),
        "page_title": "整改",
    }  # fmt: skip
    return render(request, "findings/mendings.html", page)


@require_POST
def order(request, key: int):
    """责成整改 for the chosen units of a round, all or none."""
    ask_role(KIND.steps["order"], request.post)
    found = get_object_or_404(Round, pk=key)
    keys = [int(one) for one in request.POST.getlist("unit") if one.isdecimal()]
    chosen = list(found.standings.filter(unit__in=keys).select_related("unit"))
    rows = ordering.order(found, chosen, request.post, now())
    return told(request, reverse("findings:round", args=[key]), f"已责成 {len(rows)} 个单位整改，等单位签收")


@GET_OR_POST
def record(request, key: int):
    """One rectification; the unit's editor writes measures and brings evidence here."""
    row = _visible(request, key)
    may_write = row.case.status in items.OPEN and request.post.role in KIND.steps["measure"].roles
    faults: list[str] = []
    if request.method == "POST":
        ask_role(KIND.steps["measure"], request.post)
        try:
            many = items.say(row, _number(request.POST.get("version", "")), _said(request, row), request.post, now())
            return told(request, reverse("findings:mending", args=[key]), f"已保存 {many} 个问题的整改情况")
        except (FileRefused, ValueError) as fault:
            faults = [str(fault)]
        except Unready as refusal:
            faults = refusal.reasons
    notices.see(request.post.person, key, now())
    rows = list(row.items.select_related("finding__case"))
    for item in rows if faults else ():
        item.measure, item.owner = (request.POST.get(f"{name}-{item.pk}", "") for name in ("measure", "owner"))
    past = history.of((item.finding for item in rows), row.round.until)
    owed, seen = {item.pk for item in items.owed(row)}, items.seen(row)
    page = {
        "mending": row, "faults": faults,
        "rows": [(item, past[item.finding_id], item.pk in owed, seen[item.finding_id]) for item in rows],
        "may_write": may_write and bool(owed),
        "panel": panel(row.case, request.post, now(), "findings:mending-step"), "page_title": row.case.title,
        "standing": row.round.standings.filter(unit=row.case.unit).first(),
    }  # fmt: skip
    return render(request, "findings/mending.html", page, status=422 if faults else 200)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("findings:mending", args=[key])
    if name == "measure":
        ask_role(KIND.steps[name], request.post)
        return redirect(f"{back}#items")
    return step_page(request, row.case, name, back=back, form=partial(StepForm, rectification=row))


@require_safe
def file(request, key: int, sha256: str):
    """A piece of evidence of one of the items."""
    row = _visible(request, key)
    return papers.hand_out([one for item in row.items.all() for one in item.evidence], sha256)


def _said(request, row: Rectification) -> dict[int, Said]:
    """What was typed to each owed finding, its files kept. Raises ``ValueError`` with a sentence."""
    return {item.pk: _of(request, item) for item in items.owed(row)}


def _of(request, item: Item) -> Said:
    given = {name: request.POST.get(f"{name}-{item.pk}", "") for name in ("measure", "owner", "planned")}
    try:
        planned = date.fromisoformat(given["planned"]) if given["planned"] else None
    except ValueError:
        raise ValueError(f"“{item.finding.case.title}”的计划完成日期写得不对，请写成 2026-01-31") from None
    if len(given["measure"]) > 500:
        raise ValueError(f"“{item.finding.case.title}”的整改措施和结果太长，最多 500 字")
    kept = papers.stored(request.FILES.getlist(f"file-{item.pk}"), request.user, now())
    return Said(given["measure"], given["owner"], planned, kept)


def _visible(request, key: int) -> Rectification:
    rows = Rectification.objects.visible_to(request.post).select_related("case__unit", "round")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
