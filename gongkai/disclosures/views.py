"""Staff pages of 主动公开: the list, a record, writing, taking a step."""

import re

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.models import Case
from gongkai.acts.panel import panel
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import ask_role
from gongkai.disclosures import batches, drafting, flow, listing, releasing, seeing, showing, telling
from gongkai.disclosures.authoring import desk_form
from gongkai.disclosures.elements import papers
from gongkai.disclosures.forms import StepForm
from gongkai.disclosures.interpretation import proving
from gongkai.disclosures.models import Disclosure, EditionFile
from gongkai.disclosures.people import keeping, narrowing
from gongkai.disclosures.previews import links as preview_links
from gongkai.disclosures.proofs import judgements
from gongkai.disclosures.steps import KIND
from gongkai.disclosures.vocabulary import PAPER_KINDS
from gongkai.look import answers
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.workflow.pages import posted

CHOSEN = re.compile(r"(?P<key>[0-9]{1,18}):(?P<content>[0-9a-f]{64})")  # a ticked row and what it said


@require_safe
def index(request):
    """All records this post may see, narrowed by state, unit, topic and words."""
    found = listing.listing(request)
    if found.exporting:
        return answers.download(listing.workbook(found), "公开事项.xlsx")
    return render(
        request,
        "disclosures/list.html",
        {
            "listing": found,
            "page_title": "主动公开",
            "tabs": listing.tabs("list"),
            "is_office": request.post.role == Role.OFFICE,
            "may_write": request.post.role == Role.PROPOSER,
            "batch_steps": batches.steps_for(request.post),
        },
    )


@require_safe
def record(request, key: int):
    """One record: what it says, where it stands, what may be done next, and everything done so far."""
    row = seeing.record(request, key)
    return render(request, "disclosures/record.html", _page(request, row))


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    if name not in KIND.steps or KIND.steps[name].opens:
        raise Http404
    row = seeing.record(request, key)
    what = KIND.steps[name]
    ask_role(what, request.post)
    bound = StepForm(*posted(request), step=what, case=row.case)
    reasons = ways.why_not(row.case, what, request.post, now(), flow.besides(row.case, request.post, now()))
    if request.method == "POST" and bound.is_valid():
        try:
            flow.take(
                row,
                name,
                request.post,
                now(),
                words=bound.cleaned_data["words"],
                detail=bound.detail(),
                read=request.POST.get("read", "") if what.binds else None,
                posted=request.POST,
            )
            return _done(request, key, f"已办：{what.label}")
        except Unready as refusal:
            reasons = refusal.reasons
    beside = flow.beside(row.case, name, request.post, now())
    page = {"record": row, "step": what, "form": bound, "reasons": reasons, "page_title": what.label, "beside": beside}
    return render(request, "disclosures/step.html", page, status=409 if request.method == "POST" and reasons else 200)


@require_http_methods(["POST"])
def batch(request):
    """The same step for many records chosen on the list; all or none."""
    name = request.POST.get("step", "")
    if name not in {what.name for what in batches.steps_for(request.post)}:
        raise Http404
    chosen = [CHOSEN.fullmatch(key) for key in request.POST.getlist("key")]
    read = {int(one["key"]): one["content"] for one in chosen if one}
    cases = list(Case.objects.visible_to(request.post).filter(kind=KIND.name, pk__in=read))
    if not cases:
        raise Unready(["还没有选中任何事项，请先勾选"])
    what, how = KIND.steps[name], {}
    if batches.asks(what):
        bound = StepForm(request.POST if "said" in request.POST else None, step=what)
        if not bound.is_valid():
            page = {"step": what, "form": bound, "cases": cases, "page_title": f"{what.label}：{len(cases)} 件"}
            return render(request, "disclosures/batch.html", page)
        how = {"words": bound.cleaned_data["words"], "detail": bound.detail()}
    acts = batches.take(name, cases, request.post, now(), read=read, **how)
    request.session["notices"] = [("done", f"已办：{KIND.steps[name].label}，共 {len(acts)} 件")]
    return redirect("disclosures:list")


@require_safe
def attachment(request, key: int, sha256: str):
    """A file of an edition, for staff who may see the record; everybody else gets 404."""
    row = seeing.record(request, key)
    carried = EditionFile.objects.filter(edition__disclosure=row, file=sha256).select_related("edition").last()
    return seeing.file_of(carried.edition if carried else None, sha256)


def _page(request, row: Disclosure) -> dict:
    edition = row.edition
    return {
        "record": row,
        "edition": edition,
        "page_title": edition.title,
        "facts": _facts(row, edition),
        "files": seeing.files_of(edition, "disclosures:attachment", row.pk),
        "previews": preview_links.of(row, request.post, now()),
        "proofs": _proofs(request, row),
        "passages": telling.passages(row),
        "repeats": proving.repeats(edition) if row.draft else None,
        "releases": releasing.releases(row),
        "originals": row.case.originals.order_by("-at"),
        "panel": panel(row.case, request.post, now(), "disclosures:step", flow.besides(row.case, request.post, now())),
        "may_edit": row.case.status in drafting.EDITABLE and request.post.role == Role.PROPOSER,
        "public_url": _public_url(row),
        "may_answer": request.post.role == Role.PROPOSER and edition.kind in PAPER_KINDS,
        **papers.beside(row, edition),
        **flow.page(row, request.post, now()),
    }


def _proofs(request, row: Disclosure) -> dict | None:
    """What the checks find and what was made of it, while the record is on its way."""
    if row.draft is None:
        return None
    chair = judgements.may_judge(row, request.post) and request.post.role != Role.PROPOSER
    return desk_form.beside(row.draft, now(), asks=False) | {"chair": chair, "read": row.case.content}


def _public_url(row: Disclosure) -> str:
    shown = door.shown(showing.key_of(row.pk)) if row.live_id else None
    return url_of(shown) if shown else ""


def _facts(row: Disclosure, edition) -> list[tuple[str, object]]:
    attribute = edition.get_attribute_display()
    if edition.attribute_ground:
        attribute += f"({edition.attribute_ground})"
    return [
        ("公开主体", row.case.unit.name), ("责任人", keeping.keeper_of(row)),
        ("栏目", edition.topic.name), ("索引号", row.index_no),
        ("发文字号", edition.doc_no), ("体裁", edition.kind), ("主题分类", edition.subject),
        ("成文日期", edition.formed_on and edition.formed_on.isoformat()), ("公开属性", attribute),
        *papers.facts(row, edition), ("内容概述", edition.summary), ("来源", edition.source),
        ("限定查看", "、".join(narrowing.named(row.case)) if row.draft else ""),
        ("复看日期", row.look_again and row.look_again.isoformat()),
        ("解读的文件", edition.interprets and edition.interprets.edition.title),
        ("变更说明", "：".join(one for one in (edition.get_weight_display(), edition.change_note) if one)),
    ]  # fmt: skip


def _done(request, key: int, says: str):
    request.session["notices"] = [("done", says)]
    return redirect("disclosures:record", key)
