"""Forms of a matter or theme: opening it, its head, one stage."""

from datetime import date

from django import forms

from gongkai import shelf
from gongkai.dossiers import linking
from gongkai.dossiers.drafting import Head
from gongkai.dossiers.linking import Paper
from gongkai.dossiers.models import Dossier, Revision
from gongkai.law.dossier_types import GENRES, Stage
from gongkai.look.forms import DayInput
from gongkai.revisions.forms import DraftForm, OpeningForm

MOST_LINKS = 60
STATE_CHOICES = [
    ("shown", "已经公开，连到公开的信息"), ("waiting", "还没有到，写明预计什么时候公开"), ("never", "不适用，写明理由"),
]  # fmt: skip


class DossierForm(OpeningForm):
    """A new matter or theme."""

    title = forms.CharField(label="名称", max_length=200, help_text="群众一看就懂的名称，如“县城至卓筒井公路改建工程”")
    field_order = ("type", "title", "unit", "topic")
    genres = GENRES

    def known(self):
        return shelf.dossier_types()


class HeadForm(DraftForm):
    """What is told of the matter itself."""

    summary = forms.CharField(
        label="概况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="用几句话写明这是什么事、为什么做、做到哪一步",
    )  # fmt: skip

    def __init__(self, *args, dossier: Dossier, **kwargs):
        revision = dossier.revision
        told = {"summary": revision.summary, "note": revision.note, "seen": revision.head_stamp}
        super().__init__(*args, **kwargs | {"initial": told | revision.particulars})
        self.dossier = dossier
        for one in dossier.kind.particulars.values():
            widget = forms.Textarea(attrs={"rows": 3}) if one.long else forms.TextInput()
            self.fields[one.id] = forms.CharField(
                label=one.name,
                max_length=600 if one.long else 200,
                required=one.required,
                widget=widget,
                help_text=one.says,
            )
        if revision.number > 1:
            self.fields["note"] = forms.CharField(
                label="变动说明", max_length=200, required=False, help_text="公开可见：这次更新了什么"
            )

    def head(self) -> Head:
        said = self.cleaned_data
        return Head(said["summary"], {name: said[name] for name in self.dossier.kind.particulars}, said.get("note", ""))


class StageForm(forms.Form):
    """One stage: linked to what is public, promised for a day, or said not to apply."""

    state = forms.ChoiceField(label="这一环节", choices=STATE_CHOICES, widget=forms.RadioSelect)
    kept = forms.MultipleChoiceField(label="已经连上的", required=False, widget=forms.CheckboxSelectMultiple)
    chosen = forms.MultipleChoiceField(label="可以连上的", required=False, widget=forms.CheckboxSelectMultiple)
    named = forms.CharField(
        label="按文号、索引号或标题连上", max_length=300, required=False, help_text="写发文字号、索引号，或者完整的标题"
    )
    title = forms.CharField(
        label="其他网站的信息", max_length=200, required=False, help_text="上级部门批准的文件等，不在本站的，写明标题"
    )
    issuer = forms.CharField(label="发布机关", max_length=60, required=False)
    url = forms.URLField(label="网址", max_length=300, required=False, assume_scheme="https")
    due = forms.DateField(label="预计公开日期", required=False, widget=DayInput, help_text="“还没有到”的填写，公开可见")
    says = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="公开可见；“不适用”的写明理由",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, revision: Revision, stage: Stage, offered: list[Paper], today: date, **kwargs):
        said = revision.stages.get(stage.id, {"state": "shown", "links": []})
        self.links, self.today = said["links"], today
        initial = {
            "state": said["state"], "says": said.get("says", ""), "due": said.get("due"),
            "kept": [str(place) for place in range(len(self.links))], "seen": revision.stage_stamp(stage.id),
        }  # fmt: skip
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        if stage.compulsory:
            self.fields["state"] = forms.ChoiceField(
                label=self.fields["state"].label, choices=STATE_CHOICES[:2], widget=forms.RadioSelect
            )
        known = linking.papers(link["case"] for link in self.links if "case" in link)
        kept = [(str(place), _name(link, known)) for place, link in enumerate(self.links)]
        self._offer("kept", kept)
        self._offer("chosen", [(str(one.case), f"{one.title}（{one.unit} {one.number}）") for one in offered])

    def clean(self):
        said = super().clean()
        state = said.get("state")
        links = [self.links[int(place)] for place in said.get("kept", ())]
        links += [{"case": int(case)} for case in said.get("chosen", ())]
        links += self._named(said.get("named", "")) + self._outside(said)
        said["links"] = [link for place, link in enumerate(links) if link not in links[:place]]
        if state == "shown" and not said["links"] and not self.errors:
            self.add_error("state", "还没有连上公开的信息：请勾选或写一件，或者改选“还没有到”")
        if state == "waiting" and not said.get("due") and not self.has_error("due"):
            self.add_error("due", "请填写预计什么时候公开")
        elif state == "waiting" and said.get("due") and said["due"] < self.today:
            self.add_error("due", "预计日期已经过了，请填以后的日期，或者连上公开的信息")
        if state == "never" and not said.get("says", "").strip():
            self.add_error("says", "请写明为什么不适用")
        if len(said["links"]) > MOST_LINKS:
            self.add_error("kept", f"一个环节最多连 {MOST_LINKS} 件")
        return said

    def said(self) -> dict:
        """The stage as a revision keeps it."""
        said = self.cleaned_data
        told = {"state": said["state"], "says": said["says"].strip(), "links": []}
        if said["state"] == "shown":
            told["links"] = said["links"]
        if said["state"] == "waiting":
            told["due"] = said["due"].isoformat()
        return told

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
        else:
            del self.fields[name]

    def _named(self, text: str) -> list[dict]:
        if not text.strip():
            return []
        found = linking.named(text)
        if len(found) == 1:
            return [{"case": found[0].pk}]
        more = (
            f"本站有 {len(found)} 件符合，请写索引号"
            if found
            else "本站没有公开过这一件，请核对，或者写在“其他网站的信息”"
        )
        self.add_error("named", more)
        return []

    def _outside(self, said: dict) -> list[dict]:
        rest = {name: said.get(name, "").strip() for name in ("title", "issuer", "url")}
        if not rest["title"] and (rest["issuer"] or rest["url"]):
            self.add_error("title", "请写明标题")
        return [{name: text for name, text in rest.items() if text}] if rest["title"] else []


def _name(link: dict, known: dict[int, Paper]) -> str:
    if "case" not in link:
        return f"{link['title']}（{link.get('issuer') or '其他网站'}）"
    paper = known.get(link["case"])
    return f"{paper.title}（{paper.unit} {paper.number}）" if paper else "已经撤回的信息，请去掉勾选"
