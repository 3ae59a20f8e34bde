"""Forms of a press conference."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.disclosures.conferences.duties import Owing
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.look.forms import ChoiceOfOne, DayInput


class PlanForm(forms.Form):
    """A press conference to be held."""

    title = forms.CharField(label="名称", max_length=120, help_text="如 冬春公路安全保畅新闻发布会")
    event = forms.CharField(
        label="事由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="什么重大活动或者事件，哪一天发生",
    )
    planned = forms.DateField(label="应举行日期", widget=DayInput, help_text="这一天之内举行的算及时")


class StepForm(WordsForm):
    """A step; of reporting the day, of holding all that is to be told, of what was published of it later that."""

    def __init__(self, *args, step, row: Conference, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.row, self.step, self.kept = row, step, list(row.papers)
        if step.name == "tell":
            self.fields |= self._published()
        if step.name in ("report", "hold"):
            self._ask_day()
        if step.name in ("report", "hold", "tell"):
            self.fields["words"].label = "说明"
            self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def _ask_day(self) -> None:
        label = "报告日期" if self.step.name == "report" else "举行日期"
        self.fields["day"] = forms.DateField(label=label, widget=DayInput, initial=today())
        if self.step.name == "hold":
            self._ask()

    def _ask(self) -> None:
        self.fields["speakers"] = forms.CharField(label="发布人", max_length=200, help_text="如 副局长王某")
        self.fields["principal"] = forms.BooleanField(
            label="单位主要负责人出席", required=False, help_text="到会发布或者回答提问的才勾选"
        )
        self.fields["media"] = forms.CharField(label="参加媒体", max_length=200, required=False)
        self.fields |= self._published()
        self.fields["file"] = forms.FileField(label="发布稿或照片", required=False)

    def _published(self) -> dict[str, forms.Field]:
        return {
            "items": forms.CharField(
                label="公开的信息", required=False, widget=forms.Textarea(attrs={"rows": 3}),
                help_text="发布会的文字实录、图片在网站上公开了的，一行写一个索引号",
            ),
            "recording": forms.URLField(label="视频链接", max_length=300, required=False, assume_scheme="https"),
        }  # fmt: skip

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

    def clean(self):
        said = super().clean()
        if self.step.name == "tell" and not self.errors and not (said["items"] or said["recording"]):
            self.add_error("items", "请写公开的信息的索引号，或者视频链接")
        return said

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "report":
            return {"day": said["day"].isoformat(), "says": f"{said['day']} 报告县政府"}
        if self.step.name == "hold":
            told = {name: said[name] for name in ("speakers", "media", "items", "principal", "recording")}
            day = said["day"].isoformat()
            return told | {"day": day, "papers": self.kept, "says": f"{day} 举行，发布人 {said['speakers']}"}
        if self.step.name == "tell":
            many = f"公开的信息 {len(said['items'])} 件" if said["items"] else "视频链接"
            return {"items": said["items"], "recording": said["recording"], "says": many}
        return {}


class OweForm(forms.Form):
    """A unit that is to hold press conferences regularly."""

    unit = ChoiceOfOne(Unit.objects.none(), label="单位")
    since = forms.DateField(
        label="自哪一天起", widget=DayInput, help_text="从这一天以后完整的一个季度起算；如 2026-01-01，第一季度就要举行"
    )
    ground = forms.CharField(
        label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="为什么列入，如“与民生密切相关，群众关注出行和路况”",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        listed = Unit.objects.filter(cases__kind="conference_duty", cases__status="obliged")
        standing = Unit.objects.standing_on(today()).exclude(pk__in=listed.values("pk"))
        self.fields["unit"].queryset = standing.exclude(kind=Unit.Kind.SECTION).order_by("order", "pk")

    def owing(self) -> Owing:
        return Owing(**self.cleaned_data)


class DischargeForm(WordsForm):
    """The last day of the duty, and why it ends."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields = {
            "until": forms.DateField(label="到哪一天为止", widget=DayInput, initial=today()),
            **self.fields,
        }

    def detail(self) -> dict:
        day = self.cleaned_data["until"].isoformat()
        return {"until": day, "says": f"到 {day} 为止"}
