"""Remarks on a draft are addressed, answered, and told to those who had passed it."""

import pytest

from gongkai.acts.models import Act
from gongkai.acts.refusals import Unready
from gongkai.workflow.models import Takedown
from tests.county import moment
from tests.workflow.conftest import AT, status


def test_a_remark_reaches_the_writer_and_is_answered_before_the_next_proposal(people, write, go, press, sign_in):
    record = go(write("养护通知"), "propose", county=people)
    assert press("mi", record, "remark", words="第二段的电话请核对").status_code == 302
    assert "第二段的电话请核对" in sign_in("xin").get("/staff/").content.decode()
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "待答复" in page and "答复意见" in page
    assert "第二段的电话请核对" not in sign_in("xin").get("/staff/").content.decode()  # opened, so seen
    record.case.take("return", by=people.mi, at=AT, words="改后再报")
    refused = press("xin", record, "propose")
    assert refused.status_code == 409 and "还有 1 条意见没有答复" in refused.content.decode()
    number = Act.objects.get(case=record.pk, step="remark").number
    assert press("xin", record, "respond", to=number, words="已核对，号码无误").status_code == 302
    assert "已核对，号码无误" in sign_in("mi").get("/staff/").content.decode()
    assert press("xin", record, "propose").status_code == 302
    with pytest.raises(Unready, match="已经答复过"):
        record.case.take("respond", by=people.xin, at=AT, words="再答", detail={"to": number})


def test_whoever_had_passed_a_record_is_told_of_its_return(people, write, go, sign_in):
    record = go(write("养护通知"), "propose", "clear", "approve", county=people)
    record.case.take("return", by=people.fa, at=AT, words="附件打不开")
    for name in ("mi", "fen", "xin"):
        page = sign_in(name).get("/staff/").content.decode()
        assert "附件打不开" in page, name
    assert "附件打不开" not in sign_in("fa").get("/staff/").content.decode()
    sign_in("mi").get(f"/staff/disclosures/{record.pk}/")
    assert "附件打不开" not in sign_in("mi").get("/staff/").content.decode()


def test_onlookers_read_no_remarks(people, write, go, press, sign_in, publish):
    record = go(write(), "propose", county=people)
    record.case.take("remark", by=people.mi, at=AT, words="内部意见")
    record.case.take("respond", by=people.xin, at=AT, words="好", detail={"to": 3})
    go(record, "clear", "approve", "publish", county=people, at="2025-03-05 09:30")
    assert "内部意见" not in sign_in("ling").get(f"/staff/disclosures/{record.pk}/").content.decode()


@pytest.mark.provision("TZ-6.3")
def test_a_withdrawal_reaches_every_other_channel(people, write, publish, press, sign_in):
    record = publish(write("错发的通告"))
    link = "https://weibo.example.com/1"
    assert press("fa", record, "release", channel="weibo", link=link).status_code == 302
    press("fa", record, "release", channel="board", words="政务大厅公开栏")
    press("fen", record, "withdraw", cause="error", words="数据有误")
    assert status(record) == "withdrawn"
    tasks = Takedown.objects.order_by("channel")
    assert [one.channel for one in tasks] == ["board", "weibo"]
    desk = sign_in("fa").get("/staff/").content.decode()
    assert "撤下政务微博：错发的通告" in desk and "撤下公开栏：错发的通告" in desk
    due = tasks[1].case.dues.get()
    assert due.due.astimezone(AT.tzinfo).date() == moment("2025-03-05").date()
    page = sign_in("fa").get(f"/staff/workflow/takedowns/{tasks[1].pk}/").content.decode()
    assert link in page
    done = sign_in("fa").post(f"/staff/workflow/takedowns/{tasks[1].pk}/take_down/", {"words": "已删并截图"})
    assert done.status_code == 302 and Takedown.objects.get(channel="weibo").case.status == "done"


def test_a_reason_that_came_too_late_is_given_back_as_text(people, write, go, press, sign_in):
    record = go(write(), "propose", county=people)
    said = {"read": "0" * 64, "words": "写了很久的意见<b>", "cause": "other"}
    answer = sign_in("mi").post(f"/staff/disclosures/{record.pk}/remark/", said)
    text = answer.content.decode()
    assert answer.status_code == 409 and "又改过" in text and "写了很久的意见&lt;b&gt;" in text
