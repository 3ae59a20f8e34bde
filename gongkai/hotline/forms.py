"""Forms of a case for staff: taking it in, and what its steps ask."""

from datetime import datetime

from django import forms

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.clock import BEIJING, now, today
from gongkai.acts.pages import WordsForm
from gongkai.checks import privacy
from gongkai.hotline import answering, likening
from gongkai.hotline.models import Plea
from gongkai.hotline.sources.rows import EARLIEST
from gongkai.hotline.taking_in import Said
from gongkai.hotline.vocabulary import BY_HAND, About, Outcome, Rating, Sort
from gongkai.look.forms import DayInput, MomentInput

GIST = "只写事情，如 滨江路路灯不亮；不写姓名、电话、住址"
TALL = {"rows": 5}


class EntryForm(forms.Form):
    """What somebody told by phone, in a letter or at the counter; who enters it was first asked."""

    sort = forms.ChoiceField(label="类型", choices=Sort.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="渠道", choices=[(one.value, one.label) for one in BY_HAND])
    at = forms.DateTimeField(label="收到时间", widget=MomentInput, help_text="电话打进来、信件到达的时间，按它起算时限")
    gist = forms.CharField(label="事由", max_length=60, help_text=GIST)
    words = forms.CharField(
        label="诉求内容", max_length=4000, widget=forms.Textarea(attrs=TALL), help_text="加密存放，每次查看都有记录"
    )
    name = forms.CharField(label="姓名", max_length=40, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False, help_text="用于答复和回访")
    address = forms.CharField(label="地址", max_length=200, required=False)
    open_to_all = forms.BooleanField(label="同意去掉个人信息后选登", required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_at(self) -> datetime:
        said = self.cleaned_data["at"]
        at = said if said.tzinfo else said.replace(tzinfo=BEIJING)
        if at.year < EARLIEST:
            raise forms.ValidationError("收到时间的年份写错了，请改正")
        if at > now():
            raise forms.ValidationError("收到时间在现在以后，请改正")
        return at

    def clean_gist(self) -> str:
        return _nobodys(self.cleaned_data["gist"])

    def told(self, by: Post) -> Said:
        return Said(by=by, **self.cleaned_data)


class StepForm(WordsForm):
    """Words with a step; each step that asks for more has its fields here."""

    def __init__(self, *args, step, plea: Plea, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step, self.plea = step, plea
        if fields := getattr(self, f"_{step.name}", None):
            fields()
            self.order_fields([*(name for name in self.fields if name != "words"), "words"])
        if step.name == "draft_reply":
            self.fields.pop("words")
            return
        self.fields["words"].label = LABELS.get(step.name, "理由" if step.says_why else "说明")

    def detail(self) -> dict:
        said = {name: self.cleaned_data[name] for name in self.fields if name != "words"}
        told = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}
        return {**told, "says": self._says(said)} if said else {}

    def clean_gist(self) -> str:
        return _nobodys(self.cleaned_data["gist"])

    def clean(self):
        said = super().clean()
        if self.step.name == "call_back" and said.get("rating") in (Rating.NOT, Rating.UNREACHED) and not said["words"]:
            self.add_error("words", "请写明哪里不满意，没有联系上的写明联系了几次")
        return said

    def _accept(self):
        self.fields["sort"] = forms.ChoiceField(label="类型", choices=Sort.choices, initial=self.plea.sort)
        self.fields["gist"] = forms.CharField(label="事由", max_length=60, initial=self.plea.gist, help_text=GIST)
        self.fields["about"] = forms.ChoiceField(
            label="涉及公开", choices=[("", "不涉及"), *About.choices], required=False, initial=self.plea.about
        )

    def _dispatch(self):
        units = [(unit.code, unit.name) for unit in Unit.objects.standing_on(today())]
        self.fields["unit"] = forms.ChoiceField(
            label="主办单位", choices=[("", "请选择"), *units], help_text="谁主管谁负责，谁办理谁答复"
        )
        self.fields["joint"] = forms.MultipleChoiceField(
            label="协办单位", choices=units, required=False, widget=forms.SelectMultiple(attrs={"size": 5}),
            help_text="按住 Ctrl 可以选几个；协办单位提交意见以后才能答复",
        )  # fmt: skip
        if self.plea.accuses:
            self.fields["against"] = forms.ChoiceField(
                label="被投诉单位",
                choices=[("", "请选择"), *units],
                initial=self.plea.against and self.plea.against.code,
            )
            people = Person.objects.filter(is_active=True).order_by("name").values_list("pk", "name", "username")
            self.fields["accused"] = forms.TypedChoiceField(
                label="被投诉人", coerce=int, empty_value=None, required=False,
                choices=[("", "没有指名，或者没有账号"), *((key, f"{name}（{login}）") for key, name, login in people)],
                help_text="选了的，这个人不能办理这一件，也看不到内容",
            )  # fmt: skip

    def _take_up(self):
        self.fields["promised"] = forms.DateField(
            label="承诺答复日", widget=DayInput, required=False, help_text="早于时限的才写，写了就按这一天提醒和统计"
        )

    def _draft_reply(self):
        known = [(one.value, one.label) for one in answering.outcomes(self.plea)]
        self.fields["reply"] = forms.CharField(
            label="答复", max_length=4000, widget=forms.Textarea(attrs=TALL), initial=self.plea.reply,
            help_text="给来电人看，写明怎样办的、依据是什么",
        )  # fmt: skip
        self.fields["outcome"] = forms.ChoiceField(
            label="办理结果", choices=[("", "请选择"), *known], initial=self.plea.outcome
        )
        self.fields["consequence"] = forms.CharField(
            label="处理措施", max_length=200, required=False, initial=self.plea.consequence,
            help_text="查实、部分查实的必填，如 责令三日内补公开；不写姓名",
        )  # fmt: skip

    def _call_back(self):
        self.fields["rating"] = forms.ChoiceField(label="满意度", choices=Rating.choices, widget=forms.RadioSelect)

    def _link(self):
        self.fields["link"] = forms.CharField(
            label="永久地址", max_length=60, initial=self.plea.link,
            help_text="公开页面的 /d/十个字母/，或者公开申请在工作台的 /staff/foi/编号/",
        )  # fmt: skip

    def _repeat(self):
        waiting = self.plea.likenesses.filter(repeat=None).select_related("earlier")
        choices = [(one.earlier.number, f"{one.earlier.number}（{likening.says(one)}）") for one in waiting]
        self.fields["earlier"] = forms.ChoiceField(label="与哪一件", choices=[("", "请选择"), *choices])

    _not_repeat = _repeat

    def _says(self, said: dict) -> str:
        if self.step.name == "dispatch":
            names = dict(Unit.objects.filter(code__in=[said["unit"], *said["joint"]]).values_list("code", "name"))
            helping = "、".join(names[code] for code in said["joint"])
            return f"派{names[said['unit']]}主办" + (f"，{helping}协办" if helping else "")
        if self.step.name == "take_up":
            return f"承诺 {said['promised']} 前答复" if said["promised"] else "按时限答复"
        words = {"accept": lambda: Sort(said["sort"]).label, "call_back": lambda: Rating(said["rating"]).label}
        words |= {
            "link": lambda: said["link"],
            "repeat": lambda: said["earlier"],
            "not_repeat": lambda: said["earlier"],
        }
        return words[self.step.name]()

    def reply(self, by: Post) -> answering.Reply:
        said = self.cleaned_data
        return answering.Reply(self.plea, said["reply"], Outcome(said["outcome"]), said["consequence"], by)

    def clean_consequence(self) -> str:
        return _nobodys(self.cleaned_data["consequence"])


LABELS = {"call_back": "来电人怎样说", "note": "办理情况", "supervise": "督办要求", "answer_notice": "办理进展"}


def _nobodys(said: str) -> str:
    """Words that stand unsealed hold nothing that tells of a person (个人信息保护法-6)."""
    for one in privacy.find(said):
        raise forms.ValidationError(f"{one.message}；请去掉，写进“诉求内容”")
    return said
