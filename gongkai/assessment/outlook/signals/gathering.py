"""What the patterns look at: the editions of a period that the public can still read, with what they changed."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from django.core.cache import cache
from django.db.models import Max

from gongkai.acts.clock import BEIJING
from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.assessment.models import Campaign
from gongkai.assessment.outlook.signals import patterns
from gongkai.assessment.outlook.signals.patterns import Item, Signal
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures.interpretation import interpreting
from gongkai.disclosures.models import Edition
from gongkai.files import text as files
from gongkai.publication.plain import plain_text

KINDS = {
    "backdated": ("补录和改日期", "成文很久才公开，或者公开以后改了成文日期。可能是清理积压，也可能是为了凑数。"),
    "burst": ("期末突击", "平时公开得少，考核期最后几天集中公开。可能是年底集中印发，也可能是为了凑数。"),
    "duplicate": (
        "内容重复",
        "同一单位的两条信息大部分句子连数字、日期都相同。可能是一件事在两个栏目都要公开，也可能是一条拆成几条。",
    ),
    "hollow": ("空文件", "只有标题，点开没有可读的内容。可能是附件扫描不清，应当补上文字版。"),
    "template": ("解读套模板", "解读照抄原文，或者与别的解读大部分相同，读者看不到解释。"),
    "touched": ("只刷新时间", "变更没有改动内容，栏目却算作更新了。可能是重新排版，也可能只为了不超期。"),
}
"""What each kind is called, and what it may mean besides the worst."""
DAY = 24 * 60 * 60
FIELDS = (
    "disclosure_id", "disclosure__case__unit_id", "number", "title", "formed_on", "published", "html", "attachments",
    "kind", "interprets_id", "topic__name", "disclosure__formerly",
)  # fmt: skip


def found(campaign: Campaign) -> list[Signal]:
    """All signals of a campaign's units and period; looked for anew once anything was done in the county."""
    last = Act.objects.aggregate(last=Max("pk"))["last"]
    key = f"signals:{campaign.pk}:{campaign.until}:{last}"
    known = cache.get(key)
    if known is None:
        known = look(gathered(campaign), campaign)
        cache.set(key, known, DAY)
    return known


def look(items: list[Item], campaign: Campaign) -> list[Signal]:
    """Every pattern over what was gathered, in the order of ``KINDS``."""
    told = [
        *patterns.backdated(items), *patterns.bursts(items, campaign.since, campaign.until),
        *patterns.duplicates(items), *patterns.hollow(items), *patterns.templated(items), *patterns.touched(items),
    ]  # fmt: skip
    order = list(KINDS)
    return sorted(told, key=lambda one: (one.unit, order.index(one.kind)))


def gathered(campaign: Campaign) -> list[Item]:
    """The editions that went out in the period, of what is public still; what came from an older site is left out."""
    span = Span(campaign.since, campaign.until, campaign.as_of)
    public = Edition.objects.filter(
        disclosure__live__isnull=False, disclosure__formerly=None, topic__audience=Audience.PUBLIC,
        disclosure__case__unit__in=campaign.entrants.values("unit"),
    )  # fmt: skip
    rows = list(_rows(public.filter(published__gte=span.begins, published__lt=span.ends)))
    readable = _readable(rows)
    before = _before(public, rows)
    papers = {row["interprets_id"] for row in rows if row["kind"] == interpreting.KIND and row["interprets_id"]}
    out = public.filter(disclosure__in=papers, published__isnull=False).order_by("number")
    explained = dict(out.values_list("disclosure_id", "html"))
    found = []
    for row in rows:
        one = _item(row, readable)
        if row["number"] > 1:
            former = before.get((row["disclosure_id"], row["number"]))
            if former is None:
                continue
            one = replace(one, before=_item(former, {}))
        if row["kind"] == interpreting.KIND and row["interprets_id"] in explained:
            one = replace(one, interprets=plain_text(explained[row["interprets_id"]]))
        found.append(one)
    return found


def _rows(editions) -> Iterable[dict]:
    return editions.order_by("disclosure_id", "number").values(*FIELDS)


def _before(public, rows: list[dict]) -> dict[tuple[int, int], dict]:
    """The edition that was out before each that changed one, by (record, number)."""
    changed = {row["disclosure_id"] for row in rows if row["number"] > 1}
    out: dict[int, list[dict]] = {}
    for row in _rows(public.filter(disclosure__in=changed, published__isnull=False)):
        out.setdefault(row["disclosure_id"], []).append(row)
    return {(key, after["number"]): former for key, some in out.items() for former, after in pairwise(some)}


def _readable(rows: list[dict]) -> dict[str, int]:
    """Signs that were read of the files of what has hardly a text; a file nobody has read yet is not in it."""
    short = [row for row in rows if row["attachments"] and len(row["html"]) < 20 * patterns.HOLLOW]
    keys = {one["sha256"] for row in short for one in row["attachments"]}
    told = {key: 0 for key, fault in files.told_faults(keys).items() if fault}
    return told | {key: len(patterns.NOT_WORDS.sub("", words.seen)) for key, words in files.kept(keys).items()}


def _item(row: dict, readable: dict[str, int]) -> Item:
    files_of = row["attachments"] or []
    known = [readable.get(one["sha256"]) for one in files_of]
    return Item(
        row["disclosure_id"], row["disclosure__case__unit_id"], row["title"], row["topic__name"], row["formed_on"],
        row["published"].astimezone(BEIJING).date(), plain_text(row["html"]), tuple(one["name"] for one in files_of),
        _sum(known),
    )  # fmt: skip


def _sum(known: list[int | None]) -> int | None:
    """Together, where all are known."""
    told = [one for one in known if one is not None]
    return sum(told) if len(told) == len(known) else None
