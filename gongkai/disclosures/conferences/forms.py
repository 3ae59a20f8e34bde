"""Forms of a press conference."""

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.look.forms import DayInput


class PlanForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 冬春公路安全保畅新闻发布会")
    event = forms.CharField(
        label="事由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="什么重大活动或者事件，哪一天发生",
    )
    planned = forms.DateField(label="应举行日期", widget=DayInput, help_text="这一天之内举行的算及时")


class StepForm(WordsForm):
    """A step; of reporting the day, of holding all that is to be told."""

    def __init__(self, *args, step, row: Conference, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.row, self.step, self.kept = row, step, list(row.papers)
        if step.name not in ("report", "hold"):
            return
        label = "报告日期" if step.name == "report" else "举行日期"
        self.fields["day"] = forms.DateField(label=label, widget=DayInput, initial=today())
        if step.name == "hold":
            self._ask()
        self.fields["words"].label = "说明"
        self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def _ask(self) -> None:
        self.fields["speakers"] = forms.CharField(label="发布人", max_length=200, help_text="如 副局长王某")
        self.fields["media"] = forms.CharField(label="参加媒体", max_length=200, required=False)
        self.fields["items"] = forms.CharField(
            label="公开的信息", required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="发布会内容在网站上公开了的，一行写一个索引号",
        )  # fmt: skip
        self.fields["file"] = forms.FileField(label="发布稿或照片", required=False)

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["day"]

    def clean_items(self) -> list[int]:
        written = [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]
        known = dict(Disclosure.objects.filter(index_no__in=written).exclude(live=None).values_list("index_no", "pk"))
        if strange := [one for one in written if one not in known]:
            raise forms.ValidationError(f"没有索引号为“{strange[0][:60]}”的已公开信息，请核对")
        return [known[one] for one in dict.fromkeys(written)]

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "report":
            return {"day": said["day"].isoformat(), "says": f"{said['day']} 报告县政府"}
        if self.step.name == "hold":
            told = {name: said[name] for name in ("speakers", "media", "items")}
            day = said["day"].isoformat()
            return told | {"day": day, "papers": self.kept, "says": f"{day} 举行，发布人 {said['speakers']}"}
        return {}
