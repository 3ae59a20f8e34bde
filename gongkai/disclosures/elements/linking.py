"""Links from a document to others, typed as an officer knows them: a number, an index number or a title (B10, BW-1)."""

from django import forms
from django.db.models import F

from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.elements.paper_gates import number_as_written
from gongkai.disclosures.models import Disclosure, Edition, EditionLink
from gongkai.disclosures.vocabulary import LinkKind

SPARE = 2  # empty rows offered
BACK = {
    "implements": "据此制定的文件", "amends": "修改本文件的文件", "repeals": "废止本文件的文件",
    "consults": "本事项形成的文件", "clarifies": "澄清本信息的公告",
    "data": "本数据说明的事项", "gazettes": "刊登本文件的公报",
    "related": "提到本信息的信息",
}  # fmt: skip


class LinkForm(forms.Form):
    """One link. What is out on this site is found by what is typed; anything else is kept as a paper elsewhere."""

    kind = forms.ChoiceField(label="关系", required=False, choices=[("", "不填"), *LinkKind.choices])
    number = forms.CharField(label="发文字号或索引号", max_length=80, required=False)
    title = forms.CharField(label="文件名称", max_length=300, required=False)
    issuer = forms.CharField(label="发文机关", max_length=60, required=False)
    url = forms.URLField(label="网址", max_length=300, required=False, assume_scheme="https")

    def clean(self):
        said = super().clean()
        number, title = number_as_written(said.get("number", "")), said.get("title", "").strip().strip("《》")
        if not (number or title):
            return said
        if not said.get("kind"):
            self.add_error("kind", "请选择关系")
            return said
        found = _out(number, title)
        if len(found) > 1:
            self.add_error("number", f"本站有{len(found)}件符合，请写索引号")
        elif found:
            said["link"] = {"kind": said["kind"], "to": found[0].pk}
        elif not title:
            self.add_error("title", f"本站没有公开过“{number}”，请写明文件名称，作为站外文件登记")
        else:
            rest = {"number": number, "issuer": said.get("issuer", ""), "url": said.get("url", "")}
            kept = {name: value for name, value in rest.items() if value}
            said["link"] = {"kind": said["kind"], "title": title, **kept}
        return said


LinkForms = forms.formset_factory(LinkForm, extra=SPARE, max_num=30)


def links_of(found) -> list[dict]:
    """The links of a valid set of forms, in their order, each once."""
    links = [form.cleaned_data["link"] for form in found if form.cleaned_data.get("link")]
    return [link for place, link in enumerate(links) if link not in links[:place]]


def initial_of(edition: Edition) -> list[dict]:
    """What the forms show of an edition's links."""
    targets = Disclosure.objects.select_related("live").in_bulk([one["to"] for one in edition.links if "to" in one])
    found = []
    for link in edition.links:
        here = targets.get(link.get("to", 0))
        told = {"number": here.index_no, "title": here.last_out.title} if here else link
        found.append(
            {"kind": link["kind"], **{name: told.get(name, "") for name in ("number", "title", "issuer", "url")}}
        )
    return found


def relations(record: Disclosure, edition: Edition) -> list[tuple[str, list[dict]]]:
    """[(relation, [{title, key, url}])] both ways, as staff see them; ``key`` is None for a paper elsewhere."""
    found: dict[str, list[dict]] = {}
    out = EditionLink.objects.filter(edition=edition).select_related("target__live").order_by("pk")
    for one, link in zip(out, edition.links, strict=True):
        told = {"title": one.target.last_out.title, "key": one.target_id} if one.target else {"title": one.outside}
        found.setdefault(LinkKind(one.kind).label, []).append({"url": link.get("url", ""), "key": None, **told})
    back = EditionLink.objects.filter(target=record, edition__disclosure__live=F("edition")).order_by("pk")
    for one in back.select_related("edition"):
        told = {"title": one.edition.title, "key": one.edition.disclosure_id, "url": ""}
        found.setdefault(BACK[one.kind], []).append(told)
    return list(found.items())


def _out(number: str, title: str) -> list[Disclosure]:
    """What is out here by index number, 发文字号 or, without a number, by its very title."""
    out = Disclosure.objects.filter(live__isnull=False, topic__audience=Audience.PUBLIC).select_related("case")
    if number:
        return list(out.filter(index_no=number)[:1]) or list(out.filter(live__doc_no=number)[:3])
    return list(out.filter(live__title=title)[:3])
