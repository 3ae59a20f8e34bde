"""Staff pages of 批量办理: choose, look at the list, do it, take it back."""

import re
from collections.abc import Callable

from django import forms
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.accounts.models import Person, Post, Role
from gongkai.acts.clock import now, today
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.catalogue.models import Topic
from gongkai.disclosures import listing
from gongkai.disclosures.models import Disclosure, Sweep
from gongkai.disclosures.people import keeping
from gongkai.disclosures.sweeps import sweeping, undoing
from gongkai.disclosures.sweeps.replacing import Rewording, holding
from gongkai.disclosures.vocabulary import Weight, WithdrawalCause
from gongkai.look.forms import ChoiceOfOne, DayInput

CHOSEN = re.compile(r"(?P<key>[0-9]{1,18}):(?P<content>[0-9a-f]{64})")
SHOWN = 100
PUBLIC, DRAFTS = "public", "drafts"
SAYS = {
    "hand": "人员调动时用：把原来的人负责的信息一次移交给接任的人。办过的事都留着。",
    "look": "给一批公开久了的信息定复看的日期，到期前三十天提醒责任人。",
    "move": "草稿直接换；已公开的改成新的一版，审查、公开以后才换到新栏目。",
    "replace": "查标题、概述和正文。草稿直接改；已公开的改成新的一版送审，公开以前门户上还是原来的。",
    "withdraw": "从门户和检索立即撤下，撤回不能撤销，要再公开须重新走流程。",
}


class SweepForm(forms.Form):
    """Which documents, and what is to be done to them."""

    unit = forms.ChoiceField(label="单位", required=False)
    at = ChoiceOfOne(Topic.objects.none(), label="现在的栏目", required=False, empty_label="所有栏目")
    of = forms.ChoiceField(label="现在的责任人", required=False)
    q = forms.CharField(label="标题含", max_length=100, required=False)
    state = forms.ChoiceField(
        label="范围", required=False, choices=[("", "草稿和已公开的"), (PUBLIC, "已公开的"), (DRAFTS, "草稿")]
    )

    def __init__(self, *args, what: str, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.what = what
        fields: dict = self.fields
        units, topics = listing.units(post), Topic.objects.filter(children=None).order_by("order")
        fields["unit"].choices = [("", "全部"), *units]
        fields["at"].queryset = topics
        holders = Post.objects.filter(role=Role.PROPOSER, unit__in=[key for key, _ in units])
        people = keeping.chosen(holders.select_related("person", "unit").order_by("unit__order", "pk"))
        fields["of"].choices = [("", "全部"), *people]
        if what == "withdraw":
            del fields["state"]
        self.scope = [self[name] for name in fields]
        fields.update(_FIELDS[what](topics.filter(until=None), people))

    @property
    def work_fields(self) -> list:
        return [self[name] for name in self.fields if name not in SweepForm.base_fields]

    def clean(self):
        said = super().clean()
        if self.what == "replace" and said.get("find") and said.get("find") == said.get("put"):
            self.add_error("put", "两处一样，没有要改的")
        if said.get("next") and said["next"] <= today():
            self.add_error("next", "要在今天以后")
        return said

    def found(self, post: Post) -> list[Disclosure]:
        """The documents it speaks of, at most one more than can be done at once."""
        said, rows = self.cleaned_data, Disclosure.objects.visible_to(post).exclude(case__status="withdrawn")
        rows = rows.filter(**{path: said[name] for name, path in _PATHS.items() if said.get(name)})
        if said.get("of"):
            rows = rows.filter(Q(keeper=said["of"]) | Q(keeper=None) & _written_by(said["of"]))
        if self.what == "withdraw" or said.get("state") == PUBLIC:
            rows = rows.filter(live__isnull=False)
        elif said.get("state") == DRAFTS:
            rows = rows.filter(live__isnull=True)
        if find := said.get("find"):
            rows = rows.filter(_says(find))
        linked = rows.select_related("case__unit", "draft__topic", "live__topic", "keeper", "draft__saved_by",
                                     "live__saved_by")  # fmt: skip
        found = list(linked.order_by("-pk")[: sweeping.MOST + 1])
        return [row for row in found if holding(find, row)] if find else found

    def work(self) -> sweeping.Work:
        said = self.cleaned_data
        keeper = Person.objects.get(pk=said["keeper"]) if said.get("keeper") else None
        how = Rewording(
            said.get("find", ""), said.get("put", ""), said.get("to"), said.get("note", ""), said.get("weight", "")
        )  # fmt: skip
        return sweeping.Work(self.what, keeper, said.get("next"), how, said.get("cause", ""), said.get("words", ""))


@require_safe
def index(request):
    """Sorts of work this post may do, and what was done in its unit."""
    page = {
        "works": [(name, one.label, SAYS[name]) for name, one in sweeping.WORKS.items() if one.may(request.post.role)],
        "sweeps": [(one, sweeping.WORKS[one.what].label) for one in _visible(request.post)[:SHOWN]],
        "page_title": "批量办理", "tabs": listing.tabs("sweeps"),
    }  # fmt: skip
    return render(request, "disclosures/sweeps.html", page)


@require_http_methods(["GET", "POST"])
def new(request, what: str):
    """Nothing happens before the list was seen: ``do`` with the rows that stay ticked."""
    sort = sweeping.WORKS.get(what)
    if sort is None:
        raise Http404
    if not sort.may(request.post.role):
        raise NotYourRole(f"“{sort.label}”不由您的岗位批量办理")
    form = SweepForm(request.POST if request.method == "POST" else None, what=what, post=request.post)
    page = {"form": form, "sort": sort, "what": what, "says": SAYS[what], "page_title": f"批量{sort.label}"}
    if request.method == "POST" and form.is_valid():
        if "do" in request.POST:
            try:
                return _done(request, form)
            except Unready as refusal:
                page["reasons"] = refusal.reasons
        page |= _looked(form, request.post)
    return render(request, "disclosures/sweep_new.html", page, status=409 if page.get("reasons") else 200)


@require_safe
def sweep(request, key: int):
    """What was done to which documents."""
    row = get_object_or_404(_visible(request.post), pk=key)
    keys = [one["key"] for one in row.rows]
    found = Disclosure.objects.visible_to(request.post).filter(pk__in=keys).select_related("case__unit").order_by("pk")
    sort = sweeping.WORKS[row.what]
    page = {
        "sweep": row, "sort": sort, "found": found, "page_title": f"批量{sort.label}",
        "may_undo": sort.undoes and row.undone is None and sort.may(request.post.role),
    }  # fmt: skip
    return render(request, "disclosures/sweep.html", page)


@require_POST
def undo(request, key: int):
    """Takes a sweep back as far as it goes, and says for which documents it did not."""
    row = get_object_or_404(_visible(request.post), pk=key)
    sort = sweeping.WORKS[row.what]
    if not sort.undoes or not sort.may(request.post.role):
        raise NotYourRole(f"“{sort.label}”不能由您的岗位撤销")
    many, barred = undoing.undo(row, request.post, now())
    notices = [("done", f"已撤销 {many} 件")]
    notices += [("warn", f"没有撤销：{'；'.join(barred[:20])}")] if barred else []
    request.session["notices"] = notices
    return redirect("disclosures:sweep", key)


def _done(request, form: SweepForm):
    """Does it to the ticked rows that the list would still show."""
    chosen = [CHOSEN.fullmatch(one) for one in request.POST.getlist("key")]
    read = {int(one["key"]): one["content"] for one in chosen if one}
    found = [row for row in form.found(request.post) if row.pk in read]
    if not found:
        raise Unready(["还没有勾选任何一件，请先勾选"])
    done = sweeping.do(form.work(), found, read, request.post, now())
    request.session["notices"] = [("done", f"已办：{done.says}，共 {len(done.rows)} 件")]
    return redirect("disclosures:sweep", done.pk)


def _looked(form: SweepForm, post: Post) -> dict:
    found = form.found(post)
    lines = sweeping.dry_run(form.work(), found[: sweeping.MOST])
    return {
        "looked": True, "lines": [line for line in lines if not line.bars],
        "barred": [line for line in lines if line.bars], "more": len(found) > sweeping.MOST, "most": sweeping.MOST,
    }  # fmt: skip


def _visible(post: Post):
    keys, rows = post.unit_keys(), Sweep.objects.select_related("post__person", "post__unit").order_by("-pk")
    return rows if keys is None else rows.filter(post__unit__in=keys)


_PATHS = {"unit": "case__unit", "at": "topic", "q": "case__title__icontains"}


def _written_by(person) -> Q:
    return Q(draft__saved_by=person) | Q(draft=None, live__saved_by=person)


def _says(find: str) -> Q:
    """Documents whose present edition may hold the words; the rows are looked through again, tag by tag."""
    found = Q()
    for place in ("draft", "live"):
        some = Q()
        for name in ("title", "summary", "html"):
            some |= Q(**{f"{place}__{name}__contains": find})
        found |= some if place == "draft" else some & Q(draft=None)
    return found


def _replacing(topics, people) -> dict:
    return {
        "find": forms.CharField(label="查找", max_length=100, strip=False),
        "put": forms.CharField(label="替换为", max_length=100, required=False, strip=False, help_text="不填就是删去"),
        **_edition_fields("机构更名，统一用语"),
    }


def _edition_fields(example: str) -> dict:
    return {
        "note": forms.CharField(label="变更说明（公开可见）", max_length=200, help_text=f"如 {example}"),
        "weight": forms.ChoiceField(label="变更性质", choices=Weight.choices, initial=Weight.MINOR),
    }


_FIELDS: dict[str, Callable[..., dict[str, forms.Field]]] = {
    "hand": lambda topics, people: {
        "keeper": forms.TypedChoiceField(label="移交给", choices=[("", "请选择"), *people], coerce=int)
    },
    "look": lambda topics, people: {"next": forms.DateField(label="复看日期", widget=DayInput)},
    "move": lambda topics, people: {"to": ChoiceOfOne(topics, label="换到栏目"), **_edition_fields("栏目调整")},
    "replace": _replacing,
    "withdraw": lambda topics, people: {
        "cause": forms.ChoiceField(label="撤回原因（公开可见）", choices=WithdrawalCause.choices),
        "words": forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3})),
    },
}
