"""征求意见: a draft is out for so many whole days, each opinion is answered by two people, in public."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from gongkai import shelf
from gongkai.acts.models import Act, Due
from gongkai.acts.refusals import SameHands, Unready
from gongkai.participation.consultations import running, treating
from gongkai.participation.models import Consultation, Opinion
from gongkai.publication import door
from gongkai.writing import command
from tests.county import moment
from tests.participation.conftest import DRAFT, lines, receipt

HOME = "/staff/participation/consultations/"
SAID = {
    "title": "关于《县道养护办法（草案）》公开征求意见的公告", "explanation": "为了把县道养好。",
    "draft": "\n".join(DRAFT), "ways": "来信", "identity": "none", "opens": "2025-03-03", "closes": "2025-04-02",
    "shorter": "",
}  # fmt: skip


def read(row):
    return Consultation.objects.get(pk=row.pk).case.content


def public(client, row):
    return client.get(f"/d/{door.shown(row.door_key).address}/")


def press(client, row, step, **said):
    return client.post(f"{HOME}{row.pk}/{step}/", {"read": read(row), **said})


@pytest.mark.provision("BW-9.1–9.4", "KF-4.1")
def test_a_draft_is_out_thirty_days_and_every_opinion_is_answered_in_public(county, topic, sign_in, client, stand_at):
    """From the desk to the citizen and back, by the pages alone."""
    stand_at("2025-02-24 09:00")
    assert sign_in("xin").post(f"{HOME}new/", {**SAID, "topic": county.topic.pk}).status_code == 302
    row = Consultation.objects.get()
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve")):
        assert press(sign_in(name), row, step).status_code == 302, step
    client.logout()
    assert client.get(f"/consult/{row.address}/").status_code == 404  # not yet
    running.begin(row, moment("2025-03-03 00:00"))
    stand_at("2025-03-10 09:00")
    page = public(client, row).content.decode()
    assert f'href="/consult/{row.address}/"' in page and "2025年3月3日至2025年4月2日二十四时" in page
    assert "还剩 23 天" in lines(client.get("/consult/"))
    address = f"/consult/{row.address}/"
    assert f"{address}say/2/" in client.get(address).content.decode()
    form = client.get(f"{address}say/2/").content.decode()
    assert DRAFT[1] in form
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    code, secret = receipt(client.post(f"{address}say/2/", {"words": "资金使用应当每年公布", **hidden}))
    opinion = Opinion.objects.get()
    assert (opinion.number, opinion.paragraph, opinion.case.unit) == (1, 2, county.roads)
    stand_at("2025-04-03 09:00")
    running.close(row, moment("2025-04-03 00:00"))
    assert "第1号" in lines(client.get("/consult/waiting/"))
    desk = sign_in("xin")
    answer_all(desk, row, "资金公开", "partly", "年度预算已经公开，分项另行公布")
    assert "还有 1 条意见没有处理并复核" in press(sign_in("xin"), row, "summarize").content.decode()
    agree_all(sign_in("fen"), row)
    assert sign_in("xin").post(f"{HOME}{row.pk}/revise/", {"draft": "第一条 改过。"}).status_code == 302
    assert press(sign_in("xin"), row, "summarize").status_code == 302
    assert press(sign_in("fen"), row, "announce").status_code == 302
    client.logout()
    page = lines(public(client, row))
    assert "共收到意见1条" in page and "资金公开" in page and "年度预算已经公开，分项另行公布" in page
    assert "第一条 改过。" in page and "资金使用应当每年公布" not in page
    told = lines(client.post("/consult/status/", {"code": code, "secret": secret}))
    assert "部分采纳" in told and "分项另行公布" in told
    assert "没有等待答复的意见" in lines(client.get("/consult/waiting/"))
    due = Due.objects.get(case=row.pk)
    assert due.limit == "participation.survey_result" and due.done


def answer_all(desk, row, gist, adopted, reason=""):
    keys = [f"{one.pk}:{one.case.content}" for one in row.opinions.select_related("case")]
    said = {"do": "treat", "key": keys, "gist": gist, "adopted": adopted, "reason": reason}
    response = desk.post(f"{HOME}{row.pk}/opinions/", said)
    assert response.status_code == 302, lines(response)


def agree_all(desk, row):
    keys = [f"{one.pk}:{one.case.content}" for one in row.opinions.select_related("case")]
    assert desk.post(f"{HOME}{row.pk}/opinions/", {"do": "review", "key": keys}).status_code == 302


@pytest.mark.parametrize(("closes", "market", "shorter", "says"), [
    (date(2025, 4, 2), False, "", ""),
    (date(2025, 4, 1), False, "", "请写明理由"),
    (date(2025, 4, 1), False, "汛期以前要施行", ""),
    (date(2025, 4, 1), True, "汛期以前要施行", "请把截止日期改到2025-04-02以后"),
    (date(2025, 4, 2), True, "", ""),
])  # fmt: skip
def test_thirty_days_or_a_reason_and_no_reason_where_firms_are_concerned(
    county, drafted, closes, market, shorter, says
):
    row = drafted(closes=closes, market=market, shorter=shorter)
    at = moment("2025-02-24 10:00")
    if not says:
        row.case.take("propose", by=county.xin, at=at)
        return
    with pytest.raises(Unready, match=says):
        row.case.take("propose", by=county.xin, at=at)


def test_the_reason_for_fewer_days_is_told_to_everybody(out, client):
    row = out(closes=date(2025, 3, 20), shorter="汛期以前要施行")
    assert "少于规定天数的理由：汛期以前要施行" in lines(public(client, row))


def test_it_opens_with_the_first_second_and_closes_with_the_last(county, drafted, client, stand_at, speak):
    row = drafted()
    for step, by, day in (("propose", county.xin, 24), ("clear", county.mi, 25), ("approve", county.fen, 26)):
        row.case.take(step, by=by, at=moment(f"2025-02-{day} 10:00"))
    assert running.to_open(moment("2025-03-02 23:59:59")) == [] and running.to_open(moment("2025-03-03 00:00")) == [row]
    stand_at("2025-03-02 23:59:59")
    assert client.get(f"/consult/{row.address}/").status_code == 404
    stand_at("2025-03-03 00:00")
    receipt(speak(row))  # whether the schedule came by or not
    running.begin(row, moment("2025-03-03 00:00"))
    stand_at("2025-04-02 23:59:59")
    receipt(speak(row))
    assert running.over(moment("2025-04-02 23:59:59")) == []
    stand_at("2025-04-03 00:00")
    assert "现在不能提意见" in lines(speak(row)) and Opinion.objects.count() == 2
    assert running.over(moment("2025-04-03 00:00")) == [row]
    running.close(row, moment("2025-04-03 08:00"))
    assert Act.objects.get(case=row.pk, step="close").effective == moment("2025-04-03 00:00")


def test_one_opens_no_draft_whose_first_day_is_past_and_nobody_agrees_to_his_own(county, drafted):
    row = drafted()
    row.case.take("propose", by=county.xin, at=moment("2025-02-24 10:00"))
    row.case.take("clear", by=county.mi, at=moment("2025-02-25 10:00"))
    with pytest.raises(Unready, match="已经过了"):
        row.case.take("approve", by=county.fen, at=moment("2025-03-04 10:00"))
    both = type(county.fen)(person=county.xin.person, unit=county.roads, role="reviewer")
    both.save()
    with pytest.raises(SameHands):
        row.case.take("approve", by=both, at=moment("2025-03-01 10:00"))


def test_a_save_over_anothers_is_shown_beside_what_stands(county, drafted, sign_in, stand_at):
    stand_at("2025-02-24 11:00")
    row = drafted()
    said = {**SAID, "topic": county.topic.pk, "version": "1"}
    assert sign_in("xin").post(f"{HOME}{row.pk}/head/", {**said, "explanation": "先存的说明"}).status_code == 302
    late = sign_in("xin").post(f"{HOME}{row.pk}/head/", {**said, "explanation": "后存的说明"})
    page = late.content.decode()
    assert late.status_code == 409 and "先存的说明" in page and "后存的说明" in page
    assert sign_in("zhen").get(f"{HOME}{row.pk}/").status_code == 404
    assert sign_in("fen").get(f"{HOME}{row.pk}/head/").status_code == 403


def test_a_draft_with_somebodys_number_does_not_go_out(county, drafted):
    row = drafted(draft=("第一条 由李某（51092319900101123X，手机13800138000）负责。",))
    with pytest.raises(Unready, match="草案"):
        row.case.take("propose", by=county.xin, at=moment("2025-02-24 10:00"))


def test_a_later_last_day_is_told_with_its_reason_and_an_earlier_one_refused(county, out, sign_in, client):
    row = out()
    fen = sign_in("fen")
    early = press(fen, row, "prolong", closes="2025-04-01", note="早点结束")
    assert early.status_code == 409 and "要晚于现在的 2025-04-02" in early.content.decode()
    assert press(fen, row, "prolong", closes="2025-04-12", note="群众来信较多").status_code == 302
    page = lines(public(client, row))
    assert "2025年4月12日二十四时" in page and "群众来信较多" in page and "延长期限" in page


def test_a_stopped_one_says_why_and_takes_no_more(out, sign_in, client, speak):
    row = out()
    assert press(sign_in("fen"), row, "stop", note="上级另有规定").status_code == 302
    assert "上级另有规定" in lines(public(client, row))
    assert "现在不能提意见" in lines(speak(row))


def test_a_summary_changed_after_it_was_drawn_up_does_not_go_out(county, out, speak):
    row = out()
    receipt(speak(row))
    running.close(row, moment("2025-04-03 00:00"))
    at, opinions = moment("2025-04-04 09:00"), list(row.opinions.select_related("case"))
    one = treating.treat(row, opinions, treating.Said("要点", "wholly"), county.xin, at)
    treating.agree(opinions, {one.pk: one.case.content for one in opinions}, county.fen, at)
    row.case.refresh_from_db()
    row.case.take("summarize", by=county.xin, at=at)
    type(one).objects.filter(pk=one.pk).update(gist="别的要点")
    with pytest.raises(Unready, match="又有改动"):
        row.case.take("announce", by=county.fen, at=at)


def test_a_place_that_asks_for_more_days_adopts_its_own_rules(county, drafted, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    shipped = (shelf.SHIPPED / "participation/national.yaml").read_text("utf-8")
    path = tmp_path / "benxian.yaml"
    path.write_text(shipped.replace("at_least: 30 days", "at_least: 45 days", 1), "utf-8")
    assert command.run(SimpleNamespace(path=str(path), by="县政府办")) == 0
    with pytest.raises(Unready, match="不少于45日"):
        drafted().case.take("propose", by=county.xin, at=moment("2025-02-24 10:00"))
