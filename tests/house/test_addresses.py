"""A number longer than any key names nothing; an address that lacks its last slash leads to its page."""

import pytest
from django.urls import resolve, reverse

from gongkai.catalogue import publishing
from tests.county import moment

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


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/staff", "/staff/"),
        ("/staff/accounts/sign-in?next=%2Fstaff%2F", "/staff/accounts/sign-in/?next=%2Fstaff%2F"),
        ("/search?q=路", "/search/?q=%E8%B7%AF"),
    ],
)
def test_an_address_without_its_last_slash_leads_to_the_page(client, db, path, whole):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (301, whole)


def test_a_column_without_its_last_slash_is_found_and_no_other_address_is_made_up(client, county):
    publishing.show_columns(moment("2025-03-03"))
    assert client.get("/c/tzgg")["Location"] == "/c/tzgg/"
    assert [client.get(path).status_code for path in ("/c/none", "/nowhere")] == [404, 404]
    assert client.post("/staff").status_code == 404
