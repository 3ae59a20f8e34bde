"""Forms of accounts: registering one, what a step asks, a file of activity."""

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import DayInput
from gongkai.organisation.media import counting, keeping
from gongkai.organisation.media.counting import MEASURES, MOST
from gongkai.organisation.models import MediaAccount, Platform

LARGEST = 2 * 1024 * 1024
NUMBER_HELP = "这一天的合计，没有的写 0"


class AccountForm(forms.Form):
    """An account as its unit knows it."""

    name = forms.CharField(label="名称", max_length=80, help_text="在平台上显示的名称，如 大英交通")
    platform = forms.ChoiceField(label="平台", choices=[("", "请选择"), *Platform.choices])
    ident = forms.CharField(label="账号", max_length=80, help_text="微信号、微博UID、抖音号等，公众凭它查找")
    opened = forms.DateField(label="开设日期", widget=DayInput)
    url = forms.URLField(
        label="主页网址", max_length=300, required=False, assume_scheme="https",
        help_text="二维码由它生成。微信的，扫账号二维码得到的网址；没有的不填",
    )  # fmt: skip

    def clean_opened(self):
        opened = self.cleaned_data["opened"]
        if opened > today():
            raise forms.ValidationError("开设日期还没有到，请开设以后再登记")
        return opened

    def clean(self):
        said = super().clean()
        if said.get("platform") and said.get("ident") and keeping.taken(said["platform"], said["ident"]):
            self.add_error("ident", "这个平台上已经登记过这个账号，请核对")
        return said


class StepForm(WordsForm):
    """A step with what it asks besides words."""

    def __init__(self, *args, step, account: MediaAccount, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.account, self.step = account, step
        if step.name == "correct":
            self.fields.update(AccountForm.base_fields)
            self.initial.update(keeping.as_said(account))
        if step.name == "report":
            self.fields["day"] = forms.DateField(label="日期", widget=DayInput, initial=today())
            for name, label in MEASURES.items():
                self.fields[name] = forms.IntegerField(
                    label=label, min_value=0, max_value=MOST - 1, help_text=NUMBER_HELP
                )
        if not step.says_why:
            self.fields["words"].label = "说明"
            self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        if day < self.account.opened:
            raise forms.ValidationError(f"早于账号的开设日期 {self.account.opened}，请核对")
        return day

    def clean_opened(self):
        return AccountForm.clean_opened(self)  # type: ignore[arg-type]

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "report":
            return counting.detail([(said["day"].isoformat(), *(said[name] for name in MEASURES))])
        if self.step.name == "correct":
            told = {name: said[name] for name in keeping.LABELS} | {"opened": said["opened"].isoformat()}
            return told | {"says": keeping.told(self.account, told)}
        return {}


class FileForm(forms.Form):
    """A table of a platform; the days it covers, where days without activity are not in it."""

    file = forms.FileField(label="平台导出的表格", help_text="CSV 或 XLSX，不超过 2 MB")
    first = forms.DateField(
        label="表格从哪一天起", widget=DayInput, required=False,
        help_text="平台只导出有活动的日子时才填：范围里没有的日子记为零",
    )  # fmt: skip
    last = forms.DateField(label="到哪一天止", widget=DayInput, required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 2 MB，请按月份分开上传")
        return file

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("last" if first else "first", "起止日期要么都填，要么都不填")
        if first and last and not first <= last <= today():
            self.add_error("last", "截止日期应不早于起始日期，也不晚于今天")
        if first and last and (last - first).days > 366:
            self.add_error("first", "一次最多一年，请分开上传")
        return said

    @property
    def span(self):
        said = self.cleaned_data
        return (said["first"], said["last"]) if said.get("first") and said.get("last") else None
