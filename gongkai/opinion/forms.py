"""Forms of an event: collecting it, where else it was seen, its text, the table of a monitoring service."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import now, today
from gongkai.catalogue.models import Topic
from gongkai.look.forms import ChoiceOfOne, MomentInput
from gongkai.opinion import collecting
from gongkai.opinion.collecting import Founding, Seen
from gongkai.opinion.vocabulary import Came, Grade, Sort

LARGEST = 2_000_000
NOBODY = "不写网民姓名、电话、住址"


class MomentField(forms.DateTimeField):
    """A moment that is not ahead."""

    def __init__(self, **how) -> None:
        super().__init__(widget=MomentInput, **how)

    def clean(self, value):
        found = super().clean(value)
        if found and found > now():
            raise forms.ValidationError("这个时间还没有到，请改正")
        return found


class PlainForm(forms.Form):
    """Words of staff that others read tell of nobody."""

    plain: tuple[str, ...] = ()

    def clean(self):
        said = super().clean()
        for name in self.plain:
            for reason in collecting.tells_of_people(said.get(name) or ""):
                self.add_error(name, reason)
        return said


class SeenForm(PlainForm):
    """One place where it was seen."""

    platform = forms.CharField(label="平台", max_length=40, help_text="如 微博、短视频、本地论坛、12345热线")
    link = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https")
    words = forms.CharField(
        label="原文", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="密封保存，只有承办人员看得到",
    )  # fmt: skip
    author = forms.CharField(
        label="发布者", max_length=80, required=False, help_text="账号名或姓名，密封保存；可以不填"
    )

    def one(self, title: str, seen) -> Seen:
        said = self.cleaned_data
        return Seen(said["platform"], title, seen, said["link"], said["words"], said["author"])


class MentionForm(SeenForm):
    title = forms.CharField(label="标题", max_length=200, help_text=NOBODY)
    seen = MomentField(label="发现时间")
    field_order = ("title", "platform", "link", "seen", "words", "author")
    plain = ("title",)

    def told(self) -> Seen:
        return self.one(self.cleaned_data["title"], self.cleaned_data["seen"])


class CollectForm(SeenForm):
    """A new event. Class and grade may be told at once, so that the right clock runs; 研判 settles them."""

    title = forms.CharField(label="事件名称", max_length=collecting.LONGEST, help_text=f"一句话写清是什么事；{NOBODY}")
    summary = forms.CharField(
        label="情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"什么时间什么地方发生了什么，大家关心什么，传播到什么程度；{NOBODY}",
    )  # fmt: skip
    unit = ChoiceOfOne(Unit.objects.none(), label="涉事责任单位", help_text="它是第一责任主体，由它最先发布")
    place = ChoiceOfOne(Unit.objects.none(), label="属地", required=False, empty_label="不涉及乡镇")
    came = forms.ChoiceField(label="发现途径", choices=[("", "请选择"), *Came.choices])
    noticed = MomentField(label="知悉时间", help_text="什么时候知道的，不是现在登记的时间；时限从它或者事发时间起算")
    sort = forms.ChoiceField(label="初判类别", choices=[("", "待研判"), *Sort.choices], required=False)
    grade = forms.ChoiceField(
        label="初判等级", choices=Grade.choices, initial=Grade.GENERAL,
        help_text="突发事件初判为重大、特别重大的，马上按5小时、24小时计时；研判时可以改",
    )  # fmt: skip
    happened = MomentField(label="事发时间", required=False, help_text="突发事件填写；不清楚的以后“核定事发时间”")
    drill = forms.BooleanField(label="这是演练", required=False, help_text="演练不计入统计和考核，不对外发布")
    field_order = (
        "title", "summary", "unit", "place", "came", "noticed", "sort", "grade", "happened", "platform", "link",
        "words", "author", "drill",
    )  # fmt: skip
    plain = ("title", "summary")

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        units, keys = Unit.objects.standing_on(today()), post.unit_keys()
        self.fields["unit"].queryset = units if keys is None else units.filter(pk__in=keys)
        self.fields["unit"].initial = None if keys is None else post.unit_id
        self.fields["place"].queryset = units.filter(kind=Unit.Kind.TOWNSHIP)

    def clean(self):
        said = super().clean()
        happened, noticed = said.get("happened"), said.get("noticed")
        if happened and noticed and happened > noticed:
            self.add_error("happened", "事发时间晚于知悉时间，请核对")
        return said

    def founding(self) -> Founding:
        said = self.cleaned_data
        names = ("unit", "title", "summary", "came", "noticed", "sort", "grade", "place", "happened", "drill")
        return Founding(**{name: said[name] for name in names}, seen=[self.one(said["title"], said["noticed"])])


class TextForm(PlainForm):
    """What the unit says. ``seen``: the number of the text that was on the screen."""

    title = forms.CharField(label="标题", max_length=200)
    body = forms.CharField(label="正文", max_length=10_000, widget=forms.Textarea(attrs={"rows": 14}))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    pattern = forms.IntegerField(widget=forms.HiddenInput, required=False)
    plain = ("title", "body")


class PrepareForm(forms.Form):
    """Into which column the text goes as a draft, and whether it sets something right."""

    topic = ChoiceOfOne(Topic.objects.none(), label="栏目")
    kind = forms.ChoiceField(
        label="体裁", choices=[("信息", "信息"), ("澄清", "澄清（针对不实信息，公开前要写明澄清哪一条）")]
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics


class FileForm(forms.Form):
    file = forms.FileField(label="监测表格", help_text="CSV 或 XLSX，不超过 2 MB")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过 2 MB，请分开上传")
        return file
