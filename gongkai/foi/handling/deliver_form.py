"""送达 of the answer: by what way, on what day, and the sealed answer itself where it is downloaded."""

from django import forms

from gongkai.files.refusal import FileRefused
from gongkai.foi import proofs
from gongkai.foi.handling import delivering
from gongkai.foi.handling.act_form import DatedForm
from gongkai.foi.vocabulary import Route

TYPES = forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"})


class Deliver(DatedForm):
    """The answer that bears the seal; what shows that it was handed over."""

    day_label = "送达日"
    day_help = "邮寄的写交邮的那一天，当面的写签收的那一天，其他的写发出的那一天"
    done = "已送达，这一天是答复日"
    route = forms.ChoiceField(label="送达方式", choices=Route.choices, widget=forms.RadioSelect)
    slip = forms.CharField(
        label="邮件号码或者送达回证号", max_length=60, required=False, help_text="邮寄只能用邮政企业的"
    )
    answer = forms.FileField(
        label="盖章后的答复书", required=False, help_text="pdf 或者图片。网上下载的必须上传，申请人凭查询码下载",
        widget=TYPES,
    )  # fmt: skip
    second = forms.FileField(label="随附的信息", required=False, help_text="遮盖以后的那一份", widget=TYPES)
    proof = forms.FileField(label="送达凭证", required=False, help_text="送达回证、邮寄回单的照片", widget=TYPES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("route", self.row.route)
        self.papers: list[tuple[proofs.Kept, str, bool]] = []
        self.order_fields(["route", "day", "slip", "answer", "second", "proof"])

    def clean(self):
        said = super().clean()
        if said.get("route") == Route.POST and not said.get("slip"):
            self.add_error("slip", "邮寄的，请写邮件号码")
        if said.get("route") == Route.ONLINE and not said.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "网上下载的，请上传盖章后的答复书")
        if not self.errors:
            self._store(said)
        return said

    def _store(self, said: dict) -> None:
        for name, title, proves in (
            ("answer", "答复书", False), ("second", "随附的信息", False), ("proof", "送达凭证", True),
        ):  # fmt: skip
            if said.get(name):
                try:
                    self.papers.append((proofs.keep(said[name]), title, proves))
                except FileRefused as refusal:
                    self.add_error(name, refusal.says)

    def do(self):
        said = self.cleaned_data
        handed = delivering.Handed(self.row, said["route"], self.day, self.by, said["slip"], self.papers)
        delivering.deliver_many([handed], self.at)
