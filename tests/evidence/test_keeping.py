"""Evidence is an object: versions with digests that are never lost, used in many places, given up only when unused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.evidence import using, verifying
from gongkai.evidence.models import Evidence, Version
from gongkai.evidence.using import Place
from gongkai.files import store
from tests.county import moment
from tests.files import samples

AT = moment("2025-03-05 09:00")
pytestmark = pytest.mark.told(AT)


def pdf(text):
    return SimpleUploadedFile("会议记录.pdf", samples.pdf(text))


@pytest.fixture
def minutes(sign_in, settings, tmp_path):
    """Minutes that the road bureau's clerk kept."""
    settings.DATA = tmp_path
    form = {"title": "领导小组会议记录", "file": pdf("one"), "dated": "2025-02-10"}
    assert sign_in("xin").post("/staff/evidence/new/paper/", form).status_code == 302
    return Evidence.objects.get()


@pytest.mark.provision("DY-F2.6")
def test_minutes_are_kept_with_their_day_and_digest_and_open_again(minutes, client):
    row = minutes.newest
    page = client.get(f"/staff/evidence/{minutes.pk}/").content.decode()
    assert "2025-02-10" in page and f"SHA-256 {row.file_id}" in page and "信息员" in page
    answer = client.get(f"/staff/evidence/{minutes.pk}/1/original/")
    assert b"".join(answer.streaming_content) == samples.pdf("one")
    assert answer["Content-Disposition"].startswith("attachment") and "sandbox" in answer["Content-Security-Policy"]


def test_a_newer_version_leaves_the_former_one_where_it_is(minutes, client):
    url = f"/staff/evidence/{minutes.pk}/renew/"
    assert "一模一样" in client.post(url, {"file": pdf("one"), "dated": "2025-02-10"}).content.decode()
    assert client.post(url, {"file": pdf("two"), "dated": "2025-02-11"}).status_code == 302
    page = client.get(f"/staff/evidence/{minutes.pk}/").content.decode()
    assert "第 2 版" in page and "第 1 版" in page
    assert b"".join(client.get(f"/staff/evidence/{minutes.pk}/1/original/").streaming_content) == samples.pdf("one")
    assert [row.dated for row in minutes.versions.order_by("number")] == [date(2025, 2, 10), date(2025, 2, 11)]


def test_what_something_relies_on_is_not_given_up(county, minutes, write, client):
    places = [Place(write().case, name, county.roads) for name in ("org.office", "org.staff", "org.systems")]
    for place in places:
        using.rely([minutes], place, county.xin, AT)
    with pytest.raises(Unready, match="用在 3 处，不能停用"):
        minutes.case.take("withdraw", by=county.xin, at=AT, words="传错了")
    assert "用在 3 处" in client.get(f"/staff/evidence/{minutes.pk}/").content.decode()
    for place in places:
        using.choose([], place, county.xin, AT)
    minutes.case.take("withdraw", by=county.xin, at=AT, words="传错了")
    with pytest.raises(Unready, match="已经停用"):
        using.rely([minutes], places[0], county.xin, AT)
    assert store.intact(minutes.newest.file_id)


def test_evidence_out_of_date_is_not_chosen_any_more(county, minutes, write):
    Evidence.objects.update(expires=date(2025, 3, 5))
    minutes.refresh_from_db()
    place = Place(write().case, "", county.roads)
    using.rely([minutes], place, county.xin, moment("2025-03-05 23:59"))
    using.choose([], place, county.xin, AT)
    with pytest.raises(Unready, match="有效期到2025-03-05为止"):
        using.rely([minutes], place, county.xin, moment("2025-03-06 00:00"))


def test_what_relied_on_a_version_keeps_it_until_it_is_pinned_anew(county, minutes, write, client):
    place = Place(write().case, "", county.roads)
    using.rely([minutes], place, county.xin, AT)
    client.post(f"/staff/evidence/{minutes.pk}/renew/", {"file": pdf("two"), "dated": "2025-02-11"})
    assert using.of_case(place.case).get().version.number == 1
    using.pin([place.case])
    assert using.of_case(place.case).get().version.number == 2


def test_other_units_neither_see_nor_change_it(county, minutes, sign_in):
    for name in ("zhen", "kao", "san", "ling"):
        assert sign_in(name).get(f"/staff/evidence/{minutes.pk}/").status_code == 404, name
        assert sign_in(name).get(f"/staff/evidence/{minutes.pk}/1/original/").status_code == 404, name
    assert sign_in("ban").get(f"/staff/evidence/{minutes.pk}/").status_code == 200
    with pytest.raises(NotYourRole):
        minutes.case.take("withdraw", by=county.zhen, at=AT, words="x")
    with pytest.raises(Unready, match="由收存它的单位"):
        minutes.case.take("withdraw", by=county.ban, at=AT, words="x")


def test_a_record_of_the_house_is_named_and_dated_by_its_trail(county, settings, tmp_path, publish, write, sign_in):
    settings.DATA = tmp_path
    record = publish(write("关于成立领导小组的通知"))
    form = {"record": record.pk}
    page = sign_in("xin").post("/staff/evidence/new/record/", form, follow=True).content.decode()
    row = Evidence.objects.get()
    assert row.case.title == record.case.title and row.newest.dated == date(2025, 3, 4)
    assert f'href="/staff/disclosures/{record.pk}/"' in page


def test_a_version_changed_behind_its_act_is_found(minutes):
    assert list(verifying.faults()) == []
    other = store.keep(samples.pdf("other"), name="a.pdf", at=AT, by=None)
    Version.objects.update(file=other)
    assert "校验值不符" in next(verifying.faults())
