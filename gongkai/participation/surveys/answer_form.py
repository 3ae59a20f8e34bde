"""The form a citizen fills in, made of a questionnaire."""

from django import forms

from gongkai.checks import privacy
from gongkai.participation.models import Sort, Subject, Survey

LONGEST_LINE = 200


class AnswerForm(forms.Form):
    """``subject`` is asked where there are several; ``code`` where letters were sent. A question may be left open, but
    for the one that measures."""

    ticket = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args, survey: Survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.survey, self.questions = survey, list(survey.questions.all())
        self.subjects = {str(one.pk): one for one in survey.subjects.select_related("unit")}
        if survey.invitations.exists():
            self.fields["code"] = forms.CharField(
                label="邀请码", max_length=20, required=not survey.open_form, help_text="信上的十个字母和数字",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
        if survey.open_form and len(self.subjects) > 1:
            choices = [("", "请选择"), *((key, one.unit.name) for key, one in self.subjects.items())]
            more = "；填了邀请码的不用选，以信上的为准" if "code" in self.fields else ""
            self.fields["subject"] = forms.ChoiceField(
                label="您评议哪个单位", choices=choices, required=False, help_text=f"一次评议一个{more}"
            )
        for one in self.questions:
            self.fields[f"q{one.number}"] = _field(one)

    def clean(self):
        said = super().clean()
        if "subject" in self.fields and not said.get("subject") and not said.get("code"):
            self.add_error("subject", "请选择评议哪个单位")
        return said

    @property
    def subject(self) -> Subject | None:
        if len(self.subjects) == 1:
            return next(iter(self.subjects.values()))
        return self.subjects.get(self.cleaned_data.get("subject", ""))

    @property
    def replies(self) -> dict[int, int | str]:
        said = {one.number: self.cleaned_data.get(f"q{one.number}", "") for one in self.questions}
        sorts = {one.number: one.sort for one in self.questions}
        return {n: one if sorts[n] == Sort.LINE else int(one) for n, one in said.items() if one}


def _field(question) -> forms.Field:
    label = f"{question.number}. {question.text}"
    if question.sort == Sort.LINE:
        return Line(label=label, max_length=LONGEST_LINE, required=False, help_text="不公开；不要写姓名、电话")
    choices = [(str(value), word) for value, word in question.choices]
    return forms.ChoiceField(label=label, choices=choices, required=question.measures, widget=forms.RadioSelect)


class Line(forms.CharField):
    """A line without the signs of a person."""

    def clean(self, value):
        said = super().clean(value)
        if said and privacy.find(said):
            raise forms.ValidationError("这句话里像是有身份证号、电话一类的个人信息，请去掉再交")
        return said
