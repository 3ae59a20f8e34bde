"""Forms of a year's weight."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.organisation.appraisals.entering import Told
from gongkai.organisation.models import Appraisal


class Telling(forms.Form):
    """What is told of the weight; ``kept`` are its papers."""

    weight = forms.DecimalField(label="权重（%）", min_value=0, max_value=100, decimal_places=2, help_text="如 4")
    paper = forms.CharField(label="依据文件", max_length=120, help_text="绩效考核办法或者细则的名称、文号")
    file = forms.FileField(label="文件", required=False)
    kept: list


class AppraisalForm(Telling):
    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    field_order = ("year", "weight", "paper")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = []

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["year"], said["weight"], said["paper"], self.kept)


class StepForm(WordsForm):
    """A step; putting an entry right asks all of it again but the year."""

    def __init__(self, *args, step, row: Appraisal, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.row, self.kept = step, row, list(row.files)
        if step.name == "amend":
            self.fields.update(Telling.base_fields)
            self.initial.update({"weight": row.weight, "paper": row.paper})
            self.fields["words"].label = "说明"
            self.order_fields(["weight", "paper", "file", "words"])

    def detail(self) -> dict:
        if self.step.name != "amend":
            return {}
        return Told(self.row.year, self.cleaned_data["weight"], self.cleaned_data["paper"], self.kept).detail()
