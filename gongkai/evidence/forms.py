"""What is asked of evidence: a paper, a picture with time and place, a page's address, or a record of the house."""

from datetime import datetime

from django import forms

from gongkai.acts.clock import now, today
from gongkai.acts.models import Case
from gongkai.evidence.models import Sort
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput, MomentInput

MOST_RECORDS = 200


class _Named(forms.Form):
    title = forms.CharField(label="材料名称", max_length=120, help_text="写明是什么，如 2025年政务公开领导小组会议记录")
    expires = forms.DateField(
        label="有效期至", widget=DayInput, required=False, help_text="证书、委托书等到期就不能证明的才填"
    )


class PaperForm(_Named):
    file = forms.FileField(label="文件", help_text="会议记录、文件、制度、台账等")
    dated = forms.DateField(label="材料日期", widget=DayInput, help_text="文件上写的日期，不是上传的日期")
    field_order = ("title", "file", "dated", "expires")

    def clean_dated(self):
        return _not_ahead(self.cleaned_data["dated"])


class PictureForm(_Named):
    file = forms.FileField(label="照片", widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
    place = forms.CharField(
        label="拍摄地点", max_length=120, required=False, help_text="如 交运局一楼大厅；照片自带坐标的可以不填"
    )
    taken = forms.DateTimeField(
        label="拍摄时间", widget=MomentInput, required=False, help_text="照片自带时间的不用填，以照片为准"
    )
    field_order = ("title", "file", "place", "taken", "expires")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "写明拍的是什么，如 办事大厅一楼公开栏"

    def clean_taken(self) -> datetime | None:
        taken = self.cleaned_data["taken"]
        if taken and taken > now():
            raise forms.ValidationError("拍摄时间晚于现在，请核对")
        return taken


class PageForm(_Named):
    address = forms.CharField(
        label="网址", max_length=700,
        help_text="现在就去取这个网页，留下内容、校验值和时间。本站的页面可以从 / 开始填",
    )  # fmt: skip
    field_order = ("title", "address", "expires")


class RecordForm(_Named):
    record = ChoiceOfOne(Case.objects.none(), label="平台记录")
    field_order = ("title", "record", "expires")

    def __init__(self, *args, post, asked="", **kwargs):
        super().__init__(*args, **kwargs)
        seen = Case.objects.visible_to(post).exclude(kind="evidence")
        shown = seen.filter(title__contains=asked) if asked else seen
        keys = shown.order_by("-opened").values_list("pk", flat=True)[:MOST_RECORDS]
        self.fields["record"].queryset = seen.filter(pk__in=list(keys)).order_by("-opened")
        self.fields["record"].help_text = f"最近的 {MOST_RECORDS} 件；没有列出的，在上面按名称查找"
        self.fields["title"].required = False
        self.fields["title"].help_text = "不填的，用那件事项的名称"


class EvidenceChoice(ChoiceOfMany):
    """Pieces of evidence to choose from, each with its sort and day."""

    def label_from_instance(self, row) -> str:
        return f"{row.case.title}（{row.get_sort_display()}，{row.newest.dated:%Y-%m-%d}）"


FORMS = {Sort.PAPER: PaperForm, Sort.PICTURE: PictureForm, Sort.PAGE: PageForm, Sort.RECORD: RecordForm}


def _not_ahead(day):
    if day > today():
        raise forms.ValidationError("日期还没有到，请核对")
    return day
