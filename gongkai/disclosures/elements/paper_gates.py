"""What an official paper must bear before it is proposed: number, publicity mark, the day it takes effect, links."""

import re

from django.db.models import Count

from gongkai.accounts.models import Unit
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.editions import Reasons
from gongkai.disclosures.elements.clarifying import names_what_it_clarifies
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import MOVES, PAPER_KINDS, Attribute, LinkKind, Validity
from gongkai.look.words import titled

# 大府办发〔2025〕12号 (GB/T 9704: six-cornered brackets, no 第, no leading zeros); orders count by themselves.
NUMBER = re.compile(r"[^\W\d_]{1,20}〔(?P<year>[12]\d{3})〕[1-9]\d{0,4}号")
OWN_COUNT = re.compile(r"(?:[12]\d{3}年)?第[1-9]\d{0,4}号")
LOOSE = re.compile(
    r"(?P<who>[^\W\d_]{1,20})\s*[〔\[［(（【〈<]\s*(?P<year>[12]\d{3})\s*年?\s*[〕\]］)）】〉>]\s*第?\s*0*(?P<no>[1-9]\d{0,4})\s*号"
)
MARK = re.compile(r"[（(]?此件\s*(?P<says>公开发布|主动公开|依申请公开|不予公开|不公开|删减后公开)\s*[）)]?")
MEANS = {
    "公开发布": Attribute.PROACTIVE, "主动公开": Attribute.PROACTIVE, "删减后公开": Attribute.PROACTIVE,
    "依申请公开": Attribute.ON_REQUEST, "不予公开": Attribute.WITHHELD, "不公开": Attribute.WITHHELD,
}  # fmt: skip


def number_as_written(text: str) -> str:
    """A 发文字号 as the standard writes it; as it stands where it cannot be read."""
    found = LOOSE.fullmatch(text.strip())
    return f"{found['who']}〔{found['year']}〕{found['no']}号" if found else text.strip()


def fault_of_number(text: str) -> str:
    """What is wrong with a 发文字号, in words; empty if nothing is."""
    if not text or NUMBER.fullmatch(text) or OWN_COUNT.fullmatch(text):
        return ""
    return f"发文字号“{text}”不合格式，应写成“机关代字〔年份〕序号号”，如 大府办发〔2025〕12号，不加“第”，序号前不加0"


def is_numbered_well(cases, stands: dict[int, Edition]) -> Reasons:
    """The number of an official paper can be read, and its year is the paper's (BW-6.1.5, KF-0)."""
    reasons: Reasons = {}
    for key, edition in stands.items():
        if not edition.doc_no or edition.kind not in PAPERS:
            continue
        fault = fault_of_number(edition.doc_no)
        found = NUMBER.fullmatch(edition.doc_no)
        if found and abs(int(found["year"]) - edition.formed_on.year) > 1:
            fault = f"发文字号是{found['year']}年的，成文日期在{edition.formed_on.year}年，请核对"
        if fault:
            reasons[key] = [fault]
    return reasons


def agrees_with_its_mark(cases, stands: dict[int, Edition]) -> Reasons:
    """A paper that says how open it is (此件公开发布) says the same as its attribute (SQ-7)."""
    reasons: Reasons = {}
    for key, edition in stands.items():
        if "此件" not in edition.html:
            continue
        for found in MARK.finditer(re.sub(r"<[^>]*>", "", edition.html)):
            if MEANS[found["says"]] != edition.attribute:
                attribute = edition.get_attribute_display()
                reasons[key] = [f"正文写着“此件{found['says']}”，公开属性却是“{attribute}”，请改成一致后再提出"]
    return reasons


def says_when_it_holds(cases, stands: dict[int, Edition]) -> Reasons:
    """A rule says from which day it holds; a missing day is asked for, never guessed (BW-20)."""
    reasons: Reasons = {}
    for key, edition in stands.items():
        if not edition.validity:
            continue
        if edition.effective_on is None:
            reasons[key] = ["填了有效性，还缺“施行日期”：自印发之日起施行的，填印发日期"]
        elif edition.expires_on and edition.expires_on < edition.effective_on:
            reasons[key] = ["“有效期至”早于“施行日期”，请核对这两个日期"]
    return reasons


def may_move_others(cases, stands: dict[int, Edition]) -> Reasons:
    """Who amends or repeals a rule is who made it, or stands above (BW-6.1.7)."""
    acting = {key: edition for key, edition in stands.items() if any(one["kind"] in MOVES for one in edition.links)}
    if not acting:
        return {}
    wanted = {link["to"] for edition in acting.values() for link in edition.links if "to" in link}
    targets = Disclosure.objects.select_related("case__unit", "live").in_bulk(wanted)
    units = Unit.objects.in_bulk({case.unit_id for case in cases})
    reasons: Reasons = {}
    for case in cases:
        if case.pk in acting and (found := _not_movable(acting[case.pk], units[case.unit_id], targets)):
            reasons[case.pk] = found
    return reasons


def namesakes(edition: Edition) -> list[str]:
    """Other documents that bear the same 发文字号, in words; only the title of what is out is told to everybody."""
    if not edition.doc_no:
        return []
    same = Edition.objects.filter(doc_no=edition.doc_no).exclude(disclosure=edition.disclosure_id)
    rows = Disclosure.objects.filter(editions__in=same).distinct().select_related("case__unit", "live", "topic")
    return [f"{_as_others_know_it(row, edition.doc_no)}（{row.case.unit.name}）" for row in rows.order_by("pk")]


def _as_others_know_it(row: Disclosure, doc_no: str) -> str:
    out = row.live is not None and row.live.doc_no == doc_no and row.topic.audience == Audience.PUBLIC
    return titled(row.live.title) if out and row.live else "一件没有公开的稿子"


def lacks(record: Disclosure) -> list[str]:
    """What a document that is out still lacks beside it (B10): told to staff, holds nobody up."""
    if record.live is None or record.live.kind == "解读" or not record.live.validity:
        return []
    found = Disclosure.objects.filter(live__interprets=record).aggregate(Count("pk"))["pk__count"]
    missing = [] if found else ["这件政策还没有解读，请新建一条体裁为“解读”的信息，并选定解读的文件"]
    if not any(link["kind"] == LinkKind.IMPLEMENTS for link in record.live.links):
        missing.append("还没有登记它贯彻落实的上级文件；没有上级文件的不用管")
    return missing


def _not_movable(edition: Edition, unit: Unit, targets: dict[int, Disclosure]) -> list[str]:
    found = []
    for link in edition.links:
        if link["kind"] not in MOVES or "to" not in link:
            continue
        row, verb = targets[link["to"]], LinkKind(link["kind"]).label
        if row.live is None or row.validity in ("", Validity.REPEALED, Validity.LAPSED):
            found.append(f"“{verb}”里的{titled(row.last_out.title)}没有公开、没有填有效性或者已经不再有效，请核对")
        elif not unit.covers(row.case.unit):
            found.append(
                f"{titled(row.last_out.title)}是{row.case.unit.name}制定的，只能由它或它的上级修改、废止，请删去这条关联"
            )
    return found


PAPERS = frozenset(PAPER_KINDS)
GATES = (is_numbered_well, agrees_with_its_mark, says_when_it_holds, may_move_others, names_what_it_clarifies)


def names_its_ground(cases, takes) -> Reasons:
    """Whoever keeps information back names the article anew (条例-18)."""
    asked = (take for take in takes if not take.only_asks)
    return {take.case.pk: ["请写明继续不公开依据的条款"] for take in asked if not take.detail.get("ground", "").strip()}
