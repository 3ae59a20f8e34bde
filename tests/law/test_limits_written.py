"""What is wrong in a limits file is said where it stands, and all of it at once."""

import pytest

from gongkai import shelf
from gongkai.law.limits import Window, read_limits
from gongkai.law.reading import Refused, read

PLACE = """profile: tx
title: 棠溪县时限
steps: {heard: 听取汇报}
limits:
  disclosures.publish: {within: 10 workdays, after: [changed, formed], done: published, cite: TZ-2.5}
  disclosures.standing:
    windows: [07-01..07-15, 01-01..01-15]
    propose_by: [06-30, 12-31]
    done: published
    cite: TZ-2.5
"""


def test_windows_and_their_proposal_days_find_each_other():
    standing = read_limits(read(PLACE, "tx.yaml"), shelf.limits())["disclosures.standing"]
    assert standing.windows == (Window((1, 1), (1, 15), (12, 31)), Window((7, 1), (7, 15), (6, 30)))


@pytest.mark.parametrize(
    ("old", "new", "mark", "says"),
    [
        ("10 workdays", "ten workdays", "ten", "“ten workdays”不是期限"),
        ("10 workdays", "0 workdays", "0 workdays", "不是期限"),
        ("10 workdays", "10 fortnights", "10 fort", "不是期限"),
        ("10 workdays", "99999 workdays", "99999", "不是期限"),
        ("10 workdays", "１０ workdays", "１０", "不是期限"),
        ("within: 10 workdays, ", "", "{after", "一个也没有写"),
        ("within: 10 workdays", "within: 10 workdays, every: 5 days", "{within", "同时写了within、every"),
        ("after: [changed, formed], ", "", "{within", "写了 within 就要写after"),
        ("done: published, cite", "cite", "{within", "写了 within 就要写done"),
        (", cite: TZ-2.5}", "}", "{within", "缺少“cite”"),
        ("[changed, formed]", "[changed, shaped]", "shaped", "步骤“shaped”没有中文名"),
        ("[changed, formed]", "[Changed]", "Changed", "只用小写字母和下划线"),
        ("done: published, cite", "finished: published, cite", "finished", "不认识“finished”"),
        ("  disclosures.publish:", "  Publish:", "{within", "应当是“房间.事项”"),
        ("07-01..07-15", "07-01", "07-01", "不是窗口"),
        ("07-01..07-15", "07-15..07-01", "07-15", "起止颠倒"),
        ("07-01..07-15", "07-01..07-32", "07-01", "不是每年都有的月日"),
        ("07-01..07-15", "02-01..02-29", "02-01", "不是每年都有的月日"),
        ("07-01..07-15", "01-10..01-20", "[01-10", "重叠"),
        ("[06-30, 12-31]", "[06-30]", "[06-30", "应当一一对应"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, propose_by: 06-30}", "06-30}", "只和 windows 一起写"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, since: formed}", "formed}", "只和 windows 一起写"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, verify: maybe}", "maybe", "只能写 true 或 false"),
        ("cite: TZ-2.5}", "cite: TZ-2.5, pause: {from: formed, to: changed}}", "{from", "缺少“says”"),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, pause: {from: formed, to: changed, says: 等, at_most: 5 hours}}",
            "5 hours",
            "at_most 以 workdays 或 days 计",
        ),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, extend: {once: 5 days, decided_by: head}}",
            "{once",
            "延长的单位应当和期限的单位相同",
        ),
        (
            "cite: TZ-2.5}",
            "cite: TZ-2.5, extend: {once: 5 workdays, decided_by: head, told_before: noon}}",
            "noon",
            "told_before 只能写 due",
        ),
        (
            "10 workdays",
            "same week, pause: {from: formed, to: changed, says: 等}",
            "{from",
            "固定日期的期限不能写 pause",
        ),
        (
            "    done: published\n",
            "    done: published\n    pause: {from: formed, to: changed, says: 等}\n",
            "{from",
            "固定日期的期限不能写 pause",
        ),
        ("profile: tx\n", "", "title", "缺少“profile”"),
    ],
)
def test_a_slip_in_a_limits_file_is_refused_where_it_stands(old, new, mark, says):
    assert old in PLACE
    text = PLACE.replace(old, new, 1)
    with pytest.raises(Refused) as refused:
        read_limits(read(text, "tx.yaml"), shelf.limits())
    lines = text.splitlines()
    told = [(lines[fault.line - 1][fault.column - 1 :], fault.says) for fault in refused.value.faults]
    assert any(rest.startswith(mark) and says in words for rest, words in told), told


def test_all_slips_of_a_limits_file_come_together():
    broken = PLACE.replace("10 workdays", "ten").replace("07-01..07-15", "07-01")
    with pytest.raises(Refused) as refused:
        read_limits(read(broken, "tx.yaml"), shelf.limits())
    assert [fault.line for fault in refused.value.faults] == [5, 7]
