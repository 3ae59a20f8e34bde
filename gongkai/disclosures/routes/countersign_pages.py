"""Staff pages of countersigning: asking other units about a record, and answering for one's own (条例-11)."""

from django import forms
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.accounts.models import Unit
from gongkai.acts.clock import now, today
from gongkai.acts.models import Case, narrowed_from
from gongkai.acts.panel import panel
from gongkai.acts.taking import ask_role
from gongkai.disclosures import seeing
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import UNDER_WAY
from gongkai.look.forms import ChoiceOfMany
from gongkai.look.words import titled
from gongkai.workflow import countersigning, notices
from gongkai.workflow.forms import WordsForm
from gongkai.workflow.models import Countersign
from gongkai.workflow.pages import act_page, posted
from gongkai.workflow.steps import COUNTERSIGN

GET_OR_POST = require_http_methods(["GET", "POST"])
SAYS = "对方的分管领导会看到这份稿件，答复同意、不同意或无意见。答复之前不能公开；稿件再改，答复作废，重新征求。"
WORDS = {
    "agree": "说明",
    "pass": "说明",
    "object": "不同意的理由",
    "settle": "协调经过和理由",
    "conclude": "协调经过和理由",
    "uphold": "协调经过和理由",
}


class AskForm(forms.Form):
    units = ChoiceOfMany(Unit.objects.none(), label="送哪些单位会签", widget=forms.SelectMultiple(attrs={"size": 12}))

    def __init__(self, *args, day, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = Unit.objects.standing_on(day).exclude(pk=own)


@GET_OR_POST
def ask(request, key: int):
    """An editor sends a record to other units."""
    ask_role(COUNTERSIGN.steps["ask"], request.post)
    rows = Disclosure.objects.visible_to(request.post).select_related("case__unit")
    row = get_object_or_404(rows, pk=key, case__status__in=UNDER_WAY)
    form = AskForm(*posted(request), day=today(), own=row.case.unit_id)

    def do() -> str:
        asked = countersigning.ask(row.case, form.cleaned_data["units"], request.post, now())
        return f"已送 {len(asked)} 个单位会签"

    return act_page(request, "送会签", form, do, back=reverse("disclosures:record", args=[key]), says=SAYS)


@require_safe
def countersign(request, key: int):
    """What is asked, and the text it is asked about."""
    row, record = _visible(request, key)
    notices.see(request.user, key, now())
    edition = _asked_about(request, row, record)
    page = {
        "countersign": row, "record": record, "edition": edition,
        "page_title": f"会签：{edition.title if edition else row.case.title}",
        "fell": row.content != row.document.content,
        "files": seeing.files_of(edition, "disclosures:countersign-file", row.pk),
        "panel": panel(row.case, request.post, now(), "disclosures:countersign-step"),
        "own": record.case.unit_id in (request.post.unit_keys() or ()) or request.post.sees_county(),
    }  # fmt: skip
    return render(request, "disclosures/countersign.html", page)


@GET_OR_POST
def step(request, key: int, name: str):
    if name not in COUNTERSIGN.steps or name in ("ask", "lapse"):
        raise Http404
    row, _ = _visible(request, key)
    what = COUNTERSIGN.steps[name]
    ask_role(what, request.post)
    form = WordsForm(*posted(request), label=WORDS.get(name, "理由"), required=what.says_why)
    if request.method == "POST" and not what.says_why and "words" not in request.POST:
        form = WordsForm({"words": ""}, required=False)

    def do() -> str:
        read = request.POST.get("read", "") if what.binds else None
        row.case.take(name, by=request.post, at=now(), words=form.cleaned_data["words"], read=read)
        return f"已办：{what.label}"

    back = reverse("disclosures:countersign", args=[key])
    return act_page(
        request, what.label, form, do, back=back, says=titled(row.case.title), extra={"read": row.case.content}
    )


@require_safe
def attachment(request, key: int, sha256: str):
    """A file of the record that a unit was asked about."""
    return seeing.file_of(_asked_about(request, *_visible(request, key)), sha256)


def _visible(request, key: int) -> tuple[Countersign, Disclosure]:
    """For the unit asked, the unit that asks, and those who watch the county."""
    seen = Case.objects.visible_to(request.post)
    rows = Countersign.objects.filter(Q(case__in=seen) | Q(document__in=seen))
    if request.post.looks_on():
        rows = rows.none()
    row = get_object_or_404(rows.select_related("case__unit", "document__unit"), pk=key)
    return row, Disclosure.objects.select_related("case__unit", "draft", "live", "topic").get(pk=row.document_id)


def _asked_about(request, row: Countersign, record: Disclosure) -> Edition | None:
    """The very text a unit is asked about. What is written later is not for it, nor what it is not asked any more;
    those who watch the county read what only named people see no more here than elsewhere.
    """
    watches = request.post.sees_county() and narrowed_from(request.post).filter(case=record.pk).exists()
    if watches or row.case.status in countersigning.GONE:
        return None
    return Edition.objects.filter(disclosure=record, hash=row.content).last()
