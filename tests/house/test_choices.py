"""Before something is chosen a form says so in words, never in dashes."""

import pytest

PAGES = [
    ("xin", "disclosures/form/"),
    ("ban", "assessment/plan/?rulebook=shi-2025"),
    ("guan", "organisation/units/new/"),
    ("guan", "organisation/people/new/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_an_empty_choice_is_called_please_choose(sign_in, rulebook, who, path):
    html = sign_in(who).get(f"/staff/{path}").content.decode()
    assert "请选择</option>" in html and "-----" not in html


def test_an_office_that_is_called_after_its_duty_is_not_said_twice(sign_in, county):
    county.top.name = "政务公开办"
    county.top.save()
    html = sign_in("ban").get("/staff/").content.decode()
    assert "（政务公开办）" in html and "政务公开办·政务公开办" not in html
