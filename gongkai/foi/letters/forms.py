"""Forms of letters: what a paper asks for, its words, the settings of a unit."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.foi.letters.heads import FIELDS
from gongkai.foi.models import Letterhead
from gongkai.law.replies import Ask, Paper
from gongkai.look.forms import DayInput
from gongkai.papers.letters.assembling import Words
from gongkai.papers.official import chinese_day

MOST = 4000


class FoundForm(forms.Form):
    """The blanks of a paper that an officer fills in."""

    def __init__(self, *args, paper: Paper, known: Mapping[str, object], **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = dict(known)
        for name, ask in paper.asks.items():
            self.fields[name] = _field(ask, paper.sample.get(name, ""))

    def found(self) -> dict[str, str]:
        """As they go into the sentences; what is left empty is left out."""
        said = {}
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                said[name] = chinese_day(value) if hasattr(value, "year") else str(value).strip()
        return said


class LetterForm(forms.Form):
    """The words of a draft; ``seen``: the version that was on the screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="标题", max_length=60)
    addressee = forms.CharField(label="收件人", max_length=120)
    text = forms.CharField(
        label="正文", max_length=20000, widget=forms.Textarea(attrs={"rows": 16}), help_text="一行是一段，开头不用空格"
    )
    copied = forms.CharField(label="抄送", max_length=120, required=False)

    def words(self) -> Words:
        said = self.cleaned_data
        lines = "\n".join(line.strip() for line in said["text"].splitlines() if line.strip())
        return Words(said["title"], said["addressee"], lines, said["copied"])


class VoidForm(forms.Form):
    words = forms.CharField(label="为什么作废", widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class LetterheadForm(forms.ModelForm):
    """文书设置."""

    class Meta:
        model = Letterhead
        fields = FIELDS
        help_texts = {
            "name": "红色机关标志和落款都用它，如 试县交通运输局",
            "code": "文号开头的几个字，如 试交公开，文号就是 试交公开〔2026〕1号",
            "review": "不服答复向哪里申请行政复议，如 试县人民政府；写全称",
            "court": "不服答复向哪个法院起诉；写全称",
            "copied": "每份文书都要抄送的机关，没有就不填",
        }

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if Letterhead.objects.filter(code=code).exclude(unit=self.instance.unit).exists():
            raise forms.ValidationError("这个机关代字别的单位已经在用，文号会重复，请换一个")
        return code


def _field(ask: Ask, sample: str) -> forms.Field:
    """A blank, with the example of the catalogue under its name."""
    example = f"例：{sample}" if sample and ask.kind in ("text", "long") and "{" not in sample else ""
    hint = "。".join(one for one in (ask.says, example) if one)
    said: dict[str, Any] = {"label": ask.name, "help_text": hint, "required": not ask.free}
    if ask.kind == "choice":
        return forms.ChoiceField(choices=[(one, one) for one in ask.choices], widget=forms.RadioSelect, **said)
    if ask.kind == "date":
        return forms.DateField(widget=DayInput, **said)
    if ask.kind == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=MOST, **said)
    return forms.CharField(max_length=300, **said)
