"""Staff pages of collective review (TZ-4.2), and the opening of its result to the public (TZ-1.1)."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Role
from gongkai.acts.clock import now, today
from gongkai.acts.models import Case, narrowed_from
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.disclosures.routes import outcomes
from gongkai.files import names, store
from gongkai.files.refusal import FileRefused
from gongkai.look.lists import Column, Listing
from gongkai.look.words import titled
from gongkai.workflow import meetings
from gongkai.workflow.forms import MeetingForm, MinutesForm, WordsForm
from gongkai.workflow.models import Meeting
from gongkai.workflow.pages import act_page, posted, tabs
from gongkai.workflow.steps import MEETING, SECRETARIES

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def index(request):
    """Meetings of the units this post sees."""
    found = Listing(
        request, _seen(request), order="-held", title="集体研究",
        columns=[
            Column("会议", "case.title", url=lambda row: reverse("disclosures:meeting", args=[row.pk])),
            Column("召开日期", "held", kind="day", sort="held"),
            Column("状态", "case.status_label", kind="word"),
            Column("事项", lambda row: row.items.count(), kind="number"),
        ],
        empty=("还没有会议", "特别重大或敏感的事项，保密审查通过后提请会议集体研究。", None),
    )  # fmt: skip
    page = {
        "listing": found, "page_title": "集体研究", "may_convene": request.post.role in SECRETARIES,
        "tabs": tabs("disclosures:meetings"),
    }  # fmt: skip
    return render(request, "disclosures/meetings.html", page)


@GET_OR_POST
def new(request):
    """A meeting with the records that wait for review."""
    ask_role(MEETING.steps["convene"], request.post)
    waiting = Case.objects.visible_to(request.post).filter(kind="disclosure", status="cleared").order_by("opened")
    cases = {case.pk: case for case in waiting}
    form = MeetingForm(
        *posted(request), documents=cases.values(),
        initial={"held": today(), "documents": request.GET.getlist("case")},
    )  # fmt: skip
    made = []

    def do() -> str:
        said = form.cleaned_data
        chosen = [cases[int(key)] for key in said["documents"]]
        made.append(meetings.convene(said["body"], said["held"], said["chair"], chosen, request.post, now()))
        return f"已提请：{made[0].case.title}"

    answer = act_page(
        request, "提请会议", form, do, back=reverse("disclosures:meetings"),
        says="会后记录到会人员、纪要和每件事项的决定，由分管领导确认。确认后，同意的即为审核通过，不同意的退回修改。",
    )  # fmt: skip
    return redirect("disclosures:meeting", made[0].pk) if made else answer


@require_safe
def meeting(request, key: int):
    row = _visible(request, key)
    page = {
        "meeting": row, "items": row.items.select_related("case").order_by("pk"), "page_title": row.case.title,
        "people": "、".join(row.attendees.order_by("pk").values_list("name", flat=True)),
        "decisions": dict(meetings.DECISIONS), "may_open": _may_open(request, row),
        "panel": panel(row.case, request.post, now(), "disclosures:meeting-step"),
    }  # fmt: skip
    return render(request, "disclosures/meeting.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    """Writing the minutes, confirming them, calling the meeting off."""
    if name not in ("minute", "confirm", "cancel"):
        raise Http404
    row = _visible(request, key)
    what = MEETING.steps[name]
    ask_role(what, request.post)
    back = reverse("disclosures:meeting", args=[key])
    if name == "minute":
        return _minute(request, row, back)
    form = WordsForm(*posted(request)) if what.says_why else None

    def do() -> str:
        read = request.POST.get("read", "") if what.binds else None
        row.case.take(name, by=request.post, at=now(), words=form.cleaned_data["words"] if form else "", read=read)
        return f"已办：{what.label}"

    extra = {"read": row.case.content}
    return act_page(request, what.label, form, do, back=back, says=titled(row.case.title), extra=extra)


@require_http_methods(["POST"])
def outcome(request, key: int):
    """Begins the record by which the meeting's result is made public."""
    row = _visible(request, key)
    if not _may_open(request, row):
        raise Http404
    record = outcomes.open_record(row, request.post, now())
    request.session["notices"] = [("done", "已拟好会议结果的公开稿，请核对、补充后提出公开")]
    return redirect("disclosures:record", record.pk)


@require_safe
def paper(request, key: int):
    row = _visible(request, key)
    if row.paper is None:
        raise Http404
    return FileResponse(store.open(row.paper.sha256), as_attachment=True, filename=row.paper_name)


def _minute(request, row: Meeting, back: str):
    initial = {"text": row.minutes, "people": row.attendees.values("person__posts")}
    initial |= {f"decision-{item.case_id}": item.decision for item in row.items.all()}
    form = MinutesForm(*posted(request), meeting=row, day=today(), initial=initial)

    def do() -> str:
        said = form.cleaned_data
        people = list({post.person_id: post.person for post in said["people"]}.values())
        minutes = meetings.Minutes(people, said["others"].split(), said["text"], form.decisions(), read=form.read())
        if upload := said["paper"]:
            minutes.paper = store.keep(upload, name=upload.name, at=now(), by=request.user)
            minutes.paper_name = names.safe(upload.name)
        meetings.minute(row, minutes, request.post, now())
        return "已记录会议，请另一位分管领导确认纪要"

    try:
        return act_page(request, "记录会议", form, do, back=back, says=titled(row.case.title))
    except FileRefused as refusal:
        form.add_error("paper", str(refusal))
        return act_page(request, "记录会议", form, lambda: "", back=back)


def _seen(request):
    """A meeting that hears what only named people see is there for these alone."""
    rows = Meeting.objects.filter(case__in=Case.objects.visible_to(request.post)).select_related("case__unit")
    return rows.exclude(items__case__in=narrowed_from(request.post))


def _visible(request, key: int) -> Meeting:
    return get_object_or_404(_seen(request), pk=key)


def _may_open(request, row: Meeting) -> bool:
    writes = request.post.role == Role.PROPOSER and row.case.unit_id in (request.post.unit_keys() or ())
    return writes and row.case.status == "confirmed" and row.outcome_id is None
