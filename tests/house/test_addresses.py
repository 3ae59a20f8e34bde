"""A number longer than any key names nothing."""

import pytest
from django.urls import resolve, reverse

LONG = "9" * 23


@pytest.mark.parametrize(
    "path",
    [
        f"disclosures/{LONG}/", f"disclosures/{LONG}/edit/", f"disclosures/{LONG}/propose/",
        f"disclosures/{LONG}/files/{'0' * 64}/", f"assessment/{LONG}/", f"assessment/{LONG}/export/",
        f"assessment/{LONG}/marks/desk/", f"assessment/1/sheets/{LONG}/", f"assessment/{LONG}/compose/", f"why/{LONG}/",
        f"disclosures/{'9' * 18}/", f"assessment/{'9' * 18}/", f"why/{'9' * 18}/",
    ],
)  # fmt: skip
def test_a_number_past_every_key_is_not_there(county, sign_in, path):
    assert sign_in("ban").get(f"/staff/{path}").status_code == 404


def test_a_key_is_a_number_in_the_view_and_in_the_address():
    assert resolve("/staff/disclosures/42/").kwargs == {"key": 42}
    assert reverse("assessment:sheet", args=[7, 12]) == "/staff/assessment/7/sheets/12/"
