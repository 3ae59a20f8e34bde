"""What a caller fills in on the site: the case, the code that opens it, the word on how it was handled."""

import secrets

from django import forms

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.hotline.taking_in import Said
from gongkai.hotline.vocabulary import ACCUSING, RATED, Channel, Rating, Sort

ORGANS = (Unit.Kind.GOVERNMENT, Unit.Kind.DEPARTMENT, Unit.Kind.TOWNSHIP, Unit.Kind.PARK, Unit.Kind.ENTERPRISE)


class PleaForm(forms.Form):
    """One case; no account, and no name for whoever does not want to leave one."""

    sort = forms.ChoiceField(label="您要", choices=Sort.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="什么事", min_length=4, max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="时间、地点、经过和您的要求；加密存放，只有经办人看得到",
    )  # fmt: skip
    against = forms.ChoiceField(label="投诉、举报哪个单位", required=False, help_text="求助、咨询、建议的不用选")
    name = forms.CharField(label="姓名", max_length=40, required=False)
    phone = forms.CharField(
        label="电话", max_length=40, required=False, help_text="用于核实和回访；举报人的信息不给被举报单位看"
    )
    address = forms.CharField(label="地址", max_length=200, required=False)
    open_to_all = forms.BooleanField(
        label="去掉个人信息以后，可以把问题和答复公布出来（不勾选就不公布）", required=False
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in Unit.objects.standing_on(today()).filter(kind__in=ORGANS)}
        choices = [(code, one.full_name or one.name) for code, one in self.units.items()]
        self.fields["against"].choices = [("", "不清楚，或者不是投诉举报"), *choices]
        self.initial.setdefault("token", secrets.token_hex(16))

    def told(self, sender: str) -> Said:
        said = dict(self.cleaned_data)
        accuses = said["sort"] in ACCUSING
        said["against"] = self.units.get(said["against"]) if accuses else None
        return Said(channel=Channel.WEB, sender=sender, **said)


class CodeForm(forms.Form):
    number = forms.CharField(label="编号", max_length=16, help_text="回执上的，如 2026-00012")
    code = forms.CharField(label="查询码", max_length=12, help_text="回执上的八个字母")


class RatingForm(forms.Form):
    """满意度: who is not satisfied says why."""

    rating = forms.ChoiceField(
        label="您对办理结果", choices=[(one.value, one.label) for one in RATED], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="哪里不满意", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        said = super().clean()
        if said.get("rating") == Rating.NOT and not said.get("words", "").strip():
            self.add_error("words", "不满意的请写明哪里不满意，以便重新办理")
        return said
