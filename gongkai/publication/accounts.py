"""政务新媒体: every account of the county's units on one page, each with the code to scan (国办发〔2018〕123号)."""

from itertools import groupby

from gongkai.publication import qr, stamps, tags
from gongkai.publication.frame import Frame, frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, kept, rendered

PLACE, TITLE = "/media/", "政务新媒体"
SAYS = "本县各单位开设的微信、微博、短视频等账号，不在其中的不是政府账号"


def page() -> Page:
    """/media/: in the order of the units."""
    number, around = stamps.of_scope("all")
    tag = etag("media", number, around)
    return Page(tag, kept(PLACE, tag, lambda: _made(frame(around))))


def _made(around: Frame) -> bytes:
    places = {code: place for place, code in enumerate(around.units)}
    rows = [_told(row) for row in Shown.objects.live().filter(kind="account").only("title", "fields")]
    rows.sort(key=lambda row: (places.get(row["keeper"], len(places)), row["keeper"], row["platform"], row["title"]))
    units = [
        (around.units.get(code), some[0]["unit_name"], some)
        for code, some in ((code, list(some)) for code, some in groupby(rows, key=lambda row: row["keeper"]))
    ]
    context = {"units": units, "says": SAYS, "total": len(rows)}
    meta = tags.of_list(TITLE, SAYS, "政务新媒体,微信,微博,短视频", "其他")
    return rendered("accounts", around, context, title=TITLE, here=PLACE, url=PLACE, crumbs=[(TITLE, "")], meta=meta)


def _told(row: Shown) -> dict:
    return row.fields | {"qr": qr.of(row.fields["homepage"], f"{row.title}的二维码")}
