"""What the steps of a rectification ask: words; of a re-check that fails, which findings are not mended."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.findings.mending import items
from gongkai.findings.models import Rectification

ASKS = {
    "deliver": "送达的日期和方式", "pursue": "怎样追究，追究谁", "send_back": "哪里没有整改到位", "cancel": "理由",
}  # fmt: skip


class StepForm(WordsForm):
    def __init__(self, *args, step, rectification: Rectification, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = ASKS.get(step.name, "说明")
        if step.name == "send_back":
            choices = [(item.pk, item.finding.case.title) for item in items.owed(rectification)]
            self.fields["failed"] = forms.TypedMultipleChoiceField(
                label="没有整改到位的", choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple,
                help_text="没有勾选的算已整改，以后只复查勾选的",
            )  # fmt: skip
            self.order_fields(["failed", "words"])

    def detail(self) -> dict:
        if "failed" not in self.fields:
            return {}
        failed = self.cleaned_data["failed"]
        return {"failed": failed, "says": f"{len(failed)} 个问题没有整改到位"}
