"""Who makes it discloses it, who keeps it discloses it (KF-3.1.1): nothing is orphaned when units merge."""

import pytest

from gongkai.accounts.models import Unit
from gongkai.acts import verify
from gongkai.catalogue import loading
from gongkai.catalogue.models import Topic, TopicUnit
from tests.county import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(admin, county, write, publish):
    """The road bureau has published in its column; it ends on 1 March and the town carries its business on."""
    record = publish(write())
    Topic.objects.filter(pk=county.topic.pk).update(by=["交运局"], refresh="disclosures.standing")
    TopicUnit.objects.create(topic=county.topic, unit=county.roads, since=moment("2020-01-01").date())
    said = {"until": "2026-03-01", "successor": county.town.pk, "words": "机构改革"}
    answer = admin.post(f"/staff/organisation/units/{county.roads.pk}/end/", said)
    assert answer.status_code == 302
    return record


@pytest.mark.provision("KF-3.1.1")
def test_the_unit_that_keeps_the_records_of_an_ended_one_answers_for_them(merged, county, client, admin):
    successor = county.zhenfa
    client.force_login(successor.person, backend="gongkai.accounts.backend.PersonBackend")
    assert client.get(f"/staff/disclosures/{merged.pk}/").status_code == 200
    said = {"words": "内容过时", "cause": "error", "read": merged.case.content}
    choices = client.get(f"/staff/disclosures/{merged.pk}/withdraw/").content.decode()
    said["cause"] = choices.split('name="cause"')[1].split('value="')[2].split('"')[0]
    client.post(f"/staff/disclosures/{merged.pk}/withdraw/", said)
    merged.case.refresh_from_db()
    assert merged.case.status == "withdrawn"
    assert not list(verify.faults())


def test_its_columns_go_to_the_successor_the_day_after_in_the_trail(merged, county):
    county.topic.refresh_from_db()
    assert county.topic.by == ["河边镇"]
    keepers = lambda day: {
        row.unit.name for row in TopicUnit.objects.standing_on(moment(day).date()).filter(topic=county.topic)
    }
    assert keepers("2026-03-01") == {"交运局"} and keepers("2026-03-02") == {"河边镇"}
    (act,) = county.topic.entry.case.acts.filter(step="change")
    assert act.detail["says"] == "“通知公告”的责任单位由“交运局”改为“河边镇”"


def test_strangers_do_not_come_by_them(merged, county, client):
    other = Unit.objects.create(name="水务局", code="swj")
    county.zhenfa.unit = other
    county.zhenfa.save()
    client.force_login(county.zhenfa.person, backend="gongkai.accounts.backend.PersonBackend")
    assert client.get(f"/staff/disclosures/{merged.pk}/").status_code == 404


def test_a_unit_keeps_its_columns_under_a_new_name(admin, county):
    Topic.objects.filter(pk=county.topic.pk).update(by=["交运局"])
    loading.assign(county.roads, on=moment("2026-01-01").date())
    page = f"/staff/organisation/units/{county.roads.pk}/amend/"
    said = {"name": "交通局", "full_name": "试县交通局", "kind": "department", "parent": county.top.pk, "order": 1}
    admin.post(page, said)
    county.topic.refresh_from_db()
    assert county.topic.by == ["交通局"]
    assert TopicUnit.objects.get(topic=county.topic, unit=county.roads).until is None
    assert not list(verify.faults())
