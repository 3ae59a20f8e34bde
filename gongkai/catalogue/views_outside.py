"""Staff pages of outside catalogues: the columns, their freshness, what is new for the next return."""

import re
from datetime import date

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, tell
from gongkai.acts.panel import trail
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import ask_role
from gongkai.catalogue import outside
from gongkai.catalogue.forms import OutsideForm, TableForm
from gongkai.catalogue.models import OutsideCatalogue
from gongkai.catalogue.steps import KEEPERS, OUTSIDE
from gongkai.look import answers
from gongkai.look.words import riqi

GET_OR_POST = require_http_methods(["GET", "POST"])
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
JSON = "application/json; charset=utf-8"


@GET_OR_POST
def index(request):
    """Outside catalogues; the office enters a new one."""
    _read(request)
    if request.method == "POST":
        ask_role(OUTSIDE.steps["enter"], request.post)
    form = NameForm(request.POST or None)

    def do():
        row = outside.enter(form.cleaned_data["name"], request.post, now())
        tell(request, f"已登记“{row.name}”，请填写它的栏目")
        return redirect("catalogue:outside", row.pk)

    reasons = []
    if request.method == "POST" and form.is_valid():
        try:
            return do()
        except Unready as refusal:
            reasons = refusal.reasons
    context = {
        "rows": OutsideCatalogue.objects.select_related("case"), "form": form, "reasons": reasons,
        "may_keep": request.post.role == Role.OFFICE, "page_title": "外部目录",
        "breadcrumbs": [("公开目录", reverse("catalogue:list")), ("外部目录", "")],
    }  # fmt: skip
    return render(request, "catalogue/outsides.html", context, status=409 if reasons else 200)


@require_safe
def page(request, key: int):
    """One outside catalogue: its columns, what fills them, how fresh; and the next return as XLSX or JSON."""
    _read(request)
    found = _found(key)
    since = _since(request, found)
    export = request.GET.get("export", "")
    if export in ("xlsx", "json"):
        items = outside.items(found, since)
        data = outside.workbook(found, items, since) if export == "xlsx" else outside.document(found, items, since)
        return answers.download(data, f"{found.name}{since}.{export}", answers.XLSX if export == "xlsx" else JSON)
    above = [("公开目录", reverse("catalogue:list")), ("外部目录", reverse("catalogue:outsides"))]
    context = {
        "found": found, "lines": outside.lines(found, now()), "since": since, "day": today(),
        "many": len(outside.items(found, since)), "delivered": outside.delivered(found),
        "may_keep": request.post.role == Role.OFFICE, "trail": trail(found.case, request.post),
        "page_title": found.name, "breadcrumbs": [*above, (found.name, "")],
    }  # fmt: skip
    return render(request, "catalogue/outside.html", context)


@GET_OR_POST
def column(request, key: int):
    """Adds a column or puts one right (``code`` in the address)."""
    ask_role(OUTSIDE.steps["map"], request.post)
    found = _found(key)
    held = found.columns.filter(code=request.GET.get("code", "")).first()
    initial = {"code": held.code, "name": held.name, "topic": held.topic_id, "ended": held.ended} if held else {}
    form = OutsideForm(request.POST or None, day=today(), initial=initial)

    def do():
        outside.put(found, [outside.Wish(**form.cleaned_data)], request.post, now())
        tell(request, "已保存")
        return redirect("catalogue:outside", key)

    return act_page(request, "外部栏目", form, do, back=reverse("catalogue:outside", args=[key]), button="保存")


@GET_OR_POST
def load(request, key: int):
    """Columns from a table: outside code, outside name, topic here."""
    ask_role(OUTSIDE.steps["map"], request.post)
    found = _found(key)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))

    def do():
        upload = form.cleaned_data["file"]
        wishes = outside.read(upload.read(), upload.name, today())
        many = outside.put(found, wishes, request.post, now())
        tell(request, f"已导入，改动 {many} 处")
        return redirect("catalogue:outside", key)

    back = reverse("catalogue:outside", args=[key])
    says = "三列：外部代码、外部名称、本地栏目（填栏目的名称或代码，没有对应的空着）。"
    return act_page(request, "导入外部栏目", form, do, back=back, says=says)


@GET_OR_POST
def deliver(request, key: int):
    """Writes down that what was new was handed in."""
    ask_role(OUTSIDE.steps["deliver"], request.post)
    found = _found(key)
    since = _since(request, found)

    def do():
        many = outside.deliver(found, since, request.post, now())
        tell(request, f"已登记报送 {many} 条，下次从今天起算")
        return redirect("catalogue:outside", key)

    says = f"登记已经把{riqi(since)}以来公布的信息报送到“{found.name}”。"
    return act_page(request, "登记报送", None, do, back=reverse("catalogue:outside", args=[key]), says=says)


class NameForm(forms.Form):
    name = forms.CharField(label="外部目录的名称", max_length=60, help_text="如 省政府信息公开目录管理系统")


def _found(key: int) -> OutsideCatalogue:
    return get_object_or_404(OutsideCatalogue.objects.select_related("case__unit"), pk=key)


def _since(request, found: OutsideCatalogue) -> date:
    """The day asked for, else the last day of the last return, else the first of this month."""
    asked = request.GET.get("since", "")
    try:
        return date.fromisoformat(asked) if DAY.fullmatch(asked) else outside.delivered(found) or today().replace(day=1)
    except ValueError:
        return today().replace(day=1)


def _read(request) -> None:
    if request.post.role not in (*KEEPERS, Role.AUDITOR, Role.LEADING_GROUP, Role.ASSESSOR):
        raise NotYourRole(f"外部目录由政务公开办维护，您的岗位是{request.post.get_role_display()}")
