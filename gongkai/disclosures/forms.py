"""The form of a step: words, what it asks besides, and how the act keeps it."""

from datetime import date, datetime

from django import forms

from gongkai.accounts.models import Person
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.models import Case
from gongkai.acts.pages import WordsForm
from gongkai.catalogue.vocabulary import Channel
from gongkai.disclosures import drafting
from gongkai.disclosures.budgets import approving
from gongkai.disclosures.interpretation import planning
from gongkai.disclosures.people import keeping, narrowing
from gongkai.disclosures.previews import links as preview_links
from gongkai.disclosures.routes import remarks
from gongkai.disclosures.vocabulary import GOES_BACK, WithdrawalCause
from gongkai.look.forms import DayInput, MomentInput

CHANNELS = (
    Channel.PORTAL, Channel.WECHAT, Channel.WEIBO, Channel.MEDIA, Channel.CONFERENCE, Channel.GAZETTE, Channel.BOARD,
    Channel.SCREEN,
)  # fmt: skip
ORDERS = ("书面批示", "电话", "会议决定")
LABELS = {
    "remark": "意见", "respond": "答复", "emergency": "紧急的情由", "expire": "下架的理由",
    "plan": "不需解读的理由", "take_down": "怎样撤下的", "renote": "更正的理由",
}  # fmt: skip
MODES = (("draft", "起草解读，与文件一起送审"), ("exempt", "不需解读"))
WORDLESS = ("unshare", keeping.HAND, keeping.LOOK, "schedule", "unschedule", "ratify", "sanction")


class StepForm(WordsForm):
    """What is said with a step of a record."""

    def __init__(self, *args, step, case=None, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step.name
        _ask(self, step.name, case)
        if step.name in GOES_BACK:
            self.fields["cause"] = forms.ChoiceField(label="撤回原因（公开可见）", choices=WithdrawalCause.choices)
        if step.name == "release":
            choices = [choice for choice in Channel.choices if choice[0] != Channel.PORTAL]
            self.fields["channel"] = forms.ChoiceField(label="渠道", choices=choices)
            self.fields["link"] = forms.URLField(label="链接", required=False, assume_scheme="https")
            self.fields["words"].label = "说明"
        if step.name == "review":
            self.fields["ground"] = forms.CharField(
                label="依据的条款", max_length=120, help_text="如 条例第十六条第一款"
            )
            self.order_fields(["ground", "words"])
        if step.name == "feedback":
            self.fields["words"].label = "反馈和处理结果"

    def detail(self) -> dict:
        names = ("cause", "channel", "link", "ground")
        said = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return said | detail(self.step, self.cleaned_data)


def asks(step: str) -> bool:
    """Whether a step has fields of its own."""
    return step in _FIELDS


def detail(step: str, said: dict) -> dict:
    """Plain data of a step from what was filled in, with a sentence for the trail."""
    return _DETAILS[step](said) if step in _DETAILS else {}


def effective(step: str, detail: dict) -> datetime | None:
    """When what the step registers happened; None: as it is registered."""
    return drafting.start_of_day(date.fromisoformat(detail["on"])) if step == approving.STEP else None


def _ask(form: forms.Form, step: str, case: Case | None) -> None:
    """Adds the fields of a step in front of its words."""
    if step in LABELS:
        form.fields["words"].label = LABELS[step]
    if step in WORDLESS:
        form.fields["words"].label = "说明"
    if step in _FIELDS:
        form.fields = {**_FIELDS[step](case), **form.fields}
    if step == "plan" and form.data.get("mode") == "exempt":
        for name in planning.PLANNED:
            form.fields[name].required = False


def _sanction_fields(case) -> dict:
    return {
        "by": forms.ChoiceField(label="批准或批复的机关", choices=_same(approving.BY)),
        "on": forms.DateField(label="批准或批复的日期", widget=DayInput, help_text="公开期限从这一天的次日起算"),
    }


def _sanction_detail(said: dict) -> dict:
    return {"by": said["by"], "on": said["on"].isoformat(), "says": f"{said['on']:%Y-%m-%d} 由{said['by']}批准"}


def _plan_fields(case) -> dict:
    usual = [(one.value, one.label) for one in CHANNELS]
    boxes = forms.CheckboxSelectMultiple
    return {
        "mode": forms.ChoiceField(label="解读安排", choices=MODES, widget=forms.RadioSelect, initial="draft"),
        "speaker": forms.CharField(label="解读人", max_length=40),
        "rank": forms.ChoiceField(label="解读人职务", choices=[("", "请选择"), *planning.ranks()]),
        "forms": forms.MultipleChoiceField(
            label="解读形式", choices=planning.forms(), widget=boxes, initial=[planning.forms()[0][0]]
        ),
        "channels": forms.MultipleChoiceField(label="发布渠道", choices=usual, widget=boxes, initial=CHANNELS[:2]),
    }


def _plan_detail(said: dict) -> dict:
    if said["mode"] == "exempt":
        return {"mode": "exempt", "says": "不需解读"}
    kept = {name: said[name] for name in planning.PLANNED}
    return kept | {"mode": "draft", "says": f"由{said['rank']}{said['speaker']}解读，形式：{'、'.join(said['forms'])}"}


def _moment_fields(case) -> dict:
    return {"for": forms.DateTimeField(label="预约的时间", widget=MomentInput, help_text="到时由系统按您的预约办理")}


def _moment_detail(said: dict) -> dict:
    moment = said["for"].astimezone(BEIJING)
    return {"for": moment.isoformat(), "says": f"预约在 {moment:%Y-%m-%d %H:%M}"}


def _order_fields(case) -> dict:
    return {
        "ordered_by": forms.CharField(label="下令的单位负责人", max_length=40),
        "ordered_how": forms.ChoiceField(label="下令方式", choices=_same(ORDERS)),
    }


def _order_detail(said: dict) -> dict:
    kept = {name: said[name] for name in ("ordered_by", "ordered_how")}
    return kept | {"says": f"{said['ordered_by']}下令（{said['ordered_how']}）"}


def _remark_fields(case) -> dict:
    found = remarks.open_remarks([case]).get(case.pk, []) if case else []
    choices = [(act.number, f"{act.person.name}：{act.remark.text or ''}"[:80]) for act in found]
    return {"to": forms.TypedChoiceField(label="答复哪一条", choices=choices, coerce=int)}


def _note_fields(case) -> dict:
    editions = case.disclosure.editions.filter(published__isnull=False).order_by("-number") if case else []
    choices = [(one.number, f"第{one.number}版：{one.change_note or '没有说明'}"[:80]) for one in editions]
    return {
        "edition": forms.TypedChoiceField(label="更正哪一版的说明", choices=choices, coerce=int),
        "note": forms.CharField(label="改为（公开可见）", max_length=200),
    }


def _note_detail(said: dict) -> dict:
    return {"edition": said["edition"], "note": said["note"], "says": f"第{said['edition']}版：{said['note']}"}


def _hand_fields(case) -> dict:
    found = keeping.chosen(keeping.heirs(case.unit, today())) if case else []
    return {
        "keeper": forms.TypedChoiceField(label="移交给", choices=found, coerce=int, help_text="本单位现任的信息员"),
    }


def _hand_detail(said: dict) -> dict:
    name = Person.objects.get(pk=said["keeper"]).name
    return {"keeper": said["keeper"], "says": f"由{name}负责"}


def _look_fields(case) -> dict:
    says = "内容仍然准确的，定一个下次复看的日期；不准确的，不办这一步，去办“变更”"
    return {"next": forms.DateField(label="下次复看的日期", widget=DayInput, help_text=says)}


def _look_detail(said: dict) -> dict:
    return {"next": said["next"].isoformat(), "says": f"内容仍然准确，下次复看 {said['next']:%Y-%m-%d}"}


def _preview_fields(case) -> dict:
    found = preview_links.standing(case.disclosure, now()) if case else []
    choices = [(one.pk, f"给{one.whom}，{one.expires.astimezone(BEIJING):%Y-%m-%d %H:%M} 到期") for one in found]
    return {"preview": forms.TypedChoiceField(label="收回哪一个", choices=choices, coerce=int)}


def _reader_fields(case) -> dict:
    people = keeping.chosen(narrowing.candidates(case.unit, today())) if case else []
    boxes, held = forms.CheckboxSelectMultiple, narrowing.readers(case) if case else []
    says = "勾选以外的人，包括政务公开办，公开以前都看不到这一件"
    return {"people": forms.TypedMultipleChoiceField(label="谁可以查看", choices=people, coerce=int, widget=boxes,
                                                     help_text=says, initial=held)}  # fmt: skip


def _reader_detail(said: dict) -> dict:
    names = Person.objects.filter(pk__in=said["people"]).order_by("pk").values_list("name", flat=True)
    return {"people": sorted(said["people"]), "says": f"限{'、'.join(names)}查看"}


def _same(words) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


_FIELDS = {
    "plan": _plan_fields, "schedule": _moment_fields, "expire": _moment_fields, "emergency": _order_fields,
    "respond": _remark_fields, "renote": _note_fields, keeping.HAND: _hand_fields, keeping.LOOK: _look_fields,
    "unshare": _preview_fields, narrowing.NARROW: _reader_fields,
    "sanction": _sanction_fields,
}  # fmt: skip
_DETAILS = {
    "plan": _plan_detail, "schedule": _moment_detail, "expire": _moment_detail, "emergency": _order_detail,
    "respond": lambda said: {"to": said["to"]}, "renote": _note_detail, keeping.HAND: _hand_detail,
    keeping.LOOK: _look_detail, "unshare": lambda said: {"preview": said["preview"]},
    narrowing.NARROW: _reader_detail,
    "sanction": _sanction_detail,
}  # fmt: skip
