"""Staff pages of 接收: the list, looking a file through, and the steps of four hands."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import step_page
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.disclosures.importing.plans import Unreadable
from gongkai.intake import bringing, looking
from gongkai.intake.forms import FileForm
from gongkai.intake.models import Intake
from gongkai.intake.reading import COLUMNS
from gongkai.intake.steps import KIND
from gongkai.look.filters import Choice, Words
from gongkai.look.lists import Column, Listing

GET_OR_POST = require_http_methods(["GET", "POST"])
LOOKED = "intake_looked"  # of the session: what was looked through and may be proposed


@require_safe
def index(request):
    """Intakes this post may see, newest first."""
    rows = Intake.objects.visible_to(request.post).select_related("case__unit")
    found = Listing(
        request,
        rows,
        columns=[
            Column("文件", "name", url=lambda row: reverse("intake:intake", args=[row.pk])),
            Column("单位", "case.unit.name"),
            Column("状态", "case.status_label"),
            Column("可以接收", "good", kind="number"),
            Column("已接收", "brought", kind="number"),
            Column("提出时间", "case.opened", kind="day"),
        ],
        filters=[
            Words("q", "文件名含", paths=("name",)),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        order="-case",
        title="接收旧信息",
        empty=("还没有接收过旧网站的信息", "换用本系统时，旧网站上已经公开的信息可以整批接收。", None),
    )
    page = {"listing": found, "page_title": "接收旧信息", "may_write": request.post.role in _writers()}
    return render(request, "intake/list.html", page)


@GET_OR_POST
def new(request):
    """A file is looked through, and what was found is proposed."""
    ask_role(KIND.steps["propose"], request.post)
    looked = request.session.get(LOOKED)
    if request.method == "POST" and looked and "take" in request.POST:
        intake = bringing.propose(looking.Look(**looked["look"]), request.post, now())
        del request.session[LOOKED]
        return _done(request, intake.pk, "已提出接收，请保密审查员、审核人和发布人依次办理")
    if request.method == "POST" and looked and "bad" in request.POST:
        return FileResponse(_bad(looked["look"]["sha256"]).open("rb"), as_attachment=True, filename="有问题的行.csv")
    bound = FileForm(request.POST or None, request.FILES or None)
    page = {"form": bound, "page_title": "接收旧信息", "headings": "、".join(column.name for column in COLUMNS)}
    if request.method == "POST" and bound.is_valid():
        try:
            look = _looked_through(bound.cleaned_data["file"], request.post)
        except Unreadable as refusal:
            bound.add_error("file", str(refusal))
            return render(request, "intake/new.html", page, status=422)
        request.session[LOOKED] = {"look": asdict(look)}
        page["look"] = look
    return render(request, "intake/new.html", page)


@require_safe
def intake(request, key: int):
    """One intake: what the file holds, some of its rows, where it stands."""
    row = _visible(request, key)
    page = {
        "intake": row,
        "page_title": row.case.title,
        "facts": [
            ("单位", row.case.unit.name), ("可以接收", f"{row.good} 件"), ("其中留作草稿", f"{row.held} 件"),
            ("有问题", f"{row.bad} 行"), ("以前接收过", f"{row.known} 行"), ("已接收", f"{row.brought} 件"),
            ("校验码前16位", row.sha256[:16]),
        ],
        "samples": looking.samples(row),
        "panel": panel(row.case, request.post, now(), "intake:step"),
    }  # fmt: skip
    return render(request, "intake/intake.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table."""
    return step_page(request, _visible(request, key).case, name, back=reverse("intake:intake", args=[key]))


def _looked_through(upload, post) -> looking.Look:
    suffix = Path(upload.name).suffix.lower()
    with tempfile.NamedTemporaryFile(suffix=suffix) as copy, tempfile.NamedTemporaryFile(suffix=".csv") as bad:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        look = looking.look_through(Path(copy.name), post, now(), name=upload.name, bad_rows=Path(bad.name))
        _bad(look.sha256).write_bytes(Path(bad.name).read_bytes())
    return look


def _bad(sha256: str) -> Path:
    return settings.DATA / "intake" / f"{sha256}.bad.csv"


def _writers() -> frozenset:
    return KIND.steps["propose"].roles


def _visible(request, key: int) -> Intake:
    return get_object_or_404(Intake.objects.visible_to(request.post).select_related("case__unit"), pk=key)


def _done(request, key: int, says: str):
    request.session["notices"] = [("done", says)]
    return redirect("intake:intake", key)
