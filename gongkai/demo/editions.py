"""What comes after a document is written: changed in public, shown as a draft, kept among few, looked at again."""

from datetime import date

from django.db import transaction

from gongkai.demo.handling import at, go, hand, write
from gongkai.disclosures import drafting
from gongkai.disclosures.models import Disclosure, Preview, Sweep
from gongkai.disclosures.previews import links as preview_links
from gongkai.disclosures.sweeps import sweeping
from gongkai.disclosures.sweeps.sweeping import Work

BUS, SUBSIDY = "城乡公交票价和换乘优惠办法", "出租汽车燃油补贴发放办法"
GUIDES = ("道路运输从业资格证办理指南", "农村客运站点设置说明", "超限运输许可申请说明")


def lay() -> None:
    """Once: laid before, it stays as it is."""
    if Sweep.objects.exists():
        return
    with transaction.atomic():
        _changed()
        _previewed()
        _narrowed()
        _looked_at()


def _changed() -> None:
    """Twice changed in public: once in substance, once in a word."""
    former = [
        "票价按里程计，起步价一元，每五公里加一元。",
        "六十五岁以上老人凭证半价。",
        "本办法自2026年1月5日起施行。",
    ]
    record = write("gonggao", "信息", BUS, at(5, 9, 0), former)
    go(record, 5, "propose", "clear", "approve", "publish")
    fresh = [
        "票价按里程计，起步价一元，每五公里加一元，一小时内换乘免起步价。",
        "六十五岁以上老人凭证免费。",
        former[2],
    ]
    _change(record, 7, fresh, "增加换乘优惠，老人由半价改为免费", "major")
    _change(record, 9, [fresh[0], "年满六十五周岁的老人凭证免费。", former[2]], "写明周岁", "minor")


def _change(record: Disclosure, day: int, lines: list[str], note: str, weight: str) -> None:
    by, moment = hand("propose"), at(day, 9, 30)
    record.case.take("change", by=by, at=moment)
    record.refresh_from_db()
    edition, html = record.edition, "".join(f"<p>{line}</p>" for line in lines)
    values = {"change_note": note, "weight": weight}
    draft = drafting.Draft(by.unit, edition.topic, edition.title, edition.formed_on, html, values)
    drafting.save(record, record.case.version, draft, by, moment)
    go(record, day, "propose", "clear", "approve", "publish")
    record.refresh_from_db()


def _previewed() -> None:
    """A draft that the legal adviser was given to read, and read twice."""
    record = write("gonggao", "信息", SUBSIDY, at(8, 14, 0), ["按上一年度营运里程核定补贴，三月底前发放。"])
    go(record, 9, "propose", "clear")
    preview_links.give(
        record, "法律顾问（某律师事务所 余律师）", 7, hand("propose"), at(9, 14, 0), read=record.case.content
    )
    preview = Preview.objects.get(disclosure=record)
    for hour in (15, 17):
        preview_links.opened(preview, "demo", at(9, hour, 20))


def _narrowed() -> None:
    record = write("gonggao", "信息", "下属单位岗位调整公示", at(12, 8, 30), ["拟调整岗位人员名单公示五个工作日。"])
    hands = [hand(step) for step in ("propose", "clear", "approve", "publish")]
    says = f"限{'、'.join(one.person.name for one in hands)}查看"
    record.case.take(
        "narrow", by=hand("propose"), at=at(12, 8, 40), words="公示以前不宜传开",
        detail={"people": [one.person_id for one in hands], "says": says},
    )  # fmt: skip


def _looked_at() -> None:
    """Three guides get a day for the next look at once; of one it has passed."""
    found = []
    for title in GUIDES:
        record = write("gonggao", "信息", title, at(5, 10, 0), ["办理条件、材料、地点和电话，见附表。"])
        go(record, 5, "propose", "clear", "approve", "publish")
        found.append(Disclosure.objects.select_related("case__unit", "live", "draft").get(pk=record.pk))
    read = {row.pk: row.case.content for row in found}
    sweeping.do(Work("look", day=date(2026, 2, 5)), found, read, hand("propose"), at(6, 9, 0))
    detail = {"next": "2026-01-09", "says": "内容仍然准确，下次复看 2026-01-09"}
    found[0].case.take("look_over", by=hand("propose"), at=at(7, 9, 0), detail=detail)
