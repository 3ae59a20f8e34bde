"""Asking a third party or an organ for its opinion, and what came of it (条例-32, 条例-34)."""

from typing import ClassVar

from django import forms

from gongkai.foi.handling import consulting
from gongkai.foi.handling.act_form import ActForm, DatedForm
from gongkai.foi.models import Consultation
from gongkai.foi.vocabulary import Answer, Consulted
from gongkai.look.words import riqi


class AskThirdParty(DatedForm):
    kind = Consulted.THIRD_PARTY
    done = "已登记，征求意见的时间不计入答复期限；对方收到以后请登记收到的日期"
    day_label = "征求意见书发出日"
    says = "从发出的第二天起到收到意见为止不计入答复期限，最长十五个工作日。"
    whom = forms.CharField(label="征求谁的意见", max_length=100, help_text="姓名或者名称，加密存放")
    address = forms.CharField(label="地址或者联系方式", max_length=200, required=False)

    def do(self):
        said = self.cleaned_data
        asked = consulting.Asked(self.row, self.kind, said["whom"], self.day, self.by, said["address"])
        consulting.ask_many([asked], self.at)


class AskOrgan(AskThirdParty):
    kind = Consulted.ORGAN

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whom"].help_text = "共同制作这份信息的机关全称"


class OpinionForm(DatedForm):
    """About one of the opinions that are still to come."""

    kind: Consulted = Consulted.THIRD_PARTY
    only: ClassVar[dict] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Consultation.objects.filter(request=self.row, kind=self.kind, answer="", **self.only)
        self.found = {str(row.pk): row for row in rows.select_related("request__case")}
        choices = [(key, f"{row.whom}（{riqi(row.asked_on)}发出）") for key, row in self.found.items()]
        self.fields["which"] = forms.ChoiceField(label="谁的意见", choices=choices)
        self.order_fields(["which"])

    @property
    def which(self) -> Consultation:
        return self.found[self.cleaned_data["which"]]


class ReachThirdParty(OpinionForm):
    only: ClassVar[dict] = {"received_on": None}
    done = "已登记，对方应当在收到之日起十五个工作日内提出意见"
    day_label = "对方收到的日期"

    def do(self):
        consulting.reach_many([self.which], self.day, self.by, self.at)


class ReachOrgan(ReachThirdParty):
    kind = Consulted.ORGAN


class HearThirdParty(OpinionForm):
    done = "已登记意见，答复期限接着计算"
    day_label = "收到意见的日期"
    answer = forms.ChoiceField(
        label="意见", choices=[one for one in Answer.choices if one[0] != Answer.SILENT], widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label="理由", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="照对方写的登记，加密存放",
    )  # fmt: skip

    def do(self):
        said = self.cleaned_data
        consulting.hear_many([self.which], said["answer"], self.day, self.by, self.at, said["opinion"])


class HearOrgan(HearThirdParty):
    kind = Consulted.ORGAN


class LapseThirdParty(OpinionForm):
    done = "已登记；第三方没有提出意见的，由本机关决定是否公开"
    says = "第三方逾期未提出意见的，由本机关依法决定是否公开，不当作同意。"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["day"]

    def do(self):
        consulting.lapse_many([self.which], self.by, self.at)


class LapseOrgan(LapseThirdParty):
    kind = Consulted.ORGAN
    done = "已登记；机关逾期未提出意见的，视为同意公开"
    says = "共同制作机关逾期未提出意见的，视为同意公开。"


FORMS: dict[str, type[ActForm]] = {
    "ask_third_party": AskThirdParty, "reach_third_party": ReachThirdParty, "hear_third_party": HearThirdParty,
    "lapse_third_party": LapseThirdParty, "ask_organ": AskOrgan, "reach_organ": ReachOrgan, "hear_organ": HearOrgan,
    "lapse_organ": LapseOrgan,
}  # fmt: skip
