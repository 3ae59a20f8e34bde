"""Forms of a centre, and of what was missing there."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.windows.centres.entering import Seen, Told, demands
from gongkai.windows.models import Level


class CentreForm(forms.Form):
    unit = ChoiceOfOne(Unit.objects.none(), label="管理单位")
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    name = forms.CharField(label="名称", max_length=80, help_text="写全称，如“河边镇便民服务中心”")
    sign = forms.CharField(label="标识", max_length=60, help_text="门头和指示牌用的标识，全县统一")
    place = forms.CharField(label="地址", max_length=120)
    hours = forms.CharField(label="办公时间", max_length=120, help_text="如 工作日 9:00—12:00，13:30—17:00")
    phone = forms.CharField(label="咨询电话", max_length=40)
    supervision = forms.CharField(label="监督电话", max_length=40)
    topic = ChoiceOfOne(Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def told(self) -> Told:
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "unit"})


class LookForm(forms.Form):
    """What was missing, out of what is asked of this level."""

    day = forms.DateField(label="查看日期", widget=DayInput, initial=today)
    guides = forms.BooleanField(label="窗口有办事指南", required=False)
    ledger = forms.BooleanField(label="有工作台账", required=False)

    def __init__(self, *args, level: str, **kwargs):
        super().__init__(*args, **kwargs)
        asked = demands(level)
        for name, label in (
            ("windows", "缺少的窗口"),
            ("equipment", "缺少的设施"),
            ("rules", "没有制定或者没有执行的制度"),
        ):
            if some := getattr(asked, name, ()):
                self.fields[name] = forms.MultipleChoiceField(
                    label=label, choices=[(one, one) for one in some], required=False,
                    widget=forms.CheckboxSelectMultiple, help_text="都有的不选",
                )  # fmt: skip
        self.order_fields(["day", "windows", "equipment", "rules", "guides", "ledger"])

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["day"]

    def seen(self) -> Seen:
        said = self.cleaned_data
        return Seen(**{name: said[name] for name in said})
