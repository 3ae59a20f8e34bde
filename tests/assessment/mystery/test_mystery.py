"""Mystery tests: planned by seed, done on their day, seen by nobody who is tested before the sheets are out."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.models import Act, Case, Due
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.acts.taking import Take
from gongkai.assessment import handing, marking
from gongkai.assessment.models import MysteryScript, MysteryTask
from gongkai.assessment.mystery import planning, results, steps
from gongkai.assessment.mystery.planning import Plan
from gongkai.desk import duties
from gongkai.desk.waiting import Waiting
from tests.assessment.conftest import AT, item
from tests.county import declare, moment
from tests.files import samples

pytestmark = pytest.mark.told(AT)
ASK = "请问农村公路养护找哪个科室"
FORM = {
    "item": "web", "way": "call", "ask": ASK, "counts": "说清科室和电话", "within": "3", "measure": "minutes",
    "since": "2026-01-09", "until": "2026-01-16", "size": "2",
}  # fmt: skip
SAID = {"begun": "2026-01-16T10:00", "answered": "yes", "took": "4", "how": "good", "words": "女声，自称值班"}


def planned(agency, people, **more):
    said = {"part": agency.third, "item": "web", "way": "call", "ask": ASK, "counts": "说清科室", "within": 3}
    days = {"since": moment("2026-01-09").date(), "until": moment("2026-01-16").date()}
    script = MysteryScript(**said, **days, measure="minutes", seed="lot-7", by=agency.ping, at=AT)
    return planning.plan(script, Plan(people, **more))


def send(county, agency):
    declare(agency.campaign, county.kao, agency.ping, county.he)
    given = [marking.Given(county.roads.pk, "20"), marking.Given(county.town.pk, "20")]
    marking.give(agency.campaign, item(agency.campaign, "desk"), given, county.kao, AT)
    marking.give(agency.campaign, item(agency.campaign, "web"), given, agency.ping, AT)
    for by in (county.kao, agency.ping):
        handing.hand_in(agency.campaign, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        agency.campaign.case.take(step, by=by, at=AT)


def test_a_test_goes_from_its_script_to_the_marking_page(county, agency, sign_in, stand_at, settings, tmp_path):
    settings.DATA = tmp_path
    declare(agency.campaign, agency.ping)
    part = f"/staff/assessment/scorings/{agency.third.pk}/"
    client = sign_in("ping")
    assert "暗访测试" in client.get(part).content.decode()
    form = FORM | {"people": [agency.ping.pk]}
    refused = client.post(f"{part}mystery/new/", form | {"since": "2026-01-08"})
    assert refused.status_code == 409 and "明天以后" in refused.content.decode()
    said = client.post(f"{part}mystery/new/", form, follow=True).content.decode()
    assert "已安排 2 次暗访测试" in said and "交运局" in said and "河边镇" in said and ASK in said
    first, last = MysteryTask.objects.select_related("case", "unit").order_by("day")
    # six working days from Friday the 9th to Friday the 16th: a test falls somewhere into each half of them
    assert first.day.day in (9, 12, 13) and last.day.day in (14, 15, 16)
    assert f"{Due.objects.get(case=first.case).due.astimezone(AT.tzinfo):%Y-%m-%d}" == str(first.day)
    assert first.case_id in [one.key for one in duties.mine(agency.ping, AT)]
    url = f"/staff/assessment/mystery/{first.pk}/"
    early = client.post(f"{url}begin/")
    assert early.status_code == 409 and "到那一天再开始" in early.content.decode()
    work = client.get(f"/staff/assessment/{agency.campaign.pk}/tasks/").content.decode()
    assert "暗访测试：电话" in work and first.unit.name in work
    book = tables.read(client.get(f"/staff/assessment/{agency.campaign.pk}/tasks/export/").content, name="x.xlsx")
    assert ASK in str(next(sheet for sheet in book.sheets if sheet.name == "暗访测试").rows)

    stand_at("2026-01-16 10:05")
    waiting = {one.key: one.state for one in duties.mine(agency.ping, moment("2026-01-16 10:05"))}
    assert waiting[first.pk] == "late"
    client.post(f"{url}begin/")
    assert "对不上" in client.post(f"{url}record/", SAID | {"answered": "no"}).content.decode()
    assert "请填写用时" in client.post(f"{url}record/", SAID | {"took": ""}).content.decode()
    proof = samples.pdf("one")
    done = client.post(
        f"{url}record/", SAID | {"file": SimpleUploadedFile("记录.pdf", proof)}, follow=True
    ).content.decode()
    assert "结果已记录" in done and "超过时限" in done and "女声，自称值班" in done
    digest = hashlib.sha256(proof).hexdigest()
    assert f"校验值 {digest[:12]}" in done
    void = client.post(f"/staff/assessment/mystery/{last.pk}/void/", {"words": "号码停机"}, follow=True)
    assert "已作废" in void.content.decode()

    page = client.get(f"/staff/assessment/{agency.campaign.pk}/marks/web/").content.decode()
    assert "1 次，有答复 1（100%），限内答复 0（0%）" in page
    assert not agency.campaign.marks.exists(), "nothing is marked by itself"
    (row,) = results.on_sheet(agency.campaign, first.unit)
    assert row["title"] == item(agency.campaign, "web").title and row["sha256"] == [digest]


def test_nobody_who_is_tested_sees_a_test_before_the_sheets_or_ever_who_did_it(county, agency, sign_in):
    tasks = planned(agency, [agency.cha], units=[county.roads.pk])
    one = MysteryTask.objects.select_related("case", "script").get(pk=tasks[0].pk)
    assert one.case.title not in str(Act.objects.values_list("detail"))
    for post in (county.xin, county.mi, county.kao, county.ling, agency.ping):
        assert not Case.objects.visible_to(post).filter(pk=one.pk).exists(), post
        assert one.pk not in [duty.key for duty in [*duties.mine(post, AT), *duties.of_others(Waiting(post, AT))]]
    for name in ("xin", "kao", "ling"):
        client = sign_in(name)
        for page in (f"mystery/{one.pk}/", f"mystery/{one.pk}/begin/", f"scorings/{agency.third.pk}/mystery/"):
            assert client.get(f"/staff/assessment/{page}").status_code == 404, (name, page)
    assert "另一个人" in sign_in("ping").get(f"/staff/assessment/mystery/{one.pk}/begin/").content.decode()
    with pytest.raises(NotYourRole):
        one.case.take("begin", by=agency.ping, at=moment("2026-01-16 10:00"))
    one.case.take("begin", by=agency.cha, at=moment("2026-01-16 10:00"))
    assert results.on_sheet(agency.campaign, county.roads) == [], "running"
    said = {"begun": moment("2026-01-16 10:00"), "answered": False, "took": None, "how": "nobody", "words": "我打的"}
    results.record(one, said, None, agency.cha, moment("2026-01-16 10:05"))

    sheet = f"/staff/assessment/{agency.campaign.pk}/sheets/{county.roads.pk}/"
    assert sign_in("xin").get(sheet).status_code == 404
    send(county, agency)
    shown = sign_in("xin").get(sheet).content.decode()
    assert "无人接听" in shown and ASK in shown and "cha某" not in shown and "我打的" not in shown


def test_who_keeps_away_tests_nobody_there_and_a_decision_ends_what_is_left(county, agency):
    declare(agency.campaign, agency.ping)
    agency.third.case.take("declare", by=agency.ping, at=AT, detail={"refused": [county.town.pk]})
    with pytest.raises(Unready, match="回避"):
        planned(agency, [agency.ping], units=[county.town.pk])
    (task,) = planned(agency, [agency.ping, agency.cha], units=[county.town.pk])
    assert task.post_id == agency.cha.pk and not results.seen(agency.third, agency.ping).exists()
    steps.close([agency.campaign.case], [Take(agency.campaign.case, county.ling, AT, follows=True)], [])
    assert Case.objects.get(pk=task.pk).status == "void" and task.pk not in [
        one.key for one in duties.mine(agency.cha, AT)
    ]


def test_a_test_is_given_to_another_who_alone_does_it_then(county, agency, sign_in, stand_at):
    declare(agency.campaign, agency.ping)
    (task,) = planned(agency, [agency.ping], units=[county.town.pk])
    url = f"/staff/assessment/mystery/{task.pk}/give/"
    assert sign_in("xin").get(url).status_code == 404
    page = sign_in("ping").get(url).content.decode()
    assert f'value="{agency.cha.pk}"' in page and f'value="{agency.ping.pk}"' not in page
    assert sign_in("ping").post(url, {"post": agency.cha.pk, "words": ""}).status_code == 200, "no reason"
    done = sign_in("ping").post(url, {"post": agency.cha.pk, "words": "当天出差"}, follow=True).content.decode()
    assert f"已改由 {agency.cha.person} 测试" in done
    late = moment("2026-01-16 10:00")
    assert task.pk in [one.key for one in duties.mine(agency.cha, late)]
    assert task.pk not in [one.key for one in duties.mine(agency.ping, late)]
    stand_at("2026-01-16 10:00")
    assert sign_in("ping").post(f"/staff/assessment/mystery/{task.pk}/begin/").status_code == 403
    assert sign_in("cha").post(f"/staff/assessment/mystery/{task.pk}/begin/").status_code == 302
    assert sign_in("cha").post(url, {"post": agency.ping.pk, "words": "晚了"}).status_code == 409, "begun"


def test_a_test_is_not_given_to_who_keeps_away_from_the_unit(county, agency):
    declare(agency.campaign, agency.ping)
    agency.third.case.take("declare", by=agency.ping, at=AT, detail={"refused": [county.town.pk]})
    (task,) = planned(agency, [agency.cha], units=[county.town.pk])
    with pytest.raises(Unready, match="回避"):
        planning.give(task, agency.ping, agency.cha, AT, "换人")
    assert MysteryTask.objects.get().post_id == agency.cha.pk
