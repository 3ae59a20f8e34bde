"""Forms of a meeting's entry."""

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import DayInput
from gongkai.organisation.meetings.entering import Told
from gongkai.organisation.models import Meeting, MeetingSort

LED = (MeetingSort.AGENDA, MeetingSort.REPORT)
FIELDS = ("sort", "held", "there", "people", "decided")


class Telling(forms.Form):
    """What is told of a meeting; ``kept`` are its minutes."""

    sort = forms.ChoiceField(label="类别", choices=[("", "请选择"), *MeetingSort.choices])
    held = forms.DateField(label="召开日期", widget=DayInput)
    there = forms.CharField(label="参加人员", max_length=300, help_text="如 领导小组成员、各股室负责人")
    people = forms.IntegerField(label="人数", min_value=1, max_value=5000)
    chair = forms.CharField(label="主持人", max_length=60, required=False, help_text="如 局长张某")
    principal = forms.BooleanField(label="主要负责人主持或者到会", required=False)
    decided = forms.CharField(label="议定和部署事项", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="会议记录或纪要", required=False)
    kept: list

    def clean_held(self):
        if self.cleaned_data["held"] > today():
            raise forms.ValidationError("召开日期还没有到，请开过以后再登记")
        return self.cleaned_data["held"]

    def clean(self):
        return _led(self, super().clean())

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            said["sort"], said["held"], said["there"], said["people"], said["decided"], self.kept, said["chair"],
            said["principal"],
        )  # fmt: skip


class MeetingForm(Telling):
    title = forms.CharField(label="议题", max_length=120, help_text="如 研究2026年政务公开工作要点")
    field_order = ("title", "sort", "held")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = []


class StepForm(WordsForm):
    """A step; putting an entry right asks all of it again."""

    def __init__(self, *args, step, meeting: Meeting, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.kept = step, list(meeting.minutes)
        if step.name == "amend":
            self.fields.update(Telling.base_fields)
            self.initial.update({name: getattr(meeting, name) for name in (*FIELDS, "chair", "principal")})
            self.fields["words"].label = "说明"
            self.order_fields([*FIELDS[:-1], "chair", "principal", "decided", "file", "words"])

    clean_held = Telling.clean_held

    def clean(self):
        return _led(self, super().clean())

    def detail(self) -> dict:
        return Telling.told(self).detail() if self.step.name == "amend" else {}  # type: ignore[arg-type]


def _led(form: forms.Form, said: dict) -> dict:
    """Where the sort says that the principal is there, they were (DY-1, SQ-6.1)."""
    if said.get("sort") in LED and not said.get("principal"):
        form.add_error("principal", "列入议程、听取汇报的，主要负责人要主持或者到会；没有到会的，请选别的类别")
    return said
