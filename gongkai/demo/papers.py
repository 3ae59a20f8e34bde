"""How documents stand, are linked, kept back, cleaned up and reported on: a few stories, played after the year.

All of it happens in 2026 or never reaches the public, so that what was counted for 2025 stays as it was counted.
"""

from datetime import date, datetime, timedelta

from gongkai.accounts.models import Post, Role
from gongkai.catalogue.models import Topic
from gongkai.cleanups import judging
from gongkai.cleanups.models import Cleanup, Decision, Part
from gongkai.corrections import receiving
from gongkai.corrections.models import Report
from gongkai.demo import hours
from gongkai.demo.assessing import post
from gongkai.disclosures import standing
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door

CLEANUP = "大英县2025年规范性文件清理"
JUDGED = ("财政局", "环保局", "国土局")
BATCH = "demo-papers"
WAY = (Role.PROPOSER, Role.SECRECY, Role.REVIEWER, Role.PUBLISHER)
ROADS, TENDER = "农村公路养护管理办法", "农村客运线路补贴测算底稿"
REPORTS = (
    # days and hours ago, what is said, the answer and its outcome
    (4, "content", "公告里的绕行路线少写了一段，应当补上", "经与施工单位核对，原公告路线无误。", "correct"),
    (2, "wording", "第二段“截止”应为“截至”", "", ""),
    (0, "link", "页面里的附件在手机上打不开", "", ""),
)  # fmt: skip


def play() -> None:
    """Each part stays as it is where it was played before."""
    _days()
    if not Disclosure.objects.filter(batch=BATCH).exists():
        _withheld()
        _rules()
    if not Cleanup.objects.exists():
        _clean_up()
    if not Report.objects.exists():
        _reports()


def _days() -> None:
    """Rules of the year took effect on their days."""
    for item in standing.due(hours.NOW):
        live = Disclosure.objects.select_related("live").get(pk=item[1]).live if item[0] == "begin" else None
        day = live.effective_on if live else None
        standing.come(item, start_of_day(day) + timedelta(minutes=1) if day else hours.NOW)


def _withheld() -> None:
    """Kept back a year ago, its title told; the deputy looks at it again this month."""
    draft = paper(
        "交运局", "wenjian", TENDER, date(2025, 1, 15), "<p>各线路的测算过程和比选意见。</p>", attribute="withheld",
        attribute_ground="条例第十六条第二款", public_title="农村客运线路补贴测算材料", kind="报告",
    )  # fmt: skip
    record = opened(draft, moment(2025, 1, 16, 10))
    for step, role, hour in (("propose", 0, 11), ("clear", 1, 14), ("withhold", 2, 16)):
        words = "讨论过程中形成的材料，公开会影响比选" if step == "withhold" else ""
        record.case.take(step, by=hand("交运局", WAY[role]), at=moment(2025, 1, 20, hour), words=words)


def _rules() -> None:
    """A rule that carries out others; a revised rule that repeals the former one."""
    links = [{"kind": "implements", "title": "省农村公路养护规定", "number": "省府发〔2024〕9号", "issuer": "省政府"}]
    upper = Disclosure.objects.filter(live__doc_no="大府〔2025〕2号").first()
    links += [{"kind": "implements", "to": upper.pk}] if upper else []
    publish(paper(
        "交运局", "wenjian", f"关于印发《大英县{ROADS}》的通知", date(2026, 1, 6),
        "<p>各乡镇人民政府、街道办事处：</p><p>现将《大英县农村公路养护管理办法》印发给你们，请遵照执行。</p>"
        "<p>一、县道由县交通运输局养护，乡道、村道由乡镇组织养护。</p><p>二、养护资金列入年度预算，每年公布一次使用情况。</p>"
        "<p>（此件公开发布）</p>",
        kind="通知", doc_no="大交运〔2026〕1号", addressees="各乡镇人民政府、街道办事处",
        copied="县委办、县人大办、县政府办", signed="大英县交通运输局", issued_on=date(2026, 1, 7), copies=60,
        subject="工业、交通", validity="valid", effective_on=date(2026, 2, 1), expires_on=date(2031, 1, 31),
        links=links,
        summary="明确县道、乡道、村道的养护责任和资金公开",
    ), 7)  # fmt: skip
    former = Disclosure.objects.filter(live__doc_no="大府办〔2025〕7号").first()
    if former is not None and former.live is not None:
        publish(paper(
            "政府办", "wenjian", former.live.title.replace("》的通知", "（修订）》的通知"), date(2026, 1, 7),
            "<p>各乡镇人民政府、县级各部门：</p><p>修订后的办法印发给你们，请遵照执行。原办法同时废止。</p>",
            kind="通知", doc_no="大府办〔2026〕1号", addressees="各乡镇人民政府、县级各部门",
            signed="大英县人民政府办公室", subject="综合政务", validity="valid", effective_on=date(2026, 1, 9),
            links=[{"kind": "repeals", "to": former.pk}],
        ), 8)  # fmt: skip
        for item in standing.due(hours.NOW):
            standing.come(item, moment(2026, 1, 9, 0, 1))


def _clean_up() -> None:
    """In the units' hands: some have judged, 交运局 has not."""
    topic = Topic.objects.get(code="gonggao")
    plan = judging.Plan(CLEANUP, date(2026, 1, 9), topic)
    cleanup = judging.begin(plan, post("gkb"), moment(2026, 1, 9, 9))
    for part in Part.objects.filter(cleanup=cleanup, case__unit__name__in=JUDGED).select_related("case__unit"):
        name, at = part.case.unit.name, moment(2026, 1, 9, 15)
        said = {item.pk: (Decision.KEEP.value, "内容没有过时，与上位规定一致") for item in part.items.all()}
        judging.judge(part, part.case.version, said, hand(name, Role.PROPOSER), at)
        part.case.refresh_from_db()
        part.case.take("submit", by=hand(name, Role.PROPOSER), at=at)
        if name == JUDGED[0]:
            part.case.take("agree", by=hand(name, Role.REVIEWER), at=moment(2026, 1, 9, 16))


def _reports() -> None:
    out = Disclosure.objects.filter(case__unit__name="交运局", topic__code="gonggao", live__isnull=False)
    for record, (days, sort, words, answer, outcome) in zip(out.order_by("-published")[:3], REPORTS, strict=False):
        at = moment(2026, 1, 12 - max(days, 0), 9, 10 + days)
        page = door.shown(f"disclosure:{record.pk}")
        receipt = receiving.receive(receiving.Said(sort, words, "", f"demo {days}", page), at)
        if answer:
            case = Report.objects.get(code=receipt.code).case
            detail = {"outcome": outcome}
            case.take(
                "answer", by=hand("交运局", Role.PROPOSER), at=moment(2026, 1, 9, 10), words=answer, detail=detail
            )


def paper(unit: str, topic: str, title: str, formed: date, html: str, **values) -> Draft:
    """A paper of a unit, as its editor would write it."""
    return Draft(
        hand(unit, Role.PROPOSER).unit, Topic.objects.get(code=topic), title, formed, html, values, batch=BATCH,
        origin_key=title,
    )  # fmt: skip


def opened(draft: Draft, at: datetime) -> Disclosure:
    writing = Writing(draft, hand(draft.unit.name, Role.PROPOSER), at, start_of_day(draft.formed_on))
    return open_records([writing])[0]


def publish(draft: Draft, day: int) -> Disclosure:
    """Writes a paper and takes it through its unit's four hands on a day of January 2026."""
    record = opened(draft, moment(2026, 1, day, 9, 30))
    steps = zip(("propose", "clear", "approve", "publish"), WAY, (10, 11, 14, 16), strict=True)
    for step, role, hour in steps:
        record.case.take(step, by=hand(draft.unit.name, role), at=moment(2026, 1, day, hour))
    return record


def hand(unit: str, role: str) -> Post:
    """Who holds a role in a unit."""
    return Post.objects.select_related("unit", "person").filter(unit__name=unit, role=role).order_by("pk")[0]


def moment(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A working moment of the demonstration."""
    return hours.at(date(year, month, day), 3600 * hour + 60 * minute)
