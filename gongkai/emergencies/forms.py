"""What an emergency asks: as little as can be, as somebody fills it in while the water rises."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.emergencies.models import Release
from gongkai.emergencies.running import LONGEST
from gongkai.look.forms import ChoiceOfOne

KEPT_IN = "yingji"


class Said(forms.Form):
    """One release."""

    text = forms.CharField(
        label="发布的内容", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="发生了什么、影响哪里、要群众做什么、政府在做什么。不写伤亡人员姓名和个人信息",
    )  # fmt: skip
    source = forms.CharField(label="来源", max_length=60, help_text="提供信息的单位，如 县应急管理局")


class StartForm(Said):
    title = forms.CharField(
        label="事件名称", max_length=80, help_text="如 河边镇暴雨洪涝，会显示在每个公开页面的最上面"
    )
    ordered_by = forms.CharField(label="决定启动的领导", max_length=60, help_text="姓名和职务，只留在办理痕迹里")
    hotline = forms.CharField(label="求助电话", max_length=60, required=False)
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="结束后存入栏目",
        help_text="事件结束后，页面留在这个栏目",
    )  # fmt: skip
    field_order = ("title", "text", "source", "hotline", "ordered_by", "topic")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["topic"] = Topic.objects.filter(code=KEPT_IN, audience=Audience.PUBLIC).first()


class StepForm(WordsForm):
    """A step with what it asks besides words."""

    def __init__(self, *args, step, emergency=None, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if step.name == "release":
            self.fields["words"] = Said.base_fields["text"]
            self.fields["source"] = Said.base_fields["source"]
        elif step.name == "retract":
            rows = Release.objects.filter(emergency=emergency, retracted=None).order_by("-number")
            choices = [(one.number, f"第{one.number}条：{one.text[:30]}") for one in rows]
            self.fields["number"] = forms.ChoiceField(label="撤回哪一条", choices=choices)

    def detail(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("source", "number") if name in self.fields}
