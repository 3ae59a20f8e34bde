"""Forms of a line of the three lists."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.look.forms import DayInput
from gongkai.plans.models import Mend


class ProblemForm(forms.Form):
    problem = forms.CharField(
        label="问题", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text="写清差在哪里，不写个人姓名"
    )


class StepForm(WordsForm):
    """A step; of a measure, the measure with who answers by when; of a report, what came of it."""

    def __init__(self, *args, step, row: Mend, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "measure":
            self.fields["measure"] = forms.CharField(
                label="措施", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), initial=row.measure
            )
            self.fields["duty"] = forms.CharField(
                label="责任岗位", max_length=80, initial=row.duty, help_text="写职务，如 办公室主任，不写姓名"
            )
            self.fields["due"] = forms.DateField(label="整改时限", widget=DayInput, initial=row.due)
            self.order_fields(["measure", "duty", "due", "words"])
        elif step.name == "report":
            self.fields["result"] = forms.CharField(
                label="整改结果", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
            )
            self.order_fields(["result", "words"])
        if step.name in ("measure", "report"):
            self.fields["words"].label = "说明"

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "measure":
            due = said["due"].isoformat()
            return {"measure": said["measure"], "duty": said["duty"], "due": due, "says": f"{due} 以前"}
        return {"result": said["result"]} if self.step.name == "report" else {}
