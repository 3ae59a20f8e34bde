"""What is asked before the effect of other rules is shown."""

from django import forms

from gongkai.assessment import rules


class WhatifForm(forms.Form):
    """Other rules: one of the shelf, or a changed file."""

    rulebook = forms.ChoiceField(label="换成规则库里的", required=False)
    file = forms.FileField(
        label="或者上传修改稿", required=False,
        help_text="YAML 文件，或者用 gongkai workbook 写成、改过的 Excel 工作簿；附表仍用这次考核的",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rulebook"].choices = [("", "请选择"), *rules.names().items()]

    def clean(self):
        said = super().clean()
        if not self.errors and bool(said.get("rulebook")) == bool(said.get("file")):
            raise forms.ValidationError("请选一个规则，或者上传一份修改稿，只要一样")
        return said
