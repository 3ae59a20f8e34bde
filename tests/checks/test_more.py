"""Repeats, joined texts, lost stops, missing elements, leaders' titles, links: told with their places."""

from datetime import date

import pytest

from gongkai import shelf
from gongkai.checks import elements, leaders, links, punctuation, repeats
from gongkai.checks.elements import Paper
from gongkai.checks.lexicon import read_leaders
from gongkai.law.reading import Refused, read

STAFF = read(
    """
lexicon: leaders
version: 2025-01-01
source: 县委办任免通知
leaders:
- {name: 江春成, title: 县长, since: 2024-01-01}
- {name: 陆秋安, title: 县委常委、副县长, since: 2023-01-01, until: 2025-06-30}
- {name: 陆秋安, title: 县委副书记, since: 2025-07-01}
""",
    "leaders.yaml",
)
HELD = read_leaders([STAFF])


def kinds(found):
    return [finding.kind for finding in found]


def test_a_sentence_said_twice_with_another_ending_is_told():
    text = (
        "窗口人员要加强法律法规和业务知识学习，准确把握各项办事规定，增强服务本领，提高办事效率。中间另有别的话。"
        "窗口人员要加强法律法规和业务知识学习，准确把握各项办事规定，增强服务本领，改进服务态度和质量。"
    )
    (found,) = repeats.find(text)
    assert found.kind == "repeated" and text[found.start :].startswith("窗口人员") and found.start > 40


def test_sentences_on_the_same_matter_are_no_repeat():
    text = "各乡镇要在三月底前报送道路养护计划和经费安排。各部门要在六月底前完成河道清淤任务并报送总结材料。"
    assert repeats.find(text) == []


def test_two_papers_in_one_text_are_told_and_a_transmitted_paper_is_not():
    first = "一、加强领导。\n二、落实责任。\n三、严格考核。\n" + "认真做好各项工作。" * 40
    joined = f"{first}\n交通局安全生产工作方案\n为做好工作，制定本方案。\n一、目标\n二、任务\n三、保障"
    assert set(kinds(repeats.find(joined))) >= {"joined"}
    body = first.replace("一、", "（一）")
    sent = f"现将《交通局安全生产工作方案》印发给你们。\n{body}\n交通局安全生产工作方案\n正文"
    assert "joined" not in kinds(repeats.find(sent))


def test_a_summary_that_only_says_what_is_to_be_done():
    text = "\n".join(f"要进一步加强第{n}项工作。" for n in range(12))
    assert "plan_as_summary" in kinds(repeats.find(text, title="公开工作总结"))
    done = "\n".join(f"已经完成了第{n}项工作。" for n in range(12))
    assert kinds(repeats.find(done, title="公开工作总结")) == []


def test_a_paragraph_without_its_stop_and_a_lone_bracket():
    text = "各单位要高度重视道路安全工作。要按照职责分工逐条逐项抓好落实，确保各项任务按时完成并及时上报办公室"
    assert kinds(punctuation.find(text)) == ["no_stop"]
    assert kinds(punctuation.find("根据《道路运输条例的有关规定，制定本办法，请遵照执行。")) == ["unpaired"]
    assert punctuation.find("关于印发《办法》（试行）的通知，请遵照执行“有关规定”。") == []


NOTICE = "各乡镇人民政府：\n请做好道路养护工作。\n试县交通运输局\n2025年3月1日"


def test_a_notice_names_whom_it_is_for_who_sends_it_and_when():
    rules = shelf.elements()
    whole = Paper("关于道路养护的通知", "通知", "试交发〔2025〕3号", NOTICE)
    assert elements.find(whole, rules) == []
    bare = Paper("关于道路养护", "通知", "", "请做好道路养护工作。")
    wanting = {"missing_named", "missing_numbered", "missing_addressee", "missing_dated", "missing_signed"}
    assert set(kinds(elements.find(bare, rules))) == wanting


@pytest.mark.parametrize(
    "paper, kind",
    [
        (Paper("养护办法解读", "解读", "", "办法主要内容如下。"), "missing_interprets"),
        (Paper("关于名单的公示", "信息", "", "名单见附件。\n附件：名单"), "missing_annex"),
        (Paper("道路运输证办事指南", "信息", "", "请到窗口办理。"), "missing_spoken"),
        (Paper("消息", "信息", "", "正文", elements=("职责", "机构"), element="人员"), "missing_element"),
    ],
)
def test_what_a_title_promises_is_looked_for(paper, kind):
    assert kind in kinds(elements.find(paper, shelf.elements()))


def test_an_interpretation_that_names_its_document_and_an_annex_that_is_there_pass():
    assert elements.find(Paper("《养护办法》解读", "解读", "", "要点。"), shelf.elements()) == []
    assert elements.find(Paper("公示", "信息", "", "附件：名单", files=("名单.xlsx",)), shelf.elements()) == []


def test_a_leader_has_the_office_of_the_day():
    text = "副县长陆秋安出席会议。"
    assert leaders.find(text, HELD, on=date(2025, 3, 1)) == []
    (found,) = leaders.find(text, HELD, on=date(2025, 8, 1))
    assert found.kind == "leader_title" and "县委副书记" in found.message and found.level == "warn"
    assert kinds(leaders.find("县委书记江春成讲话。", HELD, on=date(2025, 3, 1))) == ["leader_title"]
    assert leaders.find("江春成同志主持会议。", HELD, on=date(2025, 3, 1)) == []


def test_leaders_are_named_in_their_order():
    (found,) = leaders.find("陆秋安、江春成等参加调研。", HELD, on=date(2025, 3, 1))
    assert found.kind == "leader_order" and "江春成、陆秋安" in found.message
    assert leaders.find("江春成、陆秋安等参加调研。", HELD, on=date(2025, 3, 1)) == []


def test_addresses_in_links_and_in_words():
    page = '<p><a href="/d/abc.html">甲</a> 见https://www.example.gov.cn/a?b=1。<a href="mailto:a@b.cn">信</a></p>'
    found = links.links(page)
    assert [link.address for link in found] == ["/d/abc.html", "https://www.example.gov.cn/a?b=1"]
    assert page[found[1].start : found[1].end] == "https://www.example.gov.cn/a?b=1"


@pytest.mark.parametrize(
    "body, says",
    [
        ("wrong: [{says: 甲乙, right: 甲乙丙}]", "还含着"),
        ("wrong: [{says: 甲乙, right: 丙, unless: [丁戊]}]", "不能作例外"),
        ("leaders: [{name: 甲, title: 县长}]", "不认识"),
    ],
)
def test_a_lexicon_at_fault_is_refused_with_its_line(body, says):
    from gongkai.checks.lexicon import validate

    with pytest.raises(Refused, match=says):
        validate(read(f"lexicon: wording\nversion: 1\nsource: 甲\n{body}", "x.yaml"))
