"""The form that takes a filled workbook."""

from django import forms

LARGEST = 5 * 1024 * 1024


class FileForm(forms.Form):
    file = forms.FileField(label="填好的表", help_text="从本页下载、填好的 XLSX，不超过 5 MB")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 5 MB，请用本页下载的表填写")
        return file
