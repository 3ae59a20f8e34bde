"""Staff page on which an issue of the gazette is put together (KF-3.2)."""

from datetime import timedelta

from django import forms
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.acts.clock import now, today
from gongkai.acts.steps import kind
from gongkai.acts.taking import ask_role
from gongkai.catalogue.models import Topic
from gongkai.disclosures.gazette import issues
from gongkai.look.forms import ChoiceOfOne, DayInput

PERIOD = timedelta(days=31)


class PeriodForm(forms.Form):
    first = forms.DateField(label="公开日期自", widget=DayInput)
    last = forms.DateField(label="至", widget=DayInput)


class IssueForm(forms.Form):
    topic = ChoiceOfOne(Topic.objects.none(), label="公开栏目")
    year = forms.IntegerField(label="年份", min_value=1949, max_value=2999)
    number = forms.IntegerField(label="期号", min_value=1, max_value=999)
    papers = forms.TypedMultipleChoiceField(label="要刊登的文件", coerce=int)

    def __init__(self, *args, post, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.post = post
        topics = Topic.objects.public().filter(until=None, children=None).order_by("order")
        self.fields["topic"].queryset = topics
        self.fields["papers"].choices = [(row.pk, row.live.title) for row in found]

    def clean(self):
        said = super().clean()
        if said.get("year") and said.get("number") and issues.is_taken(self.post.unit, said["year"], said["number"]):
            self.add_error("number", f"{said['year']}年第{said['number']}期已经有了，请用下一期号")
        return said


@require_http_methods(["GET", "POST"])
def new(request):
    """Papers of a period, those to be printed ticked; the issue opens as a draft."""
    ask_role(kind("disclosure").steps["form"], request.post)
    day, unit = today(), request.post.unit
    period = PeriodForm(request.GET if "first" in request.GET else None, initial={"first": day - PERIOD, "last": day})
    valid = period.is_bound and period.is_valid()
    first, last = (period.cleaned_data[name] for name in ("first", "last")) if valid else (day - PERIOD, day)
    found = list(issues.papers(first, last))
    printed = issues.gathered(row.pk for row in found)
    start = {"year": day.year, "number": issues.next_number(unit, day.year), "topic": _topic()}
    form = IssueForm(request.POST or None, post=request.post, found=found, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [row for row in found if row.pk in set(said["papers"])]
        issue = issues.compile_issue(request.post, said["topic"], said["year"], said["number"], chosen, now())
        request.session["notices"] = [
            ("done", f"第{said['number']}期已编成草稿，刊登{len(chosen)}件，请核对后提出公开")
        ]
        return redirect("disclosures:record", issue.pk)
    ticked = {int(key) for key in request.POST.getlist("papers") if key.isdecimal()}
    page = {
        "form": form, "period": period, "page_title": "编政府公报",
        "papers": [(row, row.pk in printed, row.pk in ticked) for row in found],
        "fields": [form["topic"], form["year"], form["number"]],
    }  # fmt: skip
    return render(request, "disclosures/gazette.html", page)


def _topic() -> int | None:
    """The column that bears the gazette's name, if there is one."""
    rows = Topic.objects.public().filter(name__contains="公报", until=None, children=None).order_by("order")
    return rows.values_list("pk", flat=True).first()
