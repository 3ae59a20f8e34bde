"""Staff pages of 政务新媒体: accounts with how awake they are, one account, files of activity, readers' comments."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.acts import brought, light
from gongkai.acts.clock import now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.look import answers
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.organisation.media import commenting, counting, forms, keeping, sheets, silence
from gongkai.organisation.media.steps import ACCOUNT, COMMENT
from gongkai.organisation.models import MediaAccount, MediaComment, Platform
from gongkai.organisation.tabs import tabs
from gongkai.publication import door

DAYS_SHOWN = 31


@require_safe
def index(request):
    """Accounts this post may see, and what of them is asleep or silent."""
    rows = MediaAccount.objects.visible_to(request.post).select_related("case__unit")
    seen = counting.look([one for one in rows if one.since and one.case.status in counting.RUNNING], today())
    states = {one.account.pk: one for one in seen}
    found = Listing(
        request,
        rows,
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("平台", "get_platform_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("活跃", lambda row: states[row.pk].state.value if row.pk in states else "", kind="word"),
            Column("开设日期", "opened", kind="day"),
        ],
        filters=[
            Choice("platform", "平台", choices=Platform.choices),
            Choice("status", "状态", choices=list(ACCOUNT.states.items()), path="case__status"),
        ],
        order="-case",
        title="政务新媒体账号",
        empty=("还没有登记政务新媒体账号", "由各单位的信息员登记，政务公开办核定后列入网站的政务新媒体页。", None),
    )
    page = {
        "listing": found, "asleep": [one for one in seen if one.state is not counting.State.FINE],
        "silences": silence.silences([one.account for one in seen]),
        "waiting": commenting.waiting(request.post).count(), "tabs": tabs(request, "media"),
        "may_register": _may(request, "register"), "may_tell": _may(request, "report"), "page_title": "政务新媒体",
    }  # fmt: skip
    return render(request, "organisation/media.html", page)


@GET_OR_POST
def new(request):
    ask_role(ACCOUNT.steps["register"], request.post)
    form = forms.AccountForm(request.POST or None)

    def do():
        row = keeping.register_accounts([keeping.Founding(**form.cleaned_data)], request.post, now())[0]
        return told(request, light.address(row), "已登记，待政务公开办核定")

    says = "一个单位在同一个平台上原则上只开设一个账号。政务公开办核定后，列入网站的政务新媒体页。"
    return act_page(request, "登记账号", form, do, back=reverse("organisation:media"), says=says)


@require_safe
def record(request, key: int):
    row = light.visible(request, MediaAccount, key)
    running = row.since and row.case.status in counting.RUNNING
    shown = door.shown(keeping.key_of(key))
    facts = [
        ("单位", row.case.unit.name), ("平台", row.get_platform_display()), ("账号", row.ident),
        ("主页网址", row.url), ("开设日期", row.opened), ("运行起始日", row.since),
    ]  # fmt: skip
    page = {
        "account": row, "facts": facts, "seen": counting.look([row], today())[0] if running else None,
        "days": row.days.order_by("-day")[:DAYS_SHOWN], "page_title": row.case.title,
        "comments": commenting.waiting(request.post).filter(account=row)[:20],
        "public": bool(shown and shown.withdrawn is None),
        "panel": panel(row.case, request.post, now(), "organisation:account-step"),
    }  # fmt: skip
    return render(request, "organisation/account.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = light.visible(request, MediaAccount, key)
    return light.row_step(request, row, name, partial(forms.StepForm, account=row))


@GET_OR_POST
def bring(request):
    """A table of a platform: looked through, told, and taken in by a second word."""
    ask_role(ACCOUNT.steps["report"], request.post)
    form = forms.FileForm(*light.sent(request))
    look = lambda data, name: sheets.look_through(data, name, request.post, now(), form.span)
    return brought.page(
        request, form, look, partial(_take, request), "organisation/media_import.html", unreadable=sheets.Unreadable,
        carry=lambda plan: {"span": _told(form.span)}, page_title="导入活动和留言", tabs=tabs(request, "media"),
    )  # fmt: skip


@require_safe
def sheet(request):
    """An empty workbook to fill in."""
    ask_role(ACCOUNT.steps["report"], request.post)
    return answers.download(sheets.form(), "政务新媒体活动和留言.xlsx")


@require_safe
def comments(request):
    """Readers' comments this post may see, those without an answer first and of them the longest waiting."""
    rows = MediaComment.objects.visible_to(request.post).select_related("case__unit", "account__case")
    found = Listing(
        request,
        rows,
        columns=[
            Column("账号", lambda row: str(row.account), url=light.address),
            Column("单位", "case.unit.name", kind="word"),
            Column("留言时间", "at", kind="moment", sort="at"),
            Column("等了", _waits, kind="word"),
            Column("状态", "case.status_label", kind="word"),
            Column("答复时间", "answered", kind="moment"),
        ],
        filters=[Choice("status", "状态", choices=list(COMMENT.states.items()), path="case__status")],
        order=("-case__status", "at"),
        title="网民留言",
        empty=("还没有网民留言", "平台上的留言用表格导入，在这里登记答复。", None),
    )
    return light.list_page(request, found, tabs=tabs(request, "comments"), room="组织")


@require_safe
def comment(request, key: int):
    """One comment. Its words are for those who handle it, not for those who look on."""
    row = _visible_comment(request, key)
    reads = not request.post.looks_on()
    facts = [
        ("账号", str(row.account)), ("单位", row.case.unit.name), ("留言时间", row.at), ("答复时间", row.answered),
    ]  # fmt: skip
    page = {
        "comment": row, "facts": facts, "words": row.words if reads else None, "page_title": row.case.title,
        "panel": panel(row.case, request.post, now(), "organisation:comment-step"),
    }  # fmt: skip
    return render(request, "organisation/comment.html", page)


@GET_OR_POST
def comment_step(request, key: int, name: str):
    return light.row_step(request, _visible_comment(request, key), name)


def _take(request, file: dict):
    span = tuple(map(today().fromisoformat, file["span"])) if file.get("span") else None
    at = now()
    plan = sheets.look_through(file["data"], file["name"], request.post, at, span)  # type: ignore[arg-type]
    sheets.take(plan, request.post, at)
    days = sum(map(len, plan.days.values()))
    return told(request, reverse("organisation:media"), f"已写入 {days} 天的活动、{len(plan.comments)} 条留言")


def _told(span) -> list[str] | None:
    return [day.isoformat() for day in span] if span else None


def _waits(row: MediaComment) -> str:
    return f"{(now() - row.at).days} 天" if row.case.status == "waiting" else ""


def _may(request, name: str) -> bool:
    return request.post.role in ACCOUNT.steps[name].roles


def _visible_comment(request, key: int) -> MediaComment:
    return light.visible(request, MediaComment, key, "account__case")
