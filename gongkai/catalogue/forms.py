"""Forms of the catalogue, in the words of an office clerk."""

import re

from django import forms
from django.core.validators import RegexValidator

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue import contacts, wording
from gongkai.catalogue.models import Contact, Tailoring, Topic
from gongkai.catalogue.vocabulary import COLUMN_TYPES, Audience, Channel, Level, Manner, Phase
from gongkai.look.forms import ChoiceOfOne, DayInput

CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,38}$", "代码以小写字母开头，只用小写字母、数字和连字符，2至39个字符")
SPLIT = re.compile(r"[、,，;；\n]+")


class Lines(forms.CharField):
    """One entry a line; ``clean`` gives a list without blanks and repetitions."""

    def __init__(self, *, rows: int = 3, **how) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **how)

    def clean(self, value):
        return list(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class TopicForm(forms.Form):
    """A topic; the code only of a new one, as it stands in addresses and is never changed."""

    code = forms.CharField(
        label="代码", max_length=39, validators=[CODE], help_text="出现在网址里，如 jiaotong，以后不能改"
    )
    name = forms.CharField(label="名称", max_length=60)
    says = forms.CharField(label="说明", max_length=200, help_text="一句话说明放什么，显示在公开页面上")
    parent = ChoiceOfOne(Topic.objects.none(), label="上级", required=False, empty_label="没有，列在最上面")
    elements = Lines(label="内容要素", rows=5, help_text="一行一个；有要求的写在冒号后面，如 标准：每月金额和计算办法")
    cites = Lines(label="依据", help_text="一行一个，写文件登记册里的代码，如 条例-20.2")
    basis = forms.CharField(
        label="依据原文", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="登记册里没有的文件，照原文写",
    )  # fmt: skip
    limits = forms.MultipleChoiceField(
        label="公开时限", required=False, widget=forms.CheckboxSelectMultiple, help_text="都不勾选的，按一般时限"
    )
    limit_says = forms.CharField(label="时限原文", max_length=200, required=False)
    refresh = forms.ChoiceField(
        label="更新时限", required=False, help_text="栏目多久要有新内容；没有这个要求的选不定期"
    )
    channels = forms.MultipleChoiceField(label="公开渠道", choices=Channel.choices, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(
        label="负责的单位类别", choices=Unit.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="勾选以后，这一类的单位都负责，以后新设的也负责",
    )  # fmt: skip
    units = forms.CharField(
        label="负责的单位", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不属于上面类别的，写单位名称，用顿号隔开",
    )  # fmt: skip
    audience = forms.ChoiceField(label="公开对象", choices=Audience.choices, help_text="不对全社会公开的，不上门户网站")
    audience_says = forms.CharField(label="特定群体是哪些人", max_length=100, required=False)
    manner = forms.ChoiceField(label="公开方式", choices=Manner.choices)
    level = forms.ChoiceField(label="公开层级", choices=Level.choices)
    phase = forms.ChoiceField(label="五公开环节", choices=Phase.choices)
    column_type = forms.ChoiceField(label="栏目类别", choices=[(one, one) for one in COLUMN_TYPES])
    navigated = forms.BooleanField(label="列入主导航", required=False)
    on = forms.DateField(label="自哪一天起", widget=DayInput, help_text="可以是今天或者以前的日子")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, day, topic=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.day, self.topic = day, topic
        if topic:
            del self.fields["code"]
        own = [topic.pk] if topic else []
        self.fields["parent"].queryset = Topic.objects.standing_on(day).exclude(pk__in=own)
        limits, refresh = (topic.limits, [topic.refresh] if topic.refresh else []) if topic else ([], [])
        self.fields["limits"].choices = _limits(limits, cyclic=False)
        self.fields["refresh"].choices = [("", "不定期"), *_limits(refresh, cyclic=True)]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Topic.objects.filter(code=code).exists():
            raise forms.ValidationError(f"代码“{code}”已经用过，请换一个")
        return code

    def clean_on(self):
        if self.cleaned_data["on"] > self.day:
            raise forms.ValidationError("这一天在今天以后，请到那天再改")
        return self.cleaned_data["on"]

    def clean_cites(self):
        register = shelf.documents()
        if wrong := [code for code in self.cleaned_data["cites"] if not register.cites(code)]:
            raise forms.ValidationError(f"文件登记册里没有“{'、'.join(wrong)}”，请核对，或者把文件名写进“依据原文”")
        return self.cleaned_data["cites"]

    def clean_units(self):
        names = [name.strip() for name in SPLIT.split(self.cleaned_data["units"]) if name.strip()]
        known = set(Unit.objects.standing_on(self.day).filter(name__in=names).values_list("name", flat=True))
        if wrong := [name for name in names if name not in known]:
            raise forms.ValidationError(f"没有名为“{'、'.join(wrong)}”的单位，请核对单位名称")
        return list(dict.fromkeys(names))

    def values(self) -> dict:
        """What is written, as ``keeping`` takes it."""
        said = dict(self.cleaned_data)
        said["elements"], said["requires"] = _parted(said["elements"])
        said["by"] = [*said.pop("kinds"), *said.pop("units")]
        for name in ("on", "seen"):
            said.pop(name)
        return said


class EndForm(forms.Form):
    until = forms.DateField(
        label="末日", widget=DayInput, help_text="这一天还在，第二天起不再列入目录；已公开的信息都留着"
    )
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))


class ResumeForm(forms.Form):
    on = forms.DateField(label="自哪一天起", widget=DayInput)
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))


class StatementForm(forms.Form):
    reason = forms.CharField(
        label="理由（公众看得到）", max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明为什么没有可以公开的内容，如 本季度没有办理行政处罚",
    )  # fmt: skip


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = contacts.FIELDS
        widgets = {"duties": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "office": "负责信息公开工作的机构，如 办公室",
            "hours": "如 工作日 9:00—12:00，14:00—18:00",
            "email": "用于受理公开申请的公务邮箱",
            "window": "政务服务大厅里收申请的窗口，如 政务服务中心一楼12号窗口",
        }


class TailoringForm(forms.Form):
    """What a unit keeps otherwise than the county's template says."""

    topic = ChoiceOfOne(Topic.objects.none(), label="栏目")
    manner = forms.ChoiceField(label="怎样调整", choices=Tailoring.Manner.choices, widget=forms.RadioSelect)
    elements = Lines(label="内容要素", rows=4, help_text="只在调整内容要素时填，一行一个，写调整以后的全部要素")
    words = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.standing_on(day).filter(children=None)


class OutsideForm(forms.Form):
    """A column of an outside catalogue and the topic here that fills it."""

    code = forms.CharField(label="外部代码", max_length=60)
    name = forms.CharField(label="外部名称", max_length=120)
    topic = ChoiceOfOne(Topic.objects.none(), label="本地栏目", required=False, empty_label="还没有对应")
    ended = forms.BooleanField(label="外部系统已停用这个栏目", required=False)

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.standing_on(day).filter(children=None)


class TableForm(forms.Form):
    """A table to be looked through before it is taken."""

    file = forms.FileField(label="Excel 文件", help_text="XLSX 或 CSV，可以有合并的单元格和两行表头")


def initial_of(topic: Topic, seen: int, day) -> dict:
    """What the form shows of a topic."""
    same = (
        "name", "says", "cites", "basis", "limits", "limit_says", "refresh", "channels", "audience", "audience_says",
        "manner", "level", "phase", "column_type", "navigated",
    )  # fmt: skip
    kinds = [one for one in topic.by if one in Unit.Kind.values]
    elements = [f"{one}：{topic.requires[one]}" if topic.requires.get(one) else one for one in topic.elements]
    return {name: getattr(topic, name) for name in same} | {
        "parent": topic.parent_id, "elements": elements, "kinds": kinds, "on": day, "seen": seen,
        "units": "、".join(one for one in topic.by if one not in kinds),
    }  # fmt: skip


def _parted(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    parted = [re.split(r"[：:]", line, maxsplit=1) for line in lines]
    elements = list(dict.fromkeys(part[0].strip() for part in parted))
    return elements, {part[0].strip(): part[1].strip() for part in parted if len(part) > 1 and part[1].strip()}


def _limits(chosen: list[str], *, cyclic: bool) -> list[tuple[str, str]]:
    """Limits in force here by name, with what they ask: those that come again, or those of one item; and the chosen."""
    known = shelf.here()
    found = {name: name for name in chosen}
    for name, limit in known.items():
        of_column = bool(limit.every or limit.windows) and name.startswith(("catalogue.", "disclosures.", "reports."))
        if name in found or (of_column if cyclic else "published" in limit.done and "withdrawn" not in limit.after):
            found[name] = f"{limit.title}（{wording.limit_words(name)}）"
    return list(found.items())
