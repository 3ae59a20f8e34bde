"""What is asked where a document is put to a request, marked and searched."""

from collections.abc import Sequence

from django import forms

from gongkai.files.refusal import FileRefused
from gongkai.foi.grounds import Ground, labelled
from gongkai.foi.severing import keeping
from gongkai.foi.severing.keeping import Found
from gongkai.foi.severing.seeing import Place
from gongkai.papers.redaction.boxes import GRID, Box

WHOLE = Box(1, 0, 0, GRID, GRID)
SIDES = ("left", "top", "right", "bottom")


class MaterialForm(forms.Form):
    """A document that was found."""

    file = forms.FileField(
        label="材料文件", help_text="PDF 或者图片；Word、Excel 先另存为 PDF。加密存放，只有办理这件申请的人看得到",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.gif,.webp"}),
    )  # fmt: skip
    found: Found

    def clean_file(self):
        try:
            self.found = keeping.keep(self.cleaned_data["file"])
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return self.cleaned_data["file"]


class GroundForm(forms.Form):
    """Why something is not given."""

    ground = forms.ChoiceField(label="不予公开的理由", choices=labelled, initial=Ground.PRIVACY)


class MarkForm(GroundForm):
    """One box on a page, in hundredths of its width and height."""

    left, top, right, bottom = (
        forms.FloatField(
            label=label, min_value=0, max_value=100,
            widget=forms.NumberInput(attrs={"step": "0.5", "min": "0", "max": "100", "data-side": side}),
        )
        for side, label in zip(SIDES, ("左边", "上边", "右边", "下边"), strict=True)
    )  # fmt: skip

    def clean(self):
        said = super().clean() or {}
        if all(side in said for side in SIDES) and not self.box(1).is_sound:
            raise forms.ValidationError("右边要大于左边，下边要大于上边，而且不能太小，请重新画")
        return said

    def box(self, page: int) -> Box:
        left, top, right, bottom = (round(self.cleaned_data[side] * GRID / 100) for side in SIDES)
        return Box(page, top, left, bottom, right)


class WordsForm(forms.Form):
    """Words to look for."""

    wanted = forms.CharField(
        label="要找的字", max_length=500, help_text="如姓名、村组、单位名称；几个词用顿号隔开。断行、空格不影响",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def chosen(keys: Sequence[str], pages: Sequence[str]) -> list[tuple[int, int, int]]:
    """(page, start, end) of the places that were ticked; what is no place of this document is left out."""
    found = []
    for key in keys:
        parts = key.split("-")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
            continue
        page, start, end = map(int, parts)
        if 1 <= page <= len(pages) and start < end <= len(pages[page - 1]):
            found.append((page, start, end))
    return found


def grouped(places: Sequence[Place]) -> list[tuple[str, list[Place]]]:
    """By what speaks for them, in the order in which it first does."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.says, []).append(place)
    return list(found.items())
