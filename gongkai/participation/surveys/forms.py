"""Forms of questionnaires: the head, a question, how many letters, the words with a step."""

import re

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput
from gongkai.participation.models import Basis, Sort, Survey
from gongkai.participation.surveys.drafting import Asked, Head
from gongkai.participation.surveys.inviting import MOST

NUMBER = re.compile(r"[0-9]{1,4}")
MANNERS = (("pdf", "可以直接打印的信，一页一封（PDF，A5）"), ("xlsx", "一行一封的表，用来套印（Excel）"))
USUAL_MINIMUM, MOST_OPTIONS, LONGEST_OPTION = 30, 12, 60


class HeadForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 2026年政务公开满意度调查；公布时就用这个名称")
    purpose = forms.CharField(
        label="说明",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="给填写的人看：为什么调查，结果作什么用",
    )
    units = ChoiceOfMany(
        Unit.objects.none(), label="评议哪些单位", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="一个都不选，就是评议全县",
    )  # fmt: skip
    population = forms.CharField(
        label="目标人群", max_length=200, help_text="请谁填，如 近一年到政务服务大厅办过事的人"
    )
    size = forms.IntegerField(label="目标人群约有多少人", min_value=1, max_value=2_000_000_000, required=False)
    minimum = forms.IntegerField(
        label="每个单位最少多少份有效答卷",
        min_value=1,
        max_value=10_000,
        initial=USUAL_MINIMUM,
        help_text="少于这个数的，不计算满意度，也不计入考核得分",
    )
    basis = forms.ChoiceField(
        label="哪些答卷计入结果",
        choices=Basis.choices,
        initial=Basis.INVITED,
        widget=forms.RadioSelect,
        help_text="用于考核的，请只计受邀样本：自愿填写的看不出是谁，可能有人反复填写",
    )
    open_form = forms.BooleanField(label="没有收到邀请函的人也可以在网上填写", required=False, initial=True)
    opens = forms.DateField(label="开始日期", widget=DayInput)
    closes = forms.DateField(label="结束日期", widget=DayInput, help_text="这一天过完，自动结束")
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="公开栏目"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = Unit.objects.standing_on(today()).exclude(kind=Unit.Kind.GOVERNMENT)

    def clean(self):
        said = super().clean()
        if said.get("opens") and said.get("closes") and said["closes"] < said["opens"]:
            self.add_error("closes", "结束日期早于开始日期，请核对")
        if said.get("basis") == Basis.ALL and said.get("open_form") is False:
            said["basis"] = Basis.INVITED  # nobody answers unasked
        return said

    def head(self) -> Head:
        return Head(**self.cleaned_data | {"units": tuple(self.cleaned_data["units"])})

    @staticmethod
    def initial_of(survey: Survey) -> dict:
        names = ("purpose", "population", "size", "minimum", "basis", "open_form", "opens", "closes", "topic")
        units = [one.unit_id for one in survey.subjects.exclude(unit__kind=Unit.Kind.GOVERNMENT)]
        return {name: getattr(survey, name) for name in names} | {"title": survey.case.title, "units": units}


class QuestionForm(forms.Form):
    text = forms.CharField(label="题目", max_length=200)
    sort = forms.ChoiceField(label="题型", choices=Sort.choices, initial=Sort.SCALE, widget=forms.RadioSelect)
    options = forms.CharField(
        label="选项",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="只有单项选择要填，一行一个",
    )
    measures = forms.BooleanField(
        label="这一题作为满意度", required=False, help_text="只用于五级评价，一份问卷只有一题"
    )
    remove = forms.BooleanField(label="删去这一题", required=False)

    def __init__(self, *args, fresh: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if fresh:
            del self.fields["remove"]

    def clean(self):
        said = super().clean()
        options = [one.strip() for one in said.get("options", "").splitlines() if one.strip()]
        if said.get("sort") == Sort.CHOICE and not 2 <= len(options) <= MOST_OPTIONS:
            self.add_error("options", f"单项选择要有 2 至 {MOST_OPTIONS} 个选项，一行一个")
        if any(len(one) > LONGEST_OPTION for one in options) or len(set(options)) < len(options):
            self.add_error("options", f"选项不要重复，每个最多 {LONGEST_OPTION} 个字")
        if said.get("measures") and said.get("sort") != Sort.SCALE:
            self.add_error("measures", "作为满意度的要用五级评价")
        said["options"] = options if said.get("sort") == Sort.CHOICE else []
        return said

    def asked(self) -> Asked | None:
        said = self.cleaned_data
        if said.get("remove"):
            return None
        return Asked(said["sort"], said["text"], tuple(said["options"]), said["measures"])


class InviteForm(forms.Form):
    """How many letters about each unit; the same number of all is typed once."""

    many = forms.IntegerField(label="每个单位印多少份", min_value=1, max_value=MOST)
    manner = forms.ChoiceField(
        label="做成", choices=MANNERS, initial="pdf", widget=forms.RadioSelect, help_text="邀请码只给这一次，选一种"
    )
    apart = forms.CharField(
        label="个别单位另定",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个单位，如 交运局 60；写 0 的不印",
    )

    def __init__(self, *args, survey: Survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = list(survey.subjects.select_related("unit"))
        if len(self.subjects) == 1:
            del self.fields["apart"]
            self.fields["many"].label = "印多少份"

    def clean(self):
        said = super().clean()
        known = {one.unit.name: one.pk for one in self.subjects}
        wanted = dict.fromkeys(known.values(), said.get("many", 0))
        for line in said.get("apart", "").splitlines():
            name, _, many = line.strip().rpartition(" ")
            if line.strip() and (name.strip() not in known or not NUMBER.fullmatch(many)):
                self.add_error("apart", f"“{line.strip()}”看不懂：请写问卷里的单位名称、空格和份数")
            elif line.strip():
                wanted[known[name.strip()]] = int(many)
        if not 0 < sum(wanted.values()) <= MOST:
            self.add_error("many", f"一次最多印 {MOST:,} 份，至少 1 份；现在合计 {sum(wanted.values()):,} 份")
        self.wanted = wanted
        return said
