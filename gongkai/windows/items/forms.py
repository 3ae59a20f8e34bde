"""Forms of an item: where it is handled, how far online, what its guide says beyond the list."""

from django import forms

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.look.forms import ChoiceOfMany, ChoiceOfOne
from gongkai.windows.items import guides
from gongkai.windows.models import Item, Window

LONG = ("conditions", "materials", "procedure")


class StepForm(WordsForm):
    """A step; with an admission its window, with an exemption its ground, with the online stages these."""

    def __init__(self, *args, step, row: Item, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "admit":
            del self.fields["words"]
            windows = Window.objects.filter(case__unit=row.case.unit_id, case__status="open")
            self.fields["window"] = ChoiceOfOne(windows.select_related("case"), label="窗口")
        elif step.name == "exempt":
            self.fields["words"].label = "说明"
            self.fields["ground"] = forms.CharField(
                label="依据", max_length=200, required=False, help_text="法律、法规或者上级文件的名称和条款"
            )
            self.order_fields(["ground", "words"])
        elif step.name == "online":
            del self.fields["words"]
            self._online(row)

    def _online(self, row: Item):
        self.fields["stages"] = forms.MultipleChoiceField(
            label="在线环节", choices=list(shelf.window_demands().stages.items()), required=False,
            widget=forms.CheckboxSelectMultiple, initial=row.stages,
        )  # fmt: skip
        days: dict = {"min_value": 1, "max_value": 365, "required": False}
        self.fields["legal"] = forms.IntegerField(label="法定时限（工作日）", initial=row.legal, **days)
        self.fields["promise"] = forms.IntegerField(
            label="承诺时限（工作日）", initial=row.promise, help_text="不长于法定时限", **days
        )
        self.fields["green"] = forms.BooleanField(label="绿色通道", required=False, initial=row.green)
        units = Unit.objects.standing_on(today()).exclude(pk=row.case.unit_id)
        self.fields["partners"] = ChoiceOfMany(
            units, label="并联审批部门", required=False, initial=[one.unit_id for one in row.partners.all()],
            help_text="受理以后同时发给这些部门，各有自己的时限；按住键可以选几个",
        )  # fmt: skip

    def clean(self):
        return {"words": ""} | super().clean()

    def detail(self) -> dict:
        said = self.cleaned_data
        if self.step.name == "admit":
            return {"window": said["window"].pk, "says": str(said["window"])}
        if self.step.name == "exempt":
            return {"ground": said["ground"], "says": said["ground"]}
        if self.step.name == "online":
            return {
                "stages": said["stages"], "legal": said["legal"], "promise": said["promise"], "green": said["green"],
                "partners": [unit.code for unit in said["partners"]], "says": f"在线 {len(said['stages'])} 个环节",
            }  # fmt: skip
        return {}


class GuideForm(forms.Form):
    """Elements that the list does not say; those it says are shown and stay as they are unless written here."""

    def __init__(self, *args, row: Item, **kwargs):
        super().__init__(*args, **kwargs)
        known = guides.elements(row)
        for name, label in shelf.window_demands().guide.items():
            own, listed = row.guide.get(name, ""), known[name]
            hint = f"清单和登记里已有：{listed[:80]}；不改的空着" if listed and not own else ""
            self.fields[name] = forms.CharField(
                label=label, max_length=2000, required=False, initial=own, help_text=hint,
                widget=forms.Textarea(attrs={"rows": 4 if name in LONG else 2}),
            )  # fmt: skip

    def said(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if text}


class LinesForm(forms.Form):
    """Rows of lists that become items."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"] = forms.MultipleChoiceField(
            label="清单事项", widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), f"{one.register.unit}：{one.name}（{one.register.kind.title}）") for one in lines],
            initial=[str(one.pk) for one in lines],
        )  # fmt: skip
