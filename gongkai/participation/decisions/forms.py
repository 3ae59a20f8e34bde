"""Forms of the catalogue and its matters: what a unit proposes, a procedure, the decision, how it is carried out."""

from typing import Any

from django import forms

from gongkai import shelf
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.models import Disclosure
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.participation.decisions.listing import Matter
from gongkai.participation.models import Body, Catalogue, Consultation, Decision, Result, State

LONG = forms.Textarea(attrs={"rows": 4})
PICK = [("", "请选择")]


class MatterForm(forms.Form):
    title = forms.CharField(label="事项名称", max_length=120, help_text="如 县城公交票价调整方案")
    about = forms.CharField(label="主要内容", max_length=500, widget=LONG, help_text="列入目录以后公开可见")
    basis = forms.CharField(label="依据", max_length=300, help_text="为什么由本级决定，如 价格法第二十三条")
    planned = forms.DateField(label="计划决策日期", widget=DayInput)

    def matter(self) -> Matter:
        return Matter(**self.cleaned_data)

    @staticmethod
    def initial_of(row: Decision) -> dict:
        return {"title": row.case.title} | {name: getattr(row, name) for name in ("about", "basis", "planned")}


class CatalogueForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="公开栏目"
    )


class CatalogueStepForm(WordsForm):
    """A step of the catalogue: the committee's consent, the public reason of a change."""

    def __init__(self, *args, step, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.kept = step, []
        if step.name == "consent":
            self.fields["consent"] = forms.CharField(
                label="同意的会议或文件", max_length=200, help_text="如 县委常委会会议（2026年第3次）；公开可见"
            )
            self.fields["file"] = forms.FileField(label="会议纪要或批复", required=False)
        if step.name == "amend":
            self.fields["note"] = forms.CharField(label="调整理由", max_length=300, help_text="公开可见")
            del self.fields["words"]

    def clean(self):
        return {"words": "", **super().clean()}

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "consent":
            return {"consent": said["consent"], "papers": self.kept, "says": said["consent"]}
        return {"note": said["note"], "says": said["note"]} if self.step.name == "amend" else {}


class StepForm(WordsForm):
    """A step of a matter; each asks its own."""

    def __init__(self, *args, step, row: Decision, sort: str = "", files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.row, self.sort = step, row, sort
        self.kept: list[list[str]] = []
        ask = getattr(self, f"_ask_{step.name}", None)
        if ask:
            ask()
            if not step.says_why:
                del self.fields["words"]

    def clean(self):
        return {"words": "", **super().clean()}

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("日期还没有到，请改正")
        return self.cleaned_data["day"]

    def clean_document(self) -> int | None:
        number = self.cleaned_data["document"].strip()
        if not number:
            return None
        found = Disclosure.objects.filter(index_no=number).exclude(live=None).first()
        if found is None:
            raise forms.ValidationError(f"没有索引号为“{number}”的已公开信息，请核对")
        return found.pk

    def detail(self) -> dict:
        tell = getattr(self, f"_tell_{self.step.name}", None)
        return tell(self.cleaned_data) if tell else {}

    def _ask_select(self) -> None:
        drafts = Catalogue.objects.filter(case__status="draft").select_related("case").order_by("-year")
        field: Any = ChoiceOfOne(drafts, label="列入哪一年的目录")
        field.label_from_instance = lambda one: one.case.title
        self.fields["catalogue"] = field

    def _tell_select(self, said) -> dict:
        return {"catalogue": said["catalogue"].pk, "says": said["catalogue"].case.title}

    def _ask_decline(self) -> None:
        choices = [("", "不是，另写理由"), *shelf.taking_part().excluded.items()]
        self.fields["excluded"] = forms.ChoiceField(label="是否不适用的事项", choices=choices, required=False)
        self.fields["ground"] = forms.CharField(label="理由", max_length=300, required=False)

    def _tell_decline(self, said) -> dict:
        known = shelf.taking_part().excluded.get(said["excluded"], "")
        return {"excluded": said["excluded"], "says": "：".join(one for one in (known, said["ground"]) if one)}

    def _ask_record(self) -> None:
        one = shelf.taking_part().procedures[self.sort]
        known = self.row.procedures.filter(sort=self.sort).first()
        self.kept = list(known.papers) if known else []
        states = State.choices if one.waived else State.choices[:1]
        self.fields["state"] = forms.ChoiceField(
            label="情况", choices=states, initial=known.state if known else State.DONE, widget=forms.RadioSelect,
            help_text=one.waived,
        )  # fmt: skip
        self.fields["day"] = forms.DateField(label="日期", widget=DayInput, initial=known.day if known else None)
        if one.body:
            self.fields["body"] = forms.ChoiceField(
                label="讨论机关", choices=[*PICK, *Body.choices], initial=known.body if known else ""
            )
        else:
            self.fields["by"] = forms.CharField(
                label="由谁组织", max_length=120, required=False, initial=known.by if known else ""
            )
        self.fields["outcome"] = forms.CharField(
            label="结论和意见采纳情况", max_length=1000, widget=LONG, initial=known.outcome if known else "",
            help_text="公开可见；不履行的写明理由；专家、群众提了意见的，写明怎样采纳",
        )  # fmt: skip
        self._ask_consultation(known)
        self.fields["file"] = forms.FileField(
            label="材料", required=False, help_text="论证意见、评估报告、审查意见、会议纪要；存档用，不公开"
        )

    def _ask_consultation(self, known) -> None:
        rows = Consultation.objects.filter(decision=self.row).select_related("case")
        if self.sort == "opinions" and rows.exists():
            field: Any = ChoiceOfOne(
                rows, label="以这次征求意见为准", required=False, empty_label="不用",
                initial=known.consultation_id if known else None,
            )  # fmt: skip
            field.label_from_instance = lambda one: one.case.title
            self.fields["consultation"] = field

    def _tell_record(self, said) -> dict:
        name, state = shelf.taking_part().procedures[self.sort].name, State(said["state"]).label
        chosen = said.get("consultation")
        return {
            "sort": self.sort, "state": said["state"], "day": said["day"].isoformat(), "by": said.get("by", ""),
            "body": said.get("body", ""), "outcome": said["outcome"], "papers": self.kept,
            "consultation": chosen.pk if chosen else None, "says": f"{name}：{state}，{said['day']}",
        }  # fmt: skip

    def _ask_decide(self) -> None:
        self.fields["body"] = forms.ChoiceField(label="决策机关", choices=[*PICK, *Body.choices])
        self.fields["day"] = forms.DateField(label="决策日期", widget=DayInput)
        self.fields["result"] = forms.ChoiceField(label="结果", choices=[*PICK, *Result.choices])
        self.fields["taken"] = forms.CharField(
            label="意见采纳情况", max_length=1000, widget=LONG,
            help_text="公众、专家提了哪些意见，怎样采纳，没有采纳的说明理由；公开可见",
        )  # fmt: skip
        self.fields["document"] = forms.CharField(
            label="决策文件的索引号", max_length=60, required=False, help_text="已经在本站公开的填写"
        )
        self.fields["file"] = forms.FileField(label="决策文件、会议纪要", required=False, help_text="存档用，不公开")

    def _tell_decide(self, said) -> dict:
        day, body = said["day"].isoformat(), Body(said["body"]).label
        told = {name: said[name] for name in ("body", "result", "taken", "document")}
        says = f"{day} {body}{Result(said['result']).label}"
        return told | {"decided": day, "papers": self.kept, "says": says}

    def _ask_execute(self) -> None:
        self.fields["day"] = forms.DateField(label="日期", widget=DayInput, initial=today())
        self.fields["says"] = forms.CharField(
            label="执行情况", max_length=1000, widget=LONG, help_text="审定以后公开可见"
        )
        self.fields["file"] = forms.FileField(label="材料", required=False)

    def _tell_execute(self, said) -> dict:
        return {"day": said["day"].isoformat(), "says": said["says"], "papers": self.kept}

    def _ask_evaluate(self) -> None:
        self._ask_execute()
        self.fields["says"].label, self.fields["file"].label = "评估结论", "评估报告"

    def _tell_evaluate(self, said) -> dict:
        return self._tell_execute(said)
