"""Staff pages of the steps of an event: each asks what its form asks; texts, sightings and drafts have their own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.acts import ways
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.refusals import NotReviewed, Overtaken, Refused, StaleDraft, Unready, WrongState
from gongkai.acts.steps import Step
from gongkai.acts.taking import Take, allow, ask_role
from gongkai.files import papers
from gongkai.opinion import collecting, releasing, writing
from gongkai.opinion.forms import MentionForm, PrepareForm, TextForm
from gongkai.opinion.models import Event, PatternVersion
from gongkai.opinion.patterns import keeping as patterns
from gongkai.opinion.seeing import visible
from gongkai.opinion.step_forms import EventForm, of_step
from gongkai.opinion.steps import KIND
from gongkai.opinion.vocabulary import DRILL

GET_OR_POST = require_http_methods(["GET", "POST"])
PAGE, SAVE = "opinion/act.html", "保存回应稿"
READS = ("review", "send_back", "release", "respond", "prepare")


@GET_OR_POST
def step(request, key: int, name: str):
    """One step of the table."""
    event, taken = visible(request, key), KIND.steps.get(name)
    if taken is None or taken.opens or taken.follows:
        raise Http404
    ask_role(taken, request.post)
    own = {"mention": _mention, "draft": _draft, "prepare": _prepare}.get(name, _step)
    return own(request, event, taken)


def _step(request, event: Event, taken: Step):
    form = _bound(request, event, taken)

    def do():
        said = form.cleaned_data
        read = request.POST.get("read", "") if taken.binds else None
        how = {"effective": form.moment(), "words": said["words"], "detail": form.detail(), "read": read}
        try:
            event.case.take(taken.name, by=request.post, at=now(), **how)
        except (NotReviewed, WrongState) as refusal:  # said on the form, so that nothing typed is lost
            raise Unready([str(refusal)]) from refusal
        return told(request, _back(event), f"已办：{taken.label}")

    return _page(request, event, taken, form, do)


def _mention(request, event: Event, taken: Step):
    """It was seen in one more place."""
    form = MentionForm(request.POST or None, initial={"seen": now()})

    def do():
        new = collecting.add(event, [form.told()], request.post, now())
        return told(request, _back(event), "已补充" if new else "这一条已经登记过，没有重复登记")

    return _page(request, event, taken, form, do)


def _draft(request, event: Event, taken: Step):
    """The text: begun with a pattern or what was saved last; somebody else's save is shown beside one's own."""
    last = writing.current(event)
    form = TextForm(request.POST or None, initial=_begins_with(request, event, last))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pattern = PatternVersion.objects.filter(pk=said["pattern"]).first() if said["pattern"] else None
        try:
            writing.save(event, writing.Said(said["title"], said["body"], said["seen"], pattern), request.post, now())
            return told(request, _back(event), "已保存，请分管领导审核")
        except (Overtaken, StaleDraft, WrongState) as refusal:
            return _stale(request, event, taken, refusal)
    return _page(request, event, taken, form, _nothing, patterns=patterns.standing(), button=SAVE)


def _stale(request, event: Event, taken: Step, refusal: Refused):
    last = writing.current(event)
    posted = request.POST.copy()
    posted["seen"] = str(last.number if last else 0)
    theirs = [("标题", last.title), ("正文", last.body), ("保存人", last.post.person.name)] if last else []
    page = _about(request, event, taken) | {
        "form": TextForm(posted), "reasons": [str(refusal)], "theirs": theirs, "button": SAVE,
        "page_title": taken.label, "back": _back(event),
    }  # fmt: skip
    return render(request, PAGE, page, status=409)


def _prepare(request, event: Event, taken: Step):
    """The reviewed text becomes the draft of a public record, which goes out by the ordinary steps."""
    form = PrepareForm(request.POST or None, topics=releasing.columns(event, now()))

    def do():
        text, said = writing.current(event), form.cleaned_data
        if text is None:
            raise WrongState("还没有回应稿，请先拟写")
        allow(taken, [Take(event.case, request.post, now(), only_asks=True)])
        record = releasing.open_record(event, text, said["topic"], said["kind"], request.post, now())
        return told(
            request,
            reverse("disclosures:record", args=[record.pk]),
            "已生成公开信息草稿，请送审；公开以后回到舆情事件登记发布",
        )

    return _page(request, event, taken, form, do)


def _page(request, event: Event, taken: Step, form, do, **more):
    about = _about(request, event, taken)
    return act_page(request, taken.label, form, do, back=_back(event), template=PAGE, **(about | more))


def _about(request, event: Event, taken: Step) -> dict:
    """Why it cannot be done stands on top of the form; a text that is decided on stands beside it."""
    text = writing.current(event) if taken.name in READS else None
    return {
        "says": event.case.title, "step": taken, "text": text, "drill": event.drill,
        "hints": ways.why_not(event.case, taken, request.post, now()) if request.method == "GET" else [],
        "findings": writing.findings(text) if text and taken.name == "review" else [],
        "read": event.case.content if taken.binds else "", "button": "审核通过" if taken.name == "review" else "",
    }  # fmt: skip


def _nothing():
    raise Http404


def _bound(request, event: Event, taken: Step) -> EventForm:
    """The form with its papers kept; one that is refused says so at its field."""
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    form = of_step(taken.name)(data, files=files, step=taken, event=event, post=request.post)
    if posted and "file" in form.fields and not ways.why_not(event.case, taken, request.post, now()):
        papers.keep(request, form, form.kept, now())
    return form


def _begins_with(request, event: Event, last) -> dict:
    """What stands now, or a pattern that was chosen, with the number of what was on the screen."""
    said = {"seen": last.number if last else 0}
    if last:
        said |= {"title": last.title, "body": last.body}
    asked = request.GET.get("pattern", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        version = get_object_or_404(patterns.standing(), pk=int(asked))
        said |= {"body": writing.filled(version, event, now()), "pattern": version.pk}
        said.setdefault("title", f"关于{event.case.title.removeprefix(DRILL)}的情况说明")
    return said


def _back(event: Event) -> str:
    return reverse("opinion:record", args=[event.pk])
