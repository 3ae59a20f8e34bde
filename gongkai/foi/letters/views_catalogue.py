"""Pages for staff that hold no case: the catalogue of replies with examples, and the settings of a unit's letters."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai import shelf
from gongkai.acts.clock import now
from gongkai.acts.pages import act_page, told
from gongkai.acts.taking import ask_role
from gongkai.foi.letters import choosing, heads, rendering
from gongkai.foi.letters.forms import LetterheadForm
from gongkai.foi.letters.steps import LETTERHEAD
from gongkai.foi.models import Letterhead
from gongkai.law.reading import Refused
from gongkai.law.replies import NOTICES, READERS, RECORDS, REMEDIES, STANDING, Outcome


@require_safe
def index(request):
    """Every outcome with its article, when it is used and where the annual report counts it; every other paper."""
    known = shelf.replies()
    groups: dict[str, list[Outcome]] = {}
    for one in known.outcomes.values():
        groups.setdefault(choosing.part_of(one), []).append(one)
    page = {"groups": list(groups.items()), "papers": known.papers.values(), "page_title": "答复目录"}
    return render(request, "foi/letters/replies.html", page)


@require_safe
def reply(request, name: str):
    """One of them: what has to be found out, and an example as it is printed."""
    paper = _paper(name)
    outcome = isinstance(paper, Outcome)
    facts = [
        ("什么时候用", paper.says), ("依据", ""), ("标题", paper.title), ("给谁", READERS[paper.to]),
        ("三种告知书之一", NOTICES.get(paper.notice, "") if outcome else ""),
        ("年度报告计入", shelf.replies().rows[paper.row] if outcome else ""),
        ("救济途径", REMEDIES[paper.remedy]),
        ("要先有", "、".join(f"{RECORDS[one]}（{STANDING[far]}）" for one, far in paper.needs.items())),
    ]  # fmt: skip
    pages = range(1, rendering.count(rendering.example_of(name)) + 1)
    page = {"paper": paper, "facts": facts, "pages": pages, "page_title": paper.name}
    return render(request, "foi/letters/reply.html", page)


@require_safe
def picture(request, name: str, number: int):
    """A page of the example."""
    try:
        made = rendering.picture(rendering.example_of(_paper(name).id), number)
    except IndexError:
        raise Http404 from None
    return HttpResponse(made, content_type="image/png")


@require_http_methods(["GET", "POST"])
def letterhead(request):
    """文书设置 of the post's own unit."""
    post = request.post
    ask_role(LETTERHEAD.steps["write"], post)
    kept = Letterhead.objects.select_related("case__unit").filter(unit=post.unit).first()
    organ = heads.presumed(post.unit)
    row = kept or Letterhead(unit=post.unit, name=organ.name)
    form = LetterheadForm(request.POST or None, instance=row)

    def do():
        head = form.save(commit=False)
        if kept:
            heads.amend(head, post, now())
        else:
            heads.write_many([head], [post], now())
        return told(request, reverse("foi:letterhead"), "已保存，以后编号的文书照此排版")

    says = f"{post.unit.name}的告知书和其他文书照这里排版、编号"
    return act_page(request, "文书设置", form, do, back=reverse("foi:list"), says=says, button="保存")


def _paper(name: str):
    try:
        return shelf.replies()[name]
    except Refused:
        raise Http404 from None
