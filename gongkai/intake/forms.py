"""What the pages of an intake ask for."""

from django import forms

from gongkai.intake import reading


class FileForm(forms.Form):
    file = forms.FileField(label="旧网站的信息", help_text="JSON 行（.jsonl）、CSV 或 XLSX，一行一件")

    def clean_file(self):
        file = self.cleaned_data["file"]
        suffix = "." + file.name.rpartition(".")[2].lower()
        if suffix not in reading.LINES | reading.LISTS | reading.BOOKS:
            raise forms.ValidationError("请选择 .jsonl、.csv 或 .xlsx 文件；整个文件夹请由管理员用命令接收")
        return file
