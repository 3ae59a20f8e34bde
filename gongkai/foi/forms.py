"""What a request must say (条例-29): who asks, what is wanted, in what form and by what way. No purpose, no reason."""

import re
import secrets

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from gongkai.checks.numbers import is_identity_number
from gongkai.files.refusal import FileRefused
from gongkai.foi import proofs
from gongkai.foi.receiving import SAID, SEALED
from gongkai.foi.vocabulary import Applicant, Form, Paper, Route

PHONE = RegexValidator(r"^[0-9+()（） \-转]{7,30}$", "电话只写数字和横线，如 13800000000 或者 0825-7800000")
DESCRIBED = "写明文件的名称、文号，或者足以让机关找到它的特征，如什么时间、什么地方、什么事项"


class DescribedForm(forms.Form):
    """What is wanted, before anything else is asked."""

    described = forms.CharField(
        label="您要什么信息", min_length=4, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"min_length": "请写得具体一些，让机关找得到"},
        help_text=f"{DESCRIBED}。不用写理由和用途",
    )  # fmt: skip
    token = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["token"] = self.initial.get("token") or secrets.token_hex(16)

    def clean_token(self) -> str:
        return self.cleaned_data["token"] or secrets.token_hex(16)


class RequestForm(DescribedForm):
    """The whole request. ``kept``: tickets of proofs that came with an earlier try of the same form."""

    applicant = forms.ChoiceField(label="申请人", choices=Applicant.choices, widget=forms.RadioSelect, initial="person")
    name = forms.CharField(
        label="姓名或者名称", max_length=100, help_text="公民写姓名，单位写全称",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    paper = forms.ChoiceField(label="证件", choices=Paper.choices)
    paper_no = forms.CharField(label="证件号码", max_length=40)
    agent = forms.CharField(
        label="联系人", max_length=60, required=False, help_text="单位申请的要写；公民本人申请的不用写"
    )
    phone = forms.CharField(
        label="联系电话", max_length=30, validators=[PHONE], help_text="用来确认和补正，不公开",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    form = forms.ChoiceField(
        label="要什么形式", choices=Form.choices, widget=forms.RadioSelect, initial=Form.ELECTRONIC
    )
    route = forms.ChoiceField(label="怎样得到", choices=Route.choices, widget=forms.RadioSelect, initial=Route.MAIL)
    email = forms.EmailField(
        label="电子邮箱", max_length=120, required=False, help_text="选“电子邮件”的要写",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    address = forms.CharField(
        label="通信地址和邮编", max_length=200, required=False, help_text="选“邮寄”的要写",
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    proof = forms.FileField(
        label="身份证明", required=False,
        help_text="证件或者证照的照片、扫描件，jpg、png 或者 pdf，不超过5MB；加密存放，到期清除",
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
    )  # fmt: skip
    back = forms.FileField(
        label="身份证明（另一面或者委托书）", required=False,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
    )  # fmt: skip
    kept = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    ASKS_PROOF = True

    data: QueryDict

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored: list[proofs.Kept] = []
        self.fields["proof"].required = self.ASKS_PROOF and not self.data.get("kept")
        self.before_storing = lambda: None  # the view says whether so many files may come

    def clean_paper_no(self) -> str:
        said = "".join(self.cleaned_data["paper_no"].split()).upper()
        if self.cleaned_data.get("paper") == Paper.IDENTITY and not is_identity_number(said):
            raise forms.ValidationError("身份证号码不对，请核对18位数字（末位可以是X）")
        if not re.fullmatch(r"[0-9A-Z()（）\-]{4,40}", said):
            raise forms.ValidationError("证件号码只写数字、字母和横线，请核对")
        return said

    def clean(self):
        said = super().clean()
        self._fits(said)
        self._store(said)
        if self.ASKS_PROOF and not self.stored and "proof" not in self.errors:
            self.add_error("proof", "刚才上传的文件已经清除，请重新上传身份证明")
        return said

    def _fits(self, said: dict) -> None:
        """What one answer asks of another."""
        if said.get("applicant") not in (None, Applicant.PERSON) and not said.get("agent"):
            self.add_error("agent", "单位申请的，请写联系人")
        if said.get("route") == Route.MAIL and not said.get("email") and "email" not in self.errors:
            self.add_error("email", "要用电子邮件得到的，请写电子邮箱")
        if said.get("route") == Route.POST and not said.get("address"):
            self.add_error("address", "要邮寄的，请写通信地址和邮编")
        if said.get("route") == Route.MAIL and said.get("form") in (Form.PAPER, Form.DISC):
            self.add_error("route", "纸质和光盘不能用电子邮件得到，请选邮寄或者当面领取")

    def _store(self, said: dict) -> None:
        """Puts new files away, or finds those that came before, so that no fault makes anybody bring them twice."""
        again = [proofs.again(ticket) for ticket in (said.get("kept") or "").split()[:2]]
        for name in ("proof", "back"):
            if said.get(name):
                try:
                    self.before_storing()
                    self.stored.append(proofs.keep(said[name]))
                except FileRefused as refusal:
                    self.add_error(name, refusal.says)
        if not self.stored:
            self.stored = [one for one in again if one]
        else:
            proofs.drop([one for one in again if one], but=())

    def bring_again(self) -> None:
        """Lets a form with faults bring the files that are put away already."""
        told = QueryDict(mutable=True)
        for name, value in self.data.items():
            told[name] = str(value)
        told["kept"] = self.tickets
        self.data = told

    @property
    def tickets(self) -> str:
        return " ".join(one.ticket for one in self.stored)

    def said(self) -> dict:
        """What was filled in, as ``receiving.Wish`` takes it."""
        return {name: self.cleaned_data[name] for name in (*SEALED, *SAID) if name in self.cleaned_data}


class StatusForm(forms.Form):
    number = forms.CharField(label="申请编号", max_length=20, help_text="回执上的编号，如 2026-012-0003")
    code = forms.CharField(label="查询码", max_length=12, help_text="回执上的八个字母")

    def clean_code(self) -> str:
        return re.sub(r"[^a-z]", "", self.cleaned_data["code"].lower())
