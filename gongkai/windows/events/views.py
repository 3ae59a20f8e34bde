"""Staff pages of what is told of windows: the list, entering, one with its proof, its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Role
from gongkai.acts import light
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
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

LIST = ("windows:events", "窗口记事")


@require_safe
def index(request):
    found = Listing(
        request,
        WindowEvent.objects.visible_to(request.post).select_related("case__unit", "window__case"),
        columns=[
            Column("类别", "get_sort_display", url=light.address),
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
        title=LIST[1],
        empty=("还没有记事", "表扬、锦旗、服务明星和窗口的差错、违规，在这里登记，附上凭证，由政务公开办核定。", None),
    )
    button = ("登记", "windows:new-event")
    return light.list_page(request, found, KIND.steps["enter"], button, tabs=tabs("events"), room="窗口")


@GET_OR_POST
def new(request):
    """Awards of one's own windows; for the office everything of every window."""
    ask_role(KIND.steps["enter"], request.post)
    windows = Window.objects.visible_to(request.post).filter(case__status="open").select_related("case__unit")
    form = EventForm(*light.sent(request), windows=windows, faults=request.post.role == Role.OFFICE)
    page = {"back": reverse(LIST[0]), "says": "登记的人不能自己核定，核定以后计入考核。"}
    kept: list[list[str]] = []
    if request.method == "POST" and form.is_valid():
        for one in privacy.find(form.cleaned_data["says"]):
            form.add_error("says", f"{one.message}；请去掉再写")
        papers.keep(request, form, kept, now())

    def do():
        said = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        row = entering.enter_many([entering.Told(**said, proof=kept)], request.post, now())[0]
        return told(request, light.address(row), "已登记，待政务公开办核定")

    return act_page(request, "登记窗口记事", form, do, **page)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("窗口", row.window.case.title), ("单位", row.case.unit.name), ("类别", row.get_sort_display()),
        ("日期", row.day), ("情况", row.says),
    ]  # fmt: skip
    kept = light.files("windows:event-proof", row, row.proof)
    return light.record_page(request, row, facts, LIST, files=kept, files_title="凭证")


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name, StepForm)


@require_safe
def file(request, key: int, sha256: str):
    return papers.hand_out(_visible(request, key).proof, sha256)


def _visible(request, key: int) -> WindowEvent:
    return light.visible(request, WindowEvent, key, "window__case")
