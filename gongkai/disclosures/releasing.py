"""发布渠道: where else a document went out, in which form, with what proof; material for the media (SQ-5.3)."""

import html
import io
import zipfile
from urllib.parse import quote

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts import ways
from gongkai.acts.clock import BEIJING, now
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready, WrongState
from gongkai.acts.steps import kind
from gongkai.acts.taking import ask_role
from gongkai.catalogue.vocabulary import Channel
from gongkai.disclosures import seeing
from gongkai.disclosures.models import Disclosure
from gongkai.files import names, store
from gongkai.files.models import StoredFile
from gongkai.files.refusal import FileRefused
from gongkai.look.forms import DayInput
from gongkai.look.words import titled
from gongkai.publication import door
from gongkai.publication.found import url_of

FORMS = (
    "要闻",
    "专栏",
    "讲话",
    "署名文章",
    "专访",
    "政策吹风会",
    "媒体通气会",
    "专家解读",
    "视频",
    "图解",
    "推送",
    "张贴",
    "宣读",
)
PICTURES = ("image/",)


class ReleaseForm(forms.Form):
    """One release elsewhere; something must prove it: a link, a picture, or words that say who saw it where."""

    channel = forms.ChoiceField(label="渠道", choices=[one for one in Channel.choices if one[0] != Channel.PORTAL])
    outlet = forms.CharField(
        label="媒体、账号或地点", max_length=80, required=False, help_text="如 大英日报、某县发布、政务大厅一楼"
    )
    form = forms.ChoiceField(label="形式", required=False, choices=[("", "请选择"), *((one, one) for one in FORMS)])
    spot = forms.CharField(label="版面或时段", max_length=80, required=False, help_text="如 头版、18:30 新闻联播后")
    speaker = forms.CharField(label="主讲或受访人", max_length=80, required=False, help_text="职务和姓名，对外公开身份")
    on = forms.DateField(label="发布日期", widget=DayInput, required=False, help_text="不填则为今天")
    link = forms.URLField(label="链接", required=False, assume_scheme="https")
    picture = forms.FileField(label="照片或截图", required=False)
    words = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def clean(self):
        said = super().clean()
        if not (said.get("link") or said.get("picture") or (said.get("words") or "").strip()) and not self.errors:
            self.add_error("link", "请填链接、上传照片截图，或在说明里写明何处可以查证")
        if said.get("on") and said["on"] > now().astimezone(BEIJING).date():
            self.add_error("on", "发布日期还没有到，请发布以后再登记")
        return said

    def detail(self) -> dict:
        said = self.cleaned_data
        told = {name: said[name] for name in ("channel", "outlet", "form", "spot", "speaker", "link") if said.get(name)}
        return told | ({"on": said["on"].isoformat()} if said.get("on") else {})


@require_http_methods(["GET", "POST"])
def release(request, key: int):
    """登记发布渠道 (BW-11): an act in the trail with its proof."""
    row, what = seeing.record(request, key), kind("disclosure").steps["release"]
    ask_role(what, request.post)
    bound = ReleaseForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    reasons = ways.why_not(row.case, what, request.post, now())
    if request.method == "POST" and bound.is_valid() and (proof := _proof(request, bound)) is not None:
        try:
            row.case.take("release", by=request.post, at=now(), words=bound.cleaned_data["words"],
                          detail=bound.detail() | proof)  # fmt: skip
            request.session["notices"] = [("done", f"已办：{what.label}")]
            return redirect("disclosures:record", key)
        except Unready as refusal:
            reasons = refusal.reasons
    page = {
        "record": row,
        "step": what,
        "form": bound,
        "reasons": reasons,
        "page_title": what.label,
        "sends_files": True,
    }
    return render(request, "disclosures/step.html", page, status=409 if request.method == "POST" and reasons else 200)


@require_safe
def proof(request, key: int, sha256: str):
    """The picture that proves a release, for staff who may see the record."""
    row = seeing.record(request, key)
    for act in Act.objects.filter(case=row.case, step="release"):
        if act.detail.get("proof") == sha256:
            return FileResponse(store.open(sha256), as_attachment=True, filename=act.detail.get("proof_name", sha256))
    raise Http404


@require_safe
def material(request, key: int):
    """What the media are given of a public document: text, attachments, its interpretations, where to read and ask."""
    row = seeing.record(request, key)
    shown = door.shown(f"disclosure:{row.pk}")
    if row.live is None or shown is None or shown.withdrawn:
        raise WrongState(f"{titled(row.case.title)}还没有公开，不能提供给媒体；公开后再来导出")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "通稿", row, request.build_absolute_uri(url_of(shown)))
        told = [other for other in row.interpretations_public() if door.any_out([f"disclosure:{other.pk}"])]
        for number, other in enumerate(told, start=1):
            _put(archive, f"解读{number}", other, "")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(names.safe(row.live.title))}.zip"}
    return HttpResponse(out.getvalue(), content_type="application/zip", headers=headers)


def releases(row: Disclosure) -> list[dict]:
    """Where else the record went out, the latest first."""
    acts = Act.objects.filter(case=row.case, step="release").order_by("-number")
    return [
        {
            "channel": dict(Channel.choices).get(act.detail.get("channel", ""), ""),
            "where": " ".join(
                act.detail[name] for name in ("outlet", "form", "spot", "speaker") if act.detail.get(name)
            ),
            "on": act.detail.get("on") or act.at.astimezone(BEIJING).date().isoformat(),
            "link": act.detail.get("link", ""),
            "proof": reverse("disclosures:proof", args=[row.pk, act.detail["proof"]])
            if act.detail.get("proof")
            else "",
        }
        for act in acts
    ]


def _proof(request, bound: ReleaseForm) -> dict | None:
    """The picture as kept; None where it was refused and the form must be shown again."""
    upload = bound.cleaned_data.get("picture")
    if upload is None:
        return {}
    try:
        kept = store.keep(upload, name=upload.name, at=now(), by=request.user)
    except FileRefused as refusal:
        bound.add_error("picture", str(refusal))
        return None
    if not kept.media_type.startswith(PICTURES):
        bound.add_error("picture", "请上传图片（PNG、JPG）")
        return None
    return {"proof": kept.pk, "proof_name": names.safe(upload.name)}


def _put(archive: zipfile.ZipFile, folder: str, row: Disclosure, url: str) -> None:
    """A document with its head, and the files that the public gets."""
    edition = row.live
    head = [
        ("发布机关", row.case.unit.full_name or row.case.unit.name), ("发文字号", edition.doc_no),
        ("成文日期", str(edition.formed_on)), ("公开日期", f"{row.published.astimezone(BEIJING):%Y-%m-%d}"),
        ("公开页面", url),
    ]  # fmt: skip
    lines = "".join(f"<p>{name}：{html.escape(value)}</p>" for name, value in head if value)
    title = html.escape(edition.title)
    page = f'<!doctype html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>{lines}<hr>{edition.html}'
    archive.writestr(f"{folder}/正文.html", page)
    kept = StoredFile.objects.in_bulk([file["sha256"] for file in edition.attachments])
    for number, file in enumerate(edition.attachments, start=1):
        if file["sha256"] in kept:
            with store.open(file["sha256"]) as stored:
                archive.writestr(f"{folder}/附件{number} {names.safe(file['name'])}", stored.read())
