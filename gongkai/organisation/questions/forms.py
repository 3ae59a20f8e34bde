"""Forms of a hard question."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.organisation.models import HardQuestion
from gongkai.organisation.questions import solving


class QuestionForm(forms.Form):
    title = forms.CharField(label="一句话", max_length=120, help_text="如 申请人要求提供会议讨论记录，怎样答复")
    asked = forms.CharField(
        label="问题", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写清情形和难在哪里，不写申请人姓名、电话、地址",
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        for reason in solving.tells_of_people(f"{said.get('title', '')}\n{said.get('asked', '')}"):
            self.add_error("asked", reason)
        return said


class StepForm(WordsForm):
    """A step; of an answer, what is said and on what basis."""

    def __init__(self, *args, step, row: HardQuestion, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name in ("solve", "revise"):
            self.fields["answer"] = forms.CharField(
                label="处理意见", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}), initial=row.answer
            )
            self.fields["basis"] = forms.CharField(
                label="依据", max_length=300, initial=row.basis, help_text="如 条例第十六条第二款"
            )
            self.fields["words"].label = "说明"
            self.order_fields(["answer", "basis", "words"])

    def detail(self) -> dict:
        if self.step.name not in ("solve", "revise"):
            return {}
        return {name: self.cleaned_data[name] for name in ("answer", "basis")} | {"says": self.cleaned_data["basis"]}
