"""Forms of staff: a consultation, its changed draft, what becomes of opinions, one that came by letter or was said."""

from typing import Any

from django import forms

from gongkai import shelf
from gongkai.accounts.models import Person, Role
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.participation.consultations.drafting import Head, paragraphs_of
from gongkai.participation.consultations.treating import Said
from gongkai.participation.models import Adopted, Channel, Consultation, Decision, Identity, Treatment

MOST_PARAGRAPHS, LONGEST_DRAFT = 400, 60_000
BY_HAND = [one for one in Channel.choices if one[0] != Channel.ONLINE]


class HeadForm(forms.Form):
    title = forms.CharField(
        label="名称", max_length=120, help_text="如 关于《县道养护办法（草案）》公开征求意见的公告；公布时就用这个名称"
    )
    decision = ChoiceOfOne(
        Decision.objects.none(), label="决策事项", required=False, empty_label="不属于目录里的决策事项"
    )
    explanation = forms.CharField(
        label="说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="为什么要作这个决定、草案的主要内容、需要大家特别看的地方；公开可见",
    )  # fmt: skip
    draft = forms.CharField(
        label="草案", max_length=LONGEST_DRAFT, widget=forms.Textarea(attrs={"rows": 14}),
        help_text="一行一段，群众可以逐段提意见",
    )  # fmt: skip
    ways = forms.CharField(
        label="提意见的方式", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="网上提交以外的方式：来信地址、电子邮箱、电话；公开可见",
    )  # fmt: skip
    identity = forms.ChoiceField(
        label="网上提意见要留什么", choices=Identity.choices, initial=Identity.NONE, widget=forms.RadioSelect,
        help_text="姓名、电话加密保存，不公开",
    )  # fmt: skip
    opens = forms.DateField(label="开始日期", widget=DayInput, help_text="这一天零时自动公布")
    closes = forms.DateField(label="截止日期", widget=DayInput, help_text="这一天二十四时自动截止")
    market = forms.BooleanField(label="内容涉及市场主体的权利义务", required=False)
    shorter = forms.CharField(
        label="少于规定天数的理由", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="少于规定天数的才填写，公告里写明",
    )  # fmt: skip
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="公开栏目"
    )

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.queryset = Decision.objects.visible_to(post).filter(case__status="listed").select_related("case")
        field.label_from_instance = lambda row: row.case.title

    def clean_draft(self) -> list[str]:
        found = paragraphs_of(self.cleaned_data["draft"])
        if len(found) > MOST_PARAGRAPHS:
            raise forms.ValidationError(f"草案最多 {MOST_PARAGRAPHS} 段，现在是 {len(found)} 段，请把短段合在一起")
        return found

    def clean(self):
        said = super().clean()
        if said.get("opens") and said.get("closes") and said["closes"] < said["opens"]:
            self.add_error("closes", "截止日期早于开始日期，请核对")
        return said

    def head(self) -> Head:
        return Head(**self.cleaned_data)

    @staticmethod
    def initial_of(row: Consultation) -> dict:
        names = ("explanation", "ways", "opens", "closes", "market", "shorter", "identity", "topic", "decision")
        told = {name: getattr(row, name) for name in names}
        return told | {"title": row.case.title, "draft": "\n".join(row.newest.paragraphs)}


class RevisedForm(forms.Form):
    """The wording that opinions led to."""

    draft = forms.CharField(
        label="修改稿", max_length=LONGEST_DRAFT, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="一行一段；随采纳情况一起公布，处理意见里可以写明改在第几段",
    )  # fmt: skip


class TreatmentForm(forms.Form):
    """What becomes of the opinions chosen: an answer that others got already, or a new one."""

    known = ChoiceOfOne(
        Treatment.objects.none(), label="用已有的处理意见", required=False, empty_label="不用，另写一条"
    )
    gist = forms.CharField(
        label="意见要点", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="用自己的话归纳，不写提意见的人；公开可见",
    )  # fmt: skip
    adopted = forms.ChoiceField(label="采纳情况", choices=[("", "请选择"), *Adopted.choices], required=False)
    reason = forms.CharField(
        label="理由", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不采纳、部分采纳的必须写明；公开可见",
    )  # fmt: skip
    paragraph = forms.IntegerField(
        label="改在修改稿第几段", min_value=1, required=False, help_text="文稿作了修改的填写"
    )

    def __init__(self, *args, consultation: Consultation, fresh: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        field: Any = self.fields["known"]
        field.queryset = consultation.treatments.all()
        field.label_from_instance = lambda one: f"第{one.number}条 {one.get_adopted_display()}：{one.gist[:40]}"
        if not fresh or not field.queryset.exists():
            del self.fields["known"]
            self.fields["gist"].required = self.fields["adopted"].required = True

    def clean(self):
        said = super().clean()
        if said.get("known"):
            return said
        for name in ("gist", "adopted"):
            if "known" in self.fields and not said.get(name) and not self.has_error(name):
                self.add_error(name, forms.ValidationError("这一项必须填写。", code="required"))
        if said.get("adopted") in (Adopted.PARTLY, Adopted.NOT) and not said.get("reason", "").strip():
            self.add_error("reason", "不采纳、部分采纳的，请写明理由")
        if said.get("paragraph"):
            self._changed(said["paragraph"])
        return said

    def _changed(self, paragraph: int) -> None:
        newest = self.consultation.newest
        if newest.number == 1:
            self.add_error("paragraph", "还没有写修改稿，请先写修改稿，或者把这一项留空")
        elif paragraph > len(newest.paragraphs):
            self.add_error("paragraph", f"修改稿只有 {len(newest.paragraphs)} 段，请核对")

    def said(self) -> Said | Treatment:
        said = self.cleaned_data
        if said.get("known"):
            return said["known"]
        return Said(said["gist"].strip(), said["adopted"], said["reason"].strip(), said["paragraph"])


class EnterForm(forms.Form):
    """An opinion that came by letter, was said on the phone or at a meeting."""

    channel = forms.ChoiceField(label="来源", choices=[("", "请选择"), *BY_HAND])
    came = forms.DateField(label="收到日", widget=DayInput)
    paragraph = forms.IntegerField(label="针对第几段", min_value=1, required=False, help_text="对全文提的不填")
    words = forms.CharField(label="意见", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="对方愿意留的才填，加密保存")
    phone = forms.CharField(label="电话", max_length=30, required=False)

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("came", today())
        self.consultation = consultation

    def clean_came(self):
        day, row = self.cleaned_data["came"], self.consultation
        if day > today():
            raise forms.ValidationError("收到日不能晚于今天，请核对")
        if not row.opens <= day <= row.closes:
            raise forms.ValidationError(f"不在征求意见的时间里（{row.opens} 至 {row.closes}），请核对")
        return day

    def clean_paragraph(self) -> int | None:
        return paragraph_in(self.cleaned_data["paragraph"], self.consultation)


def paragraph_in(number: int | None, row: Consultation) -> int | None:
    """The paragraph an opinion is on. Raises ``ValidationError`` where the draft has none of that number."""
    many = len(row.versions.get(number=1).paragraphs)
    if number and number > many:
        raise forms.ValidationError(f"草案只有 {many} 段，请核对")
    return number or None


class StepForm(WordsForm):
    """A step of a consultation: of a change of its days what the public is told."""

    def __init__(self, *args, step, row: Consultation, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name in ("prolong", "stop"):
            self.fields["note"] = forms.CharField(label="向公众说明的理由", max_length=300, help_text="公开可见")
            del self.fields["words"]
        if step.name == "prolong":
            self.fields["closes"] = forms.DateField(label="新的截止日期", widget=DayInput, initial=row.closes)
            self.order_fields(["closes", "note"])

    def clean(self):
        return {"words": "", **super().clean()}

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "prolong":
            day = said["closes"].isoformat()
            return {"closes": day, "note": said["note"], "says": f"延长到 {day}：{said['note']}"}
        return {"note": said["note"], "says": said["note"]} if self.step.name == "stop" else {}


class AsideForm(WordsForm):
    """On which published ground an opinion is not taken up."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "set_aside":
            choices = [("", "请选择"), *shelf.taking_part().set_aside.items()]
            self.fields["ground"] = forms.ChoiceField(
                label="原因", choices=choices, help_text="公布过的规则里的原因；对方凭编号和密码看得到，可以提出异议"
            )
            self.fields["words"].label = "说明"
            self.order_fields(["ground", "words"])

    def detail(self) -> dict:
        if self.step.name != "set_aside":
            return {}
        ground = self.cleaned_data["ground"]
        return {"ground": ground, "says": shelf.taking_part().set_aside[ground]}


class ManyForm(forms.Form):
    """What is done with the opinions that were ticked."""

    do = forms.ChoiceField(choices=[("treat", "处理"), ("review", "复核"), ("assign", "分办")])
    worker = ChoiceOfOne(Person.objects.none(), label="经办人", required=False)

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        posts = {"posts__unit": consultation.case.unit_id, "posts__role": Role.PROPOSER}
        field: Any = self.fields["worker"]
        field.queryset = Person.objects.filter(is_active=True, **posts).distinct()
        field.label_from_instance = lambda person: person.name
