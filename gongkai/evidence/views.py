"""佐证材料: the list of a unit's, one with its versions, keeping, replacing and giving up, and the files themselves."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.evidence import capturing, seeing, showing, taking, using, warc
from gongkai.evidence.models import Sort
from gongkai.evidence.steps import KIND
from gongkai.files import store
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.look.words import titled

GET_OR_POST = require_http_methods(["GET", "POST"])
# Opened from the copy and from nothing else; no script of it ever runs as a page of the house.
OFFLINE = {"Content-Security-Policy": capturing.POLICY, "Referrer-Policy": "no-referrer"}


@require_safe
def index(request):
    """Evidence of the units this post sees, with how often it is used."""
    rows = seeing.own(request.post).select_related("case__unit").prefetch_related("versions")
    uses = using.counted(rows)
    found = Listing(
        request, rows, order="-pk", title="佐证材料",
        columns=[
            Column("材料", "case.title", url=lambda row: reverse("evidence:item", args=[row.pk])),
            Column("单位", "case.unit.name", kind="word"),
            Column("类别", "get_sort_display", kind="word"),
            Column("材料日期", lambda row: max(row.versions.all(), key=lambda one: one.number).dated, kind="day"),
            Column("有效期至", "expires", kind="day"),
            Column("用在", lambda row: uses.get(row.pk, 0), kind="number"),
            Column("状态", lambda row: showing.standing(row, now()), kind="word"),
        ],
        filters=[
            Choice("sort_of", "类别", choices=Sort.choices, path="sort"),
            Choice("status", "状态", choices=list(KIND.states.items()), path="case__status"),
        ],
        empty=("还没有佐证材料", "会议记录、文件、现场照片、网页和平台记录收存一次，以后每项指标都可以用。", None),
    )  # fmt: skip
    may = request.post.role in KIND.steps["keep"].roles
    page = {"listing": found, "page_title": "佐证材料", "sorts": Sort.choices if may else []}
    return render(request, "evidence/list.html", page)


@GET_OR_POST
def new(request, sort: str):
    """A new piece of evidence of the post's own unit."""
    if sort not in Sort.values:
        raise Http404
    ask_role(KIND.steps["keep"], request.post)
    form = taking.form_of(Sort(sort), request)

    def do():
        row = taking.keep(Sort(sort), form, request.post.unit, request.post, now())
        return told(request, reverse("evidence:item", args=[row.pk]), f"已收存{titled(row.case.title)}")

    return act_page(
        request, f"收存{Sort(sort).label}", form, taking.refusing(form, do), back=reverse("evidence:list"),
        button="收存", template="evidence/new.html", asks=sort == Sort.RECORD,
        asked=request.GET.get("q", ""),
    )  # fmt: skip


@require_safe
def item(request, key: int):
    """One piece of evidence: its versions, where it is used, what was done to it."""
    found = seeing.sight(request.post, key)
    page = showing.page(found, now()) | {"page_title": found.evidence.case.title}
    if found.whole:
        page["panel"] = panel(found.evidence.case, request.post, now(), "evidence:step")
        page["uses"] = showing.uses(found.evidence)
    return render(request, "evidence/item.html", page)


@GET_OR_POST
def renew(request, key: int):
    """A newer version."""
    found = _whole(request, key)
    ask_role(KIND.steps["renew"], request.post)
    row = found.evidence
    form = taking.form_of(Sort(row.sort), request, again=row)

    def do():
        taking.renew(row, form, request.post, now())
        return told(request, reverse("evidence:item", args=[key]), "已换成新版本，以前的版本都还在")

    back = reverse("evidence:item", args=[key])
    return act_page(request, "换新版本", form, taking.refusing(form, do), back=back, says=titled(row.case.title))


@GET_OR_POST
def step(request, key: int, name: str):
    if name == "renew":
        raise Http404
    found = _whole(request, key)
    return step_page(request, found.evidence.case, name, back=reverse("evidence:item", args=[key]))


@require_safe
def file(request, key: int, number: int, what: str):
    """A file of a version: the original, the picture for others (copy), a page's picture (shot)."""
    found = seeing.sight(request.post, key)
    version = seeing.version(found, number)
    original = version.file if found.whole or version.bare_id is None else None
    wanted = {"original": original, "copy": version.bare, "shot": version.shot}.get(what)
    if wanted is None:
        raise Http404
    seen = what != "original"
    name = "网页截图.png" if what == "shot" else version.name
    answer = FileResponse(store.open(wanted.pk), as_attachment=not seen, filename=name, content_type=wanted.media_type)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-SHA256"] = wanted.pk
    return answer


@require_safe
def page(request, key: int, number: int):
    """A kept page as it opens offline: its bytes in a sandbox, without scripts and without a network."""
    version = seeing.version(seeing.sight(request.post, key), number)
    if version.file is None or not version.address:
        raise Http404
    answers = warc.read(store.open(version.file.pk).read())
    kind = f"text/html; charset={capturing.charset(answers[0])}"
    return HttpResponse(capturing.shown(answers), content_type=kind, headers=OFFLINE)


def _whole(request, key: int) -> seeing.Sight:
    found = seeing.sight(request.post, key)
    if not found.whole:
        raise Http404
    return found
