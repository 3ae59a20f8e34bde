"""Samples, blind second marks and how far they agree: the pages beside a source's part."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai import tables
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import NotYourRole
from gongkai.assessment import access, handing, marking_page, rules
from gongkai.assessment.items import Item
from gongkai.assessment.models import Sample, Scoring, Second
from gongkai.assessment.outlook import pages
from gongkai.assessment.sources import drawing, quality, sampling, seconding
from gongkai.assessment.sources.forms import ReplaceForm, SettleForm
from gongkai.assessment.sources.views import part
from gongkai.look import answers
from gongkai.tables import OutColumn, OutSheet


@require_safe
def sample(request, key: int):
    """What was drawn, from what and how, so that anybody can draw the same again."""
    found = _sample(request, key)
    speaks = handing.speaks(found.part, request.post)
    titles = {key: title for key, title, _ in found.frame}
    page = {
        "sample": found, "part": found.part, "page_title": "抽样", "picks": sampling.picked(found),
        "fingerprint": drawing.fingerprint(found.frame),
        "gone": [(titles[one.key], one) for one in found.replacements.select_related("by__person")],
        "whole": sampling.is_whole(found), "about": _about(found),
        "may_replace": speaks and found.part.campaign.case.status in handing.OPEN,
    }  # fmt: skip
    return render(request, "assessment/sample.html", page)


@require_safe
def sample_export(request, key: int):
    """The picks and the whole frame as a workbook."""
    found = _sample(request, key)
    about = f"{_about(found)}；种子 {found.seed}；名单校验值 {drawing.fingerprint(found.frame)[:12]}"
    columns = [OutColumn("层"), OutColumn("名称", width=50), OutColumn("层内序号", "whole"), OutColumn("编号")]
    picks = [(one.stratum, one.title, one.place, one.key) for one in sampling.picked(found)]
    frame = [OutColumn("层"), OutColumn("名称", width=50), OutColumn("编号")]
    rows = [(stratum, title, one) for one, title, stratum in found.frame]
    sheets = [
        OutSheet("抽中的", columns, picks, title=found.part.case.title, notes=[about]),
        OutSheet("抽样名单", frame, rows, title="抽样名单"),
    ]
    return answers.download(tables.write_xlsx(None, sheets, made=found.at), f"{found.part.case.title}抽样.xlsx")


@require_http_methods(["GET", "POST"])
def replace(request, key: int):
    """Something drawn cannot be looked at: the next of its stratum stands in, and the reason stays."""
    found = _sample(request, key)
    if not handing.speaks(found.part, request.post):
        raise NotYourRole("替换由评这一方的人办理")
    bound = ReplaceForm(request.POST if request.method == "POST" else None, picks=sampling.picked(found))
    back = reverse("assessment:sample", args=[key])

    def do():
        said = bound.cleaned_data
        fresh = sampling.replace(found, said["key"], said["why"], request.post, now())
        return told(request, back, f"已换成“{fresh.title}”")

    return act_page(
        request, "替换抽中的", bound, do, back=back, says="由同一层的下一个替补，次序在抽样的时候已经定了。"
    )


@require_http_methods(["GET", "POST"])
def seconds(request, key: int):
    """What somebody is asked to mark a second time, without the first marks."""
    found = part(request.post, key)
    rows = seconding.owed(found, request.post)
    if not rows:
        raise Http404

    def do():
        given = {
            one.pk: (request.POST.get(f"value_{one.pk}", ""), request.POST.get(f"reason_{one.pk}", "")) for one in rows
        }
        done = seconding.mark(found, given, request.post, now())
        return told(request, back, f"已复评 {done} 个单位")

    back = reverse("assessment:scoring", args=[key])
    named = {item.name: item for item in seconding.items(found)}
    shown = [
        {
            "one": one, "item": named[one.item], "choices": _choices(named[one.item]),
            "value": request.POST.get(f"value_{one.pk}", ""), "reason": request.POST.get(f"reason_{one.pk}", ""),
        }
        for one in rows
    ]  # fmt: skip
    says = "按规则各评各的，不看先前的评分；没有给满的写理由。"
    return act_page(
        request, "复评", None, do, back=back, template="assessment/seconds.html", rows=shown, says=says,
        button="保存复评",
    )  # fmt: skip


@require_safe
def agreement(request, key: int):
    """How far first and second marks agree, item by item, and the pairs that differ."""
    found = part(request.post, key)
    if seconding.owed(found, request.post):
        raise NotYourRole("您还有复评没有做完，做完以后才看得到比较")
    titles = {item.name: item.title for item in seconding.all_items(found)}
    done = found.seconds.exclude(at=None).select_related("unit", "first__by__person", "post__person", "by__person")
    page = {
        "part": found, "page_title": "复评一致性", "items": quality.items_of_part(found),
        "pairs": [(titles[one.item], one) for one in done], "speaks": _may_settle(found, request.post),
    }  # fmt: skip
    return render(request, "assessment/agreement.html", page)


@require_http_methods(["GET", "POST"])
def settle(request, key: int):
    """A third person settles a pair that differs."""
    rows = Second.objects.select_related("unit", "first__by__person", "post__person", "part__campaign__case")
    one = get_object_or_404(rows, pk=key)
    found = part(request.post, one.part_id)
    if not _may_settle(found, request.post):
        raise NotYourRole("评定由评这一方的第三人办理")
    item = seconding.item_of(found, one.item)
    bound = SettleForm(request.POST if request.method == "POST" else None)
    back = reverse("assessment:agreement", args=[found.pk])

    def do():
        seconding.settle(one, bound.cleaned_data["value"], bound.cleaned_data["why"], request.post, now())
        return told(request, back, f"已评定{one.unit.name}的“{item.title}”")

    says = (
        f"{one.unit.name}“{item.title}”：一人评 {one.first.value}，另一人评 {one.value}。评定的结果就是这一项的评分。"
    )
    return act_page(request, "第三人评定", bound, do, back=back, says=says)


@require_safe
def assessors(request, key: int):
    """How everybody marked: for those who lead, organise or audit."""
    found = access.campaign(request.post, key)
    if not access.sees_all_sheets(request.post):
        raise Http404
    page = {
        "campaign": found, "people": quality.people(found), "items": quality.items(found), "page_title": "评分质量",
        "tabs": pages.of(found, request.post, "assessors"),
    }  # fmt: skip
    return render(request, "assessment/assessors.html", page)


def _sample(request, key: int) -> Sample:
    found = get_object_or_404(Sample.objects.select_related("by__person"), pk=key)
    found.part = part(request.post, found.part_id)
    return found


def _may_settle(found: Scoring, post) -> bool:
    return handing.speaks(found, post) and found.campaign.case.status in handing.OPEN


def _about(found: Sample) -> str:
    items = {item.name: item.title for item in seconding.all_items(found.part)}
    book = rules.book(found.part.campaign)
    if not found.fact:
        return f"为“{items.get(found.item, found.item)}”从 {len(found.frame)} 个单位里抽 {found.size} 个，按类分配"
    what = book.facts[found.fact].name
    return (
        f"为“{items.get(found.item, found.item)}”从“{what}”的 {len(found.frame)} 条记录里，每个单位抽 {found.size} 条"
    )


def _choices(item: Item) -> tuple:
    if item.kind == "flag":
        return marking_page.FLAGS
    return (("", "待定"), *item.states) if item.states else ()
