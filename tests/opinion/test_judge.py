"""研判: class and grade with their ground; what must be answered cannot be left (BW-8.2)."""

import pytest

CONFERRED = {"there": "交运局", "concluded": "属实"}


@pytest.fixture
def conferred(desk):
    event = desk.collect()
    desk.does("xin", event, "confer", moment=desk.here(), **CONFERRED)
    return event


@pytest.mark.provision("BW-8.2")
@pytest.mark.parametrize("sort", ["vital", "market", "sudden"])
def test_what_touches_people_moves_markets_or_is_sudden_is_classed_on_a_ground_and_may_not_be_left(
    desk, conferred, sort
):
    said = {"sort": sort, "grade": "larger", "unit": conferred.case.unit_id}
    assert "请填写" in desk.does("fen", conferred, "judge", expect=200, **said, ground="").content.decode()
    desk.does("fen", conferred, "judge", **said, ground="应急预案第四条")
    assert (conferred.sort, conferred.grade, conferred.ground) == (sort, "larger", "应急预案第四条")
    answer = desk.does("fen", conferred, "leave", expect=409, words="不需要")
    assert "应当回应" in answer.content.decode()


def test_one_of_the_five_kinds_that_come_first_may_not_be_left_either(desk, conferred):
    said = {"sort": "other", "wide": "policy", "grade": "general", "unit": conferred.case.unit_id, "ground": "误读文件"}
    desk.does("fen", conferred, "judge", **said)
    assert "误解误读" in desk.does("fen", conferred, "leave", expect=409, words="不需要").content.decode()


def test_what_is_left_is_left_by_a_leader_with_a_reason_and_the_clock_ends(desk, conferred):
    said = {"sort": "other", "grade": "general", "unit": conferred.case.unit_id, "ground": "一般议论"}
    desk.does("fen", conferred, "judge", **said)
    desk.does("xin", conferred, "leave", expect=403, words="不用")
    desk.does("fen", conferred, "leave", expect=200, words=" ")
    desk.does("fen", conferred, "leave", words="已有统一口径")
    assert conferred.case.status == "left"
    assert conferred.case.dues.get(limit="opinion.respond").done is not None


def test_the_office_gives_it_to_the_unit_that_answers(desk, conferred, county):
    said = {"sort": "vital", "grade": "general", "unit": county.town.pk, "ground": "属地镇里的事"}
    desk.does("ban", conferred, "judge", **said)
    assert conferred.case.unit == county.town
    assert desk.sign_in("zhen").get(f"/staff/opinion/{conferred.pk}/").status_code == 200


def test_a_unit_gives_it_to_no_other(desk, conferred, county):
    said = {"sort": "vital", "grade": "general", "unit": county.town.pk, "ground": "不归我们"}
    desk.does("fen", conferred, "judge", expect=200, **said)
    assert conferred.case.unit == county.roads


def test_judged_otherwise_later_is_said_why(desk, conferred):
    said = {"sort": "other", "grade": "general", "unit": conferred.case.unit_id, "ground": "一般"}
    desk.does("fen", conferred, "judge", **said)
    desk.does("fen", conferred, "regrade", expect=200, **said | {"grade": "larger"})
    desk.does("fen", conferred, "regrade", **said | {"grade": "larger", "words": "转发过万"})
    assert conferred.grade == "larger"
