"""Whether disclosures say what was reviewed, and the public reads what was published (DY-4, TZ-4.3).

A publishing act keeps the hash of what was read: the live edition is held against it, and the door's row against the
live edition. Reads in chunks and writes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from gongkai.acts.models import Act
from gongkai.catalogue.models import Topic
from gongkai.catalogue.vocabulary import Audience
from gongkai.disclosures import content, showing
from gongkai.disclosures.models import Disclosure, Edition
from gongkai.disclosures.vocabulary import GOES_OUT
from gongkai.look.words import titled
from gongkai.publication import door
from gongkai.publication.models import Shown
from gongkai.publication.records import RecordFault

CHUNK = 500
PUBLIC = ("emergent", "published", "archived")  # states in which there is a live edition, whatever happened before


def faults(progress: Callable[[int], None] = lambda done: None) -> Iterator[str]:
    """Sentences, one a fault: an edition changed behind its review, a page that says otherwise or stands alone."""
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    live: set[str] = set()
    keys = list(Disclosure.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        rows = list(Disclosure.objects.filter(pk__in=some).order_by("pk").select_related("case__unit", "live", "draft"))
        live |= {showing.key_of(row.pk) for row in rows if row.live_id}
        yield from _chunk_faults(rows, topics)
        progress(len(some))
    out = Shown.objects.live().filter(kind="document", key__startswith="disclosure:").values_list("key", "title")
    for key, title in out.iterator():
        if key not in live:
            yield f"门户{titled(title)}（{key}）：没有已公开的版本，却对外可见"
    for row in Shown.objects.live().filter(kind="document").exclude(key__startswith="disclosure:").iterator():
        if differing := door.differences(row):
            yield f"门户{titled(row.title)}（{row.key}）：{'、'.join(differing)}与公布时的校验值不符"


def _chunk_faults(rows: list[Disclosure], topics: dict[int, Topic]) -> Iterator[str]:
    acts = Act.objects.filter(case__in=[row.pk for row in rows], step__in=GOES_OUT).order_by("case_id", "number")
    bound = dict(acts.values_list("case_id", "content"))
    shown = {row.key: row for row in Shown.objects.filter(key__in=[showing.key_of(row.pk) for row in rows])}
    for row in rows:
        row.topic = topics[row.topic_id]
        yield from _table_faults(row)
        if row.live is not None:
            yield from _live_faults(row, bound.get(row.pk), shown.get(showing.key_of(row.pk)))
        elif row.case.status in PUBLIC:
            yield f"{_name(row)}：状态是“{row.case.status_label}”，却没有公开的版本"


def _table_faults(row: Disclosure) -> Iterator[str]:
    """What staff read now has the hash and the title that the case keeps."""
    edition: Edition = row.edition
    if not content.digest(edition) == row.case.content == edition.hash:
        yield f"{_name(row)}：第{edition.number}版的内容与事项所记的校验值不符，有一处被改过"
    if row.case.title.strip() != edition.title:
        yield f"{_name(row)}：事项名称与第{edition.number}版的标题{titled(edition.title)}不符"


def _live_faults(row: Disclosure, bound: str | None, shown: Shown | None) -> Iterator[str]:
    assert row.live is not None
    if bound is None:
        yield f"{_name(row)}：没有公开的办理记录，却有公开的版本"
        return
    if content.digest(row.live) != bound:
        yield f"{_name(row)}：已公开的内容与公开时审定的不符，公开之后被改过"
    if row.live.topic_id != row.topic_id:
        yield f"{_name(row)}：门户所在的栏目与已公开的版本所写的不符"
    if row.topic.audience == Audience.PUBLIC and (shown is None or shown.withdrawn):
        yield f"{_name(row)}：已公开，门户上却没有"
    elif shown is not None and not shown.withdrawn:
        yield from _page_faults(row, shown)


def _page_faults(row: Disclosure, shown: Shown) -> Iterator[str]:
    if row.index_no is None or row.published is None:
        yield f"{_name(row)}：已公开，却没有索引号或公开时间"
        return
    try:
        # A unit renamed since keeps its former name on what it published.
        record = replace(showing.record_of(row), unit_name=shown.fields.get("unit_name") or "?")
    except (RecordFault, TypeError, KeyError) as fault:
        yield f"{_name(row)}：已公开的内容不能列入门户：{fault}"
        return
    if differing := door.differences(shown, record):
        yield f"{_name(row)}：门户上的{'、'.join(differing)}与已公开的版本不符"


def _name(row: Disclosure) -> str:
    return f"事项{row.pk}{titled(row.case.title)}"
