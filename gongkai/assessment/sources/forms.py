"""Forms of a source's part."""

from django import forms

from gongkai.accounts.models import Person, Post, Unit
from gongkai.acts.pages import WordsForm
from gongkai.assessment import appointed, marking, recusing
from gongkai.assessment.sources import declaring, drawing, sampling, seconding
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne

NONE, SOME = "none", "some"


class DeclareForm(WordsForm):
    """Whether there are units this person does not mark, and which."""

    stands = forms.ChoiceField(
        label="有没有要回避的单位", widget=forms.RadioSelect,
        choices=[(NONE, "没有，我同各被考核单位没有影响公正的关系"), (SOME, "有，下面勾出的单位我不评")],
    )  # fmt: skip
    refused = ChoiceOfMany(
        Unit.objects.none(), label="回避的单位", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="近亲属任职、一年内任过职、有经济往来等。这些单位由本单位的其他人评；已经评了的退回待定。",
    )  # fmt: skip
    field_order = ("stands", "refused", "words")

    def __init__(self, *args, step, campaign, post, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "回避的原因"
        self.fields["words"].help_text = "只有经办的人看得到"
        self.fields["refused"].queryset = Unit.objects.filter(entrant__campaign=campaign).order_by("order", "pk")
        said = recusing.declaration(campaign, post)
        usual = list(said.refused) if said else [u.pk for u in declaring.posts_elsewhere(campaign, post)]
        self.initial = {"refused": usual, "stands": SOME if usual else NONE if said else None}

    def clean(self):
        said = super().clean()
        if said.get("stands") == SOME and not said.get("refused"):
            self.add_error("refused", "请勾出要回避的单位；没有的选“没有”")
        return said

    def detail(self) -> dict:
        some = self.cleaned_data["stands"] == SOME
        return {"refused": [unit.pk for unit in self.cleaned_data["refused"]] if some else []}


class AppointForm(WordsForm):
    """Who of the unit speaks for the part."""

    people = ChoiceOfMany(
        Person.objects.none(), label="评分人", widget=forms.CheckboxSelectMultiple,
        help_text="只有勾出的人看得到、评得了这一部分；同一单位还评另一部分的，两边不能是同一人。",
    )  # fmt: skip
    field_order = ("people", "words")

    def __init__(self, *args, step, part, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "说明"
        self.fields["people"].queryset = appointed.eligible(part.unit, marking.MARKERS)
        self.initial = {"people": list(appointed.people(part.campaign, part.source, part.unit))}

    def detail(self) -> dict:
        people = list(self.cleaned_data["people"])
        return {"people": [one.pk for one in people], "says": f"指定 {len(people)} 人"}


class DrawForm(WordsForm):
    """What is drawn, how many, by which seed."""

    item = forms.ChoiceField(label="为哪一项")
    of = forms.ChoiceField(label="抽什么")
    size = forms.IntegerField(
        label="抽多少", min_value=1, max_value=200, initial=5,
        help_text="抽单位的，按各类单位的多少分配；抽记录的，每个单位各抽这么多",
    )  # fmt: skip
    seed = forms.CharField(
        label="种子", required=False, max_length=40, help_text="空着由系统给；公开抽签的填抽出的号码",
    )  # fmt: skip
    field_order = ("item", "of", "size", "seed", "words")

    def __init__(self, *args, step, part, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.part = part
        self.fields["words"].label = "说明"
        self.fields["item"].choices = [(item.name, item.title) for item in seconding.all_items(part)]
        self.fields["of"].choices = sampling.choices(part)

    def detail(self) -> dict:
        said = self.cleaned_data
        fact = "" if said["of"] == "units" else said["of"]
        return {
            "item": said["item"], "fact": fact, "size": said["size"], "seed": said["seed"].strip() or sampling.seed(),
            "frame": drawing.fingerprint(sampling.frame(self.part, fact)),
        }  # fmt: skip


class SecondForm(WordsForm):
    """Who marks which item a second time, and for how many units."""

    item = forms.ChoiceField(label="复评哪一项")
    post = ChoiceOfOne(Post.objects.none(), label="由谁复评", help_text="同一评分单位的另一人，看不到先前的评分")
    size = forms.IntegerField(label="抽几个单位", min_value=1, max_value=200, initial=5)
    field_order = ("item", "post", "size", "words")

    def __init__(self, *args, step, part, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "说明"
        self.fields["item"].choices = [(item.name, item.title) for item in seconding.items(part)]
        self.fields["post"].queryset = seconding.colleagues(part)

    def detail(self) -> dict:
        said = self.cleaned_data
        return {"item": said["item"], "post": said["post"].pk, "size": said["size"], "seed": sampling.seed()}


class ReplaceForm(forms.Form):
    """Which of the picks gives way, and why."""

    key = forms.ChoiceField(label="看不了的")
    why = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, picks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [(one.key, f"{one.stratum} {one.title}".strip()) for one in picks]


class SettleForm(forms.Form):
    """What a third person finds, and why."""

    value = forms.CharField(label="评定", max_length=40)
    why = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="被考核单位看得到",
    )  # fmt: skip
