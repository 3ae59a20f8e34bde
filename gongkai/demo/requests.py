"""Requests for information of the demonstration: each channel once, one that waits to be registered, one that is late,
and a telephone that nobody answers. People and numbers are made up.
"""

import zlib
from datetime import date, datetime
from hashlib import sha256
from struct import pack

from django.db import transaction

from gongkai.accounts.models import Unit
from gongkai.corrections import receiving as corrections
from gongkai.corrections.models import Channel as Way
from gongkai.corrections.models import Sort
from gongkai.demo import hours
from gongkai.demo.handling import hand
from gongkai.foi import channels, confirming, notices, receiving
from gongkai.foi.models import Request
from gongkai.foi.proofs import Kept
from gongkai.vault import sealed_files

PERSON = {
    "applicant": "person", "name": "李小河", "paper": "identity", "paper_no": "11010519491231002X",
    "phone": "13900000000",
    "form": "electronic", "route": "mail", "email": "lixiaohe@example.com", "address": "大英县蓬莱镇河边路8号（虚构）",
}  # fmt: skip
FIRM = {
    "applicant": "business", "name": "大英县通达货运有限公司（虚构）", "paper": "credit",
    "paper_no": "91510923MA0000000X", "agent": "王大江", "phone": "0825-7000001", "form": "paper", "route": "pickup",
}  # fmt: skip
SCHOLAR = {
    "applicant": "research", "name": "川中公共管理研究所（虚构）", "paper": "credit", "paper_no": "12510000MB0000000X",
    "agent": "赵明", "phone": "0825-7000002", "form": "electronic", "route": "mail", "email": "zhao@example.com",
}  # fmt: skip


def play() -> None:
    """Once: played before, it stays as it is."""
    if Request.objects.exists():
        return
    with transaction.atomic():
        _online()
        _entered()
        _dead()


def _online() -> None:
    roads = hand("propose").unit
    first = _file(roads, PERSON, "2025年县道大中修工程的中标合同和验收报告", _at(date(2026, 1, 5), 14, 20))
    first.case.take("register", by=hand("propose"), at=_at(date(2026, 1, 6), 9, 10))
    words = "请公路股查2025年大中修工程档案，合同在二号柜"
    first.case.take("note", by=hand("propose"), at=_at(date(2026, 1, 8), 10, 30), words=words)
    _file(roads, SCHOLAR, "2023年至2025年城乡公交补贴的发放标准和各年合计金额", _at(date(2026, 1, 12), 9, 12))


def _entered() -> None:
    wanted = "本公司2025年11月货运车辆年审收费的依据文件"
    _enter("jiaoyun", "counter", FIRM, wanted, _at(date(2026, 1, 9), 10, 40))
    wanted = "城东客运站改建方案的批复，文号不清楚，大约是2024年下半年"
    _enter("jiaoyun", "letter", PERSON | {"route": "post"}, wanted, _at(date(2026, 1, 12), 9, 30))
    wanted = "2025年乡镇公路养护资金分配表"
    fax = _enter("jiaoyun", "fax", SCHOLAR, wanted, _at(date(2026, 1, 7), 11, 0))
    confirming.confirm(fax, date(2026, 1, 8), "电话", hand("propose"), _at(date(2026, 1, 8), 9, 20))
    wanted = "2025年县级部门三公经费支出明细"
    signed = _at(date(2025, 12, 10), 15, 0)
    _enter("caizheng", "signed", PERSON | {"route": "post"}, wanted, signed)  # nobody answered it in time


def _dead() -> None:
    said = "上班时间打了四次，都没有人接"
    unit = hand("propose", "zhujian").unit
    told = corrections.Said(Sort.CHANNEL, said, "", "203.0.113.7", channel=Way.PHONE, about=unit)
    corrections.receive(told, _at(date(2026, 1, 9), 16, 0))
    for one in channels.due(hours.NOW):
        channels.notice(one, _at(date(2026, 1, 12), 8, 0))


def _file(unit: Unit, who: dict, wanted: str, at: datetime) -> Request:
    wish = receiving.Wish(unit, "online", who | {"described": wanted}, f"demo {wanted}", papers=(_card(),))
    request = receiving.take_in(wish, at).request
    notices.tell(request, unit.contact, at)
    return request


def _enter(of: str, channel: str, who: dict, wanted: str, at: datetime) -> Request:
    by = hand("propose", of)
    said = who | {"described": wanted}
    wish = receiving.Wish(by.unit, channel, said, f"demo {wanted}", came=hours.day_of(at), by=by)
    return receiving.take_in(wish, at).request


def _card() -> Kept:
    """A grey picture of the size of a card, in place of a photograph."""
    wide, high = 320, 202
    lines = zlib.compress((b"\0" + b"\xc8" * wide) * high)
    head = pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")
    return Kept(sealed_files.keep(content), "png", len(content), sha256(content).hexdigest())


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))


def _at(day: date, hour: int, minute: int) -> datetime:
    return hours.at(day, 60 * (60 * hour + minute))
