"""Forms of a rumour."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.disclosures.models import Disclosure
from gongkai.opinion import collecting
from gongkai.opinion.models import Rumour
from gongkai.opinion.rumours import verifying

AREA = {"rows": 4}


class RumourForm(forms.Form):
    """What is said. The words themselves are sealed; the name stands in lists."""

    title = forms.CharField(label="名称", max_length=100, help_text="如 网传县城自来水停供三天；不写网民姓名、电话")
    claim = forms.CharField(
        label="传言内容", max_length=1000, widget=forms.Textarea(attrs=AREA),
        help_text="原话或者截图里的文字。密封保存，只有承办人员看得到",
    )  # fmt: skip

    def clean_title(self):
        for reason in collecting.tells_of_people(self.cleaned_data["title"]):
            raise forms.ValidationError(reason)
        return self.cleaned_data["title"]


class StepForm(WordsForm):
    """A step; of verifying who looked and what was found, of closing what was published or mended."""

    def __init__(self, *args, step, row: Rumour, files=None, **kwargs):
        super().__init__(*args, step=step, files=files, **kwargs)
        self.step, self.row, self.kept = step, row, list(row.evidence)
        if step.name in ("refute", "uphold"):
            self._verifying()
        elif step.name in ("clarify", "correct"):
            self._closing()

    def _verifying(self) -> None:
        self.fields["checked_by"] = forms.CharField(
            label="核实单位和人员", max_length=120, help_text="如 县水务局供水股"
        )
        self.fields["found"] = forms.CharField(
            label="核实结论",
            max_length=1000,
            widget=forms.Textarea(attrs=AREA),
            help_text="查了什么、查到什么、凭什么认定",
        )
        self.fields["file"] = forms.FileField(label="证据", required=False)
        self.fields["words"].label = "说明"
        self.order_fields(["checked_by", "found", "file", "words"])

    def _closing(self) -> None:
        if self.step.name == "correct":
            self.fields["mended"] = forms.CharField(
                label="更正和整改", max_length=1000, widget=forms.Textarea(attrs=AREA),
                help_text="承认了什么、怎样处理、什么时候办完",
            )  # fmt: skip
        asks = "已公开澄清的索引号" if self.step.name == "clarify" else "已公开说明的索引号"
        required = self.step.name == "clarify" and not self.row.event.drill
        self.fields["record"] = forms.CharField(label=asks, max_length=120, required=required)
        self.fields["words"].label = "说明"
        self.order_fields(["mended", "record", "words"])

    def clean_record(self) -> int | None:
        number = self.cleaned_data["record"].strip()
        if not number:
            return None
        rows = Disclosure.objects.filter(live__isnull=False)
        rows = verifying.clarifications() if self.step.name == "clarify" else rows
        found = rows.filter(index_no=number).first()
        if found is None:
            what = "澄清" if self.step.name == "clarify" else "信息"
            raise forms.ValidationError(f"没有索引号为“{number[:60]}”的已公开{what}，请核对")
        return found.pk

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name in ("refute", "uphold"):
            told = {name: said[name] for name in ("checked_by", "found")}
            return told | {"evidence": self.kept, "says": f"{said['checked_by']}：{said['found']}"[:300]}
        if self.step.name == "clarify":
            return {"record": said["record"]}
        if self.step.name == "correct":
            return {"record": said["record"], "mended": said["mended"], "says": said["mended"][:300]}
        return {}
