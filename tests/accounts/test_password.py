"""One's own password; and the one somebody else set, which opens nothing else."""

import re

import pytest
from django.test import Client

from gongkai.accounts import passwords
from gongkai.accounts.models import Person, Post, Role
from tests.county import moment

GIVEN, OWN = "k3mq-7wza-9fph-2bne", "Qingshan-lvshui-9"
PAGE = "/staff/accounts/password/"


@pytest.fixture
def person(county):
    person = Person.objects.create_user("lihua", "李某", GIVEN)
    Post.objects.create(person=person, unit=county.roads, role=Role.PROPOSER)
    return person


@pytest.fixture
def newcomer(person):
    Person.objects.filter(pk=person.pk).update(one_time=moment("2025-03-03 10:00"))
    return person


def signed_in(password=GIVEN):
    client = Client()
    client.post("/staff/accounts/sign-in/", {"username": "lihua", "password": password})
    return client


def change(client, old=GIVEN, new=OWN, again=None):
    return client.post(PAGE, {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_a_one_time_password_opens_only_the_page_on_which_one_chooses_ones_own(newcomer):
    client = signed_in()
    for path in ("/staff/", "/staff/disclosures/", "/staff/accounts/sign-in/"):
        assert client.get(path)["Location"] == PAGE
    assert client.post("/staff/disclosures/form/", {"title": "x"})["Location"] == PAGE
    assert "别人设的" in client.get(PAGE).content.decode()
    assert client.post("/staff/accounts/sign-out/").status_code == 302 and PAGE not in client.get("/staff/")["Location"]


def test_with_ones_own_password_the_desk_opens_and_the_given_one_is_worth_nothing(newcomer):
    client = signed_in()
    assert change(client)["Location"] == "/staff/"
    assert "密码已改" in client.get("/staff/").content.decode()
    assert signed_in(GIVEN).get("/staff/")["Location"].startswith("/staff/accounts/sign-in/")
    assert signed_in(OWN).get("/staff/").status_code == 200


def test_the_given_password_cannot_be_kept(newcomer):
    client = signed_in()
    assert "请换一个" in change(client, new=GIVEN).content.decode()
    assert client.get("/staff/")["Location"] == PAGE


@pytest.mark.parametrize(
    ("said", "field", "answer"),
    [
        ({"old": "wrong"}, "old_password", "现在的密码不对"),
        ({"again": "Qingshan-lvshui-8"}, "new_password2", "两次输入的新密码不一致"),
        ({"new": "short"}, "new_password1", "至少要 10 位"),
        ({"new": "1234567890"}, "new_password1", "太常见"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(person, said, field, answer):
    client = signed_in()
    shown = change(client, **said)
    at = re.search(r'<ul class="error" id="id_(\w+)_error"><li>(.*?)</li>', shown.content.decode())
    assert shown.status_code == 200 and at[1] == field and answer in at[2]
    assert Person.objects.get(pk=person.pk).check_password(GIVEN)


def test_a_change_ends_every_other_session(person):
    here, elsewhere = signed_in(), signed_in()
    change(here)
    assert here.get("/staff/").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(client, db):
    assert client.get(PAGE)["Location"].startswith("/staff/accounts/sign-in/?next=")


def test_given_passwords_differ_and_hold_no_sign_that_is_taken_for_another():
    made = {passwords.one_time() for _ in range(200)}
    assert len(made) == 200 and not set("".join(made)) & set("0o1liIO")
    assert {len(one) for one in made} == {19}
