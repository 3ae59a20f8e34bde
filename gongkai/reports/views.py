"""Staff pages of a yearly report: the whole with its checks, its prose, its files, its steps."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import BEIJING, now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.law.annual import checks
from gongkai.look import answers
from gongkai.papers import official
from gongkai.publication.found import url_under
from gongkai.reports import drafting, figures, gates, grids, papers, showing
from gongkai.reports.forms import ProseForm
from gongkai.reports.models import Report
from gongkai.reports.steps import KIND

GET_OR_POST = require_http_methods(["GET", "POST"])
BY_HAND = "*"
LEVELS = {checks.ERROR: "要改正", checks.WARNING: "请核对", checks.HINT: "提示"}


@require_safe
def record(request, key: int):
    """A report as it will be read; every figure leads to its cases, and what does not agree stands on top."""
    report, at = visible(request, key), now()
    form = figures.form_of(report)
    found, changed = figures.of(report), figures.changes(report)
    hand = dict.fromkeys(changed, BY_HAND)
    count = figures.last_count(report)
    parts = [
        (part.heading, grids.working(form.tables[part.table], found, hand), "")
        if part.table
        else (part.heading, None, official.html(report.words.get(part.id, "")))
        for part in form.parts.values()
    ]
    page = {
        "report": report, "parts": parts, "page_title": report.case.title, "counted": count and count.as_of,
        "seen": [(one, LEVELS[one.level]) for one in gates.seen(report, at)], "writes": writes(request, report),
        "due": None if report.imported else gates.due_of(report), "explained": _explained(report, changed),
        "changes": [(name_of(form, key), one) for key, one in changed.items() if not figures.form_less(key)],
        "panel": panel(report.case, request.post, at, "reports:step"), "public_url": _public_url(report),
        "suffixes": [(suffix, name) for suffix, (_, name) in papers.NAMES.items()],
    }  # fmt: skip
    return render(request, "reports/record.html", page)


@GET_OR_POST
def words(request, key: int):
    """The parts in prose."""
    report = writable(request, key)
    form = ProseForm(request.POST or None, report=report, form=figures.form_of(report))

    def do():
        drafting.write(report, form.words(), form.cleaned_data["version"], request.post)
        return told(request, back(report), "已保存")

    says = "方头括号〔〕里的由您补写，写好以后把括号去掉。数字和表里的要一致。"
    return act_page(request, "写正文", form, do, back=back(report), says=says, button="保存")


@require_safe
def export(request, key: int, suffix: str):
    """The report as a file."""
    report = visible(request, key)
    if suffix not in papers.NAMES:
        raise Http404
    name, out = f"{report.case.title}.{suffix}", showing.published_at(report)
    if suffix == "xlsx":
        return answers.download(papers.workbook(report), name)
    day = out.astimezone(BEIJING).date() if out and report.case.status == "published" else None
    paper = papers.paper(report, day, draft=report.case.status not in ("published", "kept"))
    return answers.download(papers.made(paper, suffix), name, papers.NAMES[suffix][0])


@GET_OR_POST
def step(request, key: int, name: str):
    report = visible(request, key)
    return step_page(request, report.case, name, back=back(report), gone=reverse("reports:list"))


def visible(request, key: int) -> Report:
    rows = Report.objects.visible_to(request.post).select_related("case__unit", "unit")
    return get_object_or_404(rows, pk=key)


def writable(request, key: int) -> Report:
    """A report that this post may write. Raises ``NotYourRole``; 404 for one that is out of its writer's hands."""
    report = visible(request, key)
    ask_role(KIND.steps["draft"], request.post)
    if not writes(request, report):
        raise Http404
    return report


def writes(request, report: Report) -> bool:
    post, may = request.post, KIND.steps["draft"].roles
    return gates.unit_of(post).pk == report.unit_id and post.role in may and report.case.status in drafting.WRITING


def back(report: Report) -> str:
    return reverse("reports:record", args=[report.pk])


def name_of(form, key: str) -> str:
    place = form.place(key)
    return place.name if place else key


def _public_url(report: Report) -> str:
    return url_under(showing.key_of(report))


def _explained(report: Report, changed) -> list:
    return [(key, one) for key, one in changed.items() if figures.form_less(key)]
