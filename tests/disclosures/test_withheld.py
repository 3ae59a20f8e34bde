"""What is not disclosed: its public notice where there may be one, and its yearly review."""

import pytest

from gongkai.acts.models import Due
from gongkai.disclosures import verifying
from gongkai.disclosures.drafting import Draft, save
from gongkai.publication import door
from gongkai.workflow.models import Booking, Receipt, Takedown
from tests.county import moment
from tests.disclosures.test_record import press


@pytest.fixture(autouse=True)
def told(monkeypatch):
    from gongkai.acts import clock

    said = {"now": moment("2025-03-05 09:00")}
    monkeypatch.setattr(clock, "told", lambda: said["now"])
    return said


@pytest.fixture
def withheld(county, write):
    def kept_back(title="内部讨论材料", **values):
        values = {"attribute": "withheld", "attribute_ground": "条例第十六条第二款", **values}
        record = write(title, html="<p>讨论的内容。</p>", **values)
        for step, by in (("propose", county.xin), ("clear", county.mi), ("withhold", county.fen)):
            record.case.take(step, by=by, at=moment("2025-03-04 10:00"), words="过程性信息")
        record.refresh_from_db()
        return record

    return kept_back


@pytest.mark.provision("SQ-6.3")
def test_what_was_withheld_comes_back_to_the_desk_within_a_year(county, withheld, sign_in, told):
    record = withheld()
    assert Due.objects.get(case=record.case, done=None).due.isoformat()[:10] == "2026-03-04"
    assert "内部讨论材料" not in sign_in("fen").get("/staff/").content.decode()
    told["now"] = moment("2026-02-20 09:00")
    desk = sign_in("fen").get("/staff/").content.decode()
    assert "内部讨论材料" in desk and "定期复查" in desk
    url = f"/staff/disclosures/{record.pk}/review/"
    assert press(sign_in("fen"), record, "review", words="仍在讨论").status_code == 200  # asks for the article
    assert press(sign_in("fen"), record, "review", words="仍在讨论", ground="条例第十六条第二款").status_code == 302
    assert "定期复查：继续不公开" in sign_in("fen").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert sign_in("xin").get(url).status_code == 403
    assert Due.objects.get(case=record.case, done=None).due.isoformat()[:10] == "2027-02-22"  # the 20th is a Saturday
    assert "内部讨论材料" not in sign_in("fen").get("/staff/").content.decode()


@pytest.mark.provision("SQ-6.3")
def test_what_may_be_opened_now_goes_the_ordinary_way_to_the_public(county, withheld, sign_in, told):
    record = withheld()
    told["now"] = moment("2026-02-20 09:00")
    press(sign_in("fen"), record, "reopen", words="讨论已结束")
    assert not Due.objects.filter(case=record.case, done=None, limit="disclosures.review_withheld").exists()
    record.case.refresh_from_db()
    said = {
        "unit": county.roads.pk, "topic": county.topic.pk, "title": "讨论结果", "formed_on": "2025-03-03",
        "kind": "信息", "html": "结果。", "attribute": "proactive", "version": record.case.version,
    }  # fmt: skip
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", said).status_code == 302
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(sign_in(name), record, step).status_code == 302
    assert door.shown(f"disclosure:{record.pk}").title == "讨论结果"


@pytest.mark.provision("TZ-0.1")
def test_the_public_learns_of_it_by_its_catalogue_title_alone_and_no_more_once_it_is_open(
    county, withheld, sign_in, client, publish
):
    record = withheld(
        "某企业技术资料", public_title="企业技术资料一份", attribute="on_request", attribute_ground="条例第十条"
    )
    notice = door.shown(f"notice:{record.pk}")
    page = client.get(f"/d/{notice.address}/").content.decode()
    assert "企业技术资料一份" in page and "条例第十条" in page and "可以向本单位申请公开" in page
    assert "某企业技术资料" not in page and "讨论的内容" not in page
    assert "某企业" not in client.get("/search/", {"q": "技术资料"}).content.decode()
    assert list(verifying.faults()) == []
    press(sign_in("xin"), record, "reopen", words="权利人同意公开")
    edition = record.draft
    edition.refresh_from_db()
    from gongkai.disclosures.drafting import Draft, save

    record.refresh_from_db()
    said = Draft(county.roads, county.topic, "技术资料", edition.formed_on, "<p>正文。</p>", {"attribute": "proactive"})
    save(record, record.case.version, said, county.xin, moment("2025-03-05 09:30"))
    publish(record, "2025-03-05 10:00")
    assert client.get(f"/d/{notice.address}/").status_code == 410
    assert list(verifying.faults()) == []


def test_nothing_goes_out_without_a_catalogue_title(withheld):
    assert door.shown(f"notice:{withheld().pk}") is None


def test_what_was_public_and_is_withheld_leaves_every_place_it_went_to(county, write, publish):
    record = publish(write(kind="通知", addressees="河边镇"))
    record.case.take("release", by=county.xin, at=moment("2025-03-04 11:00"), detail={"channel": "weibo"})
    until = {"for": "2025-04-01T09:00:00+08:00"}
    record.case.take("expire", by=county.fa, at=moment("2025-03-04 11:30"), words="到期", detail=until)
    record.case.take("change", by=county.xin, at=moment("2025-03-04 12:00"))
    record.refresh_from_db()
    said = {"kind": "通知", "attribute": "withheld", "attribute_ground": "条例第十五条"}
    draft = Draft(county.roads, county.topic, record.case.title, record.draft.formed_on, "<p>不公开。</p>", said)
    save(record, record.case.version, draft, county.xin, moment("2025-03-04 13:00"))
    for step, by in (("propose", county.xin), ("clear", county.mi), ("withhold", county.fen)):
        record.case.take(step, by=by, at=moment("2025-03-04 14:00"), words="涉及商业秘密")
    assert door.shown(f"disclosure:{record.pk}").withdrawn
    assert Takedown.objects.get().channel == "weibo" and Receipt.objects.get().case.status == "lapsed"
    assert not Booking.objects.filter(ended=None).exists()
