"""The form of an import: pasted words or a file."""

from django import forms


class SourceForm(forms.Form):
    text = forms.CharField(
        label="粘贴要点", required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="从文件里复制，一段一行。段末括号里的单位读成牵头和会同单位",
    )  # fmt: skip
    file = forms.FileField(label="或者上传文件", required=False, help_text="docx 的要点，或者 xlsx、csv 的任务表")

    def clean(self):
        said = super().clean()
        if bool(said.get("text", "").strip()) == bool(said.get("file")):
            raise forms.ValidationError("请粘贴要点，或者上传一个文件，只选一样")
        return said
