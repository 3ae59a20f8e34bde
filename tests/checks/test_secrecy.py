"""A marking is told from the same words as a subject."""

import pytest

from gongkai.checks import secrecy


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.level, finding.excerpt) for finding in secrecy.find(text)]


@pytest.mark.parametrize(
    "text, mark",
    [
        ("机密★1年\n关于某事的通知", "机密★"),
        ("绝　密 ★ 长期", "绝密★"),
        ("機密★", "機密★"),
        ("秘 密\n大府办发〔2018〕12号", "秘密"),
        ("关于某事的通知\n秘密级", "秘密级"),
        ("秘密五年\n", "秘密五年"),
        ("密级：机密", "机密"),
        ("密级:机密", "机密"),
        ("(内部资料)", "内部资料"),
        ("内部资料!注意保存", "内部资料!注意保存"),
        ("内部资料！注意保存", "内部资料！注意保存"),
        ("关于某事的请示【秘密】", "秘密"),
        ("大委密〔2018〕3号", "大委密〔2018〕3号"),
        ("内部资料 注意保存", "内部资料注意保存"),
        ("内部文件，请勿外传", "内部文件，请勿外传"),
        ("（内部资料）", "内部资料"),
        ("工作秘密\n关于某事", "工作秘密"),
        ("此件不予公开", "不予公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("保密等级：秘密", "秘密"),
        ("绝密▲", "绝密▲"),
        ("密级 机密", "机密"),
        ("（不予公开）\n关于某事的函", "不予公开"),
        ("内部情况通报\n第3期", "内部情况通报"),
    ],
)
def test_markings_block(text, mark):
    assert found(text) == [("block", mark)]


@pytest.mark.parametrize(
    "text",
    [
        "本件属于机密，用后交回",
        "请各单位阅办机密文件",
        "仅供内部参考",
        "限机关内部传阅",
        "传阅件\n甲、乙",
        "名单不得对外公开",
        "公开方式：依申请公开",
        "保密期限：10年",
        "份号：000012",
        "等级：特急·明电",
        "大府明电〔2026〕3号",
        "此件发至县团级",
        "仅限县委常委阅知",
        "阅后请退回",
        "关于某事的通知（送审稿，不得外传）",
    ],
)
def test_phrases_that_must_be_read_warn(text):
    assert [level for level, _ in found(text)] == ["warn"]


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密、商业秘密、个人隐私的，依法不予公开。",
        "按照先审查后公开的原则做好保密审查。",
        "政府信息不予公开告知书",
        "涉及国家秘密的政府信息，不得公开。",
        "除国家秘密外一律公开",
        "机关内部事务公开情况",
        "机关内部使用资金管理办法",
        "机密级文件管理规定",
        "采取无记名秘密投票方式",
        "内部资料性出版物管理办法",
        "规范工作秘密管理",
        "此件公开发布",
        "保守商业秘密",
        "公开栏内部维护",
        "公开方式：主动公开、依申请公开",
        "县政府转发特急明电要求做好防汛工作",
        "试卷启用前属于绝密材料，由专人押运",
        "国家秘密的密级分为绝密、机密、秘密三级",
        "国家秘密的保密期限，绝密级不超过三十年",
        "森林茂密★风景优美",
        "举报人信息严格保密，不得外传。",
        "请各单位将人员名单发至邮箱",
    ],
)
def test_subjects_are_left_alone(text):
    assert found(text) == []


def test_a_marking_in_a_page_is_found_in_its_own_block_and_in_the_source():
    page = "<p>关于某事的通知</p><p class='x'><b>秘</b>&nbsp;密</p>"
    (finding,) = secrecy.find_in_html(page)
    assert page[finding.start : finding.end] == "秘</b>&nbsp;密"
    assert secrecy.find_in_html("<p>保守秘密</p>") == []
