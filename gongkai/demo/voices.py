"""What readers are asked and what they say: opinions on a draft, its last day put off, votes on pages with a line."""

from datetime import date, timedelta

from django.db import transaction

from gongkai.accounts.models import Unit
from gongkai.demo import hours
from gongkai.demo.handling import at, go, hand
from gongkai.demo.papers import paper, publish
from gongkai.disclosures import drafting
from gongkai.publication.models import Shown
from gongkai.writing.models import Vote

TITLE = "关于《大英县农村客运服务规范（草案）》公开征求意见的公告"
HTML = (
    "<p>为了方便群众乘车，县交通运输局起草了《大英县农村客运服务规范（草案）》，现公开征求意见。</p>"
    "<p>意见可以寄到大英县蓬莱镇交通路1号（虚构）县交通运输局运输股，或者打电话0825-7000000。</p>"
)
LINES = (
    # pages ago, days ago, of use, the line
    (0, 1, False, "要是有张图就更清楚了"), (0, 2, False, "看不懂从哪天开始算"), (1, 2, True, ""),
    (1, 5, True, "写得清楚"), (2, 8, False, ""), (2, 20, True, ""), (3, 33, False, "没有写咨询电话"),
    (3, 34, True, ""), (4, 61, True, ""),
)  # fmt: skip


def play() -> None:
    """Once: played before, it stays as it is."""
    if Vote.objects.exists():
        return
    with transaction.atomic():
        _ask()
        _vote()


def _ask() -> None:
    """Until 23 January; then, as many wrote, until 6 February."""
    asks = {"kind": "征求意见", "effective_on": date(2026, 1, 6)}
    record = publish(paper("交运局", "gonggao", TITLE, date(2026, 1, 6), HTML, **asks, expires_on=date(2026, 1, 23)), 6)
    by, moment = hand("propose"), at(9, 9, 30)
    record.refresh_from_db()
    record.case.take("change", by=by, at=moment)
    record.refresh_from_db()
    note = {"change_note": "来信较多，征求意见延长到2月6日", "weight": "major"}
    edition = record.edition
    draft = drafting.Draft(
        by.unit, edition.topic, TITLE, edition.formed_on, HTML, asks | note | {"expires_on": date(2026, 2, 6)}
    )
    drafting.save(record, record.case.version, draft, by, moment)
    go(record, 9, "propose", "clear", "approve", "publish")


def _vote() -> None:
    unit = Unit.objects.get(name="交运局")
    pages = list(Shown.objects.live().filter(kind="document", unit=unit.code).order_by("-docid")[:5])
    today = hours.NOW.date()
    Vote.objects.bulk_create(
        Vote(page=pages[back].key, column=pages[back].column, unit=unit, day=today - timedelta(days=days),
             useful=useful, line=line or None)
        for back, days, useful, line in LINES if back < len(pages)
    )  # fmt: skip
