"""Two assessors and a unit at work on one campaign at once: one wins, the other is told, nothing typed is lost."""

import pytest
from django.test import Client

from gongkai.accounts.models import Person, Post, Role
from gongkai.assessment.models import Appeal, Hearing, Mark, UnitResult
from tests.assessment.conftest import AT
from tests.county import declare

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def second(county, campaign):
    """A second assessor beside kao, in the same unit."""
    person = Person.objects.create(username="kaoer", name="考二", password="!")
    county.kaoer = Post.objects.create(person=person, unit=county.top, role=Role.ASSESSOR)
    declare(campaign, county.kaoer)
    return county.kaoer


def session(post) -> Client:
    client = Client()
    client.force_login(post.person, backend="gongkai.accounts.backend.PersonBackend")
    return client


class Page:
    """A marking page as one person opened it: what stands there, changed by what is typed."""

    def __init__(self, client: Client, address: str):
        self.client, self.address = client, address
        self.read(client.get(address))

    def read(self, answer):
        self.rows = {row["unit"].code: row for row in answer.context["rows"]}
        self.status, self.text = answer.status_code, answer.content.decode()

    def save(self, **typed) -> None:
        said = {}
        for code, row in self.rows.items():
            value, reason = typed.get(code, (row["value"], row["reason"]))
            key = row["unit"].pk
            said |= {f"value_{key}": value, f"reason_{key}": reason, f"was_{key}": row["was"]}
        answer = self.client.post(self.address, said)
        self.status = answer.status_code
        if self.status != 302:
            self.read(answer)


def standing() -> dict:
    return {m.unit.code: (m.value, m.by.person.name) for m in Mark.objects.filter(name="desk", current=True)}


def test_of_two_assessors_on_one_row_the_second_is_told_and_decides(county, campaign, second):
    address = f"/staff/assessment/{campaign.pk}/marks/desk/"
    one, other = Page(session(county.kao), address), Page(session(second), address)
    one.save(jyj=("15", "缺会议记录"))
    assert one.status == 302
    other.save(jyj=("18", "缺一份"), hbz=("20", ""))
    assert other.status == 422 and "您打开这一页以后，kao某评了“15”（缺会议记录）" in other.text
    assert other.rows["jyj"]["value"] == "18" and other.rows["hbz"]["value"] == "20", "what was typed is still there"
    assert standing() == {"jyj": ("15", "kao某")}
    other.save()
    assert other.status == 302 and standing() == {"jyj": ("18", "考二"), "hbz": ("20", "考二")}
    assert Mark.objects.filter(name="desk", value="15").exists(), "what was replaced stays"


def test_rows_that_two_assessors_did_not_share_are_both_kept(county, campaign, second):
    address = f"/staff/assessment/{campaign.pk}/marks/desk/"
    one, other = Page(session(county.kao), address), Page(session(second), address)
    one.save(jyj=("15", "缺会议记录"))
    other.save(hbz=("99", ""))  # refused for another reason: the row it left alone is still left alone after it
    assert other.status == 422
    other.save(hbz=("20", ""))
    assert other.status == 302 and standing() == {"jyj": ("15", "kao某"), "hbz": ("20", "考二")}


def test_marks_that_come_after_the_composition_are_told_and_not_lost(county, marked):
    page = Page(session(county.kao), f"/staff/assessment/{marked.pk}/marks/desk/")
    marked.case.take("compose", by=county.ban, at=AT)
    page.save(hbz=("11", "少两次会议记录"))
    assert page.status == 409 and "没有保存" in page.text and "现在是“已合成”，不能评分" in page.text
    assert page.rows["hbz"]["value"] == "11" and "少两次会议记录" in page.text
    assert standing()["hbz"][0] == "12.5" and UnitResult.objects.get(unit=county.town).total == 6250


def test_a_unit_s_two_people_file_one_appeal_and_what_the_second_wrote_stays_on_the_page(county, sent):
    person = Person.objects.create(username="zhener", name="镇二", password="!")
    other = Post.objects.create(person=person, unit=county.town, role=Role.PROPOSER)
    address = f"/staff/assessment/{sent.pk}/sheets/{county.town.pk}/appeal/desk/"
    first, late = session(county.zhen), session(other)
    assert first.get(address).status_code == late.get(address).status_code == 200
    assert first.post(address, {"claim": "会议记录在第三卷"}).status_code == 302
    answer = late.post(address, {"claim": "会议记录在第四卷"})
    assert answer.status_code == 409 and "已经申诉过" in answer.content.decode()
    assert "会议记录在第四卷" in answer.content.decode() and Appeal.objects.get().claim == "会议记录在第三卷"


def test_an_answer_after_another_one_is_told_and_what_was_written_stays_on_the_page(county, sent):
    heard = Hearing.objects.select_related("case").get(unit=county.town)
    heard.case.take("answer", by=county.zhenfen, at=AT, detail={"agrees": True})
    client = session(county.zhenfen)
    answer = client.post(f"/staff/assessment/hearings/{heard.pk}/answer/", {"agrees": "no", "words": "第二项有误"})
    said = answer.content.decode()
    assert answer.status_code == 409 and "不能“答复评分表”" in said and "zhenfen某" in said
    assert "第二项有误" in said
    heard.refresh_from_db()
    assert heard.agrees is True
