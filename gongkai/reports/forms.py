"""Forms of a yearly report: a new one, figures with their source, prose, one from a table."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from gongkai.law.annual.figures import BadFigure, read, shown
from gongkai.law.annual.form import Form, Place
from gongkai.reports import figures
from gongkai.reports.models import Report

LONGEST = 8000
FIRST_YEAR = 2008  # the first year reported on under the first edition of the 条例


class YearForm(forms.Form):
    """``latest``: the last year that can be reported on."""

    year = forms.IntegerField(label="年度", help_text="报告哪一年的情况，就写哪一年")

    def __init__(self, *args, latest: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].validators += [MinValueValidator(FIRST_YEAR), MaxValueValidator(latest)]


class BringForm(YearForm):
    """``sure``: nothing is kept before the table was looked through."""

    file = forms.FileField(label="表格", help_text="用“下载空表”得到的文件填写，也可以用别的年度导出的文件改")


class FiguresForm(forms.Form):
    """Some cells together, with one reason."""

    def __init__(self, *args, report: Report, places: list[Place], **kwargs):
        self.places = {place.key: place for place in places}
        now, standing = figures.of(report), figures.changes(report)
        initial = {key: "" if now.get(key) is None else shown(now[key]) for key in self.places}
        given = [standing[key].reason for key in self.places if key in standing]
        super().__init__(*args, **kwargs)
        self.initial = initial | {"reason": given[-1] if given else ""}
        for key, place in self.places.items():
            many = len({one.row.id for one in places}) > 1
            label = place.name if many else "填写的数"
            self.fields[key] = forms.CharField(
                label=label, max_length=24, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
            )
        self.fields["reason"] = forms.CharField(
            label="数据来源或者调整的理由", max_length=300, help_text="写明从哪张表、哪个系统、哪个科室来的"
        )

    def clean(self):
        said = super().clean()
        for key, place in self.places.items():
            try:
                read(place, said.get(key) or "")
            except BadFigure as wrong:
                self.add_error(key, str(wrong))
        return said

    def told(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.places}


class ProseForm(forms.Form):
    """The parts in prose, under the version that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report: Report, form: Form, **kwargs):
        initial = {part.id: report.words.get(part.id, "") for part in form.prose} | {"version": report.case.version}
        super().__init__(*args, **kwargs)
        self.initial = initial
        self.parts = [part.id for part in form.prose]
        for part in form.prose:
            self.fields[part.id] = forms.CharField(
                label=part.heading, max_length=LONGEST, required=False, help_text=part.says,
                widget=forms.Textarea(attrs={"rows": 16 if part.id == "overview" else 6}),
            )  # fmt: skip

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].replace("\r\n", "\n").strip() for name in self.parts}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="为什么不一致", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
