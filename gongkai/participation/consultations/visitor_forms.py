"""What a citizen fills in to give an opinion, and to find its answer."""

from random import SystemRandom

from django import forms
from django.core import signing

from gongkai.participation.consultations.forms import paragraph_in
from gongkai.participation.models import Consultation, Identity

DIGITS = "零一二三四五六七八九"
DICE, SUM, OPEN_FOR = SystemRandom(), "算一算", 24 * 3600


class OpinionForm(forms.Form):
    """``asks_sum``: where many came from one place, an easy sum that no machine is told how to read."""

    words = forms.CharField(
        label="您的意见", min_length=4, max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"min_length": "请写得具体一些"}, help_text="原文不公开；答复时只公布归纳后的要点",
    )  # fmt: skip
    name = forms.CharField(
        label="姓名", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="加密保存，只用来核实，不公开",
    )  # fmt: skip
    phone = forms.RegexField(
        r"^[0-9+()（） \-转]{7,30}$", label="联系电话", required=False,
        error_messages={"invalid": "电话只写数字和横线，如 13800000000"},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="给我回音", max_length=120, required=False, help_text="留下邮箱，答复以后寄信告诉您；不留也可以凭编号查",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args, consultation: Consultation, paragraph: int | None, asks_sum: bool, **kwargs):
        super().__init__(*args, **kwargs)
        paragraph_in(paragraph, consultation)
        wanted = consultation.identity
        if wanted == Identity.NONE:
            del self.fields["name"], self.fields["phone"]
        else:
            self.fields["phone"].required = True
            self.fields["name"].required = wanted == Identity.REAL
        if asks_sum:
            self._ask_sum()
        else:
            del self.fields["asked"]

    def clean(self):
        said = super().clean()
        if "sum" in self.fields and "sum" in said and said["sum"] != self._right():
            self.add_error("sum", "算得不对，请再算一次")
        return said

    def said(self) -> dict:
        return {name: self.cleaned_data.get(name, "") for name in ("words", "name", "phone", "email")}

    def _ask_sum(self) -> None:
        pair = self._pair() or [DICE.randrange(1, 10), DICE.randrange(1, 10)]
        self.initial["asked"] = signing.dumps(pair, salt=SUM)
        self.fields["sum"] = forms.IntegerField(
            label=f"{DIGITS[pair[0]]}加{DIGITS[pair[1]]}等于几", min_value=0, max_value=99,
            help_text="您这里刚才已经提过几条，请算一算再交，免得有人用程序刷意见",
        )  # fmt: skip

    def _right(self) -> int:
        return sum(self._pair() or [-1])

    def _pair(self) -> list[int] | None:
        try:
            return signing.loads(self.data.get("asked", ""), salt=SUM, max_age=OPEN_FOR)
        except signing.BadSignature:
            return None


class StatusForm(forms.Form):
    code = forms.CharField(label="查询编号", max_length=10, help_text="提交时给出的十个字母")
    secret = forms.CharField(label="查询密码", max_length=6, help_text="提交时给出的六个数字")
