"""Wrong passwords: a lock where they come from, a brake for who has many addresses; the owner is never kept out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.db.models import F
from django.test import Client

from gongkai.accounts import locking
from gongkai.accounts.models import Person, Post, Role

PASSWORD = "correct-horse-1"
HOME = "10.1.2.3"


@pytest.fixture
def person(county, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of tries
    person = Person.objects.create_user("lihua", "李某", PASSWORD)
    Post.objects.create(person=person, unit=county.roads, role=Role.PROPOSER)
    return person


def try_in(password, at, **headers):
    return Client(REMOTE_ADDR=at, **headers).post(
        "/staff/accounts/sign-in/", {"username": "lihua", "password": password}
    )


def wrong_from_everywhere(many):
    """Wrong tries, no address more often than four times."""
    for number in range(many):
        assert try_in("wrong", f"203.0.{number // 1000}.{number // 4 % 250}").status_code in (200, 429)


def test_five_wrong_passwords_lock_the_account_at_that_address_even_for_the_right_one(person):
    for _ in range(4):
        assert try_in("wrong", "203.0.113.9").status_code == 200
    assert try_in("wrong", "203.0.113.9").status_code == 429
    locked = try_in(PASSWORD, "203.0.113.9")
    assert locked.status_code == 429 and "锁定十五分钟" in locked.content.decode()


def test_nobody_keeps_a_person_out_from_elsewhere(person):
    for _ in range(20):
        try_in("wrong", "203.0.113.9")
    assert try_in(PASSWORD, HOME).status_code == 302


def test_a_lock_ends_after_fifteen_minutes_however_often_it_was_tried_meanwhile(person):
    for _ in range(8):
        try_in("wrong", "203.0.113.9")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert try_in(PASSWORD, "203.0.113.9").status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert try_in(PASSWORD, "203.0.113.9").status_code == 302


def test_a_hundred_wrong_tries_in_a_day_leave_only_the_places_the_owner_is_known_at(person):
    assert try_in(PASSWORD, HOME).status_code == 302
    wrong_from_everywhere(99)
    assert try_in("wrong", "198.51.100.1").status_code == 200
    braked = try_in(PASSWORD, "198.51.100.2")
    assert braked.status_code == 429 and "只能在登录过的地方登录" in braked.content.decode()
    assert try_in(PASSWORD, HOME).status_code == 302
    AccessFailureLog.objects.update(attempt_time=F("attempt_time") - timedelta(hours=24))
    assert try_in(PASSWORD, "198.51.100.2").status_code == 302


def test_where_the_owner_is_known_five_wrong_tries_lock_as_elsewhere(person):
    assert try_in(PASSWORD, HOME).status_code == 302
    assert [try_in("wrong", HOME).status_code for _ in range(5)] == [200, 200, 200, 200, 429]


def test_one_network_of_the_new_kind_is_one_address(person):
    for number in range(5):
        try_in("wrong", f"2001:db8:1:2::{number}")
    assert try_in(PASSWORD, "2001:db8:1:2:ffff::9").status_code == 429
    assert try_in(PASSWORD, "2001:db8:1:3::9").status_code == 302


def test_behind_a_proxy_the_address_is_the_one_it_names(person, settings):
    for _ in range(5):
        try_in("wrong", "127.0.0.1", HTTP_X_REAL_IP="203.0.113.9")
    assert try_in(PASSWORD, "127.0.0.1", HTTP_X_REAL_IP=HOME).status_code == 429  # no proxy: anybody could write it
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for _ in range(5):
        try_in("wrong", "127.0.0.1", HTTP_X_REAL_IP="203.0.113.9")
    assert try_in(PASSWORD, "127.0.0.1", HTTP_X_REAL_IP="203.0.113.9").status_code == 429
    assert try_in(PASSWORD, "127.0.0.1", HTTP_X_REAL_IP=HOME).status_code == 302


def test_a_new_password_takes_lock_and_brake_off(person):
    wrong_from_everywhere(100)
    assert try_in(PASSWORD, HOME).status_code == 429
    locking.release("lihua")
    assert try_in(PASSWORD, HOME).status_code == 302


def test_a_name_no_account_can_have_is_just_wrong(person):
    answer = Client().post("/staff/accounts/sign-in/", {"username": "x" * 300, "password": "wrong"})
    assert answer.status_code == 200 and "账号或密码不对" in answer.content.decode()
