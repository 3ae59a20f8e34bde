"""One document and one assessment, all the way, by eight people and a citizen in a real browser."""

import pytest

from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.provision("TZ-4.3")
def test_from_proposal_to_the_sheet(served, browser):
    def visit(name=""):
        return Visitor(browser, served.url, name)

    writer = visit("xin")
    writer.follow("公开")
    writer.follow("新建公开信息")
    writer.page.select_option("#id_topic", label="通知公告")
    writer.page.fill("#id_title", "关于县道养护期间绕行的通知")
    writer.page.fill("#id_formed_on", "2025-12-30")
    writer.page.select_option("#id_kind", "通知")
    writer.page.get_by_role("textbox", name="正文").fill("县道三号线养护，请按布署从河边镇绕行。\n\n工期三十天。")
    writer.page.wait_for_selector("#proofs :text('布署')")
    writer.page.get_by_role("textbox", name="正文").fill("县道三号线养护，请从河边镇绕行。\n\n工期三十天。")
    writer.page.wait_for_selector("#proofs :text('布署')", state="detached")
    writer.press("保存草稿")
    assert "还剩" in writer.text or "还有" in writer.text
    writer.press("提出公开")
    address = writer.page.url
    writer.leave()
    for name, act in (("mi", "保密审查通过"), ("fen", "审核通过"), ("fa", "公开")):
        person = visit(name)
        assert "关于县道养护期间绕行的通知" in person.text
        person.page.goto(address)
        person.check()
        person.press(act)
        person.leave()

    citizen = visit()
    citizen.see("/")
    citizen.page.fill("#q", "绕行")
    citizen.press("搜索")
    citizen.follow("关于县道养护期间绕行的通知")
    assert "请从河边镇绕行" in citizen.text and "索引号" in citizen.text
    assert citizen.context.cookies() == []

    office = visit("ban")
    office.follow("考核")
    office.follow("制定考核方案")
    office.page.select_option("#id_rulebook", "shi-2025")
    office.press("下一步")
    office.page.fill("#id_title", "试县2026年1月政务公开考核")
    office.page.fill("#id_since", "2026-01-01")
    office.page.fill("#id_until", "2026-01-31")
    office.page.fill("#id_comment_days", "0")
    office.page.fill("#id_selfcheck_days", "")
    for source in ("office", "third"):
        office.page.select_option(f"#id_source_{source}", label="试县")
    office.press("建立方案")  # one unit marks for both sources: who for which
    for source, name in (("office", "kao"), ("third", "san")):
        office.page.locator(f"#id_who_{source}").get_by_label(f"{name}某").check()
    office.press("建立方案")
    campaign = office.page.url

    def act(name, button):
        person = visit(name)
        person.page.goto(campaign)
        person.check()
        person.press(button)
        if button == "审定结果":  # how far the result goes is asked on a page of its own
            person.press(button)
        person.leave()

    act("ling", "审定方案和规则")
    act("ban", "发出考核通知")
    for name, source, value, why in (("kao", "县政府办", "18", "缺一份会议纪要"), ("san", "第三方", "20", "")):
        assessor = visit(name)
        assessor.page.goto(campaign)
        assessor.follow("去评分")
        assessor.page.get_by_label("没有，我同各被考核单位没有影响公正的关系").check()
        assessor.press("声明回避")
        item = "desk" if name == "kao" else "web"
        assessor.page.goto(f"{campaign}marks/{item}/")
        assessor.page.locator('input[name^="value_"]').first.fill(value)
        assessor.page.locator('input[name^="reason_"]').first.fill(why)
        assessor.press("保存")
        assessor.page.goto(campaign)
        assessor.follow(source, exact=True)
        assessor.press("报送评分")
        assessor.leave()
    act("ban", "合成得分")
    act("he", "复核得分")
    act("ban", "发出评分表")
    act("ling", "审定结果")
    act("ban", "通报并公布")

    unit = visit("xin")
    unit.follow("考核")
    unit.follow("试县2026年1月政务公开考核")
    # one item published of three: 60 − 20; then 18 and 20
    assert "78.00" in unit.text and "缺一份会议纪要" in unit.text and "DY-F2.4" in unit.text
    unit.follow("主动公开信息数")
    assert "关于县道养护期间绕行的通知" in unit.text
    unit.leave()
    citizen.see("/c/kaohe/")
    citizen.follow("试县2026年1月政务公开考核结果")
    assert "78.00" in citizen.text and "缺一份会议纪要" not in citizen.text
    citizen.leave()
