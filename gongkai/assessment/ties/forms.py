"""A grade for each unit of a tie, with the reason."""

from django import forms

from gongkai.acts.pages import WordsForm
from gongkai.acts.steps import Step
from gongkai.assessment.ties.settling import Tie


class SettleForm(WordsForm):
    """``found``: the ties; one choice a unit."""

    def __init__(self, *args, step: Step, found: list[Tie], **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.codes = {f"grade_{code}": code for tie in found for code, _ in tie.units}
        for tie in found:
            for code, name in tie.units:
                self.fields[f"grade_{code}"] = forms.ChoiceField(
                    label=name, choices=[(tie.grade, tie.grade), (tie.below, tie.below)], widget=forms.RadioSelect,
                    error_messages={"required": f"还没有决定{name}评什么"},
                )  # fmt: skip
        self.order_fields([*self.codes, "words"])

    def detail(self) -> dict:
        return {"grades": {code: self.cleaned_data[name] for name, code in self.codes.items()}}
