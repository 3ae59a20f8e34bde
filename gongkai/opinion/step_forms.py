"""What each step of an event asks."""

from django import forms

from gongkai.accounts.models import Post, Unit
from gongkai.acts.clock import BEIJING, today
from gongkai.acts.pages import WordsForm
from gongkai.disclosures.models import Conference, Disclosure
from gongkai.look.forms import ChoiceOfOne
from gongkai.opinion import likeness, releasing
from gongkai.opinion.forms import MomentField
from gongkai.opinion.judging import told
from gongkai.opinion.models import Event
from gongkai.opinion.vocabulary import CHECKS, OPEN, Channel, Effect, Grade, Helped, Rank, Sort, Wide


class EventForm(WordsForm):
    """A step of an event. ``moment()`` is when it happened, where the step asks for that; ``kept`` are its papers."""

    when = ""
    last = "说明"

    def __init__(self, *args, step, event: Event, post: Post, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step, self.event, self.post, self.kept = step, event, post, list[list[str]]()
        if self.when:
            self.fields["moment"] = MomentField(label=self.when)
        self.ask()
        if not step.says_why:
            self.fields["words"].label = self.last
        self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def ask(self) -> None:
        """Fields of the step beside words."""

    def moment(self):
        return self.cleaned_data.get("moment")


class OccurForm(EventForm):
    when = "事发时间"

    def detail(self) -> dict:
        return {"says": f"事发时间 {self.moment().astimezone(BEIJING):%Y-%m-%d %H:%M}"}


class ConferForm(EventForm):
    when = "会商时间"

    def ask(self) -> None:
        self.fields["there"] = forms.CharField(
            label="参加单位和人员", max_length=300, help_text="如 县应急局局长、县公安局副局长、蓬莱镇镇长、网信办"
        )
        self.fields["concluded"] = forms.CharField(
            label="会商意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
            help_text="情况是否属实、怎么处置、谁牵头、怎样发布",
        )  # fmt: skip

    def detail(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("there", "concluded")}
        return said | {"says": f"参加：{said['there']}。{said['concluded']}"[:400]}


class JudgeForm(EventForm):
    def ask(self) -> None:
        row, units, keys = self.event, Unit.objects.standing_on(today()), self.post.unit_keys()
        units = units if keys is None else units.filter(pk__in=keys)
        self.fields["sort"] = forms.ChoiceField(
            label="类别", choices=[("", "请选择"), *Sort.choices], initial=row.sort,
            help_text="前三类应当回应，不能不予回应",
        )  # fmt: skip
        self.fields["wide"] = forms.ChoiceField(
            label="重点回应情形", choices=[("", "不属于"), *Wide.choices], initial=row.wide, required=False
        )
        self.fields["grade"] = forms.ChoiceField(label="等级", choices=Grade.choices, initial=row.grade)
        self.fields["ground"] = forms.CharField(
            label="分级分类依据", max_length=500, initial=row.ground, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="如 县突发事件总体应急预案第几条；传播量、涉及人数",
        )  # fmt: skip
        self.fields["unit"] = ChoiceOfOne(units, label="由谁回应", initial=row.case.unit_id)

    def detail(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("sort", "wide", "grade", "ground")}
        said |= {"unit": self.cleaned_data["unit"].pk}
        return said | {"says": told(said)}


class ReviewForm(EventForm):
    """The reviewer answers four questions about the text (BW-8.4)."""

    last = "审核意见"

    def ask(self) -> None:
        self.fields["checks"] = forms.MultipleChoiceField(
            label="逐项核对", choices=list(CHECKS.items()), widget=forms.CheckboxSelectMultiple,
            help_text="四项都符合才能通过",
        )  # fmt: skip

    def detail(self) -> dict:
        checks = self.cleaned_data["checks"]
        return {"checks": checks, "says": "、".join(CHECKS[name].partition("：")[0] for name in checks)}


class ReleaseForm(EventForm):
    """One release: when, where, by which unit and whom, with what proof."""

    when = "发布时间"

    def ask(self) -> None:
        units = Unit.objects.standing_on(today())
        self.fields["channel"] = forms.ChoiceField(label="渠道", choices=[("", "请选择"), *Channel.choices])
        self.fields["unit"] = ChoiceOfOne(
            units, label="发布单位", initial=self.event.case.unit_id, help_text="涉事责任单位应当最先发布"
        )
        self.fields["rank"] = forms.ChoiceField(
            label="由谁发布", choices=[("", "请选择"), *Rank.choices], help_text="单位主要负责人是第一新闻发言人"
        )
        self.fields["says"] = forms.CharField(label="内容", max_length=300, help_text="一两句话写发布了什么")
        if not self.event.drill:
            self.fields["record"] = forms.CharField(
                label="已公开信息的索引号", max_length=120, required=False, help_text="在本站公开的填写"
            )
            self.fields["link"] = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https")
        self.fields["file"] = forms.FileField(label="截图、发布稿", required=False)

    def clean_record(self) -> int | None:
        number = self.cleaned_data["record"].strip()
        found = Disclosure.objects.filter(index_no=number, live__isnull=False).first() if number else None
        if number and found is None:
            raise forms.ValidationError(f"没有索引号为“{number[:60]}”的已公开信息，请核对")
        return found.pk if found else None

    def detail(self) -> dict:
        said = self.cleaned_data
        told = {
            "channel": said["channel"], "rank": said["rank"], "content": said["says"], "unit": said["unit"].pk,
            "record": said.get("record"), "link": said.get("link", ""), "papers": self.kept,
        }  # fmt: skip
        return told | {"says": f"{releasing.told(told, self.moment())}：{said['says']}"}


class ChoiceOfConference(ChoiceOfOne):
    def label_from_instance(self, obj) -> str:
        return f"{obj.held} {obj.case.title}"


class PressForm(EventForm):
    when = "举行时间"

    def ask(self) -> None:
        if self.event.drill:
            return
        rows = Conference.objects.visible_to(self.post).filter(held__isnull=False).exclude(case__status="dropped")
        rows = rows.filter(held__gte=(self.event.happened or self.event.noticed).astimezone(BEIJING).date())
        self.fields["conference"] = ChoiceOfConference(
            rows.select_related("case").order_by("-held"), label="新闻发布会",
            help_text="先在“公开”的“新闻发布会”里登记举行情况，再到这里选",
        )  # fmt: skip

    def detail(self) -> dict:
        row = self.cleaned_data.get("conference")
        named = f"：{row.case.title}" if row else ""
        says = f"{self.moment().astimezone(BEIJING):%Y-%m-%d %H:%M}{named}"
        return {"conference": row.pk if row else None, "says": says}


class EvaluateForm(EventForm):
    def ask(self) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        self.fields["effect"] = forms.ChoiceField(label="效果", choices=[("", "请选择"), *Effect.choices])
        self.fields["helped"] = forms.ChoiceField(
            label="这次回应解决关切了吗", choices=[("", "请选择"), *Helped.choices],
            help_text="没有解决的，评估以后请办“继续回应”",
        )  # fmt: skip
        self.fields["followed"] = forms.CharField(
            label="后续舆情", max_length=500, widget=area, help_text="回应以后大家怎么说，还问什么；没有的写没有"
        )
        self.fields["lessons"] = forms.CharField(
            label="复盘：要改什么", max_length=1000, widget=area, required=False,
            help_text="哪里慢了、哪里没说清、制度上要改什么；重大、特别重大事件和演练必须写",
        )  # fmt: skip

    def detail(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("effect", "helped", "followed", "lessons")}
        words = f"{Effect(said['effect']).label}，{Helped(said['helped']).label}"
        return said | {"says": words + (f"。要改：{said['lessons']}"[:300] if said["lessons"] else "")}


class ReopenForm(EventForm):
    when = "发现后续舆情的时间"


class FoldForm(EventForm):
    """Into which event; the likely ones first, each with its reason."""

    def ask(self) -> None:
        self.why = {one.event.pk: one.why for one in likeness.beside(self.event, self.post)}
        rows = Event.objects.visible_to(self.post).filter(case__status__in=OPEN, drill=self.event.drill)
        titles = dict(rows.exclude(pk=self.event.pk).order_by("-noticed").values_list("pk", "case__title")[:100])
        likely = [(key, f"{titles[key]}（{why}）") for key, why in self.why.items() if key in titles]
        rest = [(key, title) for key, title in titles.items() if key not in self.why]
        self.fields["into"] = forms.TypedChoiceField(
            label="并入", choices=[("", "请选择"), ("近似的", likely), ("其他", rest)], coerce=int
        )

    def detail(self) -> dict:
        key = self.cleaned_data["into"]
        title = Event.objects.select_related("case").get(pk=key).case.title
        why = self.why.get(key, "")
        return {"into": key, "why": why, "says": f"并入“{title}”" + (f"，{why}" if why else "")}


FORMS = {
    "occur": OccurForm, "confer": ConferForm, "judge": JudgeForm, "regrade": JudgeForm, "review": ReviewForm,
    "release": ReleaseForm, "urgent": ReleaseForm, "respond": ReleaseForm, "press": PressForm,
    "evaluate": EvaluateForm, "reopen": ReopenForm, "fold": FoldForm,
}  # fmt: skip


def of_step(name: str) -> type[EventForm]:
    return FORMS.get(name, EventForm)
