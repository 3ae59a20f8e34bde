"""Forms of a window and of the steps about its people."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.windows.models import Centre, Clerk, Move, Window
from gongkai.windows.staffing import serving


class WindowForm(forms.Form):
    unit = ChoiceOfOne(Unit.objects.none(), label="单位")
    centre = ChoiceOfOne(Centre.objects.none(), label="中心")
    number = forms.CharField(label="窗口号", max_length=12, help_text="如 A03")
    name = forms.CharField(label="窗口名称", max_length=80, help_text="如 交通运输窗口")
    wanted = forms.IntegerField(label="应派人数", min_value=1, max_value=50)

    def __init__(self, *args, units, centres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["centre"].queryset = centres

    def setting(self) -> serving.Setting:
        return serving.Setting(**{name: self.cleaned_data[name] for name in self.cleaned_data})


class ClerkChoice(ChoiceOfOne):
    def label_from_instance(self, clerk):
        return f"{clerk.name}（{clerk.since} 起）"


class MoveChoice(ChoiceOfOne):
    def label_from_instance(self, move):
        return f"{move.clerk.name}的变动" + (f"（{move.day}）" if move.day else "")


class StepForm(WordsForm):
    """A step about people: whom, when, who comes."""

    def __init__(self, *args, step, row: Window, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if step.name in ("ask_move", "move", "send_back"):
            self.fields["clerk"] = ClerkChoice(Clerk.objects.filter(window=row, until=None), label="人员")
        if step.name in ("grant", "deny", "equip"):
            some = serving.unequipped(row) if step.name == "equip" else serving.waiting(row)
            moves = Move.objects.filter(pk__in=[one.pk for one in some]).select_related("clerk")
            self.fields["move"] = MoveChoice(moves, label="哪一次")
        if step.name in ("post", "move"):
            label = "姓名" if step.name == "post" else "接替人员"
            self.fields["name"] = forms.CharField(label=label, max_length=40, required=step.name == "post")
        if step.name in ("post", "move", "send_back"):
            label = {"post": "派驻之日", "move": "变动之日", "send_back": "退回之日"}[step.name]
            self.fields["day"] = forms.DateField(label=label, widget=DayInput, initial=today)
        if step.name in ("post", "move", "equip", "grant"):
            del self.fields["words"]
        self.order_fields(["clerk", "move", "name", "day", "words"])

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["day"]


class RollForm(forms.Form):
    """A month of a centre's attendance."""

    centre = ChoiceOfOne(Centre.objects.none(), label="中心")
    month = forms.DateField(label="月份", widget=DayInput, help_text="选这个月的任何一天")
    file = forms.FileField(label="考勤表", help_text="XLSX 或者 CSV")

    def __init__(self, *args, centres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres

    def clean_month(self):
        month = self.cleaned_data["month"].replace(day=1)
        if month > today():
            raise forms.ValidationError("这个月还没有到，请改正月份")
        return month
