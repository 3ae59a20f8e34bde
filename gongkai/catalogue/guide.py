"""公开指南, 公开目录 and 申请说明 of every unit that says how it is reached (条例-12), made from what stands here.

They are made anew whenever the catalogue, the directory or a contact changes; the door keeps them as they are where
nothing they say has changed, so that their date tells when something last did.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.acts.clock import BEIJING
from gongkai.catalogue import applying, tailoring, wording
from gongkai.catalogue.models import Contact, Topic, TopicQuerySet, TopicUnit
from gongkai.catalogue.vocabulary import Channel
from gongkai.publication import about, door
from gongkai.publication.models import Shown
from gongkai.publication.records import Edition, TextRecord

# The type of the column that holds each text.
COLUMN = {
    "guide": "信息公开指南",
    "catalogue": "信息公开目录",
    "apply": "依申请公开",
}
NAMES = {"guide": "政府信息公开指南", "catalogue": "政府信息公开目录", "apply": "政府信息公开申请说明"}
FEW = 8
REMEMBERED = 30  # entries of the history that the public reads


@dataclass(frozen=True)
class Part:
    """One topic of a text: the topic and the elements kept of it, and by whom where several units are told of."""

    topic: Topic
    elements: list[str]
    keepers: tuple[str, ...] = ()


def show_guides(at: datetime) -> int:
    """Shows guide and catalogue of each unit that wrote its contact, takes those of others back; how many changed."""
    columns = {part: _column(kind) for part, kind in COLUMN.items()}
    contacts = list(Contact.objects.filter(unit__in=_units(at)).select_related("unit").order_by("unit__order"))
    parts, asked = (_parts(at, contacts, some) for some in (Topic.objects.public(), Topic.objects.on_request()))
    above = next((one for one in contacts if one.unit.kind == Unit.Kind.GOVERNMENT), None)
    made = [
        _text(part, contact, (asked if part == "apply" else parts)[contact.unit_id], above, column, at)
        for contact in contacts
        for part, column in columns.items()
        if column
    ]
    held = {row.key: row for row in Shown.objects.live().filter(key__in=[record.key for record in made])}
    written = door.show_many([_dated(record, held.get(record.key), at) for record in made], at=at)
    mine = reduce(or_, (Q(key__startswith=f"{part}:") for part in COLUMN))
    gone = set(Shown.objects.live().filter(mine, kind="text").values_list("key", flat=True))
    gone -= {record.key for record in made}
    return written + door.withdraw(sorted(gone), at=at, reason="单位已撤销，或者不再列这个栏目")


def _units(at: datetime):
    return Unit.objects.standing_on(at.astimezone(BEIJING).date()).exclude(kind=Unit.Kind.SECTION)


def _column(kind: str) -> str:
    """The code of the column that takes such a text; empty where the catalogue has none."""
    found = Topic.objects.public().filter(column_type=kind, children=None, until=None).order_by("order").first()
    return found.code if found else ""


def _parts(at: datetime, contacts: Iterable[Contact], some: TopicQuerySet) -> dict[int, list[Part]]:
    """By key of the unit: which of these topics it keeps; the government's tells of all with all their keepers."""
    day = at.astimezone(BEIJING).date()
    topics = {topic.pk: topic for topic in some.standing_on(day).select_related("parent")}
    rows = TopicUnit.objects.standing_on(day).filter(topic__in=topics).order_by("topic__order", "unit__order")
    own = tailoring.own_elements([contact.unit_id for contact in contacts])
    keepers: dict[int, list[str]] = {}
    found: dict[int, list[Part]] = {}
    for topic, unit, name in rows.values_list("topic_id", "unit_id", "unit__name"):
        agreed = own.get((topic, unit))
        elements = agreed.elements if agreed else wording.elements(topics[topic])
        found.setdefault(unit, []).append(Part(topics[topic], elements))
        keepers.setdefault(topic, []).append(name)
    whole = [
        Part(topic, wording.elements(topic), tuple(keepers[key])) for key, topic in topics.items() if key in keepers
    ]
    tops = [contact.unit_id for contact in contacts if contact.unit.kind == Unit.Kind.GOVERNMENT]
    return {contact.unit_id: found.get(contact.unit_id, []) for contact in contacts} | dict.fromkeys(tops, whole)


def _text(
    part: str, contact: Contact, parts: list[Part], above: Contact | None, column: str, at: datetime
) -> TextRecord:
    unit = contact.unit
    name = unit.full_name or unit.name
    html = _html(part, contact, parts, above)
    return TextRecord(
        key=f"{part}:{unit.code}", title=_title(name, part), part=part, column=column, unit=unit.code,
        unit_name=name, published=at, html=html + "",  # the door takes plain text and nothing derived from it
    )  # fmt: skip


def _html(part: str, contact: Contact, parts: list[Part], above: Contact | None) -> str:
    if part == "apply":
        return applying.told(contact, [_asked(one) for one in parts])
    return _guide(contact, parts, above) if part == "guide" else _catalogue(parts)


def _title(name: str, part: str) -> str:
    """试县人民政府信息公开指南: a government's name is not followed by its own word."""
    return name.removesuffix("政府") + NAMES[part] if name.endswith("政府") else name + NAMES[part]


def _dated(record: TextRecord, row: Shown | None, at: datetime) -> TextRecord:
    """The record with the dates of what is out where it says the same, else with one more entry in its history."""
    if row is None:
        return record
    history = tuple(Edition(datetime.fromisoformat(one["at"]), one["words"]) for one in row.fields["history"])
    same = replace(record, published=row.moment, history=history)
    if not door.differences(row, same):
        return same
    before = history or (Edition(row.moment, "首次公布"),)
    return replace(record, history=(*before, Edition(at, "随单位、栏目或联系方式的变动更新"))[-REMEMBERED:])


def _asked(part: Part) -> tuple[str, str, str, str]:
    """What is given on request: its name, what it holds, on what ground, and by whom where several units are told."""
    topic = part.topic
    grounds = about.grounds(wording.basis(topic))
    return topic.name, "；".join(part.elements) or topic.says, "；".join(grounds), _who(part.keepers)


def _guide(contact: Contact, parts: list[Part], above: Contact | None) -> str:
    unit = contact.unit.full_name or contact.unit.name
    channels = dict.fromkeys(str(Channel(one).label) for part in parts for one in part.topic.channels)
    sections = [
        ("一、公开的信息", _classes(unit, parts)),
        ("二、编排体系", mark_safe(
            "<p>信息按栏目编排，每条有索引号、名称、内容概述和生成日期，可以按栏目、单位、年份查找，也可以检索全文。</p>"
        )),
        ("三、怎样获取主动公开的信息", format_html(
            "<p>公开渠道：{}。信息形成或者变更以后{}内公开，栏目另有期限的见公开目录。</p>",
            "、".join(channels) or "政府门户网站", wording.limit_words(wording.GENERAL),
        )),
        ("四、怎样申请公开", _request(contact)),
        ("五、公开工作机构", applying.reach(contact)),
        ("六、监督和救济", _remedies(contact, above)),
    ]  # fmt: skip
    return format_html_join("", "<h2>{}</h2>{}", sections)


def _classes(unit: str, parts: list[Part]) -> SafeString:
    shelves: dict[str, list[Part]] = {}
    for part in parts:
        shelves.setdefault(part.topic.parent.name if part.topic.parent else "综合", []).append(part)
    lines = (
        (shelf, format_html_join("、", '<a href="/c/{}/">{}</a>', ((one.topic.code, one.topic.name) for one in some)))
        for shelf, some in shelves.items()
    )
    listed = format_html_join("", "<li>{}：{}</li>", lines)
    return format_html("<p>{}主动公开以下栏目的信息：</p><ul>{}</ul>", unit, listed)


def _request(contact: Contact) -> SafeString:
    limits = shelf.here()
    told = [
        f"{limit.span}内{words}"
        for name, words in (("foi.correction_notice", "一次性告知需要补正的内容"), ("foi.reply", "答复"))
        if (limit := limits.get(name))
    ]
    return format_html(
        "<p>没有主动公开的信息，可以书面申请，写明姓名或者名称、身份证明、联系方式、所需信息和获取方式。申请途径：{}。"
        "本机关收到申请后{}，需要征求第三方意见等法定情形的时间不计算在内。</p>",
        "；".join(applying.ways(contact)), "，".join(told),
    )  # fmt: skip


def _remedies(contact: Contact, above: Contact | None) -> SafeString:
    """Where to complain, to ask for reconsideration, to sue (条例-51); ``above`` is the government's contact."""
    office = (above.unit.full_name or above.unit.name, above.office, above.phone) if above else None
    whom = format_html("{}{}（电话 {}）", *office) if office else "政务公开主管部门"
    judge = "上一级机关" if above is None or above.pk == contact.pk else office and office[0]
    return format_html(
        "<p>认为本机关没有依法公开，或者不该公开的公开了的，可以向{}投诉、举报。对答复不服，或者认为公开工作侵犯合法权益的，"
        "可以向{}申请行政复议，或者向人民法院提起行政诉讼；对不予公开的决定，先申请行政复议。</p>",
        whom, judge,
    )  # fmt: skip


def _catalogue(parts: list[Part]) -> str:
    heads = [(name,) for name in ("栏目", "内容要素和依据", "时限、渠道和公开主体")]
    head = format_html_join("", "<th>{}</th>", heads)
    rows = format_html_join("", "<tr>{}</tr>", ((_line(part),) for part in parts))
    table = format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)
    files = mark_safe(
        '<p>全部栏目：<a href="/c/">按栏目查看</a>，<a href="/c/catalogue.xlsx">下载 Excel</a>，'
        '<a href="/c/catalogue.json">下载 JSON</a>。</p>'
    )
    return format_html("{}{}", files, table)


def _who(keepers: tuple[str, ...]) -> str:
    """The units one by one; of many only how many, as the files of the catalogue name them all."""
    return "、".join(keepers) if len(keepers) <= FEW else f"{len(keepers)}个单位"


def _line(part: Part) -> SafeString:
    topic = part.topic
    grounds = about.grounds(wording.basis(topic))
    what = ["；".join(part.elements), f"依据：{'；'.join(grounds)}" if grounds else ""]
    how = [
        f"{wording.limit(topic)}内公开" if topic.limit_says == "" else topic.limit_says,
        f"更新：{wording.refresh(topic)}",
        "、".join(str(Channel(one).label) for one in topic.channels),
        _who(part.keepers),
    ]
    name = format_html('<a href="/c/{}/">{}</a>', topic.code, topic.name)
    return format_html("<td>{}</td><td>{}</td><td>{}</td>", name, _stacked(what), _stacked(how))


def _stacked(lines: list[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines if line))
