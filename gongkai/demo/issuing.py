"""Money, clarification, signing for papers, the gazette: a few stories of January 2026, played after the year."""

from datetime import date, timedelta

from gongkai.accounts.models import Post, Role
from gongkai.acts.clock import BEIJING
from gongkai.acts.taking import Take, take_many
from gongkai.catalogue.models import Topic
from gongkai.demo.papers import WAY, hand, moment, opened, paper, publish
from gongkai.disclosures.budgets import approving
from gongkai.disclosures.drafting import start_of_day
from gongkai.disclosures.gazette import issues
from gongkai.disclosures.models import Disclosure, EditionLink
from gongkai.disclosures.vocabulary import LinkKind
from gongkai.workflow.models import Receipt

LATE = ("旅游局", "蓬莱镇")
SLOW = 3  # one of so many units has not signed yet
ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("", "合计", "1268.40", "806.40", "462.00"),
    ("208", "社会保障和就业支出", "96.40", "96.40", ""), ("20805", "行政事业单位养老支出", "96.40", "96.40", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "96.40", "96.40", ""),
    ("214", "交通运输支出", "1172.00", "710.00", "462.00"),
    ("21401", "公路水路运输", "1172.00", "710.00", "462.00"), ("2140101", "行政运行", "710.00", "710.00", ""),
    ("2140106", "公路养护", "426.00", "", "426.00"),
)  # fmt: skip


def play() -> None:
    """Once: played before, it stays as it is."""
    if EditionLink.objects.filter(kind=LinkKind.GAZETTES).exists():
        return
    _approvals()
    _budget()
    _clarification()
    _signatures()
    _gazette()


def _approvals() -> None:
    """Units registered when last year's budgets and accounts were approved; two were late, some never registered."""
    rows = Disclosure.objects.filter(
        topic__code="yusuan", live__isnull=False, case__status__in=("published", "archived")
    )
    hands: dict[int, Post] = {}
    takes = []
    for row in rows.select_related("case__unit", "live").order_by("pk"):
        unit = row.case.unit
        if row.live is None or row.published is None or not approving.is_budget(row.live) or unit.pk % 7 == 0:
            continue
        by = hands.setdefault(unit.pk, hand(unit.name, Role.PROPOSER))
        day = row.published.astimezone(BEIJING).date() - timedelta(days=26 if unit.name in LATE else 4 + unit.pk % 9)
        detail = {"by": "本级财政部门", "on": day.isoformat(), "says": f"{day} 由本级财政部门批准"}
        takes.append(Take(row.case, by, moment(2026, 1, 9, 10), start_of_day(day), detail=detail))
    if takes:
        take_many("disclosure", approving.STEP, takes)


def _budget() -> None:
    """A draft whose tables lack what they must hold: what the checks say stands beside it."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    opened(paper(
        "交运局", "yusuan", "大英县交通运输局2026年部门预算", date(2026, 1, 12),
        "<h2>一、主要职责和机构设置</h2><p>负责全县公路、水路和城市公共交通。内设办公室、计划财务股等九个股室。</p>"
        "<h2>二、收支情况</h2><p>2026年收支总预算1268.40万元，比上年增长2.1%。机关运行经费38万元，政府采购预算60万元。"
        "国有资产占用和绩效目标见附表。</p><h2>三、预算表</h2><p>部门收支总表、部门收入总表、部门支出总表、财政拨款收支总表另附。</p>"
        f"<p>一般公共预算支出表</p><p>单位：万元</p><table>{cells}</table>",
    ), moment(2026, 1, 12, 9, 20))  # fmt: skip


def _clarification() -> None:
    link = {"kind": "clarifies", "title": "大英城区公交下周起全部停运", "url": "https://bbs.example.cn/t/5231"}
    publish(paper(
        "交运局", "gonggao", "关于网传“城区公交全部停运”的澄清", date(2026, 1, 8),
        "<p>1月7日晚，网上流传“城区公交下周起全部停运”。经核实，该消息不实。</p>"
        "<p>实际情况：2路因蓬莱路施工改走北环路，其余线路照常运行。施工期间的站点和时刻见各站牌。</p>"
        "<p>咨询电话：0825-7820555。</p>", kind="澄清", links=[link],
    ), 8)  # fmt: skip


def _signatures() -> None:
    """Most signed the day after; the rest are on the list of who has not."""
    waiting = list(Receipt.objects.filter(case__status="sent").select_related("case__unit").order_by("pk"))
    takes = []
    for row in waiting:
        if row.case.unit_id % SLOW:
            at = row.case.opened + timedelta(hours=1, minutes=row.case.unit_id % 50)
            takes.append(Take(row.case, hand(row.case.unit.name, Role.PROPOSER), at))
    if takes:
        take_many("receipt", "sign", takes)


def _gazette() -> None:
    """The first issue of the year, by the four hands of 政府办."""
    chosen = list(issues.papers(date(2025, 12, 1), date(2026, 1, 8)))[:6]
    issue = issues.compile_issue(
        hand("政府办", Role.PROPOSER), Topic.objects.get(code="wenjian"), 2026, 1, chosen, moment(2026, 1, 9, 9)
    )
    for step, role, hour in zip(("propose", "clear", "approve", "publish"), WAY, (10, 11, 14, 16), strict=True):
        issue.case.take(step, by=hand("政府办", role), at=moment(2026, 1, 9, hour))
