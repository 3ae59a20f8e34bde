"""The form of a draft, in the order an information officer thinks."""

from django import forms
from django.db.models import Q

from gongkai.accounts.models import Unit
from gongkai.acts.clock import today
from gongkai.catalogue.models import Topic, TopicUnit
from gongkai.disclosures.concerns import ConcernsField
from gongkai.disclosures.drafting import Draft
from gongkai.disclosures.elements import linking
from gongkai.disclosures.elements.linking import LinkForms, links_of
from gongkai.disclosures.elements.paper_gates import number_as_written
from gongkai.disclosures.interpretation.planning import FormsField, ranks
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.vocabulary import (
    OTHER_KINDS,
    PAPER_KINDS,
    SUBJECTS,
    WRITTEN_VALIDITY,
    Attribute,
    Weight,
)
from gongkai.files.models import StoredFile
from gongkai.look.forms import ChoiceOfOne, DayInput
from gongkai.papers import clean

KINDS = [("常用", [(kind, kind) for kind in OTHER_KINDS]), ("公文", [(kind, kind) for kind in PAPER_KINDS])]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; ``clean`` gives a list."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class OwnFirst(forms.models.ModelChoiceIterator):
    """The columns that the writer's units keep stand first, the many others behind them."""

    def __iter__(self):
        yield "", self.field.empty_label
        rows = list(self.queryset)
        own = [row for row in rows if row.pk in self.field.own]
        for name, some in (("本单位负责的栏目", own), ("其他栏目", [row for row in rows if row not in own])):
            if some:
                yield name, [self.choice(row) for row in some]


class ColumnField(ChoiceOfOne):
    """A column, the writer's own first; ``own``: their keys."""

    iterator = OwnFirst
    own: frozenset[int] = frozenset()


class DraftForm(forms.Form):
    """What is written before 提出. Incomplete drafts may be saved: what is missing is said at 提出."""

    unit = ChoiceOfOne(Unit.objects.none(), label="公开主体", empty_label=None)
    topic = ColumnField(Topic.objects.none(), label="公开栏目")
    title = forms.CharField(label="标题", max_length=300)
    formed_on = forms.DateField(label="成文或变更日期", widget=DayInput, help_text="公开期限从这一天的次日起算")
    kind = forms.ChoiceField(label="体裁", choices=KINDS)
    doc_no = forms.CharField(
        label="发文字号", max_length=80, required=False, help_text="如 大府办发〔2025〕12号，没有可不填"
    )
    html = forms.CharField(
        label="正文",
        widget=forms.Textarea(attrs={"rows": 18, "class": "text"}),
        required=False,
        help_text="可从 Word 粘贴，或把 docx 文件拖进来；空一行分段",
    )
    uploads = FilesField(label="附件", required=False, allow_empty_file=True)  # the store names the empty one
    attribute = forms.ChoiceField(label="公开属性", choices=Attribute.choices, widget=forms.RadioSelect)
    attribute_ground = forms.CharField(
        label="属性依据", max_length=120, required=False, help_text="不主动公开时必填，如 条例第十六条第一款"
    )
    summary = forms.CharField(
        label="内容概述", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    element = forms.CharField(
        label="内容要素", max_length=30, required=False, help_text="本条信息对应栏目要求的哪一项要素"
    )
    subject = forms.ChoiceField(label="主题分类", required=False, choices=[("", "未分类"), *((s, s) for s in SUBJECTS)])
    concerns = ConcernsField()
    source = forms.CharField(label="来源", max_length=120, required=False, help_text="不填则为本单位")
    keywords = forms.CharField(label="关键词", max_length=120, required=False)
    validity = forms.ChoiceField(label="有效性", required=False, choices=[("", "不适用"), *WRITTEN_VALIDITY])
    effective_on = forms.DateField(label="施行日期", widget=DayInput, required=False)
    expires_on = forms.DateField(
        label="有效期至", widget=DayInput, required=False, help_text="体裁为征求意见的，填征求意见截止的日子"
    )
    interprets = ChoiceOfOne(
        Disclosure.objects.none(), label="解读的文件", required=False, help_text="体裁为解读时选择"
    )
    explainer = forms.CharField(label="解读人", max_length=60, required=False, help_text="体裁为解读时填写")
    explainer_rank = forms.ChoiceField(
        label="解读人职务", required=False, choices=lambda: [("", "未说明"), *ranks()]
    )  # fmt: skip
    addressees = forms.CharField(label="主送", max_length=500, required=False, help_text="受文单位，用顿号隔开")
    copied = forms.CharField(label="抄送", max_length=500, required=False)
    signed = forms.CharField(label="落款", max_length=200, required=False, help_text="发文机关署名，不填则为公开主体")
    issued_on = forms.DateField(label="印发日期", widget=DayInput, required=False)
    copies = forms.IntegerField(label="印发份数", min_value=1, max_value=10**6, required=False)
    subject_words = forms.CharField(label="主题词", max_length=120, required=False, help_text="旧文件上有的照录")
    public_title = forms.CharField(
        label="目录标题",
        max_length=300,
        required=False,
        help_text="不主动公开的信息，依法可以让公众知道有这件事的，写一个不含秘密和个人信息的标题；不写则什么都不公开",
    )
    change_note = forms.CharField(
        label="变更说明", max_length=200, required=False, help_text="修改已公开信息时填写，公开可见"
    )
    weight = forms.ChoiceField(
        label="变更性质", required=False, choices=[("", "未说明"), *Weight.choices],
        help_text="修改已公开信息时选择，公开可见。选“隐去不宜公开的内容”的，公众看不到新旧对照",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    forms = FormsField()  # the last one: below it the name is this field's

    PAPER = ("addressees", "copied", "signed", "issued_on", "copies", "subject_words")

    EXPLAINED = ("forms", "explainer", "explainer_rank")

    VALUES = (
        "kind", "doc_no", "attribute", "attribute_ground", "summary", "element", "subject", "source", "keywords",
        "validity", "effective_on", "expires_on", "interprets", "change_note", "weight", *PAPER, "public_title",
        "concerns", *EXPLAINED,
    )  # fmt: skip

    MORE = (
        "summary", "element", "subject", "keywords", "source", "validity", "effective_on", "expires_on", "interprets",
        *EXPLAINED, "change_note", "weight", "public_title", "concerns",
    )  # fmt: skip

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=post.unit_keys() or ())
        standing = units.filter(self._stands("unit") | Q(pk=post.unit_id))
        self.fields["unit"].queryset = standing
        self.fields["unit"].initial = post.unit_id
        if standing.count() == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        kept = TopicUnit.objects.standing_on(today()).filter(unit__in=standing)
        self.fields["topic"].own = frozenset(kept.values_list("topic", flat=True))
        self.fields["topic"].queryset = Topic.objects.filter(self._stands("topic"), children=None).order_by("order")
        papers = Disclosure.objects.visible_to(post).filter(case__unit__in=units)
        papers = papers.filter(Q(live__kind__in=PAPER_KINDS) | Q(draft__kind__in=PAPER_KINDS))
        papers = papers.select_related("case").order_by("-pk")
        self.fields["interprets"].queryset = papers
        self.fields["interprets"].label_from_instance = lambda row: row.case.title
        self.initial.setdefault("attribute", Attribute.PROACTIVE)
        self.links = LinkForms(self.data if self.is_bound else None, initial=self.initial.get("links"), prefix="links")

    def _stands(self, name: str) -> Q:
        """What can be chosen: what has not ended, and what the record has already."""
        held = self.initial.get(name)
        return Q(until=None) | Q(pk=held if isinstance(held, int) else 0)

    def is_valid(self) -> bool:
        """Its links count too; a page that posts none of them leaves none."""
        self._links_posted = "links-TOTAL_FORMS" in self.data
        fits = not self._links_posted or self.links.is_valid()
        return super().is_valid() and fits

    def clean_doc_no(self) -> str:
        return number_as_written(self.cleaned_data["doc_no"])

    @property
    def main(self) -> list:
        """What every record needs; the unit only where there is a choice."""
        one_unit = self.fields["unit"].widget.is_hidden
        return [self[name] for name in (() if one_unit else ("unit",)) + ("topic", "title")]

    @property
    def in_a_row(self) -> list:
        return [self[name] for name in ("formed_on", "kind", "doc_no")]

    @property
    def more(self) -> list:
        return [self[name] for name in self.MORE]

    @property
    def paper(self) -> list:
        """Elements of an official paper."""
        return [self[name] for name in self.PAPER]

    @property
    def paper_is_open(self) -> bool:
        rows = any(row.initial or row.errors for row in self.links)
        return rows or any(self[name].value() or self[name].errors for name in self.PAPER)

    @property
    def more_is_open(self) -> bool:
        """Shut while nothing was written in it and nothing in it is wrong; doors that words suggest open nothing."""
        written = (name for name in self.MORE if name != "concerns")
        return bool(self["concerns"].errors) or any(self[name].value() or self[name].errors for name in written)

    def draft(self, files: list[tuple[StoredFile, str]]) -> Draft:
        """The draft as written, with stored files and what they are called here."""
        said = self.cleaned_data
        return Draft(
            said["unit"],
            said["topic"],
            said["title"],
            said["formed_on"],
            clean.as_html(said["html"]),
            {name: said[name] for name in self.VALUES}
            | {"links": links_of(self.links) if self._links_posted else self.initial.get("kept_links", [])},
            files,
        )


def initial_of(record: Disclosure) -> dict:
    """What the form shows of a record's edition."""
    edition = record.edition
    values = {name: getattr(edition, name) for name in DraftForm.VALUES}
    values |= {"links": linking.initial_of(edition), "kept_links": edition.links}
    return values | {
        "unit": record.case.unit_id,
        "topic": edition.topic_id,
        "title": edition.title,
        "formed_on": edition.formed_on,
        "html": edition.html,
        "version": record.case.version,
    }
