"""Forms of a supervision notice."""

from datetime import date

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.look.forms import DayInput


class UrgeForm(forms.Form):
    asks = forms.CharField(label="督办要求", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    due = forms.DateField(label="答复期限", widget=DayInput, help_text="这一天之内答复的算按时")

    def __init__(self, *args, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_due(self):
        if self.cleaned_data["due"] < self.day:
            raise forms.ValidationError("答复期限已经过去，请改正")
        return self.cleaned_data["due"]


class StepForm(WordsForm):
    """A step; of an answer, what was done."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "answer":
            self.fields["answer"] = forms.CharField(
                label="办理情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
                help_text="写原因、已经采取的措施和什么时候完成",
            )  # fmt: skip
            self.fields["words"].label = "说明"
            self.order_fields(["answer", "words"])

    def detail(self) -> dict:
        return {"answer": self.cleaned_data["answer"]} if self.step.name == "answer" else {}
