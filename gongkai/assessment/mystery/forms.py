"""What is asked of a script and of a test's result."""

from django import forms

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING, today
from gongkai.acts.pages import WordsForm
from gongkai.assessment.models import How, Sample
from gongkai.assessment.models.mystery import Measure, Way
from gongkai.assessment.sources import sampling, seconding
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput, MomentInput


class ScriptForm(forms.Form):
    """What is asked of whom, when, by whom."""

    item = forms.ChoiceField(label="用于哪一项")
    way = forms.ChoiceField(label="方式", choices=Way.choices)
    ask = forms.CharField(
        label="问什么", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="对每个单位照同样的话问，不要说明是测试",
    )  # fmt: skip
    counts = forms.CharField(label="怎样算答复", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    within = forms.IntegerField(label="多久以内答复", min_value=1, max_value=1000)
    measure = forms.ChoiceField(label="按什么算", choices=Measure.choices)
    since = forms.DateField(label="从哪一天", widget=DayInput, help_text="明天以后")
    until = forms.DateField(
        label="到哪一天", widget=DayInput, help_text="测试分散排在这些工作日，谁在哪一天由系统随机定"
    )
    units = ChoiceOfMany(
        Unit.objects.none(), label="测试哪些单位", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="都不勾的，用下面的抽样；也没有选抽样的，由系统抽取",
    )  # fmt: skip
    sample = ChoiceOfOne(Sample.objects.none(), label="用哪次抽样", required=False, empty_label="不用")
    size = forms.IntegerField(label="由系统抽几个单位", min_value=1, max_value=200, initial=5)
    people = ChoiceOfMany(Post.objects.none(), label="由谁测试", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(item.name, item.title) for item in seconding.all_items(part)]
        entrants = Unit.objects.filter(entrant__campaign=part.campaign).exclude(pk=part.unit_id)
        self.fields["units"].queryset = entrants.order_by("order", "pk")
        self.fields["sample"].queryset = part.samples.filter(fact=sampling.UNITS)
        self.fields["sample"].label_from_instance = lambda one: (
            f"{one.at.astimezone(BEIJING):%Y-%m-%d %H:%M}，抽中 {len(one.picks)} 个单位"
        )
        self.fields["people"].queryset = seconding.colleagues(part).filter(pk__in=Post.objects.held_on(today()))

    def clean(self):
        said = super().clean()
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "结束的日子早于开始的日子，请核对")
        return said


class GiveForm(WordsForm):
    """Who does the test instead, and why."""

    post = ChoiceOfOne(Post.objects.none(), label="改由谁测试")
    field_order = ["post", "words"]

    def __init__(self, *args, step, task, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        people = seconding.colleagues(task.script.part).filter(pk__in=Post.objects.held_on(today()))
        self.fields["post"].queryset = people.exclude(person=task.post.person_id)


class RecordForm(forms.Form):
    """What came of a test."""

    begun = forms.DateTimeField(label="开始时间", widget=MomentInput)
    answered = forms.TypedChoiceField(
        label="有没有答复", widget=forms.RadioSelect, choices=[("yes", "有"), ("no", "没有")],
        coerce=lambda said: said == "yes",
    )  # fmt: skip
    took = forms.IntegerField(label="用时", min_value=0, max_value=100000, required=False)
    how = forms.ChoiceField(label="答复情况", choices=How.choices)
    words = forms.CharField(
        label="记录", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="只有评这一方的人和政务公开办看得到",
    )  # fmt: skip
    file = forms.FileField(label="照片、录音或者扫描件", required=False, help_text="留下校验值，以后换不了")

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["begun"].initial = task.begun
        self.fields["took"].help_text = f"{task.script.get_measure_display()}；没有答复的不填"
