"""Forms of a source's part."""

from django import forms

from gongkai.accounts.models import Post, Unit
from gongkai.acts.pages import WordsForm
from gongkai.assessment import recusing
from gongkai.assessment.models import Campaign
from gongkai.assessment.sources import declaring
from gongkai.look.forms import ChoiceOfMany

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

    def __init__(self, *args, step, campaign: Campaign, post: Post, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.fields["words"].label = "回避的原因"
        self.fields["words"].help_text = "只有经办的人看得到"
        choice = self.fields["refused"]
        assert isinstance(choice, ChoiceOfMany)
        choice.queryset = Unit.objects.filter(entrant__campaign=campaign).order_by("order", "pk")
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
