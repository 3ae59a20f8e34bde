"""Forms of what is told of a window."""

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.windows.models import AWARDS, Sort, Window


class EventForm(forms.Form):
    window = ChoiceOfOne(Window.objects.none(), label="窗口")
    sort = forms.ChoiceField(label="类别")
    day = forms.DateField(label="发生日期", widget=DayInput)
    says = forms.CharField(
        label="情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text="不写群众的姓名、电话、地址"
    )
    file = forms.FileField(label="凭证", required=False, help_text="来信、锦旗照片、通报、记录；没有凭证的不能核定")

    def __init__(self, *args, windows, faults, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["window"].queryset = windows
        sorts = [one for one in Sort if faults or one in AWARDS]
        self.fields["sort"].choices = [("", "请选择"), *((one.value, one.label) for one in sorts)]

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["day"]


class StepForm(WordsForm):
    """A step; of added proof, its file."""

    def __init__(self, data=None, *, step, files=None):
        super().__init__(data, files, step=step)
        self.step, self.kept = step, []
        if step.name == "add":
            self.fields["file"] = forms.FileField(label="凭证")
            del self.fields["words"]
        if step.name == "deal":
            self.fields["words"].label = "怎样处理"

    def clean(self):
        return {"words": ""} | super().clean()

    def detail(self) -> dict:
        return {"proof": self.kept} if self.step.name == "add" else {}
