"""Forms of routes, hand-overs and meetings."""

from django import forms

from gongkai.accounts.models import Post, Role, Unit
from gongkai.catalogue.models import Topic
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput
from gongkai.look.words import titled
from gongkai.workflow import meetings, seating
from gongkai.workflow.models import Body, Interpretation, Seat
from gongkai.workflow.setting import Setting


class RouteForm(forms.Form):
    """A route. A unit's leader sets those of the own unit; the office those of any, or of all."""

    unit = ChoiceOfOne(Unit.objects.none(), label="单位", required=False, empty_label="各单位")
    topic = ChoiceOfOne(Topic.objects.none(), label="栏目", required=False, empty_label="所有栏目")
    since = forms.DateField(label="自哪一天起", widget=DayInput)
    collective = forms.BooleanField(label="审核须经会议集体研究", required=False)
    interpretation = forms.ChoiceField(label="政策文件的解读", choices=Interpretation.choices, required=False)
    signers = ChoiceOfMany(
        Unit.objects.none(), label="公开前须会签的单位", required=False,
        help_text="可选几个；一个也不选，就不要求会签", widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip

    def __init__(self, *args, post, day, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        keys, units = post.unit_keys(), Unit.objects.standing_on(day)
        unit_field = self.fields["unit"]
        unit_field.queryset = units if keys is None else units.filter(pk__in=keys)
        if keys is not None:
            unit_field.empty_label, unit_field.required = None, True
        self.fields["topic"].queryset = Topic.objects.standing_on(day).filter(children=None).order_by("order")
        self.fields["signers"].queryset = units
        held = Post.objects.held_on(day).select_related("person", "unit").order_by("unit__order", "pk")
        seated_in = keys or ({unit.pk} if unit else set())
        if not seated_in:
            unit_field.help_text = "先定单位：设定之后再“修改流程”，可以指定各席位由谁坐"
        held = held.filter(unit__in=seated_in)
        for step in seating.stations_of() if seated_in else ():
            self.fields[step.name] = ChoiceOfMany(
                held.filter(role__in=step.roles), label=f"谁办“{step.label}”", required=False,
                widget=forms.CheckboxSelectMultiple, help_text="不勾选，则本单位同职责的人都可以办",
            )  # fmt: skip

    def setting(self) -> Setting:
        said = self.cleaned_data
        seats = {step.name: list(said[step.name]) for step in seating.stations_of() if said.get(step.name)}
        return Setting(
            said["unit"], said["topic"], said["since"], said["collective"], said["interpretation"], seats,
            list(said["signers"]),
        )  # fmt: skip


class EndForm(forms.Form):
    last = forms.DateField(label="末日", widget=DayInput, help_text="这一天还在用，第二天起不再用")
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(forms.Form):
    """Seats pass from one post to another of the same role and unit."""

    former = ChoiceOfOne(Post.objects.none(), label="原来的人")
    heir = ChoiceOfOne(Post.objects.none(), label="接任的人")
    since = forms.DateField(label="自哪一天起", widget=DayInput)

    def __init__(self, *args, post, day, **kwargs):
        super().__init__(*args, **kwargs)
        keys = post.unit_keys()
        every = Post.objects.select_related("person", "unit").order_by("unit__order", "pk")
        every = every if keys is None else every.filter(unit__in=keys)
        seated = every.filter(pk__in=Seat.objects.values("post"))
        self.fields["former"].queryset = seated
        self.fields["heir"].queryset = every.filter(
            person__is_active=True,
            role__in=(Role.SECRECY, Role.REVIEWER, Role.PUBLISHER),
            unit__in=seated.values("unit"),
        )


class MeetingForm(forms.Form):
    """A meeting and the records it is to hear."""

    body = forms.ChoiceField(label="会议", choices=Body.choices)
    held = forms.DateField(label="召开日期", widget=DayInput)
    chair = forms.CharField(label="主持人", max_length=40)
    documents = forms.MultipleChoiceField(label="研究的事项", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].choices = [(case.pk, case.title) for case in documents]


class MinutesForm(forms.Form):
    """What a meeting did: who came, the minutes, and a decision for each record on its list."""

    people = ChoiceOfMany(Post.objects.none(), label="到会人员", required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label="其他到会人员", required=False, max_length=300, help_text="没有账号的人，姓名之间空一格"
    )
    text = forms.CharField(
        label="会议纪要", required=False, widget=forms.Textarea(attrs={"rows": 8}), help_text="加密保存，不对外公开"
    )
    paper = forms.FileField(label="纪要文件", required=False)

    def __init__(self, *args, meeting, day, **kwargs):
        super().__init__(*args, **kwargs)
        held = Post.objects.held_on(day).filter(unit=meeting.case.unit).select_related("person", "unit")
        self.fields["people"].queryset = held.order_by("pk")
        self.items = list(meeting.items.select_related("case").order_by("pk"))
        for item in self.items:
            changed = "（提请以后改过，请看过现在的稿子再选）" if item.content != item.case.content else ""
            self.fields[f"read-{item.case_id}"] = forms.CharField(
                widget=forms.HiddenInput, initial=item.case.content, required=False
            )
            self.fields[f"decision-{item.case_id}"] = forms.ChoiceField(
                label=f"{titled(item.case.title)}{changed}", choices=meetings.DECISIONS, widget=forms.RadioSelect
            )
            self.fields[f"opinion-{item.case_id}"] = forms.CharField(
                label=f"对{titled(item.case.title)}的意见", required=False, max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean(self):
        said = super().clean()
        for item in self.items:
            if said.get(f"decision-{item.case_id}") == meetings.REFUSED and not said.get(f"opinion-{item.case_id}"):
                self.add_error(f"opinion-{item.case_id}", "不同意的，请写明意见")
            if said.get(f"read-{item.case_id}") != item.case.content:
                self.add_error(f"decision-{item.case_id}", "这件在您打开之后又改过，请看过现在的稿子，再提交一次")
                self.data = self.data.copy()
                self.data[f"read-{item.case_id}"] = item.case.content
        return said

    def read(self) -> dict[int, str]:
        """What each record said on the screen, by its key."""
        return {item.case_id: self.cleaned_data[f"read-{item.case_id}"] for item in self.items}

    def decisions(self) -> dict[int, tuple[str, str]]:
        said = self.cleaned_data
        return {
            item.case_id: (said[f"decision-{item.case_id}"], said[f"opinion-{item.case_id}"]) for item in self.items
        }


class WordsForm(forms.Form):
    """The doer's words with a step."""

    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label: str = "理由", required: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = label, required
