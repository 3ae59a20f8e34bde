"""Signing in, being locked out, acting from a post."""

import pytest

from gongkai.accounts.models import Person, Post, Role

PASSWORD = "correct-horse-1"


@pytest.fixture
def person(county):
    person = Person.objects.create_user("lihua", "李某", PASSWORD)
    Post.objects.create(person=person, unit=county.roads, role=Role.PROPOSER)
    return person


def try_in(client, password):
    return client.post("/staff/accounts/sign-in/", {"username": "lihua", "password": password})


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(client, db):
    answer = client.get("/staff/disclosures/")
    assert answer.status_code == 302 and answer["Location"].startswith("/staff/accounts/sign-in/?next=")


def test_a_cookie_that_no_session_can_have_leads_to_the_door(client, db, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 31 + "\x00"
    assert client.get("/staff/").status_code == 302


def test_a_right_password_opens_the_desk(client, person):
    answer = try_in(client, PASSWORD)
    assert answer.status_code == 302 and answer["Location"] == "/staff/"
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"] and cookie["path"] == "/staff/" and cookie["samesite"] == "Lax"


def test_a_wrong_password_says_so_without_telling_which_part(client, person):
    known = try_in(client, "wrong").content.decode()
    unknown = client.post("/staff/accounts/sign-in/", {"username": "nobody", "password": "wrong"}).content.decode()
    assert "账号或密码不对" in known and "账号或密码不对" in unknown


def test_a_stopped_account_is_out_at_once(client, person):
    try_in(client, PASSWORD)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/staff/").status_code == 302


def test_without_a_post_today_nothing_can_be_done(client, person):
    try_in(client, PASSWORD)
    Post.objects.filter(person=person).update(until="2000-01-01")
    answer = client.get("/staff/")
    assert answer.status_code == 403 and "没有在任的岗位" in answer.content.decode()


def test_one_acts_only_from_posts_of_ones_own(client, person, county):
    second = Post.objects.create(person=person, unit=county.town, role=Role.SECRECY)
    try_in(client, PASSWORD)
    client.post(f"/staff/accounts/post/{second.pk}/")
    assert "河边镇" in client.get("/staff/").content.decode()
    client.post(f"/staff/accounts/post/{county.ban.pk}/")
    assert "河边镇" in client.get("/staff/").content.decode()
    assert client.get(f"/staff/accounts/post/{second.pk}/").status_code == 405


def test_signing_out_ends_the_session(client, person):
    try_in(client, PASSWORD)
    assert client.post("/staff/accounts/sign-out/").status_code == 302
    assert client.get("/staff/").status_code == 302


def test_the_way_back_after_sign_in_stays_on_this_site(client, person):
    answer = client.post(
        "/staff/accounts/sign-in/?next=https://evil.example/", {"username": "lihua", "password": PASSWORD}
    )
    assert answer["Location"] == "/staff/"


def test_public_pages_set_no_cookie(client, db):
    assert not client.get("/").cookies


def test_passwords_are_kept_by_argon2(person):
    assert Person.objects.get(pk=person.pk).password.startswith("argon2$")
