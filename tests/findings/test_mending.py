"""整改: ordered, received, mended and reported within a month, looked at again by another hand (BW-19)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts import clocks, ways
from gongkai.acts.clock import BEIJING
from gongkai.acts.models import Act, Due
from gongkai.desk import duties
from gongkai.desk.waiting import Waiting
from gongkai.findings.mending import checking, ordering
from gongkai.findings.models import Finding, Rectification
from tests.county import moment
from tests.files import samples

HOME = "/staff/findings/"


def words(answer):
    return answer.content.decode()


def say(client, mending, only=None, **more):
    """The unit's editor writes a measure and brings evidence to everything owed, or to one."""
    mending.case.refresh_from_db()
    sent = {"version": mending.case.version}
    for item in mending.items.all() if only is None else [only]:
        sent |= {f"measure-{item.pk}": "已补上", f"owner-{item.pk}": "张某", f"planned-{item.pk}": "2026-02-01"}
        sent[f"file-{item.pk}"] = SimpleUploadedFile(f"证明{item.pk}.pdf", samples.pdf(f"p{item.pk}"))
    return client.post(f"{HOME}mendings/{mending.pk}/", sent | more)


def go(sign_in, name, mending, step, **said):
    mending.case.refresh_from_db()
    return sign_in(name).post(f"{HOME}mendings/{mending.pk}/{step}/", {"read": mending.case.content} | said)


@pytest.mark.provision("BW-19")
def test_a_failed_unit_mends_within_a_month_and_only_what_failed_is_looked_at_again(
    county, seen, confirmed, sign_in, stand_at
):
    stand_at("2026-01-13 09:00")
    answer = sign_in("ban").post(f"{HOME}rounds/{seen.pk}/order/", {"unit": county.town.pk})
    assert answer.status_code == 302
    mending = Rectification.objects.get()
    assert mending.must and mending.items.count() == 2
    assert not Due.objects.filter(case=mending.pk).exists()
    stand_at("2026-01-15 09:00")
    assert go(sign_in, "zhenfen", mending, "receive").status_code == 302
    assert Due.objects.get(case=mending.pk).due.isoformat().startswith("2026-02-24")  # 15 February is in the holidays
    assert "还没有“填写整改情况”" in words(sign_in("zhenfen").get(f"{HOME}mendings/{mending.pk}/"))
    assert say(sign_in("zhen"), mending).status_code == 302
    assert go(sign_in, "zhenfen", mending, "report").status_code == 302
    assert go(sign_in, "ban", mending, "accept").status_code == 403  # who ordered does not look again
    first, second = mending.items.all()
    answer = go(sign_in, "he", mending, "send_back", failed=first.pk, words="新的答复仍未写明")
    assert answer.status_code == 302
    states = dict(Finding.objects.values_list("pk", "case__status"))
    assert states == {first.finding_id: "confirmed", second.finding_id: "mended"}
    assert "退回以后还没有补充" in words(sign_in("zhenfen").get(f"{HOME}mendings/{mending.pk}/"))
    page = words(sign_in("zhen").get(f"{HOME}mendings/{mending.pk}/"))
    assert "依申请公开办理 扣 1.5 分：一件答复未写明救济途径" in page
    assert f"measure-{first.pk}" in page and f"measure-{second.pk}" not in page
    assert say(sign_in("zhen"), mending, first, **{f"measure-{first.pk}": "已重新答复"}).status_code == 302
    assert go(sign_in, "zhenfen", mending, "report").status_code == 302
    assert go(sign_in, "he", mending, "accept").status_code == 302
    assert set(Finding.objects.values_list("case__status", flat=True)) == {"mended"}
    mending.case.refresh_from_db()
    assert {one.state for one in ways.stations(mending.case)} == {"done"}
    due = [clocks.of(mending.case, moment(day))[0].due for day in ("2026-01-15 23:59", "2026-04-01 09:00")]
    assert due[0] == due[1], "what is mended is not moved on by the days since"
    sheet = words(sign_in("zhen").get(f"{HOME}rounds/{seen.pk}/sheets/{county.town.pk}/"))
    assert sheet.count("已整改（2026-01-15）") == 2
    rounds = words(sign_in("ban").get(f"{HOME}rounds/"))
    assert "1 / 1 已整改" in rounds and 'data-label="已整改">2<' in rounds and 'data-label="问题">2<' in rounds


def received(county, mending):
    mending.case.take("receive", by=county.zhenfen, at=moment("2026-01-15 09:00"))


@pytest.mark.provision("BW-19")
def test_a_month_over_it_goes_before_the_leading_group_who_may_pursue_and_it_must_still_be_mended(
    county, mending, sign_in, stand_at
):
    received(county, mending)
    assert checking.overdue(moment("2026-02-24 23:59")) == []
    late = checking.overdue(moment("2026-02-25 00:00"))
    assert late == [mending.case]
    checking.escalate(late[0], moment("2026-02-25 00:00"))
    assert checking.overdue(moment("2026-02-25 00:01")) == []
    stand_at("2026-02-25 09:00")
    home = words(sign_in("ling").get("/staff/"))
    assert "追究责任" in home and mending.case.title in home
    assert mending.case.title in words(sign_in("zhen").get("/staff/"))
    assert go(sign_in, "ban", mending, "pursue", words="x").status_code == 403
    assert go(sign_in, "ling", mending, "pursue", words="").status_code == 200  # asks for the reason
    assert go(sign_in, "ling", mending, "pursue", words="通报批评分管领导").status_code == 302
    assert say(sign_in("zhen"), mending).status_code == 302
    assert go(sign_in, "zhenfen", mending, "report").status_code == 302
    mending.case.refresh_from_db()
    assert mending.case.status == "reported"


def test_who_does_not_sign_for_it_is_served_by_the_office_and_the_month_runs(county, mending, sign_in, stand_at):
    stand_at("2026-01-20 09:00")
    assert go(sign_in, "ban", mending, "deliver", words="1月20日当面送达").status_code == 302
    assert Due.objects.get(case=mending.pk).started == moment("2026-01-20 09:00")


def test_the_time_of_the_re_check_is_not_the_units(county, mending, stand_at, sign_in):
    received(county, mending)
    stand_at("2026-02-09 09:00")
    say(sign_in("zhen"), mending)
    go(sign_in, "zhenfen", mending, "report")
    stand_at("2026-03-02 09:00")
    # A fortnight past the month the desk of who looks again tells that nothing runs, and calls nobody late.
    (waiting,) = (one for one in duties.mine(county.he, moment("2026-03-02 09:00")) if one.kind == "整改")
    assert (waiting.state, waiting.left, waiting.due) == ("", "暂停计时", None)
    counted = Waiting(county.he, moment("2026-03-02 09:00")).by_kind()
    assert duties.total(counted.values()).late == 0
    assert "暂停计时" in words(sign_in("he").get("/staff/"))
    Due.objects.filter(case=mending.pk).update(due=moment("2026-02-24 00:00"))  # as rows of before have it
    assert [case.pk for case in checking.resting()] == [mending.pk]
    checking.rest(checking.resting()[0], moment("2026-03-02 09:00"))
    assert checking.resting() == []
    go(sign_in, "he", mending, "send_back", failed=mending.items.first().pk, words="没有到位")
    # The month ends on 15 February; the 21 days to 2 March do not count; 8 March is a Sunday.
    assert Due.objects.get(case=mending.pk).due.astimezone(BEIJING).date().isoformat() == "2026-03-09"
    assert checking.overdue(moment("2026-03-05 09:00")) == []


@pytest.mark.told(moment("2026-01-16 09:00"))
def test_two_clerks_do_not_write_over_each_other_and_nothing_typed_is_lost(county, mending, sign_in):
    received(county, mending)
    mending.case.refresh_from_db()
    assert say(sign_in("zhen"), mending, version="0").status_code == 409
    item = mending.items.first()
    sent = {"version": mending.case.version, f"measure-{item.pk}": "写了一半", f"planned-{item.pk}": "明天"}
    page = sign_in("zhen").post(f"{HOME}mendings/{mending.pk}/", sent)
    assert page.status_code == 422 and "写了一半" in words(page) and "计划完成日期写得不对" in words(page)
    assert not Act.objects.filter(step="measure").exists()


@pytest.mark.told(moment("2026-01-16 09:00"))
def test_evidence_is_given_to_the_unit_and_the_office_alone(county, mending, sign_in):
    received(county, mending)
    item = mending.items.first()
    assert say(sign_in("zhen"), mending, item).status_code == 302
    item.refresh_from_db()
    url = f"{HOME}mendings/{mending.pk}/evidence/{item.evidence[0][0]}/"
    assert b"".join(sign_in("ban").get(url).streaming_content) == samples.pdf(f"p{item.pk}")
    assert sign_in("xin").get(url).status_code == 404
    assert sign_in("ban").get(f"{HOME}mendings/{mending.pk}/evidence/{'0' * 64}/").status_code == 404


@pytest.mark.told(moment("2026-01-16 09:00"))
def test_a_unit_is_asked_once_a_round_and_only_for_what_was_confirmed(county, seen, mending, sign_in):
    again = sign_in("ban").post(f"{HOME}rounds/{seen.pk}/order/", {"unit": county.town.pk})
    assert again.status_code == 409 and "已经责成整改" in words(again)
    bare = sign_in("ban").post(f"{HOME}rounds/{seen.pk}/order/", {"unit": county.roads.pk})
    assert bare.status_code == 409 and "还没有认定的问题" in words(bare)
    finding = mending.items.first().finding
    page = sign_in("ban").get(f"{HOME}{finding.pk}/mend/")
    assert "正在" in words(page) and "请在那里复查" in words(page)
    assert ordering.unasked(seen) == []


@pytest.mark.told(moment("2026-01-16 09:00"))
def test_a_cancelled_rectification_leaves_its_findings_and_may_be_ordered_anew(county, seen, mending, sign_in):
    assert go(sign_in, "ban", mending, "cancel", words="单位合并").status_code == 302
    assert set(Finding.objects.values_list("case__status", flat=True)) == {"confirmed"}
    assert sign_in("ban").post(f"{HOME}rounds/{seen.pk}/order/", {"unit": county.town.pk}).status_code == 302
