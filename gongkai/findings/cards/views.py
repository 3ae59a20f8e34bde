"""Staff pages of cards: the list, figures, bringing some in, one with its answer, monitoring switched on and off."""

from datetime import datetime, time, timedelta
from functools import partial

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import shelf
from gongkai.acts import brought, light
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.models import Case
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.findings.cards import answering, bringing, counting, issuing
from gongkai.findings.cards.steps import KIND, MONITORING
from gongkai.findings.models import Card, CardLevel, CardSource, Monitoring
from gongkai.findings.tabs import tabs
from gongkai.look import answers, articles
from gongkai.look.filters import Choice, Days
from gongkai.look.forms import DayInput
from gongkai.look.lists import Column, Listing
from gongkai.workflow import notices


class FileForm(forms.Form):
    file = forms.FileField(label="表格", help_text="XLSX 或者 CSV")


class SpanForm(forms.Form):
    first = forms.DateField(label="从", widget=DayInput)
    last = forms.DateField(label="到", widget=DayInput)


@require_safe
def index(request):
    found = Listing(
        request,
        Card.objects.visible_to(request.post).select_related("case__unit"),
        columns=[
            Column("事项", "matter", url=light.address),
            Column("牌", "get_level_display", kind="word"),
            Column("单位", "case.unit.name", kind="word"),
            Column("来源", "get_source_display", kind="word"),
            Column("最后时刻", "due", kind="moment"),
            Column("发牌时间", "at", kind="moment", sort="at"),
            Column("状态", "case.status_label", kind="word"),
        ],
        filters=[
            Choice("level", "牌", choices=CardLevel.choices),
            Choice("source", "来源", choices=CardSource.choices),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
            Days("at", "发牌"),
        ],
        order="-at",
        title="电子监察",
        empty=("还没有发牌", "启用以后，任何一件事过了时限，系统按规则向责任单位发牌。", None),
    )
    page = {
        "listing": found, "tabs": tabs("cards"), "page_title": "电子监察", "row": issuing.running(),
        "may_bring": request.post.role in KIND.steps["bring"].roles, "rules": shelf.card_rules().rules,
    }  # fmt: skip
    return render(request, "findings/cards.html", page)


@require_safe
def figures(request):
    """By unit and by kind of matter; the year so far unless other days are asked for."""
    day = today()
    form = SpanForm(
        request.GET if "first" in request.GET else None, initial={"first": day.replace(month=1, day=1), "last": day}
    )
    first, last = day.replace(month=1, day=1), day
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    begins = datetime.combine(first, time(), BEIJING)
    ends = datetime.combine(last + timedelta(days=1), time(), BEIJING)
    page = {
        "form": form, "tabs": tabs("cards"), "page_title": "发牌统计", "first": first, "last": last,
        "tables": counting.of_span(begins, ends, request.post.unit_keys()), "heads": counting.HEADS,
    }  # fmt: skip
    return render(request, "findings/card_figures.html", page)


@GET_OR_POST
def begin(request):
    """Where monitoring was begun, that is where it stands; else the office begins it."""
    row = Monitoring.objects.first()
    if row is not None:
        return redirect("findings:monitoring", row.pk)
    ask_role(MONITORING.steps["begin"], request.post)

    def do():
        row = answering.begin(request.post, now())
        return told(request, reverse("findings:monitoring", args=[row.pk]), "已启用，从现在起过了时限的才发牌")

    says = "从启用的时刻起，过了时限的事项按规则发牌；以前已经过期的不补发。"
    return act_page(request, "启用电子监察", None, do, back=reverse("findings:cards"), says=says)


@require_safe
def monitoring(request, key: int):
    row = light.visible(request, Monitoring, key)
    page = {
        "row": row, "facts": [("从这时起", row.since), ("上次查看", row.looked)], "page_title": "电子监察",
        "rules": shelf.card_rules(), "panel": panel(row.case, request.post, now(), "findings:monitoring-step"),
    }  # fmt: skip
    return render(request, "findings/monitoring.html", page)


@GET_OR_POST
def monitoring_step(request, key: int, name: str):
    return light.row_step(request, light.visible(request, Monitoring, key), name)


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    notices.see(request.post.person, key, now())
    facts = [
        ("单位", row.case.unit.name), ("牌", row.get_level_display()), ("事项", row.matter),
        ("来源", row.get_source_display()),
        ("外部编号", row.number), ("最后时刻", row.due), ("发牌时间", row.at), ("依据", articles.in_words(row.basis)),
    ]  # fmt: skip
    more = {"links_title": "事项", "links": _about(request, row)}
    return light.record_page(request, row, facts, ("findings:cards", "电子监察"), **more)


@GET_OR_POST
def step(request, key: int, name: str):
    return light.row_step(request, _visible(request, key), name)


@GET_OR_POST
def bring(request):
    """Matters from elsewhere: looked through, told, and taken in by a second word."""
    ask_role(KIND.steps["bring"], request.post)
    look = lambda data, name: bringing.look_through(data, name, now())
    return brought.page(
        request, FileForm(*light.sent(request)), look, partial(_take, request), "findings/card_import.html",
        unreadable=bringing.Unreadable, page_title="登记外来的牌",
    )  # fmt: skip


@require_safe
def sheet(request):
    ask_role(KIND.steps["bring"], request.post)
    return answers.download(bringing.form(), "外来的牌.xlsx")


def _take(request, file: dict):
    rows = bringing.look_through(file["data"], file["name"], now()).told
    many = len(bringing.take(rows, request.post, now())) if rows else 0
    return told(request, reverse("findings:cards"), f"已登记 {many} 张牌，已告知责任单位")


def _about(request, row: Card) -> list[tuple[str, str]]:
    """The matter itself, where this post may see it."""
    about = row.about
    if about is None or not about.kind_of.url or not Case.objects.visible_to(request.post).filter(pk=about.pk).exists():
        return []
    return [(about.title, reverse(about.kind_of.url, args=[about.pk]))]


def _visible(request, key: int) -> Card:
    return light.visible(request, Card, key, "about")
