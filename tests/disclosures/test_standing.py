"""Whether a document holds: as its editions say, as other documents move it, as days come."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from gongkai.accounts.models import Post
from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.disclosures import verifying
from gongkai.disclosures.models import ValidityChange
from gongkai.publication import door
from tests.county import moment


@pytest.fixture
def rule(write, publish):
    """A rule of the road bureau, out on a day: ``rule("title", effective_on=…)``."""

    def out(title="县道养护办法", at="2025-03-04 10:00", by=None, **values):
        values = {"kind": "通知", "validity": "valid", "effective_on": date(2025, 1, 1), **values}
        return publish(write(title, **values), at)

    return out


def page(client, record):
    return client.get(f"/d/{door.shown(f'disclosure:{record.pk}').address}/").content.decode()


def states(record):
    record.refresh_from_db()
    return record.validity, door.shown(f"disclosure:{record.pk}").validity


@pytest.mark.provision("BW-6.1.7")
def test_a_new_rule_repeals_an_old_one_the_moment_it_is_published(county, rule, sign_in, client):
    old = rule()
    new = rule(
        "县道养护新办法", "2025-03-05 10:00", doc_no="试交发〔2025〕8号", links=[{"kind": "repeals", "to": old.pk}]
    )
    assert states(old) == ("repealed", "repealed") and states(new) == ("valid", "valid")
    act = Act.objects.get(case_id=old.pk, step="stand")
    assert act.person == county.fa.person and "试交发〔2025〕8号" in act.detail["says"]
    text = page(client, old)
    assert "已废止" in text and "自2025年3月5日起被《县道养护新办法》（试交发〔2025〕8号）废止" in text
    assert "废止本文件的文件" in text and "废止的文件" in page(client, new)
    assert "已废止" in client.get("/search/", {"q": "县道养护办法"}).content.decode()
    assert list(verifying.faults()) == []


def test_what_takes_effect_later_repeals_later_and_catches_up_after_downtime(county, rule, sweep, client):
    old = rule()
    new = rule("新办法", "2025-03-05 10:00", effective_on=date(2025, 5, 1), links=[{"kind": "amends", "to": old.pk}])
    assert states(old)[0] == "valid" and states(new) == ("pending", "pending")
    assert "自2025年5月1日起施行" in page(client, new)
    sweep(moment("2025-04-30 23:59"))
    assert states(old)[0] == "valid" and states(new)[0] == "pending"
    sweep(moment("2025-05-20 08:00"))
    assert states(old) == ("amended", "amended") and states(new) == ("valid", "valid")
    acts = Act.objects.filter(step="stand").order_by("case_id")
    assert [(act.person, act.effective) for act in acts] == [(None, moment("2025-05-01 00:00"))] * 2
    sweep(moment("2025-05-20 08:01"))
    assert Act.objects.filter(step="stand").count() == 2


def test_a_rule_whose_document_was_taken_back_repeals_nothing(county, rule, sweep):
    old = rule()
    new = rule("新办法", "2025-03-05 10:00", effective_on=date(2025, 5, 1), links=[{"kind": "repeals", "to": old.pk}])
    new.case.take("withdraw", by=county.ban, at=moment("2025-03-06 10:00"), words="错发", detail={"cause": "error"})
    sweep(moment("2025-05-02 08:00"))
    assert states(old)[0] == "valid" and ValidityChange.objects.get().moved is None


@pytest.mark.provision("BW-6.1.7")
def test_a_rule_lapses_by_itself_the_day_after_its_term(county, rule, sweep, client):
    record = rule(expires_on=date(2025, 6, 30))
    sweep(moment("2025-06-30 23:59"))
    assert states(record)[0] == "valid" and "有效期至2025-06-30" in strip_tags(page(client, record))
    sweep(moment("2025-07-01 00:00"))
    assert states(record) == ("lapsed", "lapsed") and "已失效" in page(client, record)
    assert list(verifying.faults()) == []


def test_a_correction_of_a_repealed_rule_does_not_bring_it_back(county, rule, publish):
    old = rule()
    old.case.take("change", by=county.xin, at=moment("2025-03-05 09:00"))
    rule("新办法", "2025-03-05 10:00", links=[{"kind": "repeals", "to": old.pk}])
    assert states(old)[0] == "repealed"
    old.case.refresh_from_db()
    publish(old, "2025-03-06 10:00")
    assert states(old) == ("repealed", "repealed") and old.live.number == 2
    assert "废止" in door.shown(f"disclosure:{old.pk}").fields["validity_note"]


@pytest.mark.provision("BW-20")
def test_a_rule_without_the_day_it_takes_effect_is_asked_for_it(county, write):
    record = write(kind="通知", validity="valid")
    with pytest.raises(Unready, match="还缺“施行日期”"):
        record.case.take("propose", by=county.xin, at=moment("2025-03-04 10:00"))


def test_nobody_repeals_what_another_unit_made(county, write, rule):
    theirs = rule()
    record = write("镇上的办法", by=county.zhen, kind="通知", links=[{"kind": "repeals", "to": theirs.pk}])
    with pytest.raises(Unready, match="只能由它或它的上级"):
        record.case.take("propose", by=county.zhen, at=moment("2025-03-05 10:00"))
    above = Post.objects.create(person=county.xin.person, unit=county.top, role="proposer")
    record = write("县里的办法", by=above, kind="通知", links=[{"kind": "repeals", "to": theirs.pk}])
    record.case.take("propose", by=above, at=moment("2025-03-05 10:00"))


def test_nobody_moves_a_validity_by_hand(county, rule, sign_in):
    record = rule()
    answer = sign_in("fa").post(f"/staff/disclosures/{record.pk}/stand/")
    assert answer.status_code == 403 and "系统随另一步" in answer.content.decode()
    assert "有效性变动" not in sign_in("fa").get(f"/staff/disclosures/{record.pk}/").content.decode()
