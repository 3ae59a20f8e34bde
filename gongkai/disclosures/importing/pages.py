"""The page on which an old system's file is looked through and taken."""

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.accounts.models import Role
from gongkai.acts.clock import now
from gongkai.acts.refusals import NotYourRole
from gongkai.disclosures.importing import plans, rows, spool
from gongkai.look import answers
from gongkai.workflow.pages import posted


class ImportForm(forms.Form):
    """A file, or what was kept of it when it was looked through."""

    file = forms.FileField(
        label="旧系统文件（CSV、XLSX）", help_text=f"不超过 {settings.MAX_UPLOAD_BYTES // 2**20} MB",
        error_messages={"required": "请选择要导入的文件"},
    )  # fmt: skip
    as_is = forms.BooleanField(label="照原文导入，不清理注音和繁体字", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    called = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("kept")

    def clean(self):
        said = super().clean()
        if said.get("kept") and not spool.NAME.fullmatch(said["kept"]):
            self.add_error("file", "先前看过的文件认不出来了，请重新选择文件")
            return said
        if said.get("file") and said["file"].size > settings.MAX_UPLOAD_BYTES:
            self.add_error("file", f"文件超过 {settings.MAX_UPLOAD_BYTES // 2**20} MB，请分成几个再导入")
        return said


@require_http_methods(["GET", "POST"])
def load(request):
    """Import of an old system's records as drafts: looked through first, bad rows come back with reasons."""
    if request.post.role != Role.PROPOSER:
        raise NotYourRole("导入旧信息由信息员办理，请换用信息员岗位")
    bound = ImportForm(*posted(request))
    context = {"form": bound, "page_title": "导入旧信息", "headings": "、".join(c.name for c in rows.COLUMNS)}
    if request.method == "POST" and bound.is_valid():
        try:
            kept, plan = _looked_through(request, bound)
        except plans.Unreadable as refusal:
            bound.add_error("file", str(refusal))
            return render(request, "disclosures/import.html", context, status=422)
        if "bad" in request.POST:
            return answers.download(plan.bad_rows(), "有问题的行.xlsx")
        if "take" in request.POST:
            taken = plans.carry_out(plan, request.post, now())
            request.session["notices"] = [("done", f"已导入 {len(taken)} 件草稿，{len(plan.bad)} 行有问题未导入")]
            return redirect("disclosures:list")
        context |= {"plan": plan, "kept": kept}
    return render(request, "disclosures/import.html", context)


def _looked_through(request, bound):
    """The name the file is kept under, and the plan; the second time the file is the one kept at the first."""
    upload, kept, called = (bound.cleaned_data[name] for name in ("file", "kept", "called"))
    try:
        content = upload.read() if upload else spool.read(kept, request.user)
    except FileNotFoundError:
        raise Http404 from None
    plan = plans.look_through(
        content, upload.name if upload else called, request.post, as_is=bound.cleaned_data["as_is"]
    )
    return spool.keep(content, request.user), plan
