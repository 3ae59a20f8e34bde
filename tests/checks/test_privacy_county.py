"""Shapes seen in a county's lists, letters and minutes that a citizen number hides in."""

import pytest

from gongkai.checks import mask, privacy

PLAIN, WITH_X = "510923197212128141", "51092319850312118X"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"残疾证号{PLAIN}43", "残疾证号510923********814143"),
        (f"张某，残疾人证{PLAIN}43B1。", "张某，残疾人证510923********814143B1。"),
        (f"残疾证号：{PLAIN} 43", "残疾证号：510923********8141 43"),
        (f"残疾证号{WITH_X}24", "残疾证号510923********118X24"),
        (f"残疾证号{WITH_X}24B2", "残疾证号510923********118X24B2"),
    ],
)
def test_a_certificate_of_disability_holds_a_citizen_number(text, masked):
    found = privacy.find(text)
    assert [(one.kind, one.level) for one in found] == [("identity", "block")]
    assert mask(text, found) == masked


def test_the_same_in_a_table_of_a_page_and_of_a_sheet():
    assert privacy.find_in_html(f"<table><tr><td>张某</td><td>{PLAIN}43</td></tr></table>")[0].kind == "identity"
    assert privacy.find_in_grid(f"姓名\t残疾证号\n张某\t{PLAIN}43B1")[0].kind == "identity"


@pytest.mark.parametrize("text", [f"项目编号{PLAIN}91", f"单据{PLAIN}4309", "流水51092320261212814143"])
def test_other_long_numbers_are_left(text):
    assert not [one for one in privacy.find(text) if one.kind == "identity"]
