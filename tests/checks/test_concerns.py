"""适用对象: which doors the words of a title lead to, and lexicons that cannot be used."""

import pytest

from gongkai import shelf
from gongkai.checks import lexicon
from gongkai.law.reading import Refused, read

HEAD = "lexicon: concerns\nversion: '1'\nsource: 自编\n"


def led(title, kind="通知", keywords="", subject=""):
    return " ".join(shelf.concerns().suggested(kind, title, keywords, subject))


@pytest.mark.parametrize(
    ("title", "doors"),
    [
        ("关于印发《高龄津贴发放办法》的通知", "elderly"),
        ("大英县退役军人事务局关于印发财务管理制度的通知", ""),  # who speaks is not whom it is for
        ("关于集中推进企业服务工作的通知", ""),  # 服务工作 holds 务工
        ("关于根治欠薪保障农民工工资支付的意见", "workers labour"),
        ("关于实施工业运行监测的通知", ""),  # 实施工业 holds 施工
        ("关于公开招聘养老护理员的公告", ""),
        ("关于《低保审核确认办法》公开征求意见的公告", ""),
        ("低保申请办事指南", "poor relief"),
        ("《低保申请办事指南》政策解读", ""),
    ],
)
def test_titles_lead_to_whom_a_policy_is_for(title, doors):
    assert led(title) == doors


def test_keywords_count_where_the_title_names_nobody_and_only_in_policies():
    assert led("关于印发第3号办法的通知", keywords="残疾人 残联") == "disabled"
    assert led("关于印发《养老服务办法》的通知", keywords="残疾人") == "elderly pension"
    assert led("县领导慰问残疾人", kind="信息") == ""


def test_a_place_adds_a_door_or_writes_one_anew():
    ours = "doors:\n- {code: fishers, name: 渔民, group: people, words: 渔民}\n"
    again = "doors:\n- {code: fishers, name: 渔民和船民, group: people, words: 渔民|船民, but: 征文}\n"
    found = lexicon.read_concerns([read(HEAD + text, "x.yaml") for text in ("kinds: [通知]\n" + ours, again)])
    assert found.doors["fishers"].name == "渔民和船民" and len(found.doors) == 1
    assert found.suggested("通知", "船民补助办法") == ("fishers",) and not found.suggested("通知", "船民征文")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{code: A/b, name: 甲, group: people, words: 甲}", "不能用作网址"),
        ("{code: jia, name: 甲, group: folk, words: 甲}", "不认识“folk”；可以写：people、life、firms"),
        ("{code: jia, name: 甲, group: people, words: '甲||乙'}", "什么都算"),
        ("{code: jia, name: 甲, group: people, words: '甲('}", "匹配式"),
        ("{code: jia, name: 甲, group: people}", "缺少“words”"),
    ],
)
def test_a_door_that_cannot_be_used_is_refused_with_its_line(line, says):
    with pytest.raises(Refused, match=says) as refused:
        lexicon.validate(read(f"{HEAD}doors:\n- {line}\n", "x.yaml"))
    assert "x.yaml 第5行" in str(refused.value)
