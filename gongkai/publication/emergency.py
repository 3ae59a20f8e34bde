"""What stands on top of every public page in an emergency (突发事件): the newest release, and the way to the log.

Pages are files of the same bytes for weeks, and there may be a hundred thousand of them; what is on top of them all
must change in a second. So only three small places hold it: the first page, /now/ and /now.json. Every page asks the
last by its script, and leads readers without one to /now/.
"""

import json
from datetime import datetime

from gongkai.look import words
from gongkai.publication import stamps
from gongkai.publication.frame import frame
from gongkai.publication.models import Shown
from gongkai.publication.pages import Page, etag, rendered

NOW, ASKED = "/now/", "/now.json"
EVERYWHERE = (ASKED, NOW, "/")
TITLE = "应急信息"


def running() -> list[dict]:
    """Emergencies that are not over, the one released last first: title, url, its latest release that stands."""
    rows = Shown.objects.live().filter(kind="emergency", fields__ended=None).values_list("title", "address", "fields")
    return sorted((_told(*row) for row in rows), key=lambda one: one["since"], reverse=True)


def page() -> Page:
    """/now/: the emergencies of this hour, those that are over below."""
    number, around = stamps.of_scope("all")
    return Page(etag("now", number, around), lambda: _made(around))


def asked() -> Page:
    """/now.json: what every page asks."""
    number, around = stamps.of_scope("all")
    make = lambda: json.dumps(running(), ensure_ascii=False).encode()
    return Page(etag("now.json", number, around), make, "application/json")


def log(said: dict) -> list[dict]:
    """The releases of an emergency as its page prints them."""
    return [{**one, "at": words.moment(datetime.fromisoformat(one["at"]))} for one in said["releases"]]


def _told(title: str, address: str, said: dict) -> dict:
    last = next((one for one in said["releases"] if one["text"]), None)
    told = {"title": title, "url": f"/d/{address}/", "since": said["updated"], "text": "", "at": ""}
    if last:
        told |= {"text": f"第{last['number']}条（{last['source']}）：{last['text']}"}
        told |= {"at": words.moment(datetime.fromisoformat(last["at"]))}
    return told


def _made(number: int) -> bytes:
    over = Shown.objects.live().filter(kind="emergency").exclude(fields__ended=None).order_by("-docid")
    rows = [{"url": f"/d/{address}/", "title": title, "moment": moment}
            for address, title, moment in over.values_list("address", "title", "moment")[:20]]  # fmt: skip
    around = frame(number)
    meta = [
        ("ColumnName", TITLE), ("ColumnDescription", "正在发布的突发事件信息和以往的事件"),
        ("ColumnKeywords", "应急,突发事件"), ("ColumnType", "其他"),
    ]  # fmt: skip
    context = {"running": running(), "rows": rows}
    return rendered("now", around, context, title=TITLE, here=NOW, url=NOW, crumbs=[(TITLE, "")], meta=meta)
