"""Forms of a fault: what it is, and what follows."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.hotline.vocabulary import Consequence, FaultSort


class FaultForm(forms.Form):
    sort = forms.ChoiceField(label="过错", choices=[("", "请选择"), *FaultSort.choices])
    words = forms.CharField(
        label="情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text="哪一步、什么时候、错在哪里"
    )


class StepForm(WordsForm):
    """A step; of 追究 in what way."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "pursue":
            choices = [("", "请选择"), *Consequence.choices]
            self.fields["consequence"] = forms.ChoiceField(label="追究方式", choices=choices)
            self.order_fields(["consequence", "words"])

    def detail(self) -> dict:
        if self.step.name != "pursue":
            return {}
        chosen = self.cleaned_data["consequence"]
        return {"consequence": chosen, "says": Consequence(chosen).label}
