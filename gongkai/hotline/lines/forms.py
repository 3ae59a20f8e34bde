"""The form of a unit's ways in for complaints."""

import re

from django import forms

from gongkai.hotline.lines.keeping import Told

PHONE = re.compile(r"[0-9（）()、，；转 +-]{3,40}")


class LineForm(forms.Form):
    phone = forms.CharField(label="投诉电话", max_length=40, required=False, help_text="办公电话，不写个人手机")
    mailbox = forms.CharField(label="投诉信箱", max_length=80, required=False, help_text="电子信箱或者网上信箱")
    box = forms.CharField(label="意见箱、意见簿", max_length=80, required=False, help_text="放在哪里")
    hours = forms.CharField(label="接听时间", max_length=60, required=False)
    mechanism = forms.CharField(
        label="受理、查处、答复的办法", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="谁受理、谁查、几天答复，对外公布",
    )  # fmt: skip

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_phone(self) -> str:
        said = self.cleaned_data["phone"]
        if said and not PHONE.fullmatch(said):
            raise forms.ValidationError("电话只写数字，如 0825-7821000")
        return said

    def clean(self):
        said = super().clean()
        if not any(said.get(name) for name in ("phone", "mailbox", "box")) and not self.errors:
            self.add_error("phone", "电话、信箱、意见箱至少写一个")
        return said

    def told(self) -> Told:
        return Told(**{name: word for name, word in self.cleaned_data.items() if name != "version"})
