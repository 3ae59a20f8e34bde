"""Forms of a leading group: a line a person, a line an office; what a line lacks is said by its number."""

import re

from django import forms

from gongkai.acts.clock import today
from gongkai.acts.pages import WordsForm
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.organisation.groups.composing import Placed, Seated, Told
from gongkai.organisation.models import SeatSort

CELLS = re.compile(r"[，,\t]")
PHONE = re.compile(r"[0-9０-９转（）() +-]{0,40}")
ASKED = {
    SeatSort.HEAD: ("一般是主要负责人", True),
    SeatSort.DEPUTY: ("一行一人", False),
    SeatSort.MEMBER: ("一行一人，各处室和直属单位负责人", False),
    SeatSort.OFFICE_HEAD: ("", False),
    SeatSort.OFFICE_DEPUTY: ("一行一人", False),
    SeatSort.IN_CHARGE: ("再写分工，如 王某，副局长，分管办公室和政务公开；分工对外公布", True),
    SeatSort.STAFF: ("具体做这项工作的人，不对外公布", True),
}


class Lines(forms.CharField):
    """Lines of cells set apart by commas: a list of lists, each as long as ``most`` holds."""

    def __init__(self, *, most: tuple[int, ...], rows: int = 3, **kwargs):
        self.most = most
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=8000, **kwargs)

    def clean(self, value) -> list[list[str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [self._cells(number, line) for number, line in enumerate(lines, start=1)]

    def _cells(self, number: int, line: str) -> list[str]:
        cells = [one.strip() for one in CELLS.split(line, len(self.most) - 1)]
        if not cells[0]:
            raise forms.ValidationError(f"第 {number} 行没有写名称，请从名称写起，用逗号分开")
        for cell, most in zip(cells, self.most, strict=False):
            if len(cell) > most:
                raise forms.ValidationError(f"第 {number} 行的“{cell[:20]}”太长，最多 {most} 个字")
        return cells + [""] * (len(self.most) - len(cells))


class Telling(forms.Form):
    """A composition; ``kept`` are its papers."""

    since = forms.DateField(label="自", widget=DayInput, help_text="成立或者调整之日")
    paper = forms.CharField(label="依据文件", max_length=120, help_text="如 大交发〔2026〕3号")
    office = forms.CharField(label="办公室设在", max_length=80, help_text="如 局办公室")
    places = Lines(
        label="处室、直属单位和派出机构", most=(80, 40, 40, 40), rows=6, required=False,
        help_text="一行一个：名称，分管领导，专人，内部电话。还没有明确的空着。电话只给本单位和政务公开办看",
    )  # fmt: skip
    file = forms.FileField(label="文件或者名单", required=False)
    kept: list

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = []
        for sort, (hint, required) in ASKED.items():
            most = (40, 80, 200) if sort == SeatSort.IN_CHARGE else (40, 80)
            self.fields[sort.value] = Lines(
                label=sort.label, most=most, required=required, help_text=f"姓名，职务。{hint}".rstrip("。"),
                rows=6 if sort == SeatSort.MEMBER else 2,
            )  # fmt: skip
        self.order_fields(["topic", "since", "paper", "office", *ASKED, "places", "file", "words"])

    def clean_since(self):
        if self.cleaned_data["since"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["since"]

    def clean_head(self):
        if len(self.cleaned_data["head"]) > 1:
            raise forms.ValidationError("组长只写一人，其他负责人写在副组长里")
        return self.cleaned_data["head"]

    def clean_places(self):
        for number, (_, _, _, phone) in enumerate(self.cleaned_data["places"], start=1):
            if not PHONE.fullmatch(phone):
                raise forms.ValidationError(f"第 {number} 行的电话只写数字，如 0825-7821000")
        return self.cleaned_data["places"]

    def told(self) -> Told:
        said = self.cleaned_data
        seats = [Seated(sort, *cells) for sort in ASKED for cells in said[sort.value]]
        places = [Placed(*one) for one in said["places"]]
        return Told(said["since"], said["paper"], said["office"], seats, places, self.kept)


class GroupForm(Telling):
    topic = ChoiceOfOne(
        Topic.objects.filter(children=None, audience=Audience.PUBLIC), label="公布在", help_text="一般是“机构职能”"
    )


class StepForm(WordsForm):
    """A step that asks nothing but words; of a change, the day people changed."""

    def __init__(self, *args, step, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        if step.name == "change":
            self.fields["day"] = forms.DateField(label="变动之日", widget=DayInput, initial=today)
            self.fields["words"].label = "谁有什么变动"
            self.order_fields(["day", "words"])

    def clean_day(self):
        if self.cleaned_data["day"] > today():
            raise forms.ValidationError("这一天还没有到，请改正日期")
        return self.cleaned_data["day"]


def initial(told: Told) -> dict:
    """What a form begins with: a composition as lines."""
    lines = {
        sort.value: "\n".join(_line(one.name, one.duty, one.charge) for one in told.seats if one.sort == sort)
        for sort in ASKED
    }
    places = "\n".join(_line(one.name, one.leader, one.person, one.phone) for one in told.places)
    return {"since": told.since, "paper": told.paper, "office": told.office, "places": places} | lines


def _line(*cells: str) -> str:
    return "，".join(cells).rstrip("，")
