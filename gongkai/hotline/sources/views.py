"""Staff pages of platforms: the list, one with its key, rows in by table after a first look, replies out."""

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai import tables
from gongkai.acts import light, looks
from gongkai.acts.clock import now
from gongkai.acts.light import GET_OR_POST
from gongkai.acts.pages import act_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.hotline.models import Source
from gongkai.hotline.sources import bringing, keys, sheets
from gongkai.hotline.sources.steps import KIND
from gongkai.hotline.steps import KIND as PLEA
from gongkai.hotline.tabs import tabs
from gongkai.hotline.vocabulary import Look
from gongkai.look import answers, returned
from gongkai.look.lists import Column, Listing
from gongkai.vault import carried

LARGEST = 2 * 1024 * 1024


class SourceForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60, help_text="如 市12345平台")


class FileForm(forms.Form):
    file = forms.FileField(label="平台导出的表格", help_text="CSV 或 XLSX，不超过 2 MB")

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError("文件超过 2 MB，请分开上传")
        return self.cleaned_data["file"]


@require_safe
def index(request):
    ask_role(KIND.steps["register"], request.post)
    found = Listing(
        request,
        Source.objects.visible_to(request.post).select_related("case"),
        columns=[
            Column("名称", "case.title", url=light.address),
            Column("状态", "case.status_label", kind="word"),
            Column("转来", lambda row: row.pleas.count(), kind="number"),
        ],
        title="平台接入",
        empty=("还没有接入来源", "登记市、县的12345平台，工单用表格导入，或者由平台凭密钥直接发来。", None),
    )
    more = {"tabs": tabs(request, "sources"), "room": "热线"}
    return light.list_page(request, found, KIND.steps["register"], ("登记接入来源", "hotline:new-source"), **more)


@GET_OR_POST
def new(request):
    ask_role(KIND.steps["register"], request.post)
    form = SourceForm(request.POST if request.method == "POST" else None)

    def do():
        row = keys.register(form.cleaned_data["name"], request.post, now())
        return told(request, light.address(row), "已登记，可以用表格导入；要直接发来的，再发放密钥")

    return act_page(request, "登记接入来源", form, do, back=reverse("hotline:sources"))


@require_safe
def record(request, key: int):
    row = _visible(request, key)
    page = {
        "row": row, "page_title": row.case.title, "many": row.pleas.count(),
        "panel": panel(row.case, request.post, now(), "hotline:source-step"),
        "may_bring": request.post.role in PLEA.steps["accept"].roles and row.case.status != "stopped",
    }  # fmt: skip
    return render(request, "hotline/source.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    row = _visible(request, key)
    return _give(request, row) if name == "give_key" else light.row_step(request, row, name)


def _give(request, row: Source):
    """The key stands on this page alone, once."""
    taken = KIND.steps["give_key"]
    ask_role(taken, request.post)

    def do():
        token = keys.give(row, request.post, now())
        return render(request, "hotline/key.html", {"row": row, "token": token, "page_title": "接入密钥"})

    hints = ["现在的密钥马上失效，平台要换上新的才能再发"] if row.token else []
    return act_page(
        request, taken.label, None, do, back=light.address(row), says=row.case.title, step=taken, hints=hints
    )


@GET_OR_POST
def bring(request, key: int):
    """A table of the platform: looked through, told, and taken in by a second word."""
    row = _bringing(request, key)
    if "bad" in request.POST:
        return returned.given_back(request.POST["bad"])
    if "token" in request.POST:
        return _take(request, row)
    form = FileForm(*light.sent(request))
    page = {"form": form, "row": row, "page_title": "导入工单"}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            page["plan"], header, bad = sheets.look_through(row, data, file.name, now())
        except sheets.Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            token = carried.sealed(data, file.name, request.post.person_id, source=row.pk)
            page |= {"token": token, "bad": bad, "returned": returned.told(header, bad)}
    return render(request, "hotline/bring.html", page, status=422 if form.errors else 200)


def _take(request, row: Source):
    said = carried.opened(request.POST["token"], request.post.person_id)
    back = reverse("hotline:source-import", args=[row.pk])
    if said is None or said.get("source") != row.pk:
        return told(request, back, "没有写入：这份表格不是您刚才看过的，请重新上传")
    plan, _, _ = sheets.look_through(row, said["data"], said["name"], now())
    bringing.take(row, plan, request.post, now())
    return told(
        request,
        light.address(row),
        f"已写入：新的 {len(plan.fresh)} 件，更新 {len(plan.changed)} 件",
    )


@require_safe
def sheet(request):
    """An empty workbook to fill in."""
    ask_role(KIND.steps["register"], request.post)
    return answers.download(sheets.form(), "12345工单.xlsx")


@require_POST
def replies(request, key: int):
    """What was answered, as a table for the platform; that its words left is kept with each case."""
    row, at = _bringing(request, key), now()
    found = list(sheets.answered(row))
    looks.keep([one.pk for one in found], Look.WORDS, request.post, at)
    data = tables.write_csv(sheets.HEADS, sheets.replies(found))
    return answers.download(data, f"{row.case.title}答复.csv", "text/csv; charset=utf-8")


def _bringing(request, key: int) -> Source:
    row = _visible(request, key)
    ask_role(PLEA.steps["accept"], request.post)
    return row


def _visible(request, key: int) -> Source:
    row = light.visible(request, Source, key)
    ask_role(KIND.steps["register"], request.post)
    return row
