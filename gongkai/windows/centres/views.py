"""Staff pages of centres: the list, entering one, one with its windows and what was missing there, its steps."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.accounts.models import Unit
from gongkai.acts import light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.publication.found import url_under
from gongkai.windows.centres import entering, showing
from gongkai.windows.centres.forms import CentreForm, LookForm
from gongkai.windows.centres.steps import KIND
from gongkai.windows.models import Centre, Level
from gongkai.windows.tabs import tabs

LIST = ("windows:centres", "服务中心")
USUAL = ("fuwu", "gonggao")  # where a catalogue has them


@require_safe
def index(request):
    found = Listing(
        request,
        Centre.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("层级", "get_level_display", kind="word"),
            Column("管理单位", "case.unit.name", kind="word"),
            Column("咨询电话", "phone", kind="word"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("level", "层级", choices=Level.choices),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order=("level", "case"),
        title=LIST[1],
        empty=("还没有登记服务中心", "县政务服务中心和各乡镇便民服务中心在这里登记，核定后连同窗口一起公布。", None),
    )
    button = ("登记中心", "windows:new-centre")
    return light.list_page(request, found, KIND.steps["open"], button, tabs=tabs("centres"), room="窗口")


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["open"], request.post)
    units = _units(request.post)
    begins = {"unit": request.post.unit if not request.post.sees_county() else None, "topic": _usual()}
    form = CentreForm(request.POST or None, units=units, initial=begins)

    def do():
        row = entering.open_many_centres([(form.cleaned_data["unit"], form.told())], request.post, now())[0]
        return told(request, light.address(row), "已登记，请另一人核定，核定后对外公布")

    return act_page(request, "登记中心", form, do, back=reverse(LIST[0]))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    facts = [
        ("管理单位", row.case.unit.name), ("层级", row.get_level_display()), ("标识", row.sign), ("地址", row.place),
        ("办公时间", row.hours), ("咨询电话", row.phone), ("监督电话", row.supervision), ("公布在", row.topic.name),
    ]  # fmt: skip
    more = {
        "looks": row.looks.order_by("-day", "-pk"),
        "windows": row.windows.select_related("case__unit").order_by("number"),
        "public": url_under(showing.key_of(row)),
    }  # fmt: skip
    return light.record_page(request, row, facts, LIST, template="windows/centre.html", **more)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    if name == "amend":
        return _amend(request, row)
    return _look(request, row) if name == "look" else light.row_step(request, row, name)


def _amend(request, row: Centre):
    ask_role(KIND.steps["amend"], request.post)
    begins = {name: getattr(row, name) for name in entering.SAID} | {"name": row.case.title, "unit": row.case.unit}
    form = CentreForm(request.POST or None, units=Unit.objects.filter(pk=row.case.unit_id), initial=begins)

    def do():
        entering.amend(row, form.told(), request.post, now())
        return told(request, light.address(row), "已保存，请另一人核定；核定以前，对外公布的仍是原来的")

    return act_page(request, "修改登记", form, do, back=light.address(row), says=row.case.title)


def _look(request, row: Centre):
    ask_role(KIND.steps["look"], request.post)
    form = LookForm(request.POST or None, level=row.level, initial={"guides": True, "ledger": True})

    def do():
        entering.look(row, form.seen(), request.post, now())
        return told(request, light.address(row), "已登记现场查看")

    back = light.address(row)
    return act_page(request, "登记现场查看", form, do, back=back, says=row.case.title, step=KIND.steps["look"])


def _units(post):
    rows, keys = Unit.objects.standing_on(today()), post.unit_keys()
    return rows if keys is None else rows.filter(pk__in=keys)


def _usual() -> Topic | None:
    known = {topic.code: topic for topic in Topic.objects.filter(code__in=USUAL, children=None)}
    return next((known[code] for code in USUAL if code in known), None)


def _visible(request, key: int) -> Centre:
    return light.visible(request, Centre, key, "topic")
