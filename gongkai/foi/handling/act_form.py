"""What every step with a form of its own asks: by whom, at what time; of something that happened, on which day."""

from datetime import date, datetime
from typing import ClassVar

from django import forms

from gongkai.accounts.models import Post
from gongkai.acts.clock import BEIJING
from gongkai.foi.models import Request
from gongkai.look.forms import DayInput


def long(label: str, help_text: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class ActForm(forms.Form):
    """A step with a form of its own. ``says`` stands under its heading, ``done`` on the page after it."""

    says: str = ""
    done: str = "已办"

    def __init__(self, *args, row: Request, by: Post, at: datetime, **kwargs):
        self.row, self.by, self.at = row, by, at
        self.today = at.astimezone(BEIJING).date()
        super().__init__(*args, **kwargs)

    def do(self) -> None:
        """Takes the step. Raises ``Unready``."""
        raise NotImplementedError


class DatedForm(ActForm):
    """Something that happened on a day that is over or today."""

    day_label: ClassVar[str] = "日期"
    day_help: ClassVar[str] = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"] = forms.DateField(
            label=self.day_label, widget=DayInput, initial=self.today, help_text=self.day_help
        )

    def clean_day(self) -> date:
        if self.cleaned_data["day"] > self.today:
            raise forms.ValidationError("日期不能晚于今天，请核对")
        return self.cleaned_data["day"]

    @property
    def day(self) -> date:
        return self.cleaned_data["day"]
