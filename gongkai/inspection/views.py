"""Staff pages of 网站自查: what was looked at and found, each fault with basis and remedy, a round at once."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.accounts.models import Role, Unit
from gongkai.acts.clock import now, today
from gongkai.acts.pages import tell
from gongkai.acts.refusals import NotYourRole
from gongkai.inspection import looking, showing
from gongkai.inspection.indicators import known
from gongkai.inspection.models import Round
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing


@require_safe
def index(request):
    """Indicators, and the faults that stand where this post may mend them."""
    by = known()
    units = dict(Unit.objects.values_list("code", "name"))
    found = Listing(
        request,
        showing.faults(request.post),
        columns=[
            Column("指标", lambda row: by[row.indicator].name if row.indicator in by else row.indicator, kind="word"),
            Column("问题", "says"),
            Column("页面", lambda row: row.title or row.place, url=lambda row: row.place),
            Column("单位", lambda row: units.get(row.unit, ""), kind="word"),
            Column("首次发现", "since", kind="day", sort="since"),
        ],
        filters=[
            Choice("indicator", "指标", choices=[(name, one.name) for name, one in by.items()]),
            Choice("unit", "单位", choices=lambda: Unit.objects.order_by("order").values_list("code", "name")),
        ],
        order=("-since", "indicator"),
        exports=True,
        title="现有问题",
        empty=("没有发现问题", "每周从头到尾看一遍，发现的问题列在这里。", None),
    )
    if found.exporting:
        return answers.download(showing.workbook(found.matching()), f"网站自查 {today()}.xlsx")
    monthly = showing.months()
    page = {
        "listing": found, "lines": showing.lines(request.post), "running": Round.objects.filter(ended=None).first(),
        "last": monthly[0][1] if monthly else None, "months": [month for month, _ in monthly],
        "history": showing.history() if request.post.unit_keys() is None else [],
        "may_ask": request.post.role == Role.OFFICE, "page_title": "网站自查",
    }  # fmt: skip
    return render(request, "inspection/list.html", page)


@require_POST
def start(request):
    """A round at once, for the office."""
    if request.post.role != Role.OFFICE:
        raise NotYourRole(f"“从头看一遍”由政务公开办办理，您的岗位是{request.post.get_role_display()}")
    looking.ask(request.post, now())
    tell(request, "已开始，后台逐页查看，看完以后这里显示新的结果")
    return redirect("inspection:list")
