"""Letters of the demonstration: how each unit signs, a receipt that went out, an answer that waits to be read over."""

from datetime import date

from django.db import transaction

from gongkai.accounts.models import Post, Role, Unit
from gongkai.catalogue.models import Contact
from gongkai.demo import hours
from gongkai.demo.handling import at, hand
from gongkai.foi.letters import heads, issuing, writing
from gongkai.foi.letters.writing import Writing
from gongkai.foi.models import Letterhead, Request

HERE, ABOVE, COURT = "大英县人民政府", "遂宁市人民政府", "大英县人民法院"
FIRST = "2025年县道大中修工程的中标合同和验收报告"
HOW = "请于2026年1月16日以后的工作日，到县政务服务中心交运局窗口领取复制件"


def play() -> None:
    """Once: played before, it stays as it is."""
    if Letterhead.objects.exists():
        return
    with transaction.atomic():
        _heads()
        _first()


def _heads() -> None:
    posts = Post.objects.filter(role=Role.PROPOSER, unit__in=Contact.objects.values("unit"))
    by_unit = {post.unit: post for post in posts.select_related("unit").order_by("-pk")}
    rows = [
        Letterhead(
            unit=unit, name=unit.full_name or unit.name, code=f"大{unit.name.removesuffix('局')}公开", court=COURT,
            review=ABOVE if unit.kind == Unit.Kind.GOVERNMENT else HERE,
        )
        for unit in by_unit
    ]  # fmt: skip
    heads.write_many(rows, [by_unit[row.unit] for row in rows], hours.at(date(2025, 1, 2), 9 * 3600))


def _first() -> None:
    """The receipt of an older request went out; its answer is written and waits to be proposed."""
    by = hand("propose")
    rows = Request.objects.filter(case__unit=by.unit, case__status="registered").select_related("case__unit")
    row = next((one for one in rows.order_by("pk") if one.described == FIRST), None)
    if row is None:
        return
    issuing.issue(writing.write_many([Writing(row, "receipt", {}, by, at(6, 9, 20))])[0], by, at(6, 9, 25))
    writing.decide(row, "opened", {"how": HOW}, by, at(12, 9, 20))
