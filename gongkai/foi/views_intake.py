"""Entering what came by counter, post, fax and mail; confirming with the applicant where the law asks for it."""

import secrets

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.accounts.models import Unit
from gongkai.acts import clocks
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import ASKED
from gongkai.foi import confirming, receiving
from gongkai.foi.entering import ConfirmForm, EntryForm
from gongkai.foi.models import Request
from gongkai.foi.steps import STEPS
from gongkai.foi.vocabulary import RULES, Channel

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def enter(request):
    """One paper, one letter, one fax: entered once, whoever clicks twice."""
    ask_role(STEPS["receive"], request.post)
    units = _units(request.post)
    posted = request.method == "POST"
    initial = {"token": secrets.token_hex(16), "came": today(), "unit": request.post.unit_id}
    form = EntryForm(request.POST if posted else None, request.FILES or None, initial=initial, units=units)

    def do():
        said = form.cleaned_data
        wish = receiving.Wish(
            said["unit"], said["channel"], form.said(), said["token"], came=said["came"], by=request.post,
            papers=tuple(form.stored),
        )  # fmt: skip
        taken = receiving.take_in(wish, now())
        running = {clock.limit.name: clock for clock in clocks.of(taken.request.case, now())}
        page = {
            "row": taken.request, "code": taken.code, "reply": running.get("foi.reply"), "page_title": "已登记",
            "rule": RULES[Channel(taken.request.channel)],
        }  # fmt: skip
        return render(request, "foi/entered.html", page)

    says = "当面、邮寄、传真、邮件来的申请在这里登记；网上提交的不用再登记。"
    if posted and not form.is_valid():
        form.bring_again()
    return act_page(request, "登记来件", form, do, back=reverse("foi:list"), says=says, button="登记")


@GET_OR_POST
def confirm(request, key: int):
    """Both sides confirmed, on what day and how."""
    rows = Request.objects.visible_to(request.post).select_related("case__unit")
    row = get_object_or_404(rows, pk=key)
    ask_role(STEPS["confirm"], request.post)
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"day": today()}, today=today())
    back = reverse("foi:record", args=[key])

    def do():
        confirming.confirm(row, form.cleaned_data["day"], form.how(), request.post, now())
        return told(request, back, "已确认并登记，答复期限从确认之日起算")

    says = f"{row.case.title}：{RULES[Channel(row.channel)]}"
    return act_page(request, "与申请人确认", form, do, back=back, says=says, step=STEPS["confirm"], button="确认")


def _units(post):
    units = Unit.objects.standing_on(today()).filter(kind__in=ASKED)
    keys = post.unit_keys()
    return units if keys is None else units.filter(pk__in=keys)
