"""到期清除: who spoke and who signed up is forgotten after the term; answers and published names stay."""

from gongkai.acts.models import Act
from gongkai.participation import erasing
from gongkai.participation.consultations import running, treating
from gongkai.participation.models import Opinion, Reply, SignUp
from gongkai.participation.surveys import counting
from tests.county import moment
from tests.participation.conftest import receipt
from tests.participation.test_gathering import HELD, announced, join, planned
from tests.participation.test_survey import evaluated, taken

__all__ = ["announced", "join", "planned"]


def test_who_spoke_is_forgotten_the_day_after_the_term_and_the_opinion_stays(county, out, speak):
    row = out(identity="real")
    receipt(speak(row, name="李小河", phone="13800000000", email="a@example.cn"))
    running.close(row, moment("2025-04-03 00:00"))
    at, some = moment("2025-04-10 09:00"), list(row.opinions.select_related("case"))
    treating.treat(row, some, treating.Said("公开资金", "wholly"), county.xin, at)
    treating.agree(some, {one.pk: one.case.content for one in some}, county.fen, at)
    row.case.refresh_from_db()
    row.case.take("summarize", by=county.xin, at=at)
    row.case.take("announce", by=county.fen, at=at)
    assert erasing.due(moment("2027-04-12 23:59:59")) == []  # 10 April 2027 is a Saturday: the term ends on Monday
    [found] = erasing.due(moment("2027-04-13 00:00"))
    for _ in range(2):
        erasing.erase(found, moment("2027-04-13 00:00"))
    one = Opinion.objects.get()
    assert (one.name, one.phone, one.email) == (None, None, None) and one.words and one.treatment.gist == "公开资金"
    assert Act.objects.filter(case=row.pk, step="erase").count() == 1
    assert erasing.due(moment("2027-04-14 00:00")) == []


def test_what_was_written_beside_a_questionnaire_is_forgotten_and_its_figures_stay(county, survey, answer, sweep):
    row = survey(basis="all", minimum=2)
    for unit in row.subjects.all():
        taken(answer(row, subject=unit.pk, q1=5, q3="李小河说公开栏太旧"))
    evaluated(county, row, sweep)
    row.case.take("announce", by=county.he, at=moment("2025-12-02 09:00"))
    before = counting.digest(counting.tallies(row))
    assert erasing.due(moment("2027-12-02 23:59:59")) == []
    [found] = erasing.due(moment("2027-12-03 00:00"))
    for _ in range(2):
        erasing.erase(found, moment("2027-12-03 00:00"))
    assert not Reply.objects.filter(line__isnull=False).exists() and counting.digest(counting.tallies(row)) == before
    assert Act.objects.get(case=row.pk, step="erase").detail["says"] == "2 条一句话意见，保存期满"
    assert erasing.due(moment("2028-01-01 00:00")) == []


def test_who_signed_up_is_forgotten_but_for_the_names_that_were_published(county, announced, join, sign_in, stand_at):
    row = announced(seats=1)
    for name in ("李小河", "王大山"):
        join(row, name, reason="我住在终点站")
    row.case.take("draw", by=county.xin, at=moment("2025-03-15 09:00"), detail={"seed": "0" * 32})
    row.case.take("name", by=county.fen, at=moment("2025-03-15 10:00"))
    sent = {"day": "2025-03-16", "says": "送达"}
    row.case.take("send", by=county.xin, at=moment("2025-03-16 10:00"), detail=sent)
    held = {"attended": 1, "signed": True, "minutes": HELD["minutes"], "papers": []}
    row.case.take("hold", by=county.xin, at=moment("2025-04-01 12:00"), detail=held)
    row.case.take("agree", by=county.fen, at=moment("2025-04-02 09:00"))
    [found] = erasing.due(moment("2027-04-03 00:00"))
    erasing.erase(found, moment("2027-04-03 00:00"))
    drawn, other = SignUp.objects.order_by("place")
    assert drawn.name and other.name is None
    assert {one.phone for one in (drawn, other)} == {None} and {one.reason for one in (drawn, other)} == {None}
