"""The form of a check: an opinion on each task of the ledger."""

from django import forms

from gongkai.plans.checking.looking import Seen
from gongkai.plans.models import Check, Verdict


class LooksForm(forms.Form):
    """A choice and words a task; one left without a choice is looked at later."""

    def __init__(self, *args, check: Check, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = list(tasks)
        known = {row.task_id: row for row in check.looks.all()}
        for task in self.tasks:
            row = known.get(task.pk)
            name = f"{task.line.number}. {task.case.title}"
            self.fields[f"verdict-{task.pk}"] = forms.ChoiceField(
                label=name, choices=[("", "还没有看"), *Verdict.choices], required=False,
                initial=row.verdict if row else "",
            )  # fmt: skip
            self.fields[f"says-{task.pk}"] = forms.CharField(
                label=f"第 {task.line.number} 条发现的问题", max_length=300, required=False,
                initial=row.says if row else "",
            )  # fmt: skip

    def rows(self):
        """(task, its two fields) for the page."""
        return [(task, self[f"verdict-{task.pk}"], self[f"says-{task.pk}"]) for task in self.tasks]

    def seen(self) -> list[Seen]:
        said = self.cleaned_data
        return [
            Seen(task, said[f"verdict-{task.pk}"], said[f"says-{task.pk}"].strip())
            for task in self.tasks
            if said[f"verdict-{task.pk}"]
        ]
