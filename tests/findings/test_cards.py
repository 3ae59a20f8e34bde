"""电子监察: cards for dates of the whole house, once a level, explained, upheld or withdrawn (KF-4.2)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.accounts.models import WorkMail
from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.findings import facts
from gongkai.findings.cards import answering, bringing, issuing, letters
from gongkai.findings.models import Card
from gongkai.outbox.models import Message
from tests.county import moment

HOME = "/staff/findings/cards/"
WORK = "organisation.return"


def words(answer):
    return answer.content.decode()


@pytest.fixture
def watching(county):
    """Monitoring since the beginning of January."""
    return answering.begin(county.ban, moment("2026-01-05 09:00"))


@pytest.fixture
def date_of(county, write):
    """A date of the road bureau's draft: the last moment of a day."""

    def made(day, limit=WORK, at="2026-01-05 10:00"):
        last = moment(f"{day} 23:59")
        return Due.objects.create(case=write().case, limit=limit, role="proposer", started=moment(at), due=last)

    return made


def cards():
    return list(Card.objects.order_by("pk").values_list("level", "case__status"))


@pytest.mark.provision("KF-4.2", "KF-T2.2")
def test_a_date_brings_a_yellow_card_when_it_is_past_and_a_red_one_five_working_days_later(county, watching, date_of):
    date_of("2026-01-07")
    issuing.look(None, moment("2026-01-07 23:59"))
    assert cards() == []
    assert issuing.look(None, moment("2026-01-08 00:00")) == 1
    assert cards() == [("yellow", "issued")]
    issuing.look(None, moment("2026-01-14 23:59"))  # five working days after Wednesday 7 January end with the 14th
    assert cards() == [("yellow", "issued")]
    issuing.look(None, moment("2026-01-15 00:00"))
    issuing.look(None, moment("2026-01-15 00:10"))
    assert cards() == [("yellow", "issued"), ("red", "issued")]


def test_of_a_house_that_stood_still_a_date_brings_the_red_card_alone(county, watching, date_of):
    date_of("2026-01-06")
    issuing.look(None, moment("2026-02-02 09:00"))
    assert cards() == [("red", "issued")]


@pytest.mark.provision("KF-4.2")
def test_dates_past_before_monitoring_began_bring_nothing_nor_those_met_in_time(county, watching, date_of):
    date_of("2026-01-04", at="2025-12-20 10:00")
    met = date_of("2026-01-07")
    Due.objects.filter(pk=met.pk).update(done=moment("2026-01-07 10:00"))
    assert issuing.look(None, moment("2026-01-20 09:00")) == 0 and cards() == []


def test_hour_clocks_warn_an_hour_before_and_kept_papers_bring_nothing(county, watching, date_of):
    date_of("2026-01-07", limit="opinion.first_word")
    date_of("2026-01-07", limit="foi.proof")
    issuing.look(None, moment("2026-01-07 22:58"))
    assert cards() == []
    issuing.look(None, moment("2026-01-07 23:00"))
    assert cards() == [("yellow", "issued")]


def test_without_monitoring_nothing_is_looked_at_and_it_is_looked_at_every_few_minutes(county, date_of):
    at = moment("2026-01-08 09:00")
    assert issuing.due(at) == []
    row = answering.begin(county.ban, moment("2026-01-05 09:00"))
    assert issuing.due(at) == [at]
    issuing.look(None, at)
    assert issuing.due(moment("2026-01-08 09:04")) == [] and issuing.due(moment("2026-01-08 09:05")) != []
    row.case.take("pause", by=county.ban, at=at, words="检修")
    assert issuing.due(moment("2026-01-09 09:00")) == []
    date_of("2026-01-08")
    row.case.take("resume", by=county.ban, at=moment("2026-01-09 09:00"))
    assert issuing.look(None, moment("2026-01-12 09:00")) == 0, "what passed while it rested brings nothing"


@pytest.fixture
def card(county, watching, date_of):
    date_of("2026-01-07")
    issuing.look(None, moment("2026-01-08 00:00"))
    return Card.objects.get()


@pytest.mark.provision("KF-4.2")
def test_the_unit_explains_within_three_working_days_and_the_office_upholds_or_withdraws(
    county, card, sign_in, stand_at
):
    stand_at("2026-01-08 09:00")
    assert Due.objects.get(case=card.pk).due == moment("2026-01-13 23:59:59.999999")
    desk = words(sign_in("xin").get("/staff/"))
    assert "黄牌" in desk and "说明情况" in desk
    page = words(sign_in("xin").get(f"{HOME}{card.pk}/"))
    assert "报送材料" in page and "关于公路养护的通知" in page  # the bureau may see the matter itself
    assert sign_in("zhen").get(f"{HOME}{card.pk}/").status_code == 404
    assert sign_in("ban").post(f"{HOME}{card.pk}/explain/", {"words": "x"}).status_code == 403
    assert sign_in("xin").post(f"{HOME}{card.pk}/explain/", {"words": "等上级批复，已于次日报送"}).status_code == 302
    assert sign_in("xin").post(f"{HOME}{card.pk}/withdraw/", {"words": "x"}).status_code == 403
    assert sign_in("ban").post(f"{HOME}{card.pk}/withdraw/", {"words": ""}).status_code == 200
    assert count(county) == 1
    assert sign_in("ban").post(f"{HOME}{card.pk}/withdraw/", {"words": "暂停期间没有扣除"}).status_code == 302
    assert cards() == [("yellow", "withdrawn")] and count(county) == 0
    issuing.look(None, moment("2026-01-09 09:00"))
    assert cards() == [("yellow", "withdrawn")], "the same date brings no second card of a level"
    page = words(sign_in("ban").get(f"{HOME}figures/?first=2026-01-01&last=2026-01-31"))
    assert "交运局" in page and "按业务" in page


def count(county, name="findings.cards_yellow"):
    span = Span(date(2026, 1, 1), date(2026, 12, 31), moment("2026-02-01 00:00"))
    return facts.FACTS[name]([county.roads], span).values[county.roads.pk]


def test_a_letter_goes_to_the_unit_s_people_who_confirmed_an_address_and_names_no_title(county, watching, date_of):
    at = moment("2026-01-08 09:00")
    WorkMail.objects.create(person=county.xin.person, address="xin@example.cn", at=at, confirmed=at)
    WorkMail.objects.create(person=county.zhen.person, address="zhen@example.cn", at=at, confirmed=at)
    date_of("2026-01-07"), date_of("2026-01-07")
    issuing.look(None, at)
    message = Message.objects.get()
    mail = letters.letter(message)
    assert mail.to == "xin@example.cn" and "2 张" in mail.text and "公路养护" not in mail.text
    for one in Card.objects.select_related("case"):
        one.case.take("explain", by=county.xin, at=at, words="已办")
    assert letters.letter(message) is None, "what was explained meanwhile is not in it"


def sheet(*rows):
    heads = [tables.OutColumn(one.name) for one in bringing.WANTED]
    return SimpleUploadedFile(
        "牌.xlsx", tables.write_xlsx(None, [tables.OutSheet("牌", heads, [list(r) for r in rows])])
    )


@pytest.mark.provision("KF-4.2")
def test_matters_of_treasury_procurement_penalties_and_levies_come_in_by_rows_once(county, sign_in, stand_at):
    stand_at("2026-01-12 10:00")
    rows = (
        ("国库支付", "GK-1", "交运局", "工程款支付超过5个工作日", "2026-01-09 17:00", "黄牌", "国库集中支付规程"),
        ("政府采购和招投标", "CG-9", "河边镇", "中标结果没有按时公告", "2026-01-08 17:00", "红牌", ""),
        ("行政处罚", "CF-3", "没有的局", "处罚决定超期", "2026-01-08 17:00", "红牌", ""),
        ("行政征收", "ZS-4", "交运局", "征收超期，电话13800138000", "2026-01-08 17:00", "红牌", ""),
    )  # fmt: skip
    client = sign_in("ban")
    page = words(client.post(f"{HOME}import/", {"file": sheet(*rows)}))
    assert "可以登记 2 张牌" in page and "2 行有问题" in page and "没有“没有的局”这个单位" in page
    token = page.split('name="token" value="')[1].split('"')[0]
    assert client.post(f"{HOME}import/", {"token": token}).status_code == 302
    assert sorted(Card.objects.values_list("source", "case__unit__name")) == [
        ("procurement", "河边镇"), ("treasury", "交运局"),
    ]  # fmt: skip
    assert "2 行以前登记过" in words(client.post(f"{HOME}import/", {"file": sheet(*rows[:2])}))
    assert sign_in("xin").post(f"{HOME}import/", {"file": sheet(*rows)}).status_code == 403


def test_monitoring_is_begun_once_by_the_office(county, sign_in, stand_at):
    stand_at("2026-01-05 09:00")
    assert sign_in("xin").post(f"{HOME}monitoring/").status_code == 403
    assert sign_in("ban").post(f"{HOME}monitoring/").status_code == 302
    row = issuing.running()
    assert sign_in("ban").get(f"{HOME}monitoring/").status_code == 302
    assert "过后 5个工作日" in words(sign_in("ban").get(f"{HOME}monitoring/{row.pk}/"))


def test_of_two_that_issue_at_once_one_does(county, watching, date_of):
    at, due = moment("2026-01-08 09:00"), date_of("2026-01-07")
    assert len(issuing.issue([due], "yellow", at)) == 1
    assert issuing.issue([due], "yellow", at) == [] and cards() == [("yellow", "issued")]
