"""What staff fill in: the channel and its day; what a letter leaves out is asked for later and keeps nothing back."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.foi.forms import RequestForm
from gongkai.foi.vocabulary import RULES, Channel
from gongkai.look.forms import ChoiceOfOne, DayInput

BY_HAND = [
    (channel.value, f"{channel.label}：{RULES[channel]}") for channel in Channel if channel is not Channel.ONLINE
]


class EntryForm(RequestForm):
    """The form of the law with what the paper may lack; 补正 is for later."""

    described = forms.CharField(
        label="要什么信息", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="照申请书写，口头的照申请人说的写",
    )  # fmt: skip
    unit = ChoiceOfOne(Unit.objects.none(), label="受理单位")
    channel = forms.ChoiceField(label="渠道", choices=BY_HAND, widget=forms.RadioSelect)
    came = forms.DateField(
        label="提交、签收或者到达的日期", widget=DayInput, help_text="按信封、传真或者邮件上的实际日期"
    )
    oral = forms.BooleanField(label="口头提出，由工作人员代填", required=False)
    ASKS_PROOF = False
    field_order = ("unit", "channel", "came", "oral", "described")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        for name in ("paper_no", "phone"):
            self.fields[name].required = False
            self.fields[name].help_text = "申请书上没有的不填"
        self.fields["agent"].help_text = "单位申请的联系人"

    def clean_paper_no(self) -> str:
        return "".join(self.cleaned_data["paper_no"].split()).upper()

    def clean_came(self):
        day = self.cleaned_data["came"]
        if day > today():
            raise forms.ValidationError("日期不能晚于今天，请核对")
        return day

    def _fits(self, said: dict) -> None:
        """A letter is entered as it is, whatever it lacks."""
        if said.get("oral") and said.get("channel") != Channel.COUNTER:
            self.add_error("oral", "只有当面提出的可以口头申请")


class NoteForm(WordsForm):
    """How the handling goes on; for colleagues, not for the applicant."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if step.name == "note":
            self.fields["words"].label = "办到哪一步"
            self.fields["words"].help_text = "如请哪个股室查找、查到什么；只给办理的人看，不给申请人看"


WAYS = {"phone": "电话", "mail": "邮件往来", "fax": "传真往来", "meet": "当面"}


class ConfirmForm(forms.Form):
    """The day and the way of the confirmation."""

    day = forms.DateField(
        label="双方确认的日期", widget=DayInput, help_text="联系上申请人的那一天；从这一天起算答复期限"
    )
    way = forms.ChoiceField(
        label="怎样确认", widget=forms.RadioSelect,
        choices=list(WAYS.items()),
    )  # fmt: skip

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self):
        if self.cleaned_data["day"] > self.today:
            raise forms.ValidationError("日期不能晚于今天，请核对")
        return self.cleaned_data["day"]

    def how(self) -> str:
        return f"{WAYS[self.cleaned_data['way']]}确认"
