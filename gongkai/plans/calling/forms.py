"""Forms of a call for progress and of the workbook that comes back."""

from datetime import date

from django import forms

from gongkai.look.forms import DayInput


class CallForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 2026年第一季度进展")
    due = forms.DateField(label="报送期限", widget=DayInput, help_text="这一天之内报送的都算按时")

    def __init__(self, *args, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def clean_due(self):
        if self.cleaned_data["due"] < self.day:
            raise forms.ValidationError("报送期限已经过去，请改正")
        return self.cleaned_data["due"]


class FileForm(forms.Form):
    file = forms.FileField(label="填好的表", help_text="从这里下载的 XLSX，只填“本期进展”和“无进展”两栏")
