"""Staff pages of tasks: the list, one task with its progress and proofs, telling of it, its steps."""

from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.disclosures.models import Disclosure
from gongkai.evidence import keeping, using
from gongkai.files.refusal import FileRefused
from gongkai.plans import linking, pages
from gongkai.plans.models import Task
from gongkai.plans.tabs import tabs
from gongkai.plans.tasks import listing, standing, telling
from gongkai.plans.tasks.forms import StepForm, TellForm
from gongkai.plans.tasks.steps import KIND

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    page = {
        "listing": listing.tasks(request, today()), "sums": listing.sums(request.post, today()),
        "tabs": tabs("tasks"), "page_title": "任务",
    }  # fmt: skip
    return render(request, "plans/tasks.html", page)


@require_safe
def record(request, key: int):
    """One task: its clock, everything told of it, what proves it, notices and checks."""
    row = pages.task(request, key)
    page = {
        "task": row, "line": row.line, "state": standing.of(row, today()), "facts": _facts(row),
        "told": _told(row), "proofs": [(*linking.told(one), one.pk) for one in _proofs(row)],
        "change": row.change, "urged": row.notices.select_related("case").order_by("-pk"),
        "looks": row.looks.select_related("check_of__case", "finding").order_by("pk"),
        "mends": row.mends.select_related("case").order_by("pk"), "page_title": row.case.title,
        "may_urge": request.post.role == "office" and row.case.status in ("open", "changing"),
        "may_list": request.post.role in ("office", "proposer"),
        "panel": panel(row.case, request.post, now(), "plans:task-step"),
    }  # fmt: skip
    return render(request, "plans/task.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = pages.task(request, key)
    if name == "tell":
        return _tell(request, row)
    back = reverse("plans:task", args=[key])
    return step_page(request, row.case, name, back=back, form=lambda data, step: StepForm(data, step=step, task=row))


def _tell(request, row: Task):
    ask_role(KIND.steps["tell"], request.post)
    at = now()
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TellForm(*posted, post=request.post, at=at)
    upload = request.FILES.get("file")
    if upload is not None and form.is_valid():
        _keep(request, row, form, upload)

    def do():
        telling.tell(row, form.told(), request.post, at)
        return told(request, reverse("plans:task", args=[row.pk]), "已填报，请分管领导核对")

    back = reverse("plans:task", args=[row.pk])
    return act_page(request, "填报进展", form, do, back=back, button="填报", says=row.says)


def _keep(request, row: Task, form: TellForm, upload: UploadedFile) -> None:
    """The file becomes a piece of evidence of the teller's unit, which may be used elsewhere."""
    try:
        content = keeping.paper(upload, today(), request.post, now())
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return
    title = f"{row.case.title}：{content.name}"[:200]
    form.kept = keeping.keep([keeping.Keeping(request.post.unit, title, content)], request.post, now())


def _facts(row: Task) -> list[tuple]:
    line = row.line
    return [
        ("任务", row.says if row.says != row.case.title else ""), ("计划", row.plan.case.title),
        ("来自段落", line.place), ("牵头单位", line.leads), ("会同单位", line.joints), ("完成时限", row.due),
        ("原定时限", line.due if line.due != row.due else ""), ("目标", line.goal), ("措施", line.measure),
        ("成果形式", line.output), ("要公开到", line.topic.name if line.topic else ""),
        ("落实的上级任务", "；".join(map(str, line.serves.all()))),
    ]  # fmt: skip


def _told(row: Task) -> list[dict]:
    """Entries, the newest first, with the evidence behind each."""
    uses: dict[str, list] = {}
    for use in using.of_case(row.case):
        uses.setdefault(use.place, []).append(use)
    entries = row.progress.select_related("unit", "by__person").order_by("-at", "-pk")
    return [
        {"one": one, "day": one.at.astimezone(BEIJING).date(), "uses": uses.get(f"progress-{one.pk}", [])}
        for one in entries
    ]


def _proofs(row: Task) -> list[Disclosure]:
    keys = row.proofs.values("record")
    return list(Disclosure.objects.filter(pk__in=keys, live__isnull=False).select_related("live").order_by("pk"))
