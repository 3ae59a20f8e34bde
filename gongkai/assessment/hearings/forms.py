"""Forms of a unit's answer and appeal."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.evidence.forms import EvidenceChoice
from gongkai.evidence.models import Evidence


class AnswerForm(WordsForm):
    """A unit's answer to its draft sheet."""

    agrees = forms.TypedChoiceField(
        label="答复", choices=[("yes", "没有意见"), ("no", "有意见")], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("agrees", "words")

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "意见"
        self.fields["words"].help_text = "有意见的写明是哪一项、应当怎样算，材料在哪里"
        self.fields["words"].max_length = 1000

    def detail(self) -> dict:
        return {"agrees": self.cleaned_data["agrees"]}


class AppealForm(forms.Form):
    """What is contested is in the address; here is why."""

    claim = forms.CharField(
        label="申诉理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明哪里不对、应当怎样算、依据和材料在哪里。每项指标只能申诉一次，由本单位分管领导同意后送出。",
    )  # fmt: skip
    evidence = EvidenceChoice(
        Evidence.objects.none(), label="佐证材料", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="本单位收存过的材料，勾选就行；没有收存的，先到“材料”里收存",
    )  # fmt: skip

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = rows
