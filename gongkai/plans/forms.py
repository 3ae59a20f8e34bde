"""Forms of a plan: its head, an upper paper, one line, what could not be matched."""

from datetime import date

from django import forms

from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput
from gongkai.plans import linking
from gongkai.plans.bringing.matching import Units
from gongkai.plans.checking import looking
from gongkai.plans.drafting import Head, Said
from gongkai.plans.models import Demand, Line, Part, Plan, Upper

YEARS = (2000, 2100)
SEPARATORS = "，, \t"


class HeadForm(forms.Form):
    """The plan itself; the days of checks are offered as the paper in force has them."""

    title = forms.CharField(label="名称", max_length=120, help_text="如 大英县2026年政务公开工作要点")
    year = forms.IntegerField(label="年度", min_value=YEARS[0], max_value=YEARS[1])
    goal = forms.CharField(label="年度目标", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    measure = forms.CharField(label="保障措施", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    inspection = forms.DateField(
        label="台账检查", widget=DayInput, required=False, help_text="这一天以前检查完，不检查的空着"
    )
    acceptance = forms.DateField(label="考评验收", widget=DayInput, required=False, help_text="这一天以前验收完")
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="任务和进展公布的栏目"
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        said = super().clean()
        first, last = said.get("inspection"), said.get("acceptance")
        if first and last and first >= last:
            self.add_error("acceptance", "验收要在检查以后，请核对两个日期")
        if first and said.get("year") and first.year != said["year"]:
            self.add_error("inspection", f"检查日期不在{said['year']}年，请核对")
        return said

    def head(self) -> Head:
        return Head(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


def usual_days(year: int) -> dict[str, date]:
    """Days of the year on which the paper in force has the ledger checked and accepted, where it names days."""
    found = {}
    if first := looking.limit("inspection").by:
        found["inspection"] = first.replace(year=year)
    if last := looking.limit("acceptance").by:
        ends = last.replace(year=year)
        later = found.get("inspection", ends) > ends
        found["acceptance"] = last.replace(year=year + 1) if later else ends
    return found


class UpperForm(forms.Form):
    """An upper paper and what it asks for."""

    title = forms.CharField(
        label="文件名称", max_length=200, required=False, help_text="如 关于印发2026年政务公开工作要点的通知"
    )
    number = forms.CharField(
        label="发文字号", max_length=60, required=False, help_text="本站已公开的，写文号或索引号就能连上"
    )
    own = ChoiceOfOne(Plan.objects.none(), label="或者选上级单位在本系统里的计划", required=False)
    demands = forms.CharField(
        label="要求做的任务", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一条：段落，要求。如 二（一），推进权力清单公开。选了本系统里的计划的不用填",
    )  # fmt: skip

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Plan.objects.filter(case__status="issued").exclude(pk=plan.pk).select_related("case")
        self.fields["own"] = ChoiceOfOne(rows.order_by("-year", "pk"), label=self.fields["own"].label, required=False)

    def clean(self):
        said = super().clean()
        if not said.get("own") and not said.get("title"):
            self.add_error("title", "请填写文件名称，或者选本系统里的计划")
        return said

    def upper(self) -> Upper:
        said, own = self.cleaned_data, self.cleaned_data["own"]
        title = said["title"] or own.case.title
        found = linking.named(said["number"]) or linking.named(title)
        record = found[0].case if len(found) == 1 else None
        return Upper(title=title, number=said["number"], record=record, own=own)

    def demanded(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["demands"].splitlines() if line.strip()]
        return [_place_and_words(line) for line in lines]


def _place_and_words(line: str) -> tuple[str, str]:
    for sign in "，,\t":
        first, found, rest = line.partition(sign)
        if found and len(first) <= 12:
            return first.strip(), rest.strip()
    return "", line


class LineForm(forms.Form):
    """One line of the plan; units are written by name, as the ledger has them."""

    says = forms.CharField(label="任务", max_length=1500, widget=forms.Textarea(attrs={"rows": 5}))
    place = forms.CharField(label="来自段落", max_length=40, required=False, help_text="如 二（一）")
    goal = forms.CharField(label="目标", max_length=300, required=False)
    measure = forms.CharField(label="措施", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    output = forms.CharField(label="成果形式", max_length=200, required=False, help_text="如 清单、实施方案、专题页")
    leads = forms.CharField(label="牵头单位", max_length=400, help_text="用顿号分开，如 交运局、发改局")
    joints = forms.CharField(label="会同单位", max_length=800, required=False)
    due = forms.DateField(label="完成时限", widget=DayInput)
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="成果要公开到", required=False,
        help_text="选了栏目的，要有那里已公开的信息才能报告完成",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, plan: Plan, line: Line | None, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.line, self.units = line, Units(day)
        demands = Demand.objects.filter(upper__plan=plan).select_related("upper")
        if demands.exists():
            self.fields["serves"] = ChoiceOfMany(
                demands, label="落实的上级任务", required=False, widget=forms.CheckboxSelectMultiple
            )

    def clean_leads(self):
        return self._units("leads")

    def clean_joints(self):
        return self._units("joints")

    def said(self) -> Said:
        """What is written; what an earlier import could not match is settled by naming the units."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        said["serves"] = list(said.get("serves", ()))
        return Said(**said, carried=self.line.carried if self.line else None)

    def _units(self, name: str) -> list:
        text = self.cleaned_data[name]
        sort = Part.LEAD if name == "leads" else Part.JOINT
        units, unknown = self.units.sort_out(sort, _names(text))
        if unknown:
            raise forms.ValidationError(f"没有名为{'、'.join(f'“{one}”' for _, one in unknown)}的单位，请按单位名录写")
        return units


class SettleForm(forms.Form):
    """Names of the source that fit no unit, each with the units it means; the office says so once for all lines."""

    def __init__(self, *args, names: list[tuple[str, str, int]], day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.units = names, Units(day)
        self.settled: dict[tuple[str, str], list] = {}
        for number, (sort, name, many) in enumerate(names):
            self.fields[f"units-{number}"] = forms.CharField(
                label=f"“{name}”（{Part(sort).label}，{many} 条）", max_length=800, required=False,
                help_text="写单位名称，用顿号分开",
            )  # fmt: skip
            self.fields[f"none-{number}"] = forms.BooleanField(label="不另列单位", required=False)

    def clean(self):
        said = super().clean()
        for number, (sort, name, _) in enumerate(self.names):
            text = said.get(f"units-{number}", "")
            units, unknown = self.units.sort_out(sort, _names(text))
            if unknown:
                self.add_error(f"units-{number}", f"没有名为“{unknown[0][1]}”的单位，请按单位名录写")
            if units and said.get(f"none-{number}"):
                self.add_error(f"none-{number}", "写了单位的不要勾选")
            if units or said.get(f"none-{number}"):
                self.settled[sort, name] = units
        if not self.settled and not self.errors:
            raise forms.ValidationError("请写明至少一处指的是哪些单位，或者勾选“不另列单位”")
        return said


def _names(text: str) -> list[str]:
    for sign in SEPARATORS:
        text = text.replace(sign, "、")
    return [one.strip() for one in text.split("、") if one.strip()]


def line_initial(line: Line) -> dict:
    """What the form of a line begins with; names that fit no unit stand where they were found."""
    named = {sort: [one.unit.name for one in line.parties.all() if one.sort == sort] for sort in Part}
    for sort, name in line.unknown:
        named[Part(sort)].append(name)
    words = {name: getattr(line, name) for name in ("says", "place", "goal", "measure", "output", "due", "topic")}
    units = {"leads": "、".join(named[Part.LEAD]), "joints": "、".join(named[Part.JOINT])}
    return words | units | {"serves": list(line.serves.all())}


def head_initial(plan: Plan) -> dict:
    names = ("year", "goal", "measure", "inspection", "acceptance", "topic")
    return {"title": plan.case.title} | {name: getattr(plan, name) for name in names}
