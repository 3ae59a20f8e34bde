"""Whose turn it is in a worker that goes on sweeping."""

from gongkai import schedule
from gongkai.schedule import MINUTE, SECOND

HASTY = {line.name for line in schedule.LINES if line.every == SECOND}
EVERY = {line.name for line in schedule.LINES}


def names(lines) -> set[str]:
    return {line.name for line in lines}


def test_all_have_their_turn_at_first_and_again_after_a_minute_and_those_waited_for_each_second():
    rota = schedule.Rota()
    assert names(rota.turn(5.0)) == EVERY > HASTY
    assert names(rota.turn(5.5)) == set()
    assert names(rota.turn(6.0)) == HASTY
    assert names(rota.turn(5.0 + MINUTE)) == EVERY


def test_where_something_was_done_the_next_turn_is_at_once():
    rota = schedule.Rota()
    rota.turn(5.0)
    slow = next(iter(EVERY - HASTY))
    rota.again(slow)
    assert names(rota.turn(5.1)) == {slow}
    assert names(rota.turn(5.2)) == set()


def test_people_wait_for_what_opens_ends_goes_out_or_is_read():
    waited = {
        "办理预约的公开和下架",
        "征求意见到日开始",
        "征求意见到期截止",
        "问卷到期结束",
        "发出邮件",
        "读出附件的文字",
    }
    assert waited <= HASTY
