"""Forms of findings noted by hand."""

from django import forms

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.look.forms import ChoiceOfOne


def problems() -> list[tuple[str, str]]:
    return [(code, one.name) for code, one in shelf.finding_library().items()]


class NoteForm(forms.Form):
    unit = ChoiceOfOne(Unit.objects.none(), label="单位")
    code = forms.ChoiceField(label="问题", help_text="从问题库里选，明年再发现还是同一个问题")
    about = forms.CharField(
        label="对象", max_length=200, required=False, help_text="哪个栏目、哪件信息、哪个窗口，如 通知公告栏目"
    )
    says = forms.CharField(
        label="看到的情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="写清日期、地址、数字"
    )

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.standing_on(day)
        self.fields["code"].choices = [("", "请选择"), *problems()]
