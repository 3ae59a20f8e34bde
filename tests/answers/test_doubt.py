"""问答待复核: when its paper is amended, repealed, taken back or changed, or its own day is over, the page says so."""

import pytest

from gongkai.acts.facts import Span
from gongkai.answers import doubting, facts
from gongkai.answers.models import Answer
from gongkai.disclosures import standing
from gongkai.disclosures.vocabulary import Validity
from gongkai.publication import door, pages
from tests.answers.conftest import AT
from tests.county import moment

pytestmark = pytest.mark.told("2025-03-10 10:00")
LATER = moment("2025-03-11 09:00")


def look(at=LATER):
    """What the schedule does."""
    for key in doubting.due(at):
        doubting.doubt(key, at)


def told(answer):
    return pages.at(f"/d/{door.shown(answer.door_key).address}/").make().decode()


def stand(policy, validity):
    policy.refresh_from_db()
    standing.decide([(policy, validity, "自3月11日起。")], None, LATER)


@pytest.mark.parametrize(
    "validity, says",
    [
        (Validity.AMENDED, "所依据的文件已经修改"), (Validity.REPEALED, "所依据的文件已经废止"),
        (Validity.LAPSED, "所依据的文件已经失效"),
    ],
)  # fmt: skip
def test_when_its_paper_moves_the_answer_says_so_to_everybody(county, policy, out, sign_in, validity, says):
    answer = out()
    look()
    assert Answer.objects.get(pk=answer.pk).doubt == ""
    stand(policy, validity)
    look()
    assert says in told(answer) and "待复核" in told(answer)
    assert "待复核" in pages.at("/q/").make().decode()
    desk = sign_in("fen").get("/staff/").content.decode()
    assert "白天货车能进城吗？" in desk and says in desk


def test_a_change_of_the_paper_and_its_withdrawal_count_too(county, policy, publish, out):
    answer = out()
    policy.case.take("change", by=county.xin, at=AT)
    policy.refresh_from_db()
    publish(policy, at="2025-03-10 12:00")
    look()
    assert "所依据的文件已经修改" in told(answer)
    other = out("晚上呢？")
    policy.case.take("withdraw", by=county.ban, at=LATER, words="错", detail={"cause": "error"})
    look()
    assert "所依据的文件已经撤回" in told(other)


@pytest.mark.parametrize("at, doubted", [("2025-06-30 23:59", False), ("2025-07-01 00:00", True)])
def test_an_answer_is_in_doubt_from_the_day_after_its_last(out, at, doubted):
    answer = out(expires_on="2025-06-30")
    look(moment(at))
    assert bool(Answer.objects.get(pk=answer.pk).doubt) is doubted


def test_another_person_says_with_a_reason_that_it_still_holds(county, policy, out, press, stand_at):
    answer = out()
    assert "没有待复核的事" in press("fen", answer, "confirm", words="看过").content.decode()
    stand(policy, Validity.AMENDED)
    look()
    stand_at("2025-03-12 09:00")
    assert press("xin", answer, "confirm", words="看过").status_code == 403
    assert "请填写理由" in press("fen", answer, "confirm").content.decode()
    assert press("fen", answer, "confirm", words="改的是第九条，与本问无关").status_code == 302
    assert "待复核" not in told(answer)
    look(moment("2025-03-12 10:00"))
    assert Answer.objects.get(pk=answer.pk).doubt == ""  # the same amendment does not raise it again


def test_on_a_repealed_paper_nothing_is_confirmed(policy, out, press, stand_at):
    answer = out()
    stand(policy, Validity.REPEALED)
    look()
    stand_at("2025-03-12 09:00")
    refused = press("fen", answer, "confirm", words="看过")
    assert refused.status_code == 409 and "已经废止，不能作依据" in refused.content.decode()
    assert press("fa", answer, "withdraw", words="文件废止").status_code == 302
    assert pages.at(f"/d/{door.shown(answer.door_key).address}/").status == 410


def test_looking_twice_writes_one_act(policy, out):
    answer = out()
    stand(policy, Validity.AMENDED)
    keys = doubting.due(LATER)
    for key in (*keys, *keys):
        doubting.doubt(key, LATER)
    assert answer.case.acts.filter(step="doubt").count() == 1


def test_answers_and_those_in_doubt_are_counted_as_the_trail_knew_them(county, policy, out):
    out()
    stand(policy, Validity.AMENDED)
    look()
    units = [county.roads, county.town]
    year = (moment("2025-01-01").date(), moment("2025-12-31").date())
    before, after = (Span(*year, at) for at in (LATER, moment("2025-03-11 09:01")))
    assert facts.kept(units, after).values == {county.roads.pk: 1, county.town.pk: 0}
    assert [facts.doubted(units, span).values[county.roads.pk] for span in (before, after)] == [0, 1]
