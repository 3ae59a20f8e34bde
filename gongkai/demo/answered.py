"""Three stories after an answer of the demonstration: one that is downloaded, one fought over, one record put right."""

import hashlib
from datetime import date

from django.db import transaction

from gongkai.accounts.models import Post, Role
from gongkai.acts.taking import Take, take_many
from gongkai.demo.handling import at, hand
from gongkai.demo.hours import at as when
from gongkai.demo.requests import PERSON
from gongkai.foi import receiving
from gongkai.foi.amendments import keeping
from gongkai.foi.disputes import entering as suing
from gongkai.foi.handling import delivering
from gongkai.foi.letters import rendering, writing
from gongkai.foi.models import Amendment, Request
from gongkai.foi.proofs import Kept
from gongkai.vault import sealed_files

TOKEN = "演示 下载"
WANTED = "2024年农村公路养护资金的来源和支出合计"
HOW = "请凭申请编号和查询码在办理进度页下载"


def play() -> None:
    """Once: played before, it stays as it is."""
    if Amendment.objects.exists():
        return
    with transaction.atomic():
        _fetched()
        _fought_over()
        _put_right()


def _fetched() -> None:
    """Asked and answered on the site alone: the letter lies ready behind number and code."""
    said = PERSON | {"described": WANTED, "route": "online", "oral": False}
    officer, first = hand("propose"), date(2025, 12, 22)
    row = receiving.take_in(receiving.Wish(officer.unit, "online", said, TOKEN), _moment(first, 20)).request
    row.case.take("register", by=officer, at=_moment(date(2025, 12, 23), 9))
    letter = writing.decide(row, "opened", {"how": HOW}, officer, at(5, 9, 30))
    row.case.refresh_from_db()
    row.case.take("propose_decision", by=officer, at=at(5, 10, 0))
    row.case.take("clear", by=hand("clear"), at=at(5, 15, 0))
    row.case.take("approve", by=hand("approve"), at=at(6, 9, 0))
    letter.refresh_from_db()
    content = rendering.made(rendering.paper_of(letter, date(2026, 1, 6)), "pdf")
    kept = Kept(sealed_files.keep(content), "pdf", len(content), hashlib.sha256(content).hexdigest())
    handed = delivering.Handed(row, "online", date(2026, 1, 6), officer, papers=[(kept, "答复书", False)])
    delivering.deliver_many([handed], at(6, 10, 0))


def _fought_over() -> None:
    """A refusal of the autumn before the county government: the bureau has answered the notice."""
    rows = Request.objects.filter(decision__row__startswith="r3_3", case__status="archived").order_by("-case")
    about = rows.select_related("case__unit").first()
    if about is None:
        return
    office = Post.objects.filter(unit=about.case.unit, role=Role.PROPOSER).order_by("pk")[0]
    filed = suing.Filed("review", "大府复〔2026〕1号", "大英县人民政府", date(2026, 1, 5), about)
    case = suing.enter_disputes([filed], office, at(5, 11, 0))[0].case
    take_many("dispute", "notice", [Take(case, office, at(7, 9, 0))])
    take_many("dispute", "answer", [Take(case, office, at(9, 16, 0))])


def _put_right() -> None:
    """A wish that waits for the bureau's leader."""
    said = {
        "name": "周春梅", "paper": "identity", "paper_no": "510923198001010000", "phone": "10000001234",
        "asked": "从业资格证上的出生日期登记错了，应为1980年1月1日，有身份证为证",
    }  # fmt: skip
    officer = hand("propose")
    row = keeping.enter_many([keeping.Asked("counter", date(2026, 1, 6), said, officer)], at(6, 15, 0))[0]
    keeping.propose(row, "amended", "核对身份证和档案，登记时笔误", "", officer, at(8, 10, 0))


def _moment(day: date, hour: int):
    return when(day, 3600 * hour)
