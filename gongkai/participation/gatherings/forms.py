"""Forms of a hearing or a talk: what staff announce and record, and what a citizen fills in to come."""

from datetime import datetime

from django import forms

from gongkai.acts.clock import BEIJING, today
from gongkai.acts.pages import WordsForm
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne, DayInput, MomentInput
from gongkai.participation.gatherings import drawing
from gongkai.participation.gatherings.calling import Call
from gongkai.participation.models import Consultation, Decision, Gathering, GatheringSort, Standing

USUAL = "报名人数超过名额的，用电脑抽取，种子和报名号一并公布，任何人都可以核对；没有超过的全部参加"
OVER = ("closed", "cancelled", "announced", "archived", "dropped", "declined")


class CallForm(forms.Form):
    title = forms.CharField(label="名称", max_length=120, help_text="如 县城公交票价调整听证会公告；公布时就用这个名称")
    sort = forms.ChoiceField(label="形式", choices=GatheringSort.choices, widget=forms.RadioSelect)
    decision = ChoiceOfOne(Decision.objects.none(), label="决策事项", required=False, empty_label="不属于目录里的事项")
    consultation = ChoiceOfOne(Consultation.objects.none(), label="征求意见", required=False, empty_label="没有")
    about = forms.CharField(
        label="内容", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="听什么意见、草案在哪里看；公开可见",
    )  # fmt: skip
    held_at = forms.DateTimeField(label="举行时间", widget=MomentInput)
    place = forms.CharField(label="地点", max_length=120)
    seats = forms.IntegerField(label="名额", min_value=1, max_value=500)
    until = forms.DateField(label="报名截止日期", widget=DayInput, help_text="这一天二十四时截止")
    selects = forms.CharField(
        label="参加人怎样产生", max_length=300, initial=USUAL, widget=forms.Textarea(attrs={"rows": 2})
    )
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="公开栏目"
    )

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("decision", Decision), ("consultation", Consultation)):
            rows = model.objects.visible_to(post).exclude(case__status__in=OVER).select_related("case")
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = lambda row: row.case.title

    def clean(self):
        said = super().clean()
        held, until = said.get("held_at"), said.get("until")
        if held and until and until >= held.astimezone(BEIJING).date():
            self.add_error("until", "报名要在举行的前一天以前截止，请核对")
        return said

    def call(self) -> Call:
        return Call(**self.cleaned_data)

    @staticmethod
    def initial_of(row: Gathering) -> dict:
        names = ("sort", "decision", "consultation", "topic", "about", "place", "seats", "until", "selects")
        told = {name: getattr(row, name) for name in names}
        return told | {"title": row.case.title, "held_at": row.held_at.astimezone(BEIJING)}


class StepForm(WordsForm):
    """A step; each asks its own."""

    def __init__(self, *args, step, row: Gathering, files=None, **kwargs):
        super().__init__(*args, files=files, step=step, **kwargs)
        self.step, self.row, self.kept = step, row, list(row.papers)
        ask = getattr(self, f"_ask_{step.name}", None)
        if ask:
            ask()
            del self.fields["words"]

    def clean(self):
        return {"words": "", **super().clean()}

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("日期还没有到，请改正")
        return self.cleaned_data["day"]

    def detail(self) -> dict:
        tell = getattr(self, f"_tell_{self.step.name}", None)
        return tell(self.cleaned_data) if tell else {}

    def _ask_postpone(self) -> None:
        self.fields["held_at"] = forms.DateTimeField(label="新的举行时间", widget=MomentInput)
        self._ask_cancel()

    def _tell_postpone(self, said) -> dict:
        held: datetime = said["held_at"].astimezone(BEIJING)
        return {
            "held_at": held.isoformat(),
            "note": said["note"],
            "says": f"改到 {held:%Y-%m-%d %H:%M}：{said['note']}",
        }

    def _ask_cancel(self) -> None:
        self.fields["note"] = forms.CharField(label="向公众说明的理由", max_length=200, help_text="公开可见")

    def _tell_cancel(self, said) -> dict:
        return {"note": said["note"], "says": said["note"]}

    def _ask_draw(self) -> None:
        """Nothing is asked: the seed comes from the machine, so that nobody chooses it."""

    def _tell_draw(self, said) -> dict:
        return {"seed": drawing.new_seed()}

    def _ask_send(self) -> None:
        self.fields["day"] = forms.DateField(label="送达日期", widget=DayInput, initial=today())

    def _tell_send(self, said) -> dict:
        day = said["day"].isoformat()
        return {"day": day, "says": f"{day} 送达"}

    def _ask_hold(self) -> None:
        self.fields["attended"] = forms.IntegerField(label="到会人数", min_value=0, max_value=10_000)
        self.fields["signed"] = forms.BooleanField(
            label="笔录已由参加人核对签字", required=False, help_text="听证会必须签字"
        )
        self.fields["minutes"] = forms.CharField(
            label="情况", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
            help_text="主要意见和怎样处理，不写发言人姓名；核定以后公开可见",
        )  # fmt: skip
        self.fields["file"] = forms.FileField(label="笔录、照片", required=False, help_text="存档用，不公开")

    def _tell_hold(self, said) -> dict:
        told = {name: said[name] for name in ("attended", "signed", "minutes")}
        return told | {"papers": self.kept, "says": f"到会 {said['attended']} 人"}


class JoinForm(forms.Form):
    """What a citizen fills in to come."""

    standing = forms.ChoiceField(label="您以什么身份报名", choices=Standing.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label="姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="入选以后公布姓名和身份；没有入选的不公布",
    )  # fmt: skip
    phone = forms.RegexField(
        r"^[0-9+()（） \-转]{7,30}$", label="联系电话", help_text="用来通知，不公开",
        error_messages={"invalid": "电话只写数字和横线，如 13800000000"},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    reason = forms.CharField(
        label="想说什么", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="不公开"
    )
    agrees = forms.BooleanField(label="入选以后同意公布我的姓名和身份")
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("standing", "name", "phone", "reason")}
