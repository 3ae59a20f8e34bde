"""收集、会商、研判、回应、评估: exactly these, in this order (BW-8.1)."""

import pytest

from gongkai.acts.models import Act
from tests.county import moment


@pytest.mark.provision("BW-8.1")
def test_an_event_is_collected_conferred_on_judged_answered_evaluated_and_filed(desk):
    event = desk.collect()
    desk.judged(event)
    desk.written(event)
    desk.out(event, "2025-03-05 15:00")
    desk.does("ban", event, "evaluate", effect="settled", helped="yes", followed="没有", lessons="")
    desk.does("xin", event, "archive")
    assert event.case.status == "archived"
    steps = ["collect", "confer", "judge", "respond", "evaluate", "archive"]
    done = list(Act.objects.filter(case=event.pk, step__in=steps).order_by("number").values_list("step", flat=True))
    assert done == steps
    page = desk.page("ban", event)
    assert "交运局、公安局" in page and "属实，抢通并发布" in page and "已平息" in page


@pytest.mark.parametrize(
    ("who", "name"), [("fen", "judge"), ("fa", "respond"), ("ban", "evaluate"), ("xin", "archive")]
)
def test_no_step_is_passed_over(desk, who, name):
    event = desk.collect()
    said = {
        "sort": "vital", "grade": "general", "ground": "x", "unit": event.case.unit_id, "channel": "weibo",
        "rank": "unit", "says": "x", "link": "https://x.example.cn", "moment": desk.here(), "effect": "settled",
        "helped": "yes", "followed": "没有",
    }  # fmt: skip
    assert desk.send(who, f"{event.pk}/{name}/", **said).status_code == 409
    event.case.refresh_from_db()
    assert event.case.status == "collected"


def test_who_answered_does_not_evaluate(desk):
    event = desk.collect()
    desk.judged(event)
    desk.written(event)
    desk.out(event, "2025-03-05 15:00", who="ban")
    said = {"effect": "settled", "helped": "yes", "followed": "没有", "lessons": ""}
    desk.does("ban", event, "evaluate", expect=403, **said)
    desk.does("he", event, "evaluate", **said)


def test_what_did_not_help_is_answered_anew_within_two_days_of_the_follow_up_by_a_text_read_anew(desk):
    event = desk.collect()
    desk.judged(event)
    desk.written(event)
    desk.out(event, "2025-03-05 15:00")
    desk.does("ban", event, "evaluate", effect="goes_on", helped="no", followed="问什么时候通车", lessons="")
    assert "请办“继续回应”" in desk.page("ban", event)
    desk.does("xin", event, "reopen", "2025-03-06 10:00", moment="2025-03-06T09:00", words="网民追问通车时间")
    due = event.case.dues.get(limit="opinion.respond", done=None)
    assert due.due == moment("2025-03-08 09:00")
    desk.out(event, "2025-03-06 11:00", expect=409)  # what was read before was written before
    desk.written(event, body="3月7日18时前恢复通车。")
    desk.out(event, "2025-03-06 15:00")
    assert event.case.status == "responded"


def test_a_text_saved_over_another_ones_is_shown_beside_it(desk):
    event = desk.collect()
    desk.written(event)
    answer = desk.send("xin", f"{event.pk}/draft/", title="另一稿", body="另写的内容", seen="0")
    page = answer.content.decode()
    assert answer.status_code == 409 and "另写的内容" in page and "正在抢通" in page
    assert event.texts.count() == 1
