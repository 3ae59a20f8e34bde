"""What a training asks: the plan of a session, and what came of it."""

import re

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import DayInput
from gongkai.organisation.models import Level, Sort, Training

LINE = re.compile(r"(.+?)[\s:：,，]*(\d{1,6})\s*人?")
MOST_HOURS = 400


class PlanForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 2026年全县政务公开业务培训")
    sort = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Sort.choices])
    level = forms.ChoiceField(label="层级", choices=[("", "请选择"), *Level.choices])
    planned = forms.DateField(label="计划日期", widget=DayInput)
    audience = forms.CharField(label="对象", max_length=120, help_text="如 各单位分管负责人和信息员")
    hours = forms.IntegerField(label="学时", min_value=1, max_value=MOST_HOURS)
    aim = forms.CharField(label="内容", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(WordsForm):
    """A step of a training; of one that was held, all that is to be told of it."""

    def __init__(self, *args, step, training: Training, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.training, self.step, self.kept = training, step, list(training.materials)
        if step.name == "hold":
            self._ask(training)

    def _ask(self, training: Training) -> None:
        self.fields["held"] = forms.DateField(label="举办日期", widget=DayInput, initial=training.planned)
        self.fields["hours"] = forms.IntegerField(
            label="实际学时", initial=training.hours, min_value=1, max_value=MOST_HOURS
        )
        self.fields["attendance"] = forms.CharField(
            label="各单位人数", widget=forms.Textarea(attrs={"rows": 6}), max_length=8000,
            help_text="一行一个单位，写单位简称和人数，如 交运局 3",
        )  # fmt: skip
        self.fields["effect"] = forms.CharField(
            label="效果", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="怎样考核、结果怎样，如 当场测试 62 人，全部合格",
        )  # fmt: skip
        self.fields["material"] = forms.FileField(label="课件或签到表", required=False)
        self.order_fields(["held", "hours", "attendance", "effect", "material", "words"])
        self.fields["words"].label = "说明"

    def clean_held(self):
        held = self.cleaned_data["held"]
        if held > today():
            raise forms.ValidationError("举办日期还没有到，请举办以后再登记")
        return held

    def clean_attendance(self) -> dict[str, int]:
        found: dict[str, int] = {}
        codes = dict(Unit.objects.values_list("name", "code"))
        codes |= dict(Unit.objects.exclude(full_name="").values_list("full_name", "code"))
        for line in filter(None, map(str.strip, self.cleaned_data["attendance"].splitlines())):
            told = LINE.fullmatch(line)
            if told is None:
                raise forms.ValidationError(f"“{line[:40]}”读不出单位和人数，请写成“交运局 3”")
            name = told[1].strip()
            if name not in codes:
                raise forms.ValidationError(f"没有名称为“{name[:40]}”的单位，请核对简称")
            if codes[name] in found:
                raise forms.ValidationError(f"“{name}”写了两次，请合成一行")
            if int(told[2]) == 0:
                raise forms.ValidationError(f"“{name}”的人数是 0，没有人参加的单位不写")
            found[codes[name]] = int(told[2])
        return found

    def detail(self) -> dict:
        if self.step.name != "hold":
            return {}
        said = self.cleaned_data
        told = {"held": said["held"].isoformat(), "hours": said["hours"], "effect": said["effect"]}
        people = sum(said["attendance"].values())
        says = f"{said['held']} 举办，{said['hours']} 学时，{len(said['attendance'])} 个单位 {people} 人参加"
        return told | {"attendance": said["attendance"], "materials": self.kept, "says": says}
