"""What each step asks of the officer: its words, its day; each form does its own step."""

from datetime import date

from django import forms

from gongkai.accounts.models import Unit
from gongkai.catalogue.models import ASKED
from gongkai.foi.handling import charging, consult_form, correcting, delivering, explaining, extending, parting
from gongkai.foi.handling.act_form import ActForm, DatedForm, long
from gongkai.foi.handling.limiting import last_day
from gongkai.foi.models import Request
from gongkai.foi.vocabulary import Basis
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.look.words import riqi


class AskCorrection(DatedForm):
    """条例-30: what is missing, by when."""

    done = "已要求补正；收到补正以后，答复期限从收到的那一天重新起算"
    day_label = "告知日"
    day_help = "补正告知发出或者送达的那一天"
    items = long("缺什么", "逐项写清楚：要补什么、怎样写才行。只能要求补正一次，申请人凭查询码看得到这些话")
    until = forms.DateField(label="补正期限", widget=DayInput, help_text="给合理的时间，一般十五个工作日")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", last_day("foi.correction", self.today))
        last = correcting.last_day_to_ask(self.row)
        self.says = f"要求补正的最后一天是{riqi(last)}。"

    def clean_until(self) -> date:
        if self.cleaned_data["until"] <= self.today:
            raise forms.ValidationError("补正期限要在今天以后")
        return self.cleaned_data["until"]

    def do(self):
        said = self.cleaned_data
        correcting.ask_many([correcting.Asked(self.row, said["items"], said["until"], self.day, self.by)], self.at)


class EnterCorrection(DatedForm):
    done = "已登记补正，答复期限从收到补正的那一天重新起算"
    day_label = "收到补正的日期"
    words = long("申请人补正的内容", "照申请人写的登记")

    def do(self):
        correcting.supply_many([correcting.Supplied(self.row, self.cleaned_data["words"], self.day, self.by)], self.at)


class ProposeExtension(ActForm):
    done = "已提请延长，等分管领导同意；同意以后还要告知申请人才生效"
    reason = long("为什么要延长", "要写得出口：申请人看得到这句话", rows=3)

    def do(self):
        extending.propose_many([extending.Proposed(self.row, self.cleaned_data["reason"], self.by)], self.at)


class TellExtension(DatedForm):
    done = "已告知，延长生效"
    day_label = "告知日"
    day_help = "要在原答复期限届满之前"

    def do(self):
        extending.tell_many([self.row], self.day, self.by, self.at)


class Charge(DatedForm):
    """条例-42: by the item of the month or by the page, never both."""

    done = "已登记收费通知；缴费以后答复期限重新起算"
    day_label = "通知日"
    basis = forms.ChoiceField(label="怎样计收", choices=Basis.choices, widget=forms.RadioSelect)
    many = forms.IntegerField(
        label="件数或者页数", min_value=1, max_value=100_000,
        help_text="按件的，写这是同一申请人当月的第几件；按量的，写一共多少页。金额由系统按标准算",
    )  # fmt: skip

    def do(self):
        said = self.cleaned_data
        charging.charge_many([charging.Charged(self.row, said["basis"], said["many"], self.day, self.by)], self.at)


class ReachFee(DatedForm):
    day_label = "申请人收到收费通知的日期"
    done = "已登记，申请人应当在二十个工作日内缴费"

    def do(self):
        charging.reach_many([charging.Reached(self.row, self.day, self.by)], self.at)


class Pay(DatedForm):
    day_label = "缴费日"
    done = "已登记缴费，答复期限从缴费的第二天重新起算"

    def do(self):
        charging.pay([self.row], self.day, self.by, self.at)


class AskReasons(DatedForm):
    day_label = "要求说明的日期"
    done = "已要求申请人说明理由"
    says = "申请的数量、频次明显超过合理范围的，可以要求说明理由。"
    many = forms.IntegerField(label="同一申请人的申请数", min_value=2, max_value=100_000)
    until = forms.DateField(
        label="说明期限", widget=DayInput, help_text="给合理的时间；期满没有说明的，可以按无正当理由大量反复申请答复"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Request.objects.filter(by_paper=self.row.by_paper).count() if self.row.by_paper else 0
        self.initial.setdefault("many", max(known, 2))
        self.initial.setdefault("until", last_day("foi.correction", self.today))

    def clean_until(self) -> date:
        if self.cleaned_data["until"] <= self.today:
            raise forms.ValidationError("说明期限要在今天以后")
        return self.cleaned_data["until"]

    def do(self):
        said = self.cleaned_data
        explaining.ask_many([explaining.Asked(self.row, said["many"], self.day, self.by, said["until"])], self.at)


class EnterReasons(DatedForm):
    day_label = "收到理由的日期"
    done = "已登记理由；理由不合理的按“无正当理由大量反复申请”答复，合理的可以确定延迟答复"
    words = long("申请人的理由", "照申请人写的登记")

    def do(self):
        explaining.give_many([explaining.Given(self.row, self.cleaned_data["words"], self.day, self.by)], self.at)


class Delay(ActForm):
    done = "已确定延迟答复的日期并告知申请人"
    says = "理由合理、但在期限内不能答复的，可以确定延迟答复的合理期限并告知申请人。"
    until = forms.DateField(label="延迟到哪一天答复", widget=DayInput)

    def do(self):
        explaining.delay(self.row, self.cleaned_data["until"], self.by, self.at)


class Split(ActForm):
    done = "已分拆，每件各有编号，收到日和原来的一样"
    says = "一件申请里有几个不同事项的，可以分成几件分别办理。申请人用原来的编号和查询码看得到各件。"
    parts = long("每件写什么", "一行一件，照申请人的意思写，不要添减", rows=6)

    def do(self):
        parts = [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        parting.split(self.row, parts, self.by, self.at)


class Merge(ActForm):
    done = "已并案，由另一件一并答复"
    number = forms.CharField(
        label="并入哪一件", max_length=20, help_text="另一件的申请编号，同一申请人、收到不晚于这一件的"
    )

    def clean_number(self) -> Request:
        number = self.cleaned_data["number"].strip()
        rows = Request.objects.visible_to(self.by).select_related("case")
        found = rows.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(f"没有编号为“{number}”的公开申请，或者它不归您办理，请核对")
        return found

    def do(self):
        parting.merge(self.row, self.cleaned_data["number"], self.by, self.at)


class Transfer(ActForm):
    done = "已转办，答复期限不变"
    says = "申请的信息由本地另一单位负责的，转给它办理；收到日和答复期限不变。"
    unit = ChoiceOfOne(Unit.objects.none(), label="转给哪个单位")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.standing_on(self.today).filter(kind__in=ASKED).exclude(pk=self.row.case.unit_id)
        self.fields["unit"].queryset = units

    def do(self):
        unit = self.cleaned_data["unit"]
        detail = {"unit": unit.code, "says": f"{self.row.case.unit.name}转给{unit.name}"}
        self.row.case.take("transfer", by=self.by, at=self.at, detail=detail)


class EnterWithdrawal(DatedForm):
    day_label = "申请人要求撤回的日期"
    done = "已登记撤回，这件申请不再办理"

    def do(self):
        parting.withdraw_many([parting.Withdrawn(self.row, self.day, self.by)], self.at)


class Sign(DatedForm):
    day_label = "签收日"
    done = "已登记签收"

    def do(self):
        delivering.sign(self.row, self.day, self.by, self.at)


FORMS: dict[str, type[ActForm]] = consult_form.FORMS | {
    "ask_correction": AskCorrection, "enter_correction": EnterCorrection, "propose_extension": ProposeExtension,
    "tell_extension": TellExtension, "charge": Charge, "reach_fee": ReachFee, "pay": Pay, "ask_reasons": AskReasons,
    "enter_reasons": EnterReasons, "delay": Delay, "split": Split, "merge": Merge, "transfer": Transfer,
    "enter_withdrawal": EnterWithdrawal, "sign": Sign,
}  # fmt: skip
