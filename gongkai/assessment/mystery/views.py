"""Mystery tests of a part: what is planned and what came of it, a new script, one test and its steps."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, step_page, told
from gongkai.acts.panel import panel, trail
from gongkai.acts.taking import ask_role
from gongkai.assessment import handing
from gongkai.assessment.models import MysteryScript, MysteryTask, Scoring
from gongkai.assessment.mystery import planning, results
from gongkai.assessment.mystery.forms import GiveForm, RecordForm, ScriptForm
from gongkai.assessment.mystery.planning import Plan
from gongkai.assessment.mystery.steps import KIND
from gongkai.assessment.sources import sampling, seconding, worklist
from gongkai.assessment.sources.views import part
from gongkai.evidence import showing, taking

SCRIPT = ("item", "way", "ask", "counts", "within", "measure", "since", "until")


@require_safe
def index(request, key: int):
    """Scripts of a part with their tests."""
    found = _part(request.post, key)
    rows = list(results.seen(found, request.post))
    titles = {item.name: item.title for item in seconding.all_items(found)}
    scripts = [
        (one, titles.get(one.item, one.item), some, results.tally(t for t in some if t.case.status == "recorded"))
        for one in MysteryScript.objects.filter(part=found)
        if (some := [task for task in rows if task.script_id == one.pk])
    ]
    page = {
        "part": found, "scripts": scripts, "page_title": "暗访测试",
        "open": found.campaign.case.status in handing.OPEN,
    }  # fmt: skip
    return render(request, "assessment/mystery.html", page)


@require_http_methods(["GET", "POST"])
def new(request, key: int):
    """A script with its units, its days and its people."""
    found = _part(request.post, key)
    bound = ScriptForm(request.POST if request.method == "POST" else None, part=found)
    back = reverse("assessment:mystery", args=[key])

    def do():
        said, at = bound.cleaned_data, now()
        fields = {name: said[name] for name in SCRIPT}
        script = MysteryScript(part=found, by=request.post, at=at, seed=sampling.seed(), **fields)
        units = [unit.pk for unit in said["units"]]
        many = planning.plan(script, Plan(list(said["people"]), units, said["sample"], said["size"]))
        return told(request, back, f"已安排 {len(many)} 次暗访测试，到期列在测试人的工作台")

    says = "只有评这一方的人和政务公开办看得到；被测试的单位在评分表发出以后看到结果，看不到是谁测试的。"
    return act_page(request, "安排暗访测试", bound, do, back=back, says=says, button="安排")


@require_safe
def task(request, key: int):
    """One test: the script to go by, and what came of it."""
    one = _task(request.post, key)
    column = panel(one.case, request.post, now(), "assessment:mystery-step")
    page = {
        "task": one, "place": worklist.PLACES[one.script.way], "page_title": one.case.title,
        "evidence": showing.of_case(one.case),
        "panel": column | {"trail": trail(one.case, request.post, words=True)},
    }  # fmt: skip
    return render(request, "assessment/mystery_task.html", page)


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """One step of a test."""
    one = _task(request.post, key)
    back = reverse("assessment:mystery-task", args=[key])
    if name == "give":
        return _give(request, one, back)
    if name != "record":
        return step_page(request, one.case, name, back=back)
    ask_role(KIND.steps[name], request.post)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    bound = RecordForm(*sent, task=one)

    def do():
        said = bound.cleaned_data
        results.record(one, said, said["file"], request.post, now())
        return told(request, back, "结果已记录")

    return act_page(request, "记录结果", bound, taking.refusing(bound, do), back=back, says=one.script.counts)


def _give(request, one: MysteryTask, back: str):
    """Another tester for a test that has not begun."""
    taken = KIND.steps["give"]
    ask_role(taken, request.post)
    bound = GiveForm(request.POST if request.method == "POST" else None, step=taken, task=one)

    def do():
        said = bound.cleaned_data
        planning.give(one, said["post"], request.post, now(), said["words"])
        return told(request, back, f"已改由 {said['post'].person} 测试")

    return act_page(request, taken.label, bound, do, back=back, step=taken)


def _part(post: Post, key: int) -> Scoring:
    """The part, for who marks it and for the office; nobody else learns that there are tests."""
    found = part(post, key)
    if post.role != Role.OFFICE and found not in handing.mine(found.campaign, post):
        raise Http404
    return found


def _task(post: Post, key: int) -> MysteryTask:
    rows = MysteryTask.objects.select_related("script__part__unit", "script__part__campaign__case")
    found = get_object_or_404(rows, pk=key)
    return get_object_or_404(results.seen(found.script.part, post), pk=key)
