"""gongkai verify CAMPAIGN: the same bytes from what is stored, and a changed row is told with its place."""

from argparse import Namespace

import pytest
from django.db import connection

from gongkai import verifying
from gongkai.assessment.models import Campaign, Count, Mark, ResultSet, UnitResult
from tests.assessment.conftest import AT


@pytest.fixture
def decided(county, marked, write, publish):
    """One item counted, everything marked, composed, checked, sent and decided upon."""
    publish(write())
    marked.case.take("count", by=county.ban, at=AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban), ("decide", county.ling)):
        marked.case.take(step, by=by, at=AT)
    return marked


def verify(name, capsys):
    code = verifying.run(Namespace(campaign=str(name)))
    said = capsys.readouterr()
    return code, said.out + said.err


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def table(model):
    return model._meta.db_table


def test_a_campaign_scored_anew_gives_the_same_bytes(county, decided, capsys):
    code, said = verify(decided.pk, capsys)
    assert code == 0 and "逐字节相同" in said and ResultSet.objects.get().sha256 in said
    decided.case.take("announce", by=county.ban, at=AT)
    assert verify("试县2025年考核", capsys)[0] == 0


def other_rules():
    Campaign.objects.update(text=Campaign.objects.get().text.replace("lose: 10", "lose: 1"))


def update(model, says, where):
    return lambda: sql(f"UPDATE {table(model)} SET {says} WHERE {where}")


TAMPERED = {
    "count": (update(Count, "value = '9'", "value = '1'"), "交运局的“主动公开信息数”存的是 9，按记录重数是 1"),
    "records": (update(Count, "records = '[]'", "value = '1'"), "交运局的“主动公开信息数”背后的记录与重数的不同"),
    "mark": (update(Mark, "value = '19'", "value = '12.5'"), "“县政府办”的评分与报送时不符"),
    "whose mark": (update(Mark, "value = '19'", "value = '12.5'"), "评分人在合成以后被改过：河边镇的“查阅材料”"),
    "reason": (update(Mark, "reason = '别的'", "value = '12.5'"), "评分人在合成以后被改过：河边镇的“查阅材料”"),
    "total": (update(UnitResult, "total = 9900", "total = 6250"), "河边镇：总分存的是 99.00，应是 62.50"),
    "grade": (update(UnitResult, "grade = '优秀'", "total = 6250"), "等次存的是 优秀，应是 合格"),
    "sheet": (update(UnitResult, "sheet = '{}'", "total = 6250"), "河边镇：评分表被改过"),
    "row": (lambda: UnitResult.objects.filter(total=6250).delete(), "河边镇：结果里没有这个单位了"),
    "bytes": (lambda: ResultSet.objects.update(content=b"{}"), "结果全文被改过"),
    "rules": (other_rules, "规则全文或附表被改过"),
}


@pytest.mark.parametrize("tamper", TAMPERED)
def test_a_changed_row_is_told_with_its_place(decided, capsys, tamper):
    change, told = TAMPERED[tamper]
    change()
    code, said = verify(decided.pk, capsys)
    assert code == 1 and told in said, said


def test_what_is_open_is_not_taken_for_tampered(county, decided, capsys):
    decided.case.take("reopen", by=county.ling, at=AT, words="漏看一份材料")
    code, said = verify(decided.pk, capsys)
    assert code == 0 and "评分还开着" in said


def test_before_the_first_composition_there_are_only_rules_to_hold(campaign, capsys):
    code, said = verify(campaign.pk, capsys)
    assert code == 0 and "还没有合成" in said


def test_a_campaign_that_is_not_there_is_told_with_those_that_are(campaign, capsys):
    code, said = verify("别的考核", capsys)
    assert code == 2 and "试县2025年考核" in said


def test_the_page_says_the_same_as_the_command(decided, sign_in):
    page = sign_in("ling").get(f"/staff/assessment/{decided.pk}/rescored/").content.decode()
    assert "逐字节相同" in page
    TAMPERED["total"][0]()
    page = sign_in("ban").get(f"/staff/assessment/{decided.pk}/rescored/").content.decode()
    assert "河边镇：总分存的是 99.00" in page and "1 处不符" not in page
    assert sign_in("kao").get(f"/staff/assessment/{decided.pk}/rescored/").status_code == 404
