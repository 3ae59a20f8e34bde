"""平台接入: rows by table and by the interface, each once, changed ones by a step; replies go back."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Access, Act
from gongkai.hotline.models import Plea, Source
from tests.hotline.conftest import HOME, state

SOURCES, API = f"{HOME}sources/", "/api/hotline/v1/"
HEADS = ["工单号", "受理时间", "类型", "事由", "内容", "姓名", "电话"]
ROW = ["GD001", "2026-03-01 22:15", "投诉", "公交晚点", "三路公交晚点半小时，司机态度差", "张三丰", "13900001234"]
SAID = {
    "outside": "GD001", "at": "2026-03-01 22:15", "sort": "投诉", "gist": "公交晚点",
    "words": "三路公交晚点半小时，司机态度差", "name": "张三丰", "phone": "13900001234",
}  # fmt: skip


@pytest.fixture
def source(county, sign_in):
    assert sign_in("ban").post(f"{SOURCES}new/", {"name": "市12345平台"}).status_code == 302
    return Source.objects.get()


@pytest.fixture
def key(source, sign_in):
    """A key of the platform, as its page shows it this once."""

    def given():
        page = sign_in("ban").post(f"{SOURCES}{source.pk}/give_key/").content.decode()
        return page.partition('aria-label="接入密钥">')[2].partition("</textarea>")[0]

    return given


@pytest.fixture
def send(client):
    def sent(token, rows, **more):
        body = json.dumps({"rows": rows, **more})
        return client.post(f"{API}pleas", body, "application/json", headers={"Authorization": f"Bearer {token}"})

    return sent


@pytest.fixture
def bring(source, sign_in):
    """A table looked through and, where it has something good, taken in; gives what the first look said."""

    def brought(*rows, heads=HEADS):
        lines = [",".join(row) for row in (heads, *rows)]
        file = SimpleUploadedFile("工单.csv", "\n".join(lines).encode("utf-8-sig"))
        url, client = f"{SOURCES}{source.pk}/import/", sign_in("ban")
        page = client.post(url, {"file": file}).content.decode()
        token = page.partition('name="token" value="')[2].partition('"')[0]
        if "写入 " in page.partition('name="token"')[2]:
            assert client.post(url, {"token": token}).status_code == 302
        return page

    return brought


@pytest.mark.provision("KF-2.2")
def test_a_table_of_the_platform_comes_in_once_and_a_changed_row_is_a_step(county, bring):
    assert "可以写入 1 件新的" in bring(ROW)
    plea = Plea.objects.get()
    assert (plea.sort, plea.gist, plea.phone, plea.case.unit) == ("complaint", "公交晚点", "13900001234", county.top)
    assert "1 件以前写入过，没有变化" in bring(ROW) and Plea.objects.count() == 1
    assert [one.step for one in Act.objects.filter(case=plea.case)] == ["bring"]
    changed = [*ROW[:4], "三路公交晚点一小时", *ROW[5:]]
    assert "1 件有变化" in bring(changed)
    plea.refresh_from_db()
    last = Act.objects.filter(case=plea.case).last()
    assert plea.words == "三路公交晚点一小时" and (last.step, last.person) == ("update", county.ban.person)
    assert last.detail["says"] == "平台改了内容" and "晚点一小时" not in str(last.detail)


def test_until_it_is_accepted_a_case_is_what_its_platform_calls_it(bring, act):
    bring(ROW)
    bring([*ROW[:2], "求助", "公交站牌倒了", *ROW[4:]])
    plea = Plea.objects.select_related("case").get()
    assert (plea.sort, plea.gist, plea.case.title) == ("help", "公交站牌倒了", f"求助{plea.number}：公交站牌倒了")
    act(plea, "accept", "ban", sort="help", gist="站牌倒了", about="")
    bring([*ROW[:2], "投诉", "站牌又倒了", *ROW[4:]])
    plea.refresh_from_db()
    assert (plea.sort, plea.gist) == ("help", "站牌倒了")


def test_faulty_rows_are_told_by_line_without_their_private_words_and_the_good_ones_come_in(bring):
    page = bring(
        ROW, ["GD002", "2026-03-01 22:15", "表扬", "", "服务好", "李小河", ""],
        ["GD003", "昨天", "求助", "", "路灯坏了", "", ""],
        ["GD001", *ROW[1:]], ["GD004", "2026-03-02 09:01", "求助", "", "路灯坏了", "", ""],
        ["GD005", "2026-03-01 08:00", "求助", "找13900001234", "路灯坏了", "", ""],
    )  # fmt: skip
    for said in (
        "“类型”应是求助、咨询、投诉、建议、举报之一",
        "“受理时间”写得不对",
        "出现了两次",
        "在现在以后",
        "“事由”里像是有",
    ):
        assert said in page
    assert Plea.objects.get().outside == "GD001"
    assert "李小河" not in page.partition("有问题的行</h2>")[2].partition('name="bad"')[0]


def test_a_table_without_what_is_needed_or_of_a_stranger_is_refused(bring, source, sign_in):
    assert "工单号" in bring(ROW[1:], heads=HEADS[1:]) and not Plea.objects.exists()
    again = sign_in("he").post(f"{SOURCES}{source.pk}/import/", {"token": "x"}, follow=True)
    assert "不是您刚才看过的" in again.content.decode()
    assert sign_in("xin").get(f"{SOURCES}{source.pk}/import/").status_code == 404


def test_the_interface_takes_rows_with_the_key_of_a_source_and_says_what_it_did(county, source, key, send, clock):
    token = key()
    tried = send(token, [SAID], **{"try": True}).json()
    assert tried["new"] == 1 and not Plea.objects.exists()
    done = send(token, [SAID, {**SAID, "outside": "GD002", "sort": "表扬"}]).json()
    assert (done["new"], done["refused"]) == (1, [{"row": 2, "reason": "“类型”应是求助、咨询、投诉、建议、举报之一"}])
    assert send(token, [SAID]).json()["same"] == 1 and Plea.objects.count() == 1
    assert send(token, [{**SAID, "phone": "13800000000"}]).json()["changed"] == 1
    assert Act.objects.filter(step="update").get().person is None


def test_the_row_that_the_manual_shows_comes_in(key, send):
    told = (Path(__file__).parents[2] / "docs/hotline-interface.md").read_text("utf-8")
    body = json.loads(told[told.index('{"try"') :].partition("\n\n")[0])
    assert send(key(), body["rows"]).json()["new"] == 1
    answer = json.loads(told[told.index('{"new"') :].partition("\n")[0])
    assert answer.keys() == send(key(), []).json().keys()


def test_without_a_key_with_an_old_one_or_a_stopped_source_nothing_comes_in(source, key, send, sign_in):
    old = key()
    token = key()
    for wrong in ("", "x", old):
        refused = send(wrong, [SAID])
        assert refused.status_code == 401 and "密钥" in refused.json()["error"]
    sign_in("ban").post(f"{SOURCES}{source.pk}/stop/", {"words": "换平台"})
    assert send(token, [SAID]).status_code == 401 and not Plea.objects.exists()
    assert token not in str(list(Source.objects.values())) + str(list(Act.objects.values()))


def test_bad_bodies_are_refused_in_sentences(key, send, client):
    token = key()
    for rows in ("x", {"a": 1}, None, [SAID] * 501):
        refused = send(token, rows)
        assert refused.status_code == 400 and refused.json()["error"]
    heads = {"Authorization": f"Bearer {token}"}
    assert client.post(f"{API}pleas", "{", "application/json", headers=heads).status_code == 400
    odd = [{**SAID, "gist": "a\0b"}, {**SAID, "words": "\ud800"}, {**SAID, "at": "0001-01-01T00:00+23:59"}]
    assert [one["row"] for one in send(token, odd).json()["refused"]] == [1, 2, 3]
    unknown = send(token, [{**SAID, "password": "x"}, "x"]).json()
    assert [one["reason"] for one in unknown["refused"]] == ["不认得“password”这一项，请去掉", "“”写得不对，请核对"]


def test_a_source_that_knocks_too_often_waits_for_the_next_minute(key, send, clock):
    token = key()
    for _ in range(60):
        assert send(token, []).status_code == 200
    refused = send(token, [])
    assert refused.status_code == 429 and "一分钟最多 60 次" in refused.json()["error"]
    clock("2026-03-02 09:01")
    assert send(token, []).status_code == 200


@pytest.mark.provision("KF-2.2")
def test_replies_go_back_by_the_interface_and_as_a_table_and_that_they_left_is_kept(
    county, source, key, send, client, act, sign_in
):
    token = key()
    send(token, [SAID, {**SAID, "outside": "GD002"}])
    plea = Plea.objects.get(outside="GD001")
    act(plea, "accept", "ban", sort="complaint", gist="公交晚点", about="")
    act(plea, "dispatch", "ban", unit="jyj", against="jyj")
    act(plea, "take_up", "xin")
    act(plea, "draft_reply", "xin", reply="已加开班次。", outcome="partly", consequence="加开两班")
    assert state(plea) == "drafted"
    heads = {"Authorization": f"Bearer {token}"}
    assert client.get(f"{API}replies", headers=heads).json() == {"rows": [], "next": ""}
    act(plea, "reply", "fen")
    [row] = client.get(f"{API}replies", headers=heads).json()["rows"]
    assert (row["工单号"], row["答复内容"], row["办理结果"]) == ("GD001", "已加开班次。", "部分查实")
    assert client.get(f"{API}replies?after=x", headers=heads).status_code == 400
    table = sign_in("ban").post(f"{SOURCES}{source.pk}/replies/").content.decode("utf-8-sig")
    assert table.splitlines()[0].startswith("工单号,编号,状态") and "GD001" in table and "GD002" not in table
    assert Access.objects.filter(case=plea.pk, post=county.ban).exists()
    late = send(token, [{**SAID, "words": "又晚点了"}]).json()
    assert late["late"] == 1 and Plea.objects.get(pk=plea.pk).words == SAID["words"]
