"""What a self-check asks: the summary, the words and evidence of a leaf, and a page kept while marking."""

from django import forms

from gongkai.evidence.forms import EvidenceChoice
from gongkai.evidence.models import Evidence
from gongkai.look.forms import ChoiceOfOne


class SummaryForm(forms.Form):
    summary = forms.CharField(
        label="自查总结", max_length=20000, widget=forms.Textarea(attrs={"rows": 16}),
        help_text="写全年做了什么、有哪些不足、怎样改进。评分单位看得到",
    )  # fmt: skip
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class LeafForm(forms.Form):
    says = forms.CharField(
        label="自查情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="做了什么、做到什么程度；没有做到的也写明",
    )  # fmt: skip
    evidence = EvidenceChoice(
        Evidence.objects.none(), label="佐证材料", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="本单位收存过的材料，勾选就行，不用再传",
    )  # fmt: skip

    def __init__(self, *args, rows, must=False, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["evidence"]
        if not rows.exists():
            del self.fields["evidence"]
        field.queryset, field.counts = rows, must
        if must:
            field.help_text += "。没有认可的材料，这一项不得分"


class CaptureForm(forms.Form):
    """A page that an assessor keeps while marking."""

    unit = ChoiceOfOne(None, label="被考核单位")
    address = forms.CharField(
        label="网址", max_length=700, help_text="现在就去取这个网页，留下内容、校验值和时间。本站的页面可以从 / 开始填"
    )
    title = forms.CharField(label="说明", max_length=120, help_text="看到了什么，如 通知公告栏目 2025 年没有更新")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
