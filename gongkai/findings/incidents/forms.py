"""What registering an incident and its steps ask."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.pages import WordsForm
from gongkai.findings.models import Consequence, Sort
from gongkai.look.forms import ChoiceOfOne, DayInput

FILE_HELP = "通报、函件、截图、照片等"


class ReportForm(forms.Form):
    unit = ChoiceOfOne(Unit.objects.none(), label="涉及的单位")
    sort = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Sort.choices])
    happened = forms.DateField(label="发生日期", widget=DayInput)
    source = forms.CharField(label="怎样得知", max_length=120, help_text="如 县信访局转来、市电视台报道")
    says = forms.CharField(
        label="经过", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写清发生了什么、与公开有什么关系。不写群众姓名、证件号码和涉密内容",
    )  # fmt: skip
    serious = forms.BooleanField(label="造成严重影响", required=False)
    file = forms.FileField(label="证据", required=False, help_text=FILE_HELP)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class StepForm(WordsForm):
    """``kept``: the evidence that the view stored."""

    def __init__(self, *args, step, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.kept = step, []
        if step.name == "add":
            self.fields["file"] = forms.FileField(label="证据", help_text=FILE_HELP)
            self.fields["words"].label = "说明"
            self.order_fields(["file", "words"])
        elif step.name == "conclude":
            self.fields["consequence"] = forms.ChoiceField(
                label="处理结果", choices=[("", "请选择"), *Consequence.choices]
            )
            self.fields["words"].label = "怎样处理的"
            self.order_fields(["consequence", "words"])

    def detail(self) -> dict:
        if self.step.name == "add":
            return {"evidence": self.kept, "says": "、".join(name for _, name in self.kept)}
        if self.step.name == "conclude":
            chosen = self.cleaned_data["consequence"]
            return {"consequence": chosen, "says": str(Consequence(chosen).label)}
        return {}
