"""The form that takes a year's targets."""

from django import forms

LARGEST = 1024 * 1024


class TargetsForm(forms.Form):
    """A table and the sum its paper gives; ``year`` only for a new one, ``words`` only for an amended one."""

    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    total = forms.IntegerField(
        label="合计（条）", min_value=0, help_text="下达文件上写的合计，如 12360；和表里各单位相加的不一致就不收"
    )
    file = forms.FileField(label="目标任务表", help_text="XLSX 或 CSV，两列：单位、目标任务数量")
    words = forms.CharField(label="调整的理由", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, amends: bool, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["year" if amends else "words"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 1 MB，请只留单位和目标任务数量两列")
        return file
