"""Forms of a list: opening it, one row, the head of a revision, a sheet, words with a step."""

from dataclasses import replace

from django import forms
from django.conf import settings

from gongkai import shelf
from gongkai.accounts.models import Post
from gongkai.acts.pages import WordsForm
from gongkai.law.register_types import GENRES, Field
from gongkai.look.forms import DayInput
from gongkai.registers import cells
from gongkai.registers.drafting import Writing
from gongkai.registers.models import Change, Line, Register, Revision
from gongkai.registers.vocabulary import ENTERS, Kind, Why
from gongkai.revisions.forms import DraftForm, OpeningForm
from gongkai.revisions.writing import Founding

MOST_CHOICES = 400  # rows of another list offered to choose from


class RegisterForm(OpeningForm):
    """A new list; a unit has one of a kind."""

    type = forms.ChoiceField(label="清单种类")
    effective_on = forms.DateField(label="施行日期", widget=DayInput, help_text="清单自哪一天起施行")
    field_order = ("type", "unit", "topic", "effective_on")
    genres = GENRES

    def known(self):
        return shelf.register_types()

    def clean(self):
        said = super().clean()
        unit, kind = said.get("unit"), self.known().get(said.get("type"))
        if unit and kind and Register.objects.filter(unit=unit, type=kind.id).exists():
            self.add_error("type", f"{unit.name}已经有{kind.title}，请在原来的清单里变动")
        return said

    def founding(self, by: Post, at) -> Founding:
        return replace(super().founding(by, at), first={"effective_on": self.cleaned_data["effective_on"]})


class RowForm(DraftForm):
    """One row, its cells as its kind has them."""

    def __init__(self, *args, register, line, change, **kwargs):
        self.register, self.line = register, line
        super().__init__(*args, initial=_initial(register, line, change), **kwargs)
        kind = register.kind
        self.must = (kind.key, kind.name, "change")
        for field in kind.fields.values():
            self.fields[field.id] = _control(field, register)
            self.fields[field.id].required = field.required
        if line:
            self.fields[kind.key].disabled = True
            self.fields[kind.key].help_text = "编号不能改；要换编号，请取消这一项再新增"
        in_list = line is not None and line.live is not None and not line.live.leaves
        kinds = [one for one in kind.changes if (one in ENTERS) != in_list]
        self.fields["change"] = forms.ChoiceField(label="变动", choices=[(one, Kind(one).label) for one in kinds])
        self.fields["basis_of_change"] = forms.CharField(
            label="变动依据", max_length=300, required=False, help_text="承接、下放、保留、取消、移出要写明依据的决定"
        )
        self.fields["withheld"] = forms.CharField(
            label="不公开的依据", max_length=200, required=False, help_text="这一项依法不公开的才填，填了就不上网站"
        )

    def clean(self):
        said, kind = super().clean(), self.register.kind
        for field in kind.fields.values():
            if field.id in said:
                try:
                    said[field.id] = cells.read(field, said[field.id], may_lack=True)
                except ValueError as reason:
                    self.add_error(field.id, str(reason))
        return said

    @property
    def cells(self) -> list:
        return [self[name] for name in self.register.kind.fields]

    @property
    def changing(self) -> list:
        return [self[name] for name in ("change", "basis_of_change", "withheld")]

    def writing(self) -> Writing:
        said = self.cleaned_data
        row = {name: said[name] for name in self.register.kind.fields}
        return Writing(
            row, said["change"], said["basis_of_change"], said["withheld"], line=self.line,
            seen=said["seen"] if self.line else None,
        )  # fmt: skip


class HeadForm(DraftForm):
    """The day a revision holds from, and what the public is told besides."""

    effective_on = forms.DateField(label="施行日期", widget=DayInput, help_text="这次变动自哪一天起施行")
    note = forms.CharField(
        label="说明", max_length=200, required=False,
        help_text="公开可见。没有变动的写明核对过，如“经核对，本季度无变动”",
    )  # fmt: skip
    must = ("effective_on",)

    def __init__(self, *args, revision: Revision, **kwargs):
        initial = {"effective_on": revision.effective_on, "note": revision.note, "seen": revision.head_stamp}
        super().__init__(*args, **kwargs | {"initial": initial})


class SheetForm(forms.Form):
    file = forms.FileField(label="填好的表格（XLSX、CSV）", help_text=f"不超过 {settings.MAX_UPLOAD_BYTES // 2**20} MB")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(f"文件超过 {settings.MAX_UPLOAD_BYTES // 2**20} MB，请分成几个再上传")
        return file


class StepForm(WordsForm):
    """移出 names its row and why."""

    def __init__(self, *args, step, register, **kwargs):
        super().__init__(*args, step=step, **kwargs)
        self.register = register
        if step.name == "remove":
            kind = register.kind
            key = forms.CharField(label=kind.fields[kind.key].name, max_length=80, help_text="要移出的是哪一项")
            whys = [choice for choice in Why.choices if choice[0] != Why.LAPSED]
            why = forms.ChoiceField(label="移出原因（公开可见）", choices=whys)
            self.fields = {"key": key, "why": why, **self.fields}

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        line = Line.objects.standing().filter(register=self.register, key=key).first()
        if line is None:
            raise forms.ValidationError(f"清单里没有编号“{key}”，或者已经移出")
        self.line = line
        return key

    def detail(self) -> dict:
        return {"line": self.line.pk, "why": self.cleaned_data["why"]} if "key" in self.fields else {}


def _initial(register: Register, line: Line | None, change: Change | None) -> dict:
    if change is None or line is None:
        return {}
    drafted = change.revision_id == register.draft_id
    return cells.all_of(change) | {
        "seen": change.stamp, "withheld": change.withheld,
        "change": change.kind if drafted else Kind.CHANGED, "basis_of_change": change.basis if drafted else "",
    }  # fmt: skip


def _control(field: Field, register: Register) -> forms.Field:
    """The form's field for a cell; what the public will not read as it is written says so."""
    control, says = _bare_control(field, register), {"never": "（不公开）", "masked": "（遮盖后公开）"}
    control.label, control.help_text = field.name + says.get(field.shown, ""), field.says
    return control


def _bare_control(field: Field, register: Register) -> forms.Field:
    if field.kind == "date":
        return forms.DateField(widget=DayInput)
    if field.kind == "choice":
        return forms.ChoiceField(choices=[("", "请选择"), *((one, one) for one in field.choices)])
    if field.kind == "entry" and (rows := _rows_of(field, register)):
        return forms.ChoiceField(choices=[("", "没有"), *rows])
    if field.kind == "long":
        return forms.CharField(max_length=cells.LONGEST["long"], widget=forms.Textarea(attrs={"rows": 4}))
    return forms.CharField(max_length=cells.LONGEST.get(field.kind, 300))


def _rows_of(field: Field, register: Register) -> list[tuple[str, str]]:
    """Rows of the other list of this unit, where they are few enough to choose from."""
    lines = Line.objects.standing().filter(register__unit=register.unit_id, register__type=field.of).order_by("key")
    found = list(lines.values_list("key", "name")[: MOST_CHOICES + 1])
    return [(key, f"{key} {name}") for key, name in found] if len(found) <= MOST_CHOICES else []
