"""Incidents and hot matters before the public, the ways to complain told, what is secret kept (TZ-1.3.1)."""

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.refusals import Unready
from gongkai.acts.taking import Opening, open_many
from gongkai.catalogue import guide, publishing
from gongkai.catalogue.models import Contact, Topic
from gongkai.disclosures import facts
from gongkai.publication.models import Shown
from tests.county import moment

AT = moment("2025-03-04 10:00")
ORDER = {"detail": {"ordered_by": "王局长", "ordered_how": "电话"}, "words": "山体滑坡"}


@pytest.fixture
def column(county):
    county.topic = Topic.objects.create(
        code="yingji", name="突发公共事件", says="预案、预警和应对", phase="execution", column_type="其他",
        catalogue="test", elements=["应急预案", "预警信息", "应对情况"],
    )  # fmt: skip
    publishing.show_columns(AT)
    return county.topic


def everything_public():
    return "".join(f"{row.title}{row.html}{row.fields}" for row in Shown.objects.all())


@pytest.mark.provision("TZ-1.3.1")
def test_an_incident_is_told_from_warning_to_outcome_at_once_and_counted(county, column, write, publish, client):
    for title, element in (("强降雨预警", "预警信息"), ("县道滑坡处置情况", "应对情况")):
        record = write(title, element=element, html="<p>请绕行。</p>")
        record.case.take("propose", by=county.xin, at=AT)
        record.case.take("clear", by=county.mi, at=AT)
        record.case.take("emergency", by=county.fa, at=AT, **ORDER)
        shown = Shown.objects.get(key=f"disclosure:{record.pk}")
        assert "请绕行" in client.get(f"/d/{shown.address}/").content.decode()
    listed = client.get("/c/yingji/").content.decode()
    assert "强降雨预警" in listed and "县道滑坡处置情况" in listed
    span = Span(moment("2025-01-01").date(), moment("2025-12-31").date(), moment("2026-01-01 00:00"))
    assert facts.emergency_kinds([county.roads], span).values == {county.roads.pk: 2}


@pytest.mark.provision("TZ-1.3.1")
def test_urgency_opens_no_way_for_what_is_secret(county, column, write):
    marked = write("滑坡处置内部方案", html="<p>秘密★1年</p><p>兵力部署另行通知。</p>")
    with pytest.raises(Unready, match="密"):
        marked.case.take("propose", by=county.xin, at=AT)
    kept = write(
        "滑坡救援兵力调度表", html="<p>兵力部署甲乙丙。</p>", attribute="withheld", attribute_ground="条例第十四条",
        public_title="滑坡救援情况",
    )  # fmt: skip
    kept.case.take("propose", by=county.xin, at=AT)
    kept.case.take("clear", by=county.mi, at=AT)
    with pytest.raises(Unready, match="不能公开到门户"):
        kept.case.take("emergency", by=county.fa, at=AT, **ORDER)
    kept.case.take("withhold", by=county.fen, at=AT, words="涉及部署")
    public = everything_public()
    assert "滑坡救援情况" in public and "认为应当公开的，可以投诉、举报" in public
    assert "兵力" not in public and "调度表" not in public


@pytest.mark.provision("TZ-1.3.1")
def test_the_guide_tells_where_to_complain_to_ask_for_reconsideration_and_to_sue(county, client):
    Topic.objects.create(
        code="zhinan", name="公开指南", says="指南", phase="service", column_type="信息公开指南", catalogue="test"
    )
    for post, office, phone in ((county.ban, "政务公开办", "0825-7000001"), (county.xin, "办公室", "0825-7000002")):
        case = open_many("contact", "write", [Opening(post.unit, "联系方式", post, AT)], lambda _: None)[0]
        said = {"office": office, "phone": phone, "address": "县城", "hours": "工作日"}
        Contact.objects.create(case=case, unit=post.unit, **said)
    guide.show_guides(AT)
    page = client.get(f"/d/{Shown.objects.get(key='guide:jyj').address}/").content.decode()
    assert "向试县人民政府政务公开办（电话 0825-7000001）投诉、举报" in page
    assert "向试县人民政府申请行政复议，或者向人民法院提起行政诉讼" in page
