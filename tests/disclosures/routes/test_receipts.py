"""签收: an issued paper reaches whom it names; each signs for it, and the sender sees and reminds who has not."""

import pytest
from django.utils.html import strip_tags

from gongkai.accounts.models import Unit
from gongkai.acts.models import Due
from gongkai.acts.refusals import NotYourRole
from gongkai.disclosures.routes.addressing import addressed
from gongkai.workflow import notices
from gongkai.workflow.models import Receipt
from tests.county import moment

AT = moment("2025-03-05 09:00")


@pytest.fixture
def paper(county, write, publish):
    return publish(
        write(
            "关于做好汛期公路养护的通知",
            kind="通知",
            addressees="各乡镇人民政府，县应急局，某某公司",
            copied="试县",
            signed="交运局",
        )
    )


@pytest.mark.provision("DY-5")
def test_every_addressee_signs_and_the_sender_reads_who_and_when(county, paper, sign_in):
    client = sign_in("xin")
    assert [(row.case.unit.name, row.copied) for row in Receipt.objects.order_by("copied")] == [
        ("河边镇", False),
        ("试县", True),
    ]
    page = strip_tags(client.get(f"/staff/disclosures/{paper.pk}/").content.decode())
    assert "河边镇" in page and "待签收" in page and "县应急局、某某公司" in page
    row = Receipt.objects.get(copied=False)
    client = sign_in("zhen")
    assert "关于做好汛期公路养护的通知" in client.get("/staff/").content.decode()
    shown = client.get(f"/staff/disclosures/receipts/{row.pk}/")
    assert "对县道开展养护" in shown.content.decode()
    assert client.post(f"/staff/disclosures/receipts/{row.pk}/sign/").status_code == 302
    page = strip_tags(sign_in("xin").get(f"/staff/disclosures/{paper.pk}/").content.decode())
    assert "zhen某 20" in page
    assert "没有等着签收的文件" in sign_in("zhen").get("/staff/disclosures/receipts/").content.decode()


@pytest.mark.provision("DY-5")
def test_who_has_not_signed_is_listed_and_reminded(county, paper, sign_in):
    row = Receipt.objects.get(copied=False)
    assert Due.objects.get(case=row.case, limit="disclosures.receipt").due.date() == moment("2025-03-05 23:59").date()
    client = sign_in("xin")
    assert client.post(f"/staff/disclosures/receipts/of/{paper.pk}/remind/").status_code == 302
    assert [one.act.step for one in notices.unseen(county.zhen.person, row.case.acts.latest("number").at)] == ["remind"]
    listed = strip_tags(sign_in("ban").get("/staff/disclosures/receipts/").content.decode())
    assert "河边镇" in listed and "交运局" in listed


def test_nobody_signs_for_another_unit_and_nobody_else_reads_it(county, paper, sign_in):
    row = Receipt.objects.get(copied=False)
    with pytest.raises(NotYourRole):
        row.case.take("sign", by=county.xin, at=AT)
    other = Unit.objects.create(name="教育局", code="jyu", parent=county.top)
    from gongkai.accounts.models import Person, Post, Role

    person = Person.objects.create(username="jiao", name="教某", password="!")
    county.jiao = Post.objects.create(person=person, unit=other, role=Role.PROPOSER)
    assert sign_in("jiao").get(f"/staff/disclosures/receipts/{row.pk}/").status_code == 404


def test_a_paper_taken_back_need_not_be_signed_for(county, paper, sign_in):
    paper.case.take("withdraw", by=county.fa, at=AT, words="有误")
    row = Receipt.objects.get(copied=False)
    assert row.case.status == "lapsed"
    assert sign_in("zhen").get(f"/staff/disclosures/receipts/{row.pk}/").status_code == 404


def test_a_new_edition_is_not_sent_twice_and_shows_no_draft(county, paper, publish, sign_in):
    paper.case.take("change", by=county.xin, at=AT)
    row = Receipt.objects.get(copied=False)
    assert sign_in("zhen").get(f"/staff/disclosures/receipts/{row.pk}/").status_code == 200
    publish(paper, at="2025-03-06 10:00")
    assert Receipt.objects.count() == 2


def test_addressees_are_known_by_name_or_as_all_of_a_kind(county):
    units = [county.top, county.roads, county.town]
    assert addressed("各镇乡人民政府、县级各部门", units) == ([county.roads, county.town], [])
    assert addressed("试县交通运输局，各街道办事处", units) == ([county.roads, county.town], [])
    assert addressed("各有关单位", units) == ([], ["各有关单位"])
