"""Forms of a campaign."""

from django import forms

from gongkai.accounts.models import Person, Unit
from gongkai.acts.pages import WordsForm
from gongkai.assessment import appointed, periods, rules
from gongkai.assessment.marking import MARKERS
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne, DayInput


class PlanForm(forms.Form):
    """Rulebook, period and units; the sources' assessors follow on the same page once the rulebook is known."""

    title = forms.CharField(label="名称", max_length=120, help_text="如 大英县2025年政务公开考核")
    rulebook = forms.ChoiceField(label="评分规则")
    period = forms.ChoiceField(label="考核期", required=False, help_text="日期在下一页可以改")
    since = forms.DateField(label="考核期自", widget=DayInput)
    until = forms.DateField(label="考核期至", widget=DayInput)
    selfcheck_days = forms.IntegerField(
        label="自查的工作日", min_value=0, max_value=60, initial=10, required=False,
        help_text="发出考核通知以后，各单位在这些天内报送自查总结和材料；月度、季度考核不要自查的不填",
    )  # fmt: skip
    marking_days = forms.IntegerField(
        label="评分的工作日", min_value=0, max_value=60, initial=10,
        help_text="发出考核通知以后，每一部分的评分单位在这些天内报送；不限时的填 0",
    )  # fmt: skip
    comment_days = forms.IntegerField(
        label="征求意见的工作日", min_value=0, max_value=30, initial=5,
        help_text="评分表发给各单位以后，可以在这些天内答复；月度、季度考核不征求意见的填 0",
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="被考核单位", widget=forms.CheckboxSelectMultiple, help_text="默认是全部在册单位"
    )

    def __init__(self, *args, day, book=None, **kwargs):
        super().__init__(*args, **kwargs)
        standing = Unit.objects.standing_on(day).exclude(kind=Unit.Kind.GOVERNMENT)
        self.fields["rulebook"].choices = list(rules.names().items())
        self.fields["units"].queryset = standing
        if book:
            del self.fields["period"]
        else:
            self.fields["period"].choices = periods.offered(day)
        self.sources = {}
        for source, word in (book.sources if book else {}).items():
            name = f"source_{source}"
            self.sources[source] = name
            self.fields[name] = ChoiceOfOne(
                Unit.objects.standing_on(day),
                label=f"“{word}”的评分单位",
                empty_label="请选择",
                error_messages={"required": f"还没有指定“{word}”由哪个单位评分"},
            )
            self.fields[f"own_{source}"] = forms.BooleanField(
                label=f"“{word}”由各被考核单位先填本单位的，再由上面的单位报送", required=False
            )

        self._ask_people()

    def _ask_people(self) -> None:
        """Where one unit was chosen for two sources: who speaks for which, so that neither sees the other."""
        chosen = {source: str(self.data.get(name) or "") for source, name in self.sources.items()}
        self.shared = [source for source, unit in chosen.items() if unit and list(chosen.values()).count(unit) > 1]
        for source in self.shared:
            self.fields[f"who_{source}"] = ChoiceOfMany(
                appointed.eligible_at(chosen[source], MARKERS), widget=forms.CheckboxSelectMultiple,
                label=self.fields[self.sources[source]].label.removesuffix("单位") + "人",
                help_text="这个单位还评另一方，两方要互相看不到：写明由谁评，各人只看得到自己评的一方",
            )  # fmt: skip

    def clean(self):
        said = super().clean()
        seen: set[int] = set()
        for source in self.shared:
            keys = {one.pk for one in said.get(f"who_{source}") or ()}
            if keys & seen:
                self.add_error(f"who_{source}", "同一个人不能评两方，请换一人；没有别的人的，换一个评分单位")
            seen |= keys
        return said

    def people(self) -> dict[str, list[Person]]:
        """Who speaks for each source that shares its unit with another."""
        return {source: list(self.cleaned_data[f"who_{source}"]) for source in self.shared}

    def assessors(self) -> dict[str, list[Unit]]:
        """Unit by source, as chosen."""
        chosen = {source: self.cleaned_data.get(name) for source, name in self.sources.items()}
        return {source: [unit] for source, unit in chosen.items() if unit}

    def self_rated(self) -> frozenset[str]:
        """Sources in which each unit rates itself first."""
        return frozenset(source for source in self.sources if self.cleaned_data.get(f"own_{source}"))


class StepForm(WordsForm):
    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if not step.says_why:
            self.fields["words"].label = "说明"
