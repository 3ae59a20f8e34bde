"""A source's part of a campaign: its page, its steps, and the list of what is to be looked at where."""

from collections.abc import Callable
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now
from gongkai.acts.pages import WordsForm, step_page
from gongkai.acts.panel import panel
from gongkai.assessment import access, handing, marking, marking_page, recusing
from gongkai.assessment.models import Campaign, Scoring
from gongkai.assessment.sources import seconding, showing, worklist
from gongkai.assessment.sources.forms import AppointForm, DeclareForm, DrawForm, SecondForm
from gongkai.look import answers


@require_safe
def scoring(request, key: int):
    """Where a part stands: its day, its people and what they declared, and for those who mark it their items."""
    found = part(request.post, key)
    campaign, speaks = found.campaign, handing.speaks(found, request.post)
    page = {
        "part": found, "campaign": campaign, "page_title": found.case.title, "title": showing.title(found),
        "speaks": speaks, "named": showing.named(found), "people": showing.people(found),
        "left_over": showing.left_over(found),
        "items": showing.nav(found, request.post, marking_page.items_nav(campaign, request.post)) if speaks else [],
        "must_declare": speaks and recusing.must_declare(campaign, request.post),
        "open": campaign.case.status in handing.OPEN,
        "samples": found.samples.all(),
        "seconds": seconding.owed(found, request.post),
        "compared": not seconding.owed(found, request.post) and found.seconds.exclude(at=None).exists(),
        "tests": speaks or request.post.role == Role.OFFICE,
        "panel": panel(found.case, request.post, now(), "assessment:scoring-step"),
    }  # fmt: skip
    return render(request, "assessment/scoring.html", page)


@require_http_methods(["GET", "POST"])
def scoring_step(request, key: int, name: str):
    """One step of a part."""
    found = part(request.post, key)
    forms: dict[str, Callable[..., WordsForm]] = {
        "declare": partial(DeclareForm, campaign=found.campaign, post=request.post),
        "appoint": partial(AppointForm, part=found), "draw": partial(DrawForm, part=found),
        "ask_second": partial(SecondForm, part=found),
    }  # fmt: skip
    back = reverse("assessment:scoring", args=[key])
    return step_page(request, found.case, name, back=back, form=forms.get(name, WordsForm))


@require_safe
def work(request, key: int):
    """What the reader has to look at, by where: papers, website, on site."""
    found = _marked_by(request.post, key)
    page = {
        "campaign": found, "groups": worklist.groups(found, request.post), "page_title": "评分工作清单",
        "mystery": worklist.tests(found, request.post),
        "refused": [one.unit for one in found.entrants.select_related("unit")
                    if one.unit_id in recusing.refused(found, request.post)],
    }  # fmt: skip
    return render(request, "assessment/worklist.html", page)


@require_safe
def work_export(request, key: int):
    """The same as a workbook, with a row for each unit."""
    found = _marked_by(request.post, key)
    book = worklist.workbook(found, request.post, now())
    return answers.download(book, f"{found.case.title}评分工作清单.xlsx")


def to_declare(campaign: Campaign, post: Post):
    """The page on which this post declares before its first mark; None where it has, or need not."""
    parts = handing.mine(campaign, post)
    open_ = campaign.case.status == "marking" or campaign.appeals.filter(case__status="reopened").exists()
    if not parts or not open_ or not recusing.must_declare(campaign, post):
        return None
    return redirect("assessment:scoring-step", parts[0].pk, "declare")


def part(post: Post, key: int) -> Scoring:
    """A part, for those who speak for it and those who see all sheets; 404 for every other assessor."""
    rows = Scoring.objects.select_related("case__unit", "campaign__case__unit", "unit")
    found = get_object_or_404(rows, pk=key)
    if not access.sees_all_sheets(post) and not handing.speaks(found, post):
        raise Http404
    return found


def _marked_by(post: Post, key: int) -> Campaign:
    found = access.campaign(post, key)
    if not marking.mine(found, post):
        raise Http404
    return found
