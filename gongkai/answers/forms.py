"""Forms of an answer: the question with its paper, the answer itself."""

from django import forms

from gongkai import shelf
from gongkai.answers import sources
from gongkai.answers.drafting import Text
from gongkai.answers.models import OTHER, Answer, Origin, kinds
from gongkai.catalogue.models import Topic
from gongkai.catalogue.placing import PlacedForm
from gongkai.checks.concerns import GROUPS
from gongkai.disclosures.models import Disclosure
from gongkai.look.forms import DayInput
from gongkai.look.words import titled
from gongkai.revisions.forms import DraftForm
from gongkai.revisions.writing import Founding

COLUMN = "政策解读"
PAPER = "写发文字号、索引号或者完整的标题，要是本站公开的文件"


class OpenForm(PlacedForm):
    """A new question."""

    question = forms.CharField(label="问题", max_length=200, help_text="照群众的问法写，如“买二手房能不能提取公积金？”")
    type = forms.ChoiceField(label="适用对象", choices=lambda: _choices())
    paper = forms.CharField(label="依据的文件", max_length=300, help_text=PAPER)
    field_order = ("question", "paper", "type", "unit", "topic")

    def clean_paper(self) -> Disclosure:
        return _found(self.cleaned_data["paper"])

    def clean(self):
        said = super().clean()
        columns = Topic.objects.filter(column_type=COLUMN, until=None, children=None).order_by("order")
        self.place(said, columns.values_list("code", flat=True), "政策问答")
        return said

    def founding(self, by, at) -> Founding:
        said = self.cleaned_data
        paper: Disclosure = said["paper"]
        first = {"paper": paper, "expires_on": paper.live.expires_on if paper.live else None}
        return Founding(said["unit"], said["type"], said["topic"], by, at, said["question"], first=first)


class AnswerForm(DraftForm):
    """What is answered."""

    html = forms.CharField(
        label="答复", widget=forms.Textarea(attrs={"rows": 8, "class": "text"}),
        help_text="先直接回答，再说怎么办、找谁；空一行分段",
    )  # fmt: skip
    paper = forms.CharField(label="依据的文件", max_length=300, help_text=PAPER)
    clause = forms.CharField(label="依据的条款", max_length=60, help_text="如 第三条第二款")
    expires_on = forms.DateField(
        label="有效期至", widget=DayInput, required=False, help_text="不填的，文件失效或者修改时再复核"
    )
    origin = forms.ChoiceField(label="问题来源", required=False, choices=[("", "未说明"), *Origin.choices])
    asked = forms.IntegerField(
        label="问过的次数", required=False, min_value=1, max_value=10**6, help_text="近期大约问过几次，不公开"
    )
    must = ("expires_on", "asked")

    def __init__(self, *args, answer: Answer, **kwargs):
        revision = answer.revision
        told = {name: getattr(revision, name) for name in ("html", "clause", "expires_on", "origin", "asked", "note")}
        told |= {"seen": revision.head_stamp, "paper": _named(revision.paper)}
        super().__init__(*args, **kwargs | {"initial": told})
        if revision.number > 1:
            self.fields["note"] = forms.CharField(
                label="变动说明", max_length=200, required=False, help_text="公开可见：这次更新了什么"
            )

    def clean_paper(self) -> Disclosure:
        return _found(self.cleaned_data["paper"])

    def text(self) -> Text:
        said = self.cleaned_data
        return Text(
            said["html"], said["paper"] or None, said["clause"], said["expires_on"], said["origin"], said["asked"],
            said.get("note", ""),
        )  # fmt: skip


def _found(text: str) -> Disclosure:
    found = sources.named(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(f"本站有 {len(found)} 件符合，请写索引号")
    raise forms.ValidationError("本站没有公开过这件文件，请核对；解读、动态等不能作依据")


def _named(paper: Disclosure | None) -> str:
    return (paper.index_no or titled(paper.case.title)) if paper else ""


def _choices() -> list:
    known = kinds()
    doors = [(label, [(code, known[code].title) for code in _of_group(group)]) for group, label in GROUPS.items()]
    return [("", "请选择"), *doors, (OTHER, known[OTHER].title)]


def _of_group(group: str) -> list[str]:
    return [door.code for door in shelf.concerns().doors.values() if door.group == group]
