"""Staff pages of what is told of windows: the list, entering, one with its proof, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.checks import privacy
from gongkai.files import papers
from gongkai.look.filters import Choice, Days
from gongkai.look.lists import Column, Listing
from gongkai.windows.events import entering
from gongkai.windows.events.forms import EventForm, StepForm
from gongkai.windows.events.steps import KIND
from gongkai.windows.models import Sort, Window, WindowEvent
from gongkai.windows.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    found = Listing(
        request,
        WindowEvent.objects.visible_to(request.post).select_related("case__unit", "window__case"),
        columns=[
            Column("类别", "get_sort_display", url=lambda row: reverse("windows:event", args=[row.pk])),
            Column("窗口", "window.case.title"),
            Column("单位", "case.unit.name", kind="word"),
            Column("日期", "day", kind="day", sort="day"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Days("day", "日期"),
        ],
        order="-day",
        title="窗口记事",
        empty=("还没有记事", "表扬、锦旗、服务明星和窗口的差错、违规，在这里登记，附上凭证，由政务公开办核定。", None),
    )
    page = {
        "listing": found, "tabs": tabs("events"), "page_title": "窗口记事", "button": ("登记", "windows:new-event"),
        "may_enter": request.post.role in KIND.steps["enter"].roles,
    }  # fmt: skip
    return render(request, "windows/register.html", page)


@GET_OR_POST
def new(request):
    """Awards of one's own windows; for the office everything of every window."""
    ask_role(KIND.steps["enter"], request.post)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    windows = Window.objects.visible_to(request.post).filter(case__status="open").select_related("case__unit")
    form = EventForm(*posted, windows=windows, faults=request.post.role == Role.OFFICE)
    page = {"back": reverse("windows:events"), "says": "登记的人不能自己核定，核定以后计入考核。"}
    kept: list[list[str]] = []
    if posted and form.is_valid():
        for one in privacy.find(form.cleaned_data["says"]):
            form.add_error("says", f"{one.message}；请去掉再写")
        papers.keep(request, form, kept, now())

    def do():
        said = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        row = entering.enter_many([entering.Told(**said, proof=kept)], request.post, now())[0]
        return told(request, reverse("windows:event", args=[row.pk]), "已登记，待政务公开办核定")

    return act_page(request, "登记窗口记事", form, do, **page)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("窗口", row.window.case.title), ("单位", row.case.unit.name), ("类别", row.get_sort_display()),
        ("日期", row.day), ("情况", row.says),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "list_url": reverse("windows:events"),
        "list_title": "窗口记事", "files_title": "凭证",
        "files": [(name, reverse("windows:event-proof", args=[key, sha256])) for sha256, name in row.proof],
        "panel": panel(row.case, request.post, now(), "windows:event-step"),
    }  # fmt: skip
    return render(request, "acts/record.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("windows:event", args=[key])
    return step_page(request, row.case, name, back=back, form=lambda data, step: _bound(request, data, step, row))


@require_safe
def file(request, key: int, sha256: str):
    return papers.hand_out(_visible(request, key).proof, sha256)


def _bound(request, data, step, row: WindowEvent) -> StepForm:
    """The form with its file kept; one that is refused says so at its field."""
    form = StepForm(data, step=step, files=request.FILES if data is not None else None)
    if data is not None and step.name == "add" and not ways.why_not(row.case, step, request.post, now()):
        papers.keep(request, form, form.kept, now())
    return form


def _visible(request, key: int) -> WindowEvent:
    rows = WindowEvent.objects.visible_to(request.post).select_related("case__unit", "window__case")
    return get_object_or_404(rows, pk=key)
