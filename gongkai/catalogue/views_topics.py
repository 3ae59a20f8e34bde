"""Staff pages that write topics: adding, changing, ending, resuming."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.acts.clock import now, today
from gongkai.acts.pages import act_page, tell
from gongkai.catalogue import acting, keeping
from gongkai.catalogue.forms import EndForm, ResumeForm, TopicForm, initial_of
from gongkai.catalogue.models import Topic

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def new(request):
    """A topic of this place."""
    acting.ask_keeper(request)
    above = Topic.objects.filter(code=request.GET.get("under", "")).first()
    initial = {"on": today(), "parent": above, "channels": ["portal"], "phase": "management", "column_type": "其他"}
    form = TopicForm(request.POST or None, day=today(), initial=initial)

    def do():
        topic = keeping.enter(form.values(), form.cleaned_data["on"], request.post, now())
        tell(request, f"已新增“{topic.name}”，门户的栏目里已有它")
        return redirect("catalogue:topic", topic.code)

    return act_page(request, "新增栏目", form, do, back=reverse("catalogue:list"))


@GET_OR_POST
def change(request, code):
    """Puts a topic right; what is changed here stays when a new catalogue file comes."""
    acting.ask_keeper(request)
    topic = _topic(code)
    initial = initial_of(topic, keeping.length(topic), today())
    form = TopicForm(request.POST or None, day=today(), topic=topic, initial=initial)

    def do():
        said = form.cleaned_data
        seen = said["seen"] if said["seen"] is not None else -1
        keeping.change(topic, form.values(), said["on"], request.post, now(), seen=seen)
        tell(request, "已修改，门户、指南和目录都已按新的内容显示")
        return redirect("catalogue:topic", code)

    return act_page(request, "修改栏目", form, do, back=_page(topic), says=topic.name)


@GET_OR_POST
def end(request, code):
    acting.ask_keeper(request)
    topic = _topic(code)
    form = EndForm(request.POST or None, initial={"until": today()})

    def do():
        keeping.end(topic, form.cleaned_data["until"], form.cleaned_data["words"], request.post, now())
        tell(request, f"已停用“{topic.name}”")
        return redirect("catalogue:topic", code)

    says = f"停用“{topic.name}”。已经公开的信息都留着，网址不变；末日以后不再要求更新。"
    return act_page(request, "停用栏目", form, do, back=_page(topic), says=says)


@GET_OR_POST
def resume(request, code):
    acting.ask_keeper(request)
    topic = _topic(code)
    if topic.until is None:
        raise Http404
    form = ResumeForm(request.POST or None, initial={"on": today()})

    def do():
        keeping.resume(topic, form.cleaned_data["words"], form.cleaned_data["on"], request.post, now())
        tell(request, f"已恢复“{topic.name}”")
        return redirect("catalogue:topic", code)

    return act_page(request, "恢复栏目", form, do, back=_page(topic), says=topic.name)


def _topic(code: str) -> Topic:
    return get_object_or_404(Topic.objects.select_related("parent"), code=code)


def _page(topic: Topic) -> str:
    return reverse("catalogue:topic", args=[topic.code])
