"""First papers in columns that would stand empty: social relief after the national sample, and the county's own."""

from datetime import date

from gongkai.demo.papers import paper, publish
from gongkai.disclosures.models import Disclosure

FIRST = "大英县最低生活保障申请办事指南"
PAPERS = (
    # unit, column, title, day of January, kind, paragraphs
    ("民政局", "jc14-03", FIRST, 7, "办事指南", (
        "办理条件：本县户籍，家庭人均月收入低于低保标准，家庭财产符合规定。",
        "保障标准：城市每人每月780元，农村每人每月570元，按家庭人均收入补差发放。",
        "申请材料：申请书、户口簿和身份证、收入和财产申报表。能够由部门之间核实的，不用提供。",
        "办理流程：向户籍所在乡镇、街道提出，乡镇、街道审核并公示七日，县民政局十五个工作日内确认。",
        "办理地点：各乡镇、街道便民服务中心。咨询和监督电话：0825-7820333。",
    )),
    ("民政局", "jc14-05", "大英县2025年12月最低生活保障对象人数和资金支出情况", 8, "信息", (
        "2025年12月，全县城市低保312户453人，发放保障金24.6万元；农村低保4106户6218人，发放198.3万元。",
        "当月新增23户，停发31户。对象名单在所在村、社区公开栏公布。监督电话：0825-7820333。",
    )),
    ("民政局", "jc14-08", "大英县临时救助申请办事指南", 8, "办事指南", (
        "遇到火灾、车祸、突发重病等，基本生活暂时出现严重困难的家庭和个人，可以申请临时救助。",
        "情况紧急的，乡镇、街道先行救助，二十四小时内受理，事后补办手续。咨询电话：0825-7820333。",
    )),
    ("交运局", "nongcunlu", "大英县2026年农村公路建设计划", 9, "计划", (
        "2026年计划新改建农村公路46公里，总投资5800万元，涉及九个乡镇、三十一个村，4月开工，11月底前完工。",
        "各条线路的里程、资金来源和起止时间见各乡镇公开栏。工程质量监督电话：0825-7820555。",
    )),
)  # fmt: skip


def play() -> None:
    """Once: published before, they stay as they are."""
    if Disclosure.objects.filter(case__title=FIRST).exists():
        return
    for unit, column, title, day, kind, said in PAPERS:
        html = "".join(f"<p>{one}</p>" for one in said)
        publish(paper(unit, column, title, date(2026, 1, day), html, kind=kind), day)
