"""Pages of 区分处理: the documents of a request, one with its plan, a page to draw on, words to look for, the copy."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import ask_role
from gongkai.foi.grounds import CITES, Ground
from gongkai.foi.models import Mark, Material, Release, Request
from gongkai.foi.severing import forms, gates, keeping, plan, seeing
from gongkai.foi.severing.steps import STEPS
from gongkai.papers.redaction.boxes import GRID, Box

GET_OR_POST = require_http_methods(["GET", "POST"])
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
NO_WORDS = "没有文字层（是扫描件或者图片），机器找不到字，要逐页看、逐处画"


@GET_OR_POST
def new(request, key: int):
    """Another document that was found for a request."""
    row = get_object_or_404(Request.objects.visible_to(request.post).select_related("case__unit"), pk=key)
    ask_role(STEPS["add"], request.post)
    form = forms.MaterialForm(request.POST or None, request.FILES or None)
    back = reverse("foi:record", args=[key])

    def do():
        try:
            made = keeping.add(row, [form.found], request.post, now())
        except BaseException:
            keeping.drop([form.found])
            raise
        return told(request, reverse("foi:material", args=[made[0].pk]), "已加入材料，请逐页看哪些不能提供")

    hints = [] if row.case.status in gates.UNDER_WAY else [gates.LOCKED]
    return act_page(request, "加入材料", form, do, back=back, says=row.case.title, hints=hints, button="加入")


@require_safe
def material(request, key: int):
    """One document: what is cut out of it and why, page by page, and what was made of it."""
    row = _seen(request, key)
    marks = list(row.marks.all())
    page = {
        **_frame(request, row), "page_title": row.case.title, "marks": _told(marks),
        "cites": sorted({CITES[Ground(mark.ground)] for mark in marks}), "panel": _panel(request, row),
        "releases": row.releases.order_by("-number"), "rest": _pages_without(row, marks),
        "facts": [
            ("材料", row.name or "（已清除）"), ("申请", row.request.case.title), ("页数", f"{row.pages}页"),
            ("遮盖", f"{len(marks)}处" if marks else "没有，全部提供"),
        ],
    }  # fmt: skip
    return _kept_to_itself(render(request, "foi/severing/material.html", page))


@GET_OR_POST
def page(request, key: int, number: int):
    """One page to draw on: a box by mouse, finger, arrow keys or numbers, and why it is not given."""
    row = _seen(request, key)
    if not 1 <= number <= row.pages:
        raise Http404
    kept = request.GET.get("ground", "")
    begin = {"ground": kept if kept in Ground.values else Ground.PRIVACY}
    form = forms.MarkForm(request.POST if request.method == "POST" else None, initial=begin)
    reasons: list[str] = []
    if request.method == "POST":
        whole = "whole" in request.POST
        checked = forms.GroundForm(request.POST) if whole else form
        if checked.is_valid():
            box = Box(number, 0, 0, GRID, GRID) if whole else form.box(number)
            try:
                plan.add(row, [box], checked.cleaned_data["ground"], request.post, now())
            except Unready as refusal:
                reasons = refusal.reasons
            else:
                here = reverse("foi:material-page", args=[key, number])
                return redirect(f"{here}?ground={checked.cleaned_data['ground']}#sheet")
    width, height = _shape(row, number)
    shown = {
        **_frame(request, row), "form": form, "reasons": reasons, "number": number, "page_title": f"第{number}页",
        "marks": [one for one in _told(row.marks.all(), width, height) if one["mark"].page == number], "grid": GRID,
        "before": number - 1, "after": number + 1 if number < row.pages else 0, "width": width, "height": height,
        "release": row.current if row.case.status in ("made", "checked") else None,
    }  # fmt: skip
    status = 409 if reasons else 422 if form.errors else 200
    return _kept_to_itself(render(request, "foi/severing/page.html", shown, status=status))


@require_safe
def picture(request, key: int, number: int):
    """A page of the original as a picture, or of the copy where that is asked for."""
    row = _seen(request, key)
    release = row.current if "copy" in request.GET else None
    if not 1 <= number <= row.pages or ("copy" in request.GET and release is None):
        raise Http404
    try:
        if release:
            found = seeing.of_copy(release, number)
        else:
            found = seeing.picture(keeping.original(row), row.ending, number)
    except FileNotFoundError:
        raise Http404("材料已到期清除") from None
    return _kept_to_itself(HttpResponse(found, content_type="image/jpeg"))


@GET_OR_POST
def words(request, key: int):
    """Places that the checks propose, and words that somebody looks for; the ticked ones are marked."""
    row = _seen(request, key)
    try:
        pages = seeing.texts(row)
    except FileNotFoundError:
        raise Http404("材料已到期清除") from None
    reasons: list[str] = []
    if request.method == "POST":
        ground = forms.GroundForm(request.POST)
        spans = forms.chosen(request.POST.getlist("place"), pages)
        if not spans:
            reasons = ["还没有勾选要遮盖的地方"]
        elif ground.is_valid():
            boxes = seeing.boxes(row, spans)
            count = plan.add(row, boxes, ground.cleaned_data["ground"], request.post, now())
            return told(request, reverse("foi:material", args=[key]), f"已遮盖{count}处，请逐页看一遍")
    wanted = request.GET.get("wanted", "")
    search = forms.WordsForm(request.GET if "wanted" in request.GET else None)
    found = seeing.search(pages, wanted) if search.is_bound and search.is_valid() else seeing.proposals(pages)
    bare = [str(number) for number, text in enumerate(pages, start=1) if not text.strip()]
    shown = {
        **_frame(request, row), "groups": forms.grouped(found), "search": search, "wanted": wanted,
        "reasons": reasons, "grounds": forms.GroundForm(), "page_title": "查找要遮盖的内容",
        "bare": f"第{'、'.join(bare[:20])}{'等' if len(bare) > 20 else ''}页{NO_WORDS}" if bare else "",
    }  # fmt: skip
    return _kept_to_itself(render(request, "foi/severing/words.html", shown, status=422 if reasons else 200))


@require_POST
def remove(request, key: int, mark: int):
    """Takes a mark back."""
    row = _seen(request, key)
    one = get_object_or_404(Mark, pk=mark, material=row)
    number = one.page
    plan.remove(row, one, request.post)
    back = "foi:material-page" if "page" in request.POST else "foi:material"
    return told(request, reverse(back, args=[key, number] if "page" in request.POST else [key]), "已删除一处遮盖")


@GET_OR_POST
def make(request, key: int):
    """Cuts it out for good."""
    row = _seen(request, key)
    ask_role(STEPS["make"], request.post)
    marks = row.marks.count()
    says = f"遮盖{marks}处。" if marks else "没有遮盖，全部内容都会提供。"

    def do():
        release = keeping.make(row, request.post, now())
        return told(
            request, reverse("foi:material", args=[key]),
            f"已生成第{release.number}版提供件，查过里面没有被遮的内容，现在由另一人核对",
        )  # fmt: skip

    return act_page(
        request, "生成提供件", None, do, back=reverse("foi:material", args=[key]),
        says=f"{says}提供件是另一个文件，每一页都变成图片，被遮的地方没有原来的内容，别人恢复不了。原件不动。",
    )  # fmt: skip


@require_safe
def release(request, key: int, number: int):
    """The copy as a file."""
    row = _visible(request, key)
    one = get_object_or_404(Release, material=row, number=number)
    if not seeing.may_see(request.post):
        raise NotYourRole("提供件只给办理申请的人看")
    try:
        answer = HttpResponse(keeping.copy(one), content_type=TYPES[one.ending])
    except FileNotFoundError:
        raise Http404("提供件已到期清除") from None
    name = f"{row.request.number}-{row.pk}-{one.number}.{one.ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept_to_itself(answer)


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table, with its words."""
    row = _visible(request, key)
    return step_page(request, row.case, name, back=reverse("foi:material", args=[key]))


def _frame(request, row: Material) -> dict:
    may_mark = request.post.role in STEPS["make"].roles and row.case.status == "marking"
    may_mark = may_mark and row.request.case.status in gates.UNDER_WAY
    return {"row": row, "may_mark": may_mark, "pages": range(1, row.pages + 1)}


def _panel(request, row: Material) -> dict:
    return panel(row.case, request.post, now(), "foi:material-step")


def _told(marks, width: int = GRID, height: int = GRID) -> list[dict]:
    """Marks numbered through the document as the copy numbers them, with the middle of each on a sheet of this size."""
    return [
        {
            "number": number, "mark": mark, "cite": CITES[Ground(mark.ground)],
            "width": mark.right - mark.left, "height": mark.bottom - mark.top,
            "across": (mark.left + mark.right) * width // (2 * GRID),
            "down": (mark.top + mark.bottom) * height // (2 * GRID),
        }
        for number, mark in enumerate(marks, start=1)
    ]  # fmt: skip


def _pages_without(row: Material, marks) -> list[int]:
    return sorted(set(range(1, row.pages + 1)) - {mark.page for mark in marks})


def _shape(row: Material, number: int) -> tuple[int, int]:
    """Width and height of a page, as far as its proportions go."""
    width, height = row.shapes[number - 1]
    return 1000, max(round(1000 * height / width), 1)


def _seen(request, key: int) -> Material:
    """For those who may read the original; that they look is kept."""
    row = _visible(request, key)
    if row.erased:
        raise Http404("材料已到期清除")
    seeing.look(row, request.post, now())
    return row


def _visible(request, key: int) -> Material:
    rows = Material.objects.visible_to(request.post).select_related("case__unit", "request__case")
    return get_object_or_404(rows, pk=key)


def _kept_to_itself(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
