"""Forms of a wish to have one's own record put right."""

from django import forms

from gongkai.foi.disputes.forms import DayForm
from gongkai.foi.vocabulary import Amended, Channel, Paper
from gongkai.look.forms import DayInput

__all__ = ["AmendmentForm", "DayForm", "OutcomeForm"]
BY_HAND = [one for one in Channel.choices if one[0] != Channel.ONLINE]
SEALED = ("name", "paper", "paper_no", "phone", "address", "asked")


class AmendmentForm(forms.Form):
    """Who asks, which record, what is wrong in it and what shows that."""

    channel = forms.ChoiceField(label="渠道", choices=BY_HAND)
    received = forms.DateField(label="收到日", widget=DayInput)
    name = forms.CharField(label="申请人姓名", max_length=100)
    paper = forms.ChoiceField(label="证件", choices=Paper.choices)
    paper_no = forms.CharField(label="证件号码", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=30)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    asked = forms.CharField(
        label="哪一条记录、哪里不准确", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="申请人要提供证据；写明应当改成什么、有什么证据",
    )  # fmt: skip

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"received": today, "channel": "counter"}, **kwargs)
        self.today = today

    def clean_received(self):
        if self.cleaned_data["received"] > self.today:
            raise forms.ValidationError("日期不能晚于今天，请核对")
        return self.cleaned_data["received"]

    def said(self) -> dict:
        return {name: self.cleaned_data[name] or None for name in SEALED}


class OutcomeForm(forms.Form):
    """What was found, and what is to become of it."""

    outcome = forms.ChoiceField(label="怎样处理", choices=Amended.choices, widget=forms.RadioSelect)
    organ = forms.CharField(label="有权更正的机关", max_length=80, required=False, help_text="转送或者告知的要写全称")
    found = forms.CharField(label="核实的情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
