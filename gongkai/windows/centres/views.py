"""Staff pages of centres: the list, entering one, one with its windows and what was missing there, its steps."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Unit
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.windows.centres import entering, showing
from gongkai.windows.centres.forms import CentreForm, LookForm
from gongkai.windows.centres.steps import KIND
from gongkai.windows.models import Centre, Level
from gongkai.windows.tabs import tabs

GET_OR_POST = require_http_methods(["GET", "POST"])
USUAL = ("fuwu", "gonggao")  # where a catalogue has them


@require_safe
def index(request):
    found = Listing(
        request,
        Centre.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("名称", "case.title", url=lambda row: reverse("windows:centre", args=[row.pk])),
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
        title="服务中心",
        empty=("还没有登记服务中心", "县政务服务中心和各乡镇便民服务中心在这里登记，核定后连同窗口一起公布。", None),
    )
    page = {
        "listing": found, "tabs": tabs("centres"), "page_title": "服务中心",
        "button": ("登记中心", "windows:new-centre"), "may_enter": request.post.role in KIND.steps["open"].roles,
    }  # fmt: skip
    return render(request, "windows/register.html", page)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["open"], request.post)
    units = _units(request.post)
    begins = {"unit": request.post.unit if not request.post.sees_county() else None, "topic": _usual()}
    form = CentreForm(request.POST or None, units=units, initial=begins)

    def do():
        row = entering.open_many_centres([(form.cleaned_data["unit"], form.told())], request.post, now())[0]
        return told(request, reverse("windows:centre", args=[row.pk]), "已登记，请另一人核定，核定后对外公布")

    return act_page(request, "登记中心", form, do, back=reverse("windows:centres"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    shown = door.shown(showing.key_of(row))
    facts = [
        ("管理单位", row.case.unit.name), ("层级", row.get_level_display()), ("标识", row.sign), ("地址", row.place),
        ("办公时间", row.hours), ("咨询电话", row.phone), ("监督电话", row.supervision), ("公布在", row.topic.name),
    ]  # fmt: skip
    page = {
        "row": row, "facts": facts, "page_title": row.case.title, "looks": row.looks.order_by("-day", "-pk"),
        "windows": row.windows.select_related("case__unit").order_by("number"),
        "public": url_of(shown) if shown and shown.withdrawn is None else "",
        "panel": panel(row.case, request.post, now(), "windows:centre-step"),
    }  # fmt: skip
    return render(request, "windows/centre.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    back = reverse("windows:centre", args=[key])
    if name == "amend":
        return _amend(request, row, back)
    if name == "look":
        return _look(request, row, back)
    return step_page(request, row.case, name, back=back)


def _amend(request, row: Centre, back: str):
    ask_role(KIND.steps["amend"], request.post)
    begins = {name: getattr(row, name) for name in entering.SAID} | {"name": row.case.title, "unit": row.case.unit}
    form = CentreForm(request.POST or None, units=Unit.objects.filter(pk=row.case.unit_id), initial=begins)

    def do():
        entering.amend(row, form.told(), request.post, now())
        return told(request, back, "已保存，请另一人核定；核定以前，对外公布的仍是原来的")

    return act_page(request, "修改登记", form, do, back=back, says=row.case.title)


def _look(request, row: Centre, back: str):
    ask_role(KIND.steps["look"], request.post)
    form = LookForm(request.POST or None, level=row.level, initial={"guides": True, "ledger": True})

    def do():
        entering.look(row, form.seen(), request.post, now())
        return told(request, back, "已登记现场查看")

    return act_page(request, "登记现场查看", form, do, back=back, says=row.case.title, step=KIND.steps["look"])


def _units(post):
    rows, keys = Unit.objects.standing_on(today()), post.unit_keys()
    return rows if keys is None else rows.filter(pk__in=keys)


def _usual() -> Topic | None:
    known = {topic.code: topic for topic in Topic.objects.filter(code__in=USUAL, children=None)}
    return next((known[code] for code in USUAL if code in known), None)


def _visible(request, key: int) -> Centre:
    return get_object_or_404(Centre.objects.visible_to(request.post).select_related("case__unit", "topic"), pk=key)
