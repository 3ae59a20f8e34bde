"""A policy and its interpretation from the office's column to the archive, by everybody who has a hand in it.

Each signs in, finds the work by the words on the screen and presses what the screen offers; every page passes axe.
"""

import pytest
from playwright.sync_api import expect

from tests.files import samples
from tests.house.visitor import Visitor

pytestmark = pytest.mark.browser
TITLE = "关于印发《农村客运补贴发放办法》的通知"
TELLS = "《关于印发〈农村客运补贴发放办法〉的通知》政策解读"
PAPER = (
    "试交运发〔2026〕3号", TITLE, "各乡镇人民政府：", "现将农村客运补贴发放办法印发给你们，按布署执行。",
    "试县交通运输局", "2026年1月9日",
)  # fmt: skip
EXPLAINED = (
    "一、为什么要补贴", "农村客流少，补贴用来保证班车开下去。", "二、补给谁", "在本县经营农村客运班线的企业。",
    "三、怎样领", "每季度末到县交通运输局申请，由监督科核对后发放。",
)  # fmt: skip


def word(*lines):
    return samples.docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


@pytest.mark.provision("BW-7.3", "SQ-5.1", "TZ-4.1", "TZ-4.4", "BW-6.1.7")
def test_from_the_column_to_the_archive(served, browser):
    def visit(name="", width=1280):
        return Visitor(browser, served.url, name, width)

    def act(name, title, *buttons, **fields):
        """One person's turn: from the desk to the case by its title, then the buttons; words into what is asked."""
        person = visit(name)
        person.follow(title, exact=title == TITLE)
        for button in buttons:
            person.offered(button)
        for label, text in fields.items():
            person.write(label, text)
        if fields:
            person.press(buttons[-1])
        person.leave()
        return person

    office = visit("ban")
    office.follow("目录", exact=True)
    office.follow("规范性文件")
    office.follow("修改栏目")
    office.write("负责的单位", "交运局")
    office.press("修改栏目")
    assert "已" in office.text and "交运局" in office.text, office.text
    office.leave()

    editor = visit("xin")
    editor.follow("公开", exact=True)
    editor.follow("新建公开信息")
    editor.choose("公开栏目", "规范性文件")
    editor.give("带入 Word 文件", "补贴办法.docx", word(*PAPER))
    expect(editor.page.get_by_label("成文或变更日期")).to_have_value("2026-01-09", timeout=60_000)
    assert editor.page.get_by_label("标题").first.input_value() == TITLE
    editor.press("保存草稿")
    editor.follow("填写解读方案")
    editor.write("解读人", "李明")
    editor.choose("解读人职务", "分管负责人")
    editor.press("填写解读方案")
    editor.follow("起草解读")
    editor.give("带入 Word 文件", "解读.docx", word(*EXPLAINED))
    editor.page.get_by_text("补给谁").first.wait_for()
    editor.press("保存草稿")
    editor.press("提出公开")
    assert (editor.clicks, editor.keys, editor.pages) == (19, 2, 8)  # bench/RESULTS.md tells what that takes a person
    editor.follow(TITLE)
    editor.follow("送会签")
    editor.page.get_by_label("送哪些单位会签").select_option(label="试县")
    editor.press("送会签")
    editor.leave()

    secrecy = visit("mi")
    secrecy.follow(TITLE)
    assert "布署" in secrecy.text and "补给谁" in secrecy.text  # both texts and the finding stand on one page
    secrecy.page.locator("#proofs li", has_text="布署").get_by_text("判断这一条").click()
    secrecy.page.locator("#proofs li", has_text="布署").get_by_label("理由").fill("照原件")
    secrecy.page.locator("#proofs li", has_text="布署").get_by_role("button", name="不是问题").click()
    secrecy.check()
    secrecy.press("保密审查通过")
    secrecy.leave()
    act("qian", TITLE, "会签同意")
    act("fen", TITLE, "审核通过")
    act("fa", TITLE, "公开")

    citizen = visit(width=375)
    citizen.see("/search/?q=补贴")
    citizen.follow(TITLE)
    paper = citizen.page.url
    citizen.follow(TELLS)
    citizen.see(paper)
    citizen.follow("纠错")
    citizen.tick("错别字、格式错误")
    citizen.write("哪里不对，应当是什么", "“布署”应当是“部署”")
    citizen.press("提交")
    code, secret = citizen.page.locator("dl.summary strong").all_inner_texts()

    editor = visit("xin")
    editor.follow("的纠错")
    assert "应当是“部署”" in editor.text
    report = editor.page.url
    editor.follow("看公开事项")
    editor.offered("变更")
    editor.write("理由", "读者指出错字")
    editor.press("变更")
    editor.follow("修改草稿")
    editor.page.get_by_role("textbox", name="正文").fill("现将农村客运补贴发放办法印发给你们，按部署执行。")
    editor.page.get_by_text("更多登记项").click()
    editor.choose("有效性", "有效")
    editor.page.get_by_label("施行日期").fill("2026-01-10")
    editor.write("变更说明", "改正错字")
    editor.press("保存草稿")
    editor.press("提出公开")
    editor.leave()
    for name, button in (("mi", "保密审查通过"), ("fen", "审核通过"), ("fa", "公开")):
        act(name, TITLE, button)
    editor = visit("xin")
    editor.see(report)
    editor.offered("答复")
    editor.choose("处理结果", "已经更正")
    editor.write("给读者的答复", "已改为“部署”，谢谢指出。")
    editor.press("答复")
    editor.leave()
    citizen.see("/correct/status/")
    citizen.write("查询编号", code)
    citizen.write("查询密码", secret)
    citizen.press("查答复")
    assert "谢谢指出" in citizen.text
    citizen.see(paper)
    assert "按部署执行" in citizen.text and "改正错字" in citizen.text

    office = visit("ban")
    office.follow("文件", exact=True)
    office.follow("文件清理")
    office.follow("开始文件清理")
    office.write("名称", "2026年规范性文件清理")
    office.page.get_by_label("清理到").fill("2026-01-12")
    office.choose("结果公布在", "通知公告")
    office.press("交各单位清理")
    office.leave()
    editor = visit("xin")
    editor.follow("2026年规范性文件清理")
    editor.choose(f"意见：{TITLE}", "废止")
    editor.write(f"理由：{TITLE}", "已由省里统一规定")
    editor.press("保存清理意见")
    editor.offered("报送清理意见")
    editor.leave()
    act("fen", "2026年规范性文件清理", "审核清理意见")
    act("ling", "2026年规范性文件清理", "批准清理结果")
    act("ban", "2026年规范性文件清理", "公布清理结果")
    citizen.see(paper)
    assert "废止" in citizen.text and "按部署执行" in citizen.text
    citizen.leave()

    editor = visit("xin")
    editor.follow("公开", exact=True)
    editor.follow(TITLE, exact=True)
    editor.offered("归档")
    assert "已归档" in editor.text and "下载归档包" in editor.text
    editor.leave()
