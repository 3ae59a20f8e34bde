"""Staff pages of 清单: the lists, one list with its draft, opening one, a step."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.pages import step_page
from gongkai.acts.taking import ask_role
from gongkai.look.clocks import Face
from gongkai.registers import clocks, drafting, forms, gates, likeness, listing
from gongkai.registers.models import Line, Register
from gongkai.registers.steps import KIND
from gongkai.revisions import pages
from gongkai.revisions.writing import may_write

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """Lists of the post's unit, or of the county, with when each must be looked through."""
    page = {
        "listing": listing.registers(request, now()),
        "page_title": "清单",
        "may_open": pages.may_open(request.post),
        "alike": likeness.kinds(),
    }
    return render(request, "registers/list.html", page)


@require_safe
def alike(request, type: str):
    """Where the lists of a kind, which must say the same in every unit, do not (KF-5.2)."""
    kind = next((one for one in likeness.kinds() if one.id == type), None)
    if kind is None:
        raise Http404
    page = {
        "kind": kind, "sections": likeness.sections(kind), "page_title": f"{kind.title}对照",
        "breadcrumbs": [("清单", reverse("registers:list")), (f"{kind.title}对照", "")],
    }  # fmt: skip
    return render(request, "registers/alike.html", page)


@GET_OR_POST
def form(request):
    """A new list (step 建立)."""
    ask_role(KIND.steps["form"], request.post)
    bound = forms.RegisterForm(request.POST or None, post=request.post, initial={"effective_on": today()})
    return pages.opening(
        request, bound, drafting.open_registers, "建立清单", "清单已建立，请填写事项", reverse("registers:list")
    )


@require_safe
def record(request, key: int):
    """One list: what its draft changes, what it holds, when it must be looked through, everything done so far."""
    register = pages.visible(request, Register, key)
    private = listing.reads_private(register, request.post)
    page = pages.record(request, register, gates.findings if private else None, "清单") | {
        "register": register, "facts": _facts(register), "lines_url": reverse("registers:lines", args=[key]),
        "many": Line.objects.standing().filter(register=register).count(),
    }  # fmt: skip
    if register.draft_id:
        page["listing"] = listing.changes(request, register, register.draft, private=private)
    else:
        page["listing"] = listing.lines(request, register)
    return render(request, "registers/record.html", page | _may_remove(request, register))


@require_safe
def lines(request, key: int):
    """The rows that the list holds now, whatever its draft does."""
    register = pages.visible(request, Register, key)
    page = {
        "register": register, "listing": listing.lines(request, register), "page_title": register.kind.title,
        "may_edit": may_write(register, request.post),
        "breadcrumbs": [
            ("清单", reverse("registers:list")), (register.case.title, pages.record_url(register)), ("现有事项", ""),
        ],
    }  # fmt: skip
    return render(request, "registers/lines.html", page | _may_remove(request, register))


@GET_OR_POST
def head(request, key: int):
    """The day a revision holds from, and what the public is told besides."""
    register = pages.writable(request, Register, key)

    def save(bound):
        said = bound.cleaned_data
        drafting.head(register, said["effective_on"], said["note"], said["seen"], request.post, now())

    made = partial(forms.HeadForm, revision=register.draft)
    return pages.head_page(request, register, made, save, "施行日期和说明", lambda: _facts(register))


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table: GET asks for words where they are needed, POST does it."""
    register = pages.visible(request, Register, key)
    made = partial(forms.StepForm, register=register, initial={"key": request.GET.get("key", "")})
    return step_page(request, register.case, name, back=pages.record_url(register), form=made)


def _may_remove(request, register: Register) -> dict:
    step = KIND.steps["remove"]
    return {"may_remove": request.post.role in step.roles and register.case.status in step.frm and register.live_id}


def _facts(register: Register) -> list[tuple[str, object]]:
    revision, fresh = register.draft, clocks.freshness([register], now())[0]
    left = f"{fresh.clock.due}（{Face(fresh.clock).left}）" if fresh.clock and fresh.clock.due else ""
    effective = revision or register.live
    return [
        *pages.facts(register), ("应核对更新于", left), ("施行日期", effective and effective.effective_on),
        ("说明", revision.note if revision else ""),
    ]  # fmt: skip
