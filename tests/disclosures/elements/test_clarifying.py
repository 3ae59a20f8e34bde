"""Clarification: it names what it sets right, waits for the unit whose words those are, and both pages tell."""

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.refusals import Unready
from gongkai.disclosures import facts
from gongkai.disclosures.drafting import Draft, Writing, open_records, start_of_day
from gongkai.publication.models import Shown
from gongkai.workflow.models import Countersign
from tests.county import moment

AT = moment("2025-03-04 10:00")


def page(client, record):
    shown = Shown.objects.get(key=f"disclosure:{record.pk}")
    return client.get(f"/d/{shown.address}/").content.decode()


def test_a_clarification_without_what_it_clarifies_is_not_proposed(county, write):
    record = write("关于网传停运消息的澄清", kind="澄清", html="<p>该消息不实。</p>")
    with pytest.raises(Unready, match="澄清要写明针对哪一条信息"):
        record.case.take("propose", by=county.xin, at=AT)


@pytest.mark.provision("BW-6.1.4")
def test_false_information_elsewhere_is_set_right_by_name_and_counted(county, write, publish, client):
    link = {"kind": "clarifies", "title": "明天起全县客运停运", "url": "https://example.cn/p/1"}
    record = publish(write("关于网传停运消息的澄清", kind="澄清", html="<p>该消息不实。</p>", links=[link]))
    shown = page(client, record)
    assert "澄清的信息" in shown and "明天起全县客运停运" in shown
    span = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-01-01 00:00"))
    assert facts.clarifications([county.roads, county.town], span).values == {county.roads.pk: 1, county.town.pk: 0}


@pytest.mark.provision("BW-6.1.4")
def test_what_another_unit_published_is_set_right_only_when_it_has_answered(county, write, publish, client):
    day = moment("2025-03-03 10:00")
    draft = Draft(county.town, county.topic, "道路封闭通告", day.date(), "<p>全镇道路封闭。</p>", {"kind": "通告"})
    told = open_records([Writing(draft, county.zhen, day, start_of_day(day.date()))])[0]
    steps = (("propose", "zhen"), ("clear", "zhenmi"), ("approve", "zhenfen"), ("publish", "zhenfa"))
    for step, by in steps:
        told.case.take(step, by=getattr(county, by), at=day)
    link = {"kind": "clarifies", "to": told.pk}
    record = write("关于河边镇道路通行的澄清", kind="澄清", html="<p>只封闭一段。</p>", links=[link])
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen)):
        record.case.take(step, by=by, at=AT)
    asked = Countersign.objects.get(document=record.case)
    assert asked.case.unit == county.town
    with pytest.raises(Unready, match="河边镇还没有答复会签"):
        record.case.take("publish", by=county.fa, at=AT)
    asked.case.take("agree", by=county.zhenfen, at=AT)
    record.case.take("publish", by=county.fa, at=AT)
    assert "道路封闭通告" in page(client, record)
    assert "关于河边镇道路通行的澄清" in page(client, told)
