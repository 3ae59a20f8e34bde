"""Planning a clean-up."""

from django import forms

from gongkai.accounts.models import Unit
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne, DayInput


class PlanForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 2025年规范性文件清理；结果公布时后面加“结果”")
    until = forms.DateField(label="清理到", widget=DayInput, help_text="这一天以前成文、现行有效的文件都要清理")
    unit = ChoiceOfOne(Unit.objects.all(), label="单位", required=False, empty_label="全县")
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="结果公布在", help_text="公开栏目"
    )
