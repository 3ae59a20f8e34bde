"""A page that links to one withdrawn since, and a scan that says in words what it shows."""

from django.db import transaction

from gongkai.demo.handling import at, go, hand, write
from gongkai.disclosures import drafting
from gongkai.disclosures.models import Disclosure
from gongkai.files import store
from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.writing import broken
from gongkai.writing.models import DeadLink, LinkRound

PARKING, SIGNS = "城北客运站临时停车场启用公告", "农村客运招呼站设置公示"
SCAN = "农村客运招呼站.pdf"
TEXT = "农村客运招呼站设置公示\n一、河边镇石桥村口，双侧设站。\n二、回马镇柳林社区，单侧设站。"
GREY = b"q 500 0 0 700 40 70 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID d0> EI Q"


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if DeadLink.objects.exists():
        return
    with transaction.atomic():
        _linked()
        _scanned()
    _look()


def _linked() -> None:
    gone = write("gonggao", "信息", PARKING, at(6, 9, 0), ["临时停车场六日启用，设车位八十个。"])
    go(gone, 6, "propose", "clear", "approve", "publish")
    shown = door.shown(f"disclosure:{gone.pk}")
    assert shown is not None
    link = f'停车位置见<a href="{url_of(shown)}">启用公告</a>。'
    page = write("gonggao", "信息", "城北客运站春运班次安排", at(7, 9, 0), ["春运期间加开六个班次。", link])
    go(page, 7, "propose", "clear", "approve", "publish")
    gone.case.take("withdraw", by=hand("publish"), at=at(9, 9, 0), words="停车场位置有误", detail={"cause": "error"})


def _scanned() -> None:
    by, moment = hand("propose"), at(8, 9, 0)
    file = store.keep(_scan(), name=SCAN, at=moment, by=by.person)
    record = write("gonggao", "信息", SIGNS, moment, ["招呼站设置情况见附件。"])
    record.case.refresh_from_db()
    edition = record.edition
    draft = drafting.Draft(
        by.unit, edition.topic, edition.title, edition.formed_on, edition.html,
        {"keywords": "招呼站 农村客运"}, [(file, SCAN)], {file.pk: TEXT},
    )  # fmt: skip
    drafting.save(record, record.case.version, draft, by, moment)
    go(Disclosure.objects.select_related("case__unit").get(pk=record.pk), 8, "propose", "clear", "approve", "publish")


def _look() -> None:
    """The round that the schedule would make."""
    now = at(12, 9, 30)
    some = LinkRound(began=now)
    while some.ended is None:
        broken.look(some, now)
        some.refresh_from_db()


def _scan() -> bytes:
    """A page that holds a picture and no letter."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(GREY), GREY),
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end
