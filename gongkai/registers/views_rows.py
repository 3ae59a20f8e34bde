"""Writing a list: a row, taking one back out of the draft, a sheet out and in."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.acts.clock import now
from gongkai.acts.refusals import StaleDraft, Unready
from gongkai.look import answers, returned
from gongkai.registers import cells, drafting, forms, sheets
from gongkai.registers.models import Change, Line, Register
from gongkai.revisions.pages import done, record_url, writable

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def row(request, key: int, line: int | None = None):
    """One row of the draft, new or as it stands; a save over somebody else's is shown side by side."""
    register = writable(request, Register, key)
    found = get_object_or_404(Line.objects.select_related("live"), pk=line, register=register) if line else None
    change = drafting.standing_change(found, register.draft) if found else None
    posted = request.POST if request.method == "POST" else None
    bound = forms.RowForm(posted, register=register, line=found, change=change)
    context = {
        "register": register, "form": bound, "line": found,
        "in_draft": change is not None and change.revision_id == register.draft_id,
        "page_title": f"变动“{found.name}”" if found else "新增一项", "back": record_url(register),
    }  # fmt: skip
    if request.method == "POST" and bound.is_valid():
        try:
            drafting.save_rows(register, [bound.writing()], request.post, now())
            return done(request, register, f"已保存：{cells.name_of(register.kind, bound.cleaned_data)}")
        except StaleDraft as refusal:
            context |= {"refusal": refusal} | _theirs(register, found)
            return render(request, "registers/conflict.html", context, status=409)
        except Unready as refusal:
            context["reasons"] = refusal.reasons
            return render(request, "registers/edit.html", context, status=409)
    return render(request, "registers/edit.html", context)


@require_POST
def out(request, key: int, line: int):
    """Takes a row back out of the draft; what was public of it stays."""
    register = writable(request, Register, key)
    change = get_object_or_404(Change.objects.select_related("line"), revision=register.draft, line=line)
    drafting.take_out(register, change, request.post)
    return done(request, register, f"已从这次变动中撤出：{change.line.name}")


@require_safe
def sheet(request, key: int):
    """The list as a workbook to fill in."""
    register = writable(request, Register, key)
    return answers.download(sheets.write(register), f"{register.case.title}.xlsx")


@GET_OR_POST
def upload(request, key: int):
    """A workbook filled in: good rows go into the draft, bad ones come back with the reason."""
    register = writable(request, Register, key)
    if "bad" in request.POST:
        return returned.given_back(request.POST["bad"])
    bound = forms.SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context = {"register": register, "form": bound, "page_title": "上传表格"}
    if request.method == "POST" and bound.is_valid():
        file = bound.cleaned_data["file"]
        try:
            plan = sheets.look_through(file.read(), file.name, register)
            sheets.take(plan, register, request.post, now())
        except sheets.Unreadable as refusal:
            bound.add_error("file", str(refusal))
            return render(request, "registers/sheet.html", context, status=422)
        if not plan.bad:
            return done(request, register, plan.says)
        context |= {"plan": plan, "bad": plan.bad, "returned": returned.told(plan.header, plan.bad)}
        return render(request, "registers/sheet.html", context, status=422)
    return render(request, "registers/sheet.html", context)


def _theirs(register: Register, line: Line | None) -> dict:
    """What somebody else made of a row meanwhile."""
    change = drafting.standing_change(line, register.draft) if line else None
    assert change is not None
    said = cells.all_of(change)
    made = [("变动", change.get_kind_display()), ("变动依据", change.basis), ("不公开的依据", change.withheld)]
    return {
        "seen": change.stamp, "their_name": change.saved_by.name if change.saved_by else "另一人",
        "theirs": [(field.name, said.get(field.id, "")) for field in register.kind.fields.values()] + made,
    }  # fmt: skip
