"""People and posts: entered with a one-time password, given posts, relieved, stopped; always one administrator left."""

import re

import pytest
from axes.models import AccessAttempt
from django.test import Client

from gongkai.accounts.models import Person, Post, Role, Unit
from gongkai.acts import verify
from tests.organisation.conftest import trail

NEW = "/staff/organisation/people/new/"


def page(person, name=""):
    return f"/staff/organisation/people/{person.pk}/{name}"


def given(answer) -> str:
    """The one-time password an answer shows."""
    return re.search(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", answer.content.decode())[1]


def signed_in(username, password) -> Client:
    client = Client()
    client.post("/staff/accounts/sign-in/", {"username": username, "password": password})
    return client


@pytest.fixture
def said(county):
    return {
        "username": "jy-wang", "name": "王某", "unit": county.roads.pk, "role": "proposer", "title": "办公室科员",
        "since": "2026-03-02",
    }  # fmt: skip


def test_a_new_person_signs_in_once_with_the_password_that_is_shown_once(admin, said, county):
    answer = admin.post(NEW, said)
    wang = Person.objects.get(username="jy-wang")
    assert wang.one_time is not None and answer["Cache-Control"] == "no-store"
    assert signed_in("jy-wang", given(answer)).get("/staff/")["Location"] == "/staff/accounts/password/"
    assert given(answer) not in admin.get(page(wang)).content.decode()
    held = wang.posts.get()
    assert (held.unit, held.role, held.title, str(held.since)) == (county.roads, "proposer", "办公室科员", "2026-03-02")
    assert trail(wang) == [
        ("enter", "guan", "账号 jy-wang"),
        ("appoint", "guan", "交运局·信息员（办公室科员），自 2026-03-02"),
    ]
    assert not list(verify.faults())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"username": "xin"}, "已有这个账号"), ({"username": "王"}, "账号只用小写字母"), ({"role": ""}, "请选择职责")],
)
def test_what_is_wrong_is_said_and_nothing_is_written(admin, said, wrong, says):
    before = Person.objects.count()
    answer = admin.post(NEW, said | wrong)
    assert answer.status_code == 200 and says in answer.content.decode() and Person.objects.count() == before


def test_a_post_more_and_a_post_less(admin, county):
    xin = county.xin.person
    admin.post(page(xin, "appoint/"), {"unit": county.town.pk, "role": "secrecy", "since": "2026-03-02"})
    assert xin.posts.get(role="secrecy").unit == county.town
    assert admin.post(f"/staff/organisation/posts/{county.xin.pk}/relieve/", {"until": "2026-03-01"}).status_code == 302
    assert str(Post.objects.get(pk=county.xin.pk).until) == "2026-03-01"
    assert [step for step, *_ in trail(xin)] == ["adopt", "appoint", "relieve"]
    assert trail(xin)[-1][2] == "交运局·信息员，末日 2026-03-01"


def test_the_same_post_is_not_given_twice_but_again_after_it_ended(admin, county):
    said = {"unit": county.roads.pk, "role": "proposer", "since": "2026-03-02"}
    answer = admin.post(page(county.xin.person, "appoint/"), said)
    assert answer.status_code == 409 and "不用再任" in answer.content.decode()
    Post.objects.filter(pk=county.xin.pk).update(until="2026-03-01")
    assert admin.post(page(county.xin.person, "appoint/"), said).status_code == 302


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"since": "2026-03-02", "until": "2026-03-01"}, "末日早于任岗之日"),
        ({"since": "2026-03-02"}, "河边镇在 2026-05-01 撤销"),
        ({"since": "2026-03-02", "until": "2026-05-02"}, "岗位不能长过它"),
    ],
)
def test_a_post_fits_its_own_days_and_its_units(admin, county, days, says):
    Unit.objects.filter(pk=county.town.pk).update(until="2026-05-01")
    answer = admin.post(page(county.xin.person, "appoint/"), {"unit": county.town.pk, "role": "secrecy", **days})
    assert says in answer.content.decode() and county.xin.person.posts.count() == 1


def test_a_new_password_ends_sessions_takes_the_lock_off_and_must_be_changed(admin, county):
    xin = county.xin.person
    xin.set_password("Qingshan-lvshui-9")
    xin.save()
    before = signed_in("xin", "Qingshan-lvshui-9")
    for _ in range(5):
        signed_in("xin", "wrong")
    assert AccessAttempt.objects.filter(username="xin").exists()
    assert admin.get(page(xin, "reset/")).status_code == 200
    password = given(admin.post(page(xin, "reset/")))
    assert before.get("/staff/").status_code == 302
    assert signed_in("xin", password).get("/staff/")["Location"] == "/staff/accounts/password/"
    assert trail(xin)[-1][:2] == ("reset", "guan")


def test_a_stopped_account_is_out_and_a_resumed_one_comes_in_again(admin, county):
    xin = county.xin.person
    assert "请填写理由" in admin.post(page(xin, "stop/"), {"words": ""}).content.decode()
    admin.post(page(xin, "stop/"), {"words": "长期病假"})
    assert not Person.objects.get(pk=xin.pk).is_active
    assert "长期病假" in admin.get(page(xin)).content.decode()
    assert admin.post(page(xin, "reset/")).status_code == 409
    admin.post(page(xin, "resume/"))
    assert Person.objects.get(pk=xin.pk).is_active
    assert [step for step, *_ in trail(xin)] == ["adopt", "stop", "resume"]


def test_a_name_is_put_right_and_the_trail_keeps_the_old_one(admin, county):
    admin.post(page(county.xin.person, "rename/"), {"name": "新某"})
    assert Person.objects.get(pk=county.xin.person_id).name == "新某"
    assert trail(county.xin.person)[-1] == ("rename", "guan", "由“xin某”改为“新某”")


def test_the_last_administrator_stays(admin, county):
    guan = county.guan.person
    for path, said in (
        (page(guan, "stop/"), {"words": "x"}),
        (f"/staff/organisation/posts/{county.guan.pk}/relieve/", {"until": "2026-03-02"}),
    ):
        answer = admin.post(path, said)
        assert answer.status_code == 409 and "最后一位系统管理员" in answer.content.decode()
    Post.objects.create(person=county.ban.person, unit=county.top, role=Role.ADMIN)
    assert (
        admin.post(f"/staff/organisation/posts/{county.guan.pk}/relieve/", {"until": "2026-03-02"}).status_code == 302
    )


@pytest.mark.parametrize("name", ["xin", "ban", "ling", "shen"])
@pytest.mark.parametrize("act", ["rename", "appoint", "reset", "stop", "resume"])
def test_nobody_else_touches_a_person(sign_in, county, name, act):
    before = Person.objects.get(pk=county.mi.person_id).password
    assert sign_in(name).post(page(county.mi.person, f"{act}/"), {"words": "x", "name": "x"}).status_code == 403
    after = Person.objects.get(pk=county.mi.person_id)
    assert (after.password, after.is_active, after.name) == (before, True, "mi某")


def test_the_list_finds_people_by_name_unit_and_duty(admin, county):
    html = admin.get(f"/staff/organisation/people/?unit={county.town.pk}&role=secrecy").content.decode()
    assert "zhenmi某" in html and "zhenfa某" not in html and "xin某" not in html
