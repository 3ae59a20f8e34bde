"""The reader's form, the reader's question after it, and the words with a step."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.corrections.models import Channel, Outcome, Sort

OF_PAGES = [one for one in Sort.choices if one[0] != Sort.CHANNEL]


class ReportForm(forms.Form):
    sort = forms.ChoiceField(label="是什么问题", choices=OF_PAGES, widget=forms.RadioSelect)
    words = forms.CharField(
        label="哪里不对，应当是什么",
        max_length=1000,
        min_length=4,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="不要写身份证号、银行卡号；写了的只有经办人看得到",
    )
    contact = forms.CharField(
        label="联系方式", max_length=100, required=False, help_text="只用于核实情况，不公开；不填也可以凭编号查答复"
    )


class ChannelForm(forms.Form):
    """Which way in to a unit does not work."""

    channel = forms.ChoiceField(label="哪里不通", choices=Channel.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="什么时候、怎么不通", max_length=500, min_length=2, widget=forms.Textarea(attrs={"rows": 3})
    )


class StatusForm(forms.Form):
    code = forms.CharField(label="查询编号", max_length=10, help_text="提交时给出的十个字母")
    secret = forms.CharField(label="查询密码", max_length=6, help_text="提交时给出的六个数字")


class StepForm(WordsForm):
    """Words with a step; with an answer also what came of it, with a passing on the unit."""

    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].required = True
        if step.name == "answer":
            self.fields["words"].label = "给读者的答复"
            choices = [("", "请选择"), *Outcome.choices]
            self.fields["outcome"] = forms.ChoiceField(label="处理结果", choices=choices)
            self.order_fields(["outcome", "words"])
        else:
            self.fields["words"].label = "转办理由"
            choices = [("", "请选择"), *_units()]
            self.fields["unit"] = forms.ChoiceField(label="转给", choices=choices)
            self.order_fields(["unit", "words"])

    def detail(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("outcome", "unit") if self.cleaned_data.get(name)}


def _units():
    return Unit.objects.standing_on(today()).order_by("order").values_list("code", "name")
