"""Forms of a reconsideration or a lawsuit."""

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.foi.disputes.entering import Filed
from gongkai.foi.models import Dispute, Request
from gongkai.foi.vocabulary import DisputeSort, Outcome
from gongkai.look.forms import DayInput


class DisputeForm(forms.Form):
    """What came in. Who went to court is not written here: the paper says it."""

    sort = forms.ChoiceField(label="类别", choices=[("", "请选择"), *DisputeSort.choices])
    number = forms.CharField(label="案号", max_length=80, help_text="如 （2026）川0923行初5号；不写当事人姓名")
    organ = forms.CharField(label="复议机关或者法院", max_length=80)
    filed = forms.DateField(label="受理日期", widget=DayInput)
    about = forms.CharField(
        label="公开申请编号", max_length=20, required=False, help_text="因哪一件申请引起；不是因申请引起的不填"
    )

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        self.post = post

    def clean_filed(self):
        if self.cleaned_data["filed"] > today():
            raise forms.ValidationError("受理日期还没有到，请改正")
        return self.cleaned_data["filed"]

    def clean_about(self) -> Request | None:
        number = self.cleaned_data["about"].strip()
        if not number:
            return None
        found = Request.objects.visible_to(self.post).select_related("case__unit").filter(number=number).first()
        if found is None:
            raise forms.ValidationError(f"没有编号为“{number}”的公开申请，或者它不归您办理，请核对")
        return found

    def clean(self):
        said = super().clean()
        if Dispute.objects.filter(sort=said.get("sort"), number=said.get("number")).exists():
            self.add_error("number", "这个案号已经登记过，请核对")
        return said

    def told(self) -> Filed:
        said = self.cleaned_data
        return Filed(said["sort"], said["number"], said["organ"], said["filed"], said["about"])


class StepForm(WordsForm):
    """A step; of the outcome all that is to be told of it."""

    def __init__(self, *args, step, row: Dispute, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.kept = step, list(row.papers)
        if step.name != "decide":
            return
        self.fields["decided"] = forms.DateField(label="结案日期", widget=DayInput)
        self.fields["outcome"] = forms.ChoiceField(
            label="结果", choices=[("", "请选择"), *Outcome.choices],
            help_text="被撤销、变更、确认违法或者责令重作的，选“结果纠正”，就是败诉",
        )  # fmt: skip
        self.fields["poor"] = forms.TypedChoiceField(
            label="是否因申请办理不力引起", choices=[("yes", "是"), ("no", "否")], coerce=lambda said: said == "yes",
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["file"] = forms.FileField(label="决定书或者判决书", required=False)
        self.fields["words"].label = "说明"
        self.order_fields(["decided", "outcome", "poor", "file", "words"])

    def detail(self) -> dict:
        if self.step.name != "decide":
            return {}
        said = self.cleaned_data
        day, outcome = said["decided"].isoformat(), said["outcome"]
        told = {"decided": day, "outcome": outcome, "poor": said["poor"], "papers": self.kept}
        return told | {"says": f"{day} {Outcome(outcome).label}"}


class DayForm(forms.Form):
    """The day on which something came or went."""

    day = forms.DateField(widget=DayInput)

    def __init__(self, *args, label, today, **kwargs):
        super().__init__(*args, initial={"day": today}, **kwargs)
        self.fields["day"].label, self.today = label, today

    def clean_day(self):
        if self.cleaned_data["day"] > self.today:
            raise forms.ValidationError("日期不能晚于今天，请核对")
        return self.cleaned_data["day"]
