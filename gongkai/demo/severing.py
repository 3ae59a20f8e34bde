"""区分处理 in the demonstration: one request whose documents are being cut, one answered and then published for all."""

import io
from datetime import date

from django.db import transaction
from PIL import Image

from gongkai import shelf
from gongkai.catalogue.models import Topic
from gongkai.demo import hours
from gongkai.demo.handling import OURS, at, go, hand
from gongkai.demo.requests import FIRM, PERSON, SCHOLAR
from gongkai.foi import receiving
from gongkai.foi.afterwards import likening, publishing
from gongkai.foi.grounds import Ground
from gongkai.foi.handling import deciding, delivering
from gongkai.foi.models import Material, Request
from gongkai.foi.severing import keeping, plan, seeing
from gongkai.papers import typeset
from gongkai.papers.official import Annex, Official
from gongkai.papers.redaction.boxes import Box
from gongkai.papers.redaction.sheets import opened

NAMES = ["李小河", "王大江", "赵明远", "陈秀英", "周建国", "吴桂芳", "郑国强", "冯春梅"]
WANTED = "县道三号线大中修工程沿线占地补偿的标准和发放名单"
AGAIN = "请提供县道三号线大中修工程占地补偿标准，还有发放的名单"
DONE = "县道三号线大中修工程的验收结论"


def play() -> None:
    """Once: played before, it stays as it is."""
    if Material.objects.exists():
        return
    with transaction.atomic():
        _published()
        _being_cut()
        likening.keep(likening.due(hours.NOW))


def _being_cut() -> None:
    first = _asked(WANTED, PERSON, at(8, 9, 10))
    _asked(AGAIN, FIRM, at(9, 9, 30))
    by, paper = hand("propose"), _report()
    some = [keeping.put_away(paper, "占地补偿情况报告.pdf", "pdf"), keeping.put_away(_scan(paper), "签收表.pdf", "pdf")]
    report, scan = keeping.add(first, some, by, at(9, 10, 0))
    places = seeing.proposals(seeing.texts(report))
    plan.add(report, seeing.boxes(report, [(one.page, one.start, one.end) for one in places]), Ground.PRIVACY, by,
             at(9, 10, 20))  # fmt: skip
    plan.add(report, [Box(3, 2560, 2940, 4500, 6100)], Ground.PRIVACY, by, at(9, 10, 30))  # the column of homes
    keeping.make(report, by, at(9, 11, 0))
    plan.add(scan, [Box(1, 5780, 1300, 6050, 7950)], Ground.PRIVACY, by, at(9, 15, 0))


def _published() -> None:
    request = _asked(DONE, SCHOLAR, at(5, 9, 20))
    by, secrecy = hand("propose"), hand("clear")
    material = keeping.add(request, [keeping.put_away(_report(), "验收报告.pdf", "pdf")], by, at(6, 9, 0))[0]
    places = seeing.search(seeing.texts(material), "、".join(NAMES))
    spans = [(one.page, one.start, one.end) for one in places]
    plan.add(material, seeing.boxes(material, spans), Ground.PRIVACY, by, at(6, 9, 30))
    plan.add(material, [Box(3, 1800, 500, 9000, 9500)], Ground.PRIVACY, by, at(6, 9, 40))
    keeping.make(material, by, at(6, 10, 0))
    material.case.take("check", by=secrecy, at=at(6, 15, 0))
    _answered(request)
    says = "县道三号线大中修工程2025年11月完工，验收合格。报告附后，个人信息已经遮盖。"
    wish = publishing.Wish(Topic.objects.get(code="gonggao"), "县道三号线大中修工程验收情况", says)
    record = publishing.open_record([request], wish, by, at(7, 9, 0))
    go(record, 7, "propose", "clear", "approve", "publish")


def _answered(request: Request) -> None:
    asks = shelf.replies().outcomes["partly"].asks
    said = {
        "open_part": "验收报告正文", "closed_part": "报告里的个人信息和补偿名单",
        "reason": "名单写有住址和电话，公开会损害第三方合法权益",
        "ground": next(one for one in asks["ground"].choices if "第十五条" in one),
    }  # fmt: skip
    deciding.draft(request, "partly", said, hand("propose"), at(6, 15, 20))
    request.case.refresh_from_db()
    request.case.take("propose_decision", by=hand("propose"), at=at(6, 15, 30), read=request.case.content)
    request.case.take("clear", by=hand("clear"), at=at(6, 16, 0))
    request.case.take("approve", by=hand("approve"), at=at(6, 16, 30))
    handed = delivering.Handed(request, "mail", date(2026, 1, 6), hand("propose"))
    delivering.deliver_many([handed], at(6, 17, 0))


def _asked(wanted: str, who: dict, when) -> Request:
    wish = receiving.Wish(hand("propose", OURS).unit, "online", who | {"described": wanted}, f"demo {wanted}")
    request = receiving.take_in(wish, when).request
    request.case.take("register", by=hand("propose"), at=when)
    return request


def _report() -> bytes:
    rows = tuple(
        (str(nth), name, f"蓬莱镇河边路{nth + 3}号（虚构）", f"1390000{nth:04d}", f"{nth * 130 + 800}.00")
        for nth, name in enumerate(NAMES, start=1)
    )
    head = ("序号", "姓名", "住址", "电话", "金额（元）")
    return typeset.pdf(Official(
        title="关于县道三号线大中修工程验收情况的报告",
        text="一、基本情况\n县道三号线大中修工程2025年11月完工，项目负责人李小河，联系电话13900000000，身份证号"
        "11010519491231002X。\n二、验收意见\n路面平整度、厚度合格，同意通过验收。\n三、占地补偿\n沿线八户的补偿已经发放，名单见附件。",
        mark="大英县交通运输局", number="大交运〔2025〕86号", addressees="县人民政府", signer="大英县交通运输局",
        day=date(2025, 12, 3), copied="", printer="大英县交通运输局",
        annexes=(Annex("占地补偿发放名单", head, (1, 2, 6, 3, 2), rows, frozenset({0})),),
    ))  # fmt: skip


def _scan(paper: bytes) -> bytes:
    """The first page as it comes from a scanner: grey, a little askew, without words that a machine can find."""
    grey = opened(paper, "pdf").picture(1, 120).convert("L").rotate(0.7, fillcolor=238)
    out = io.BytesIO()
    Image.blend(grey, Image.new("L", grey.size, 225), 0.15).save(out, "PDF", resolution=120)
    return out.getvalue()
