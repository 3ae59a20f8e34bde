"""查不到的词: what people searched for and did not find (C7), and the synonyms that help them."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.acts.clock import now, today
from gongkai.acts.models import Case
from gongkai.acts.pages import act_page, step_page, tell
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.search import index, unmet
from gongkai.search.index import QueryFault
from gongkai.writing import synonyms
from gongkai.writing.steps import FINDERS, SYNONYMS
from gongkai.writing.views import tabs

OVER = timedelta(days=30)


class SynonymForm(forms.Form):
    words = forms.CharField(
        label="意思相同的词",
        max_length=180,
        help_text="用顿号隔开，例如：营业执照、工商执照。百姓的叫法和文件的叫法都写上",
    )

    def clean_words(self) -> list[str]:
        try:
            return synonyms.read(self.cleaned_data["words"])
        except ValueError as fault:
            raise ValidationError(str(fault)) from None


@require_safe
def questions(request):
    """What found nothing within the last days, what it would find now, and the synonyms kept here."""
    rows = [{**row, "now": _hits(row["question"])} for row in unmet.lately(today() - OVER)]
    page = {
        "rows": rows, "days": OVER.days, "may_keep": request.post.role in FINDERS,
        "groups": Case.objects.filter(kind=SYNONYMS.name).select_related("unit").order_by("-pk")[:200],
        "page_title": "查不到的词", "tabs": tabs("questions"),
    }  # fmt: skip
    return render(request, "writing/questions.html", page)


@require_http_methods(["GET", "POST"])
def keep(request):
    """A group of words; the question that led here is in the form already."""
    ask_role(SYNONYMS.steps["keep"], request.post)
    form = SynonymForm(request.POST or None, initial={"words": request.GET.get("word", "")[:60]})

    def do():
        synonyms.keep(form.cleaned_data["words"], request.post, now())
        tell(request, "已加入，读者搜其中一个词时会看到其他的词")
        return redirect("writing:questions")

    return act_page(request, "加入同义词", form, do, back=reverse("writing:questions"), button="加入")


@require_safe
def synonym(request, key: int):
    """One group with its trail, which everybody may read."""
    case = _found(key)
    page = {"case": case, "panel": panel(case, request.post, now(), "writing:synonym-step"), "page_title": "同义词"}
    return render(request, "writing/synonym.html", page)


@require_http_methods(["GET", "POST"])
def step(request, key: int, name: str):
    """Ending or resuming."""
    return step_page(request, _found(key), name, back=reverse("writing:synonym", args=[key]))


def _found(key: int) -> Case:
    return get_object_or_404(Case.objects.filter(kind=SYNONYMS.name).select_related("unit"), pk=key)


def _hits(question: str) -> str:
    try:
        return index.find("public", question, limit=1).said
    except QueryFault:
        return "0"
