"""Forms of a case: at the counter, on the site, the code, what an applicant does himself."""

from secrets import token_hex

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.look.forms import ChoiceOfOne
from gongkai.windows.models import Item, Outcome, Rating


class ApplicantForm(forms.Form):
    name = forms.CharField(label="姓名或者单位名称", max_length=80)
    phone = forms.CharField(label="联系电话", max_length=40, help_text="只用于办理这一件，不公开")
    paper_no = forms.CharField(
        label="证件号码", max_length=40, required=False, help_text="身份证号或者统一社会信用代码"
    )
    asks = forms.CharField(label="申请什么", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    token = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: token_hex(16))


class CounterForm(ApplicantForm):
    item = ChoiceOfOne(Item.objects.none(), label="事项")
    field_order = ("item", "name", "phone", "paper_no", "asks")

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items


class StatusForm(forms.Form):
    code = forms.CharField(label="查询编号", max_length=10, help_text="提交时给出的十个字母")
    secret = forms.CharField(label="查询密码", max_length=6, help_text="提交时给出的六个数字")


class SupplyForm(forms.Form):
    asks = forms.CharField(label="补正内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class RateForm(forms.Form):
    satisfied = forms.TypedChoiceField(label="对这次办理", choices=Rating.choices, coerce=int, widget=forms.RadioSelect)


class StepForm(WordsForm):
    """A step; of a decision, what it is."""

    LABELS = {
        "ask_more": "缺什么，一次写全", "refuse": "理由和依据", "decide": "理由和依据（不予的必须写明）",
        "answer": "给申请人的答复", "object": "理由和依据", "consent": "意见",
    }  # fmt: skip

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        self.fields["words"].label = self.LABELS.get(step.name, "说明")
        if step.name == "decide":
            self.fields["outcome"] = forms.ChoiceField(label="决定", choices=[("", "请选择"), *Outcome.choices])
            self.order_fields(["outcome", "words"])

    def detail(self) -> dict:
        if self.step.name != "decide":
            return {}
        outcome = self.cleaned_data["outcome"]
        return {"outcome": outcome, "says": str(Outcome(outcome).label)}
