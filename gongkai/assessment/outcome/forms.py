"""Forms of what goes out of a campaign."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.assessment.outcome import applying
from gongkai.assessment.outcome.drafting import Said
from gongkai.assessment.outcome.reaching import Reach


class DecideForm(WordsForm):
    """The decision on a result, and how far it is told to the public."""

    reach = forms.ChoiceField(
        label="向社会公布到哪一层", choices=Reach.choices, initial=Reach.TOTALS, required=False,
        widget=forms.RadioSelect,
        help_text="公布到每一项的，失分原因一并公布；原因里有姓名、证件号码等个人信息的，那一句自动不公布",
    )  # fmt: skip
    field_order = ("reach", "words")

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "说明"

    def detail(self) -> dict:
        return {"reach": self.cleaned_data["reach"] or Reach.TOTALS}


class PaperForm(forms.Form):
    """A paper before it goes out; ``version`` is the one that was on the screen."""

    number = forms.CharField(label="发文字号", max_length=60, required=False, help_text="不填的，发出时按顺序编号")
    title = forms.CharField(label="标题", max_length=120)
    addressees = forms.CharField(label="主送", max_length=300)
    text = forms.CharField(
        label="正文", max_length=20000, widget=forms.Textarea(attrs={"rows": 24}),
        help_text="一行一段；以“一、”开头的短句是一级标题，以“（一）”开头的是二级标题。附件的表格自动带上，不用写",
    )  # fmt: skip
    copied = forms.CharField(label="抄送", max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in ("number", "title", "addressees", "text", "copied")})


class UseForm(WordsForm):
    """What the result was used for."""

    use = forms.ChoiceField(label="用于什么", widget=forms.RadioSelect)
    field_order = ("use", "words")

    def __init__(self, *args, step, campaign, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["use"].choices = applying.choices(campaign)
        self.fields["words"].label = "受表扬的个人，或者说明"
        self.fields["words"].help_text = "表扬个人的，一行写一人：姓名，单位，职务。只在表扬通报里出现，不向社会公布"

    def detail(self) -> dict:
        what, _, to = self.cleaned_data["use"].partition(applying.SEPARATOR)
        return {"use": what, "to": to}
