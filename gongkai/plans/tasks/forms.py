"""Forms of a task: what is told of it, and a change of its day or words."""

from datetime import datetime

from django import forms

from gongkai.accounts.models import Post
from gongkai.acts.pages import WordsForm
from gongkai.evidence import seeing
from gongkai.evidence.models import Evidence
from gongkai.look.forms import ChoiceOfMany, DayInput
from gongkai.plans import linking
from gongkai.plans.models import Task
from gongkai.plans.tasks.telling import Told

SHOWN = 20


class TellForm(forms.Form):
    """An entry; ``kept`` are pieces of evidence that the view stored."""

    nothing = forms.BooleanField(label="无进展可报", required=False, help_text="勾选的，在下面写明原因")
    says = forms.CharField(
        label="进展", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写做了什么、做到哪一步，核对后对外公布。不写个人姓名、电话、住址",
    )  # fmt: skip
    records = forms.CharField(
        label="已公开的成果", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一行一件：索引号、发文字号或者完整的标题",
    )  # fmt: skip
    file = forms.FileField(label="新的佐证材料", required=False, help_text="收存到本单位的佐证材料里，以后别处也能用")

    def __init__(self, *args, post: Post, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept: list[Evidence] = []
        if keys := [row.pk for row in seeing.choosable(post, at)[:SHOWN]]:
            rows = Evidence.objects.filter(pk__in=keys).select_related("case")
            self.fields["evidence"] = ChoiceOfMany(
                rows, label="已收存的材料", required=False, widget=forms.CheckboxSelectMultiple
            )
            self.order_fields(["nothing", "says", "records", "evidence", "file"])

    def clean_records(self):
        found = []
        for number, line in enumerate(filter(None, map(str.strip, self.cleaned_data["records"].splitlines())), 1):
            rows = linking.named(line)
            if len(rows) != 1:
                why = f"本站有 {len(rows)} 件符合，请写索引号" if rows else "本站没有公开过这一件，请核对"
                raise forms.ValidationError(f"第 {number} 行“{line[:30]}”：{why}")
            found.append(rows[0].case)
        return found

    def clean(self):
        said = super().clean()
        if said.get("nothing") and (said.get("records") or said.get("evidence") or said.get("file")):
            self.add_error("nothing", "无进展可报的，不附成果和材料")
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["says"], said["nothing"], [*said.get("evidence", ()), *self.kept], said["records"])


class StepForm(WordsForm):
    """A step; of a change, the new day and words; of pursuing, what followed."""

    def __init__(self, *args, step, task: Task, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.step = step
        if step.name == "ask_change":
            self.fields["due"] = forms.DateField(label="完成时限改为", widget=DayInput, initial=task.due)
            self.fields["task"] = forms.CharField(
                label="任务", max_length=1500, widget=forms.Textarea(attrs={"rows": 5}), initial=task.says
            )
            self.order_fields(["due", "task", "words"])
        elif step.name == "pursue":
            self.fields["words"].label = "怎样追究"

    def detail(self) -> dict:
        if self.step.name != "ask_change":
            return {}
        due, says = self.cleaned_data["due"].isoformat(), self.cleaned_data["task"]
        return {"due": due, "task": says, "says": f"完成时限改为 {due}"}
