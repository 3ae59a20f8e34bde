"""社会评议: from the questionnaire to the unit's sheet, with its sample, its guard, its interval (KF-6.1, TZ-5.3)."""

import re
from datetime import date

import pytest

from gongkai.acts.facts import Span
from gongkai.acts.models import Due
from gongkai.acts.refusals import SameHands, Unready
from gongkai.assessment import facts, planning
from gongkai.assessment.models import Count, UnitResult
from gongkai.participation.models import Answer, Outcome, Reply, Survey
from gongkai.participation.surveys.counting import Share
from gongkai.publication import door
from tests.county import moment
from tests.participation.surveyed import ENDED, HOME, cells_of, evaluated, letters, taken


def span(as_of="2026-01-01"):
    return Span(date(2025, 10, 1), date(2025, 12, 31), moment(as_of))


def test_the_office_draws_a_questionnaire_up_and_another_of_the_office_agrees(county, sign_in, topic, client, stand_at):
    stand_at("2025-11-03 09:00")
    said = {
        "title": "满意度调查", "purpose": "听取意见", "units": [county.roads.pk, county.town.pk],
        "population": "办过事的人", "minimum": 30, "basis": "invited", "open_form": "on", "opens": "2025-11-03",
        "closes": "2025-11-28", "topic": county.topic.pk,
    }  # fmt: skip
    assert sign_in("ban").post(f"{HOME}new/", said | {"closes": "2025-11-01"}).status_code == 200
    assert sign_in("ban").post(f"{HOME}new/", said).status_code == 302
    row = Survey.objects.get()
    url = f"{HOME}{row.pk}/"
    assert "要有一道、只有一道" in sign_in("he").post(f"{url}approve/", {"read": row.case.content}).content.decode()
    asked = {"text": "总的评价", "sort": "scale", "measures": "on", "version": 1}
    assert sign_in("ban").post(f"{url}questions/1/", asked).status_code == 302
    late = sign_in("he").post(f"{url}questions/1/", asked)  # had opened it before
    assert late.status_code == 409 and "另一人在您打开以后保存过" in late.content.decode()
    row.refresh_from_db()
    row.case.refresh_from_db()
    with pytest.raises(SameHands):
        row.case.take("approve", by=county.ban, at=moment("2025-11-03 09:00"))
    assert client.get(f"/survey/{row.address}/").status_code == 404  # a draft is nobody's to read
    assert sign_in("he").post(f"{url}approve/", {"read": row.case.content}).status_code == 302
    assert sign_in("ban").get(f"{url}head/").status_code == 409  # agreed to: not changed any more
    row.case.refresh_from_db()
    assert sign_in("ban").post(f"{url}open/", {"read": row.case.content}).status_code == 302
    assert row.address in client.get("/survey/").content.decode()
    page = client.get(f"/d/{door.shown(f'survey:{row.pk}').address}/").content.decode()
    assert f'href="/survey/{row.address}/"' in page and "交运局、河边镇" in page


def test_who_changed_it_last_does_not_agree_to_it(county, draft):
    row = draft()
    asked = row.questions.get(number=2)
    from gongkai.participation.surveys import drafting

    drafting.save_question(row, 2, drafting.Asked("choice", asked.text, ("网站", "墙上")), 1, county.he)
    row.case.refresh_from_db()
    with pytest.raises(Unready, match="最后改这份问卷的是您"):
        row.case.take("approve", by=county.he, at=moment("2025-10-21 09:00"))


@pytest.mark.provision("KF-6.1")
def test_what_the_sample_says_reaches_the_sheet_of_a_quarter_and_too_small_a_sample_does_not(
    county, survey, answer, sweep, rulebook, client, sign_in, stand_at
):
    """Of four invited for the bureau three are satisfied and one is not; for the township two answer: too few."""
    row = survey()
    codes = letters(row, county.he)
    for step, code in zip((5, 4, 4, 2), codes["交运局"], strict=True):
        taken(answer(row, code=code, q1=step, q2=1))
    for code in codes["河边镇"][:2]:
        taken(answer(row, code=code, q1=1))
    town = row.subjects.get(unit=county.town)
    for _ in range(3):
        taken(answer(row, subject=town.pk, q1=5))  # volunteers, who do not count here
    evaluated(county, row, sweep)
    value, of = (facts.count(f"participation.{name}", [county.roads, county.town], span()).values
                 for name in ("satisfaction", "respondents"))  # fmt: skip
    assert value == {county.roads.pk: "75.00%", county.town.pk: None}
    assert of == {county.roads.pk: 4, county.town.pk: 2}
    stand_at("2026-01-20 09:00")
    campaign = quarter(county, rulebook)
    results = {one.unit_id: one for one in UnitResult.objects.filter(result_set__campaign=campaign)}
    assert results[county.roads.pk].total == 7500 and results[county.town.pk].state == "待定"
    sheet = f"/staff/assessment/{campaign.pk}/sheets/{{}}/".format
    assert "群众满意度 75.00%" in sign_in("ban").get(sheet(county.roads.pk)).content.decode()
    short = "有效答卷 2 份，少于最少 3 份，样本不足"
    assert short in sign_in("ban").get(sheet(county.town.pk)).content.decode()
    behind = f"{sheet(county.town.pk)}facts/participation.satisfaction/"
    assert short in sign_in("ban").get(behind).content.decode()
    outcome = Outcome.objects.get(subject__unit=county.town)
    assert f"{HOME}outcomes/{outcome.pk}/" in sign_in("ban").get(behind).content.decode()
    assert "样本不足" in sign_in("zhen").get(f"{HOME}outcomes/{outcome.pk}/").content.decode()
    assert sign_in("xin").get(f"{HOME}outcomes/{outcome.pk}/").status_code == 404  # another unit's
    assert sign_in("zhen").get(f"{HOME}{row.pk}/").status_code == 404
    assert outcome.case.title in sign_in("zhen").get(HOME).content.decode()


def quarter(county, rulebook):
    """A campaign of the fourth quarter whose only figure is the satisfaction."""
    text = re.sub(r"(?s)sources:.*?\ngrades:", TABLE + "grades:", rulebook.read_text("utf-8"))
    rulebook.write_text(text, "utf-8")
    plan = planning.Plan("四季度考核", "shi-2025", date(2025, 10, 1), date(2025, 12, 31), [county.roads, county.town])
    found = planning.open_campaign(plan, county.ban, moment("2026-01-05 09:00"))
    for step, by in (("approve", county.ling), ("notify", county.ban), ("compose", county.ban)):
        found.case.take(step, by=by, at=moment("2026-01-06 09:00"))
    assert Count.objects.filter(campaign=found, fact="participation.satisfaction").count() == 2
    return found


TABLE = """table:
  id: total
  title: 总分
  points: 100
  indicators:
  - {id: seen, title: 社会评议, points: 100, says: 满意度乘以100, cite: KF-6.1,
     rules: [{earn: 100%, times: participation.satisfaction}]}
"""


@pytest.mark.provision("KF-6.1")
def test_the_result_is_public_with_its_denominators_and_the_second_person_publishes(
    county, survey, answer, sweep, client, sign_in
):
    row = survey(basis="all", minimum=2)
    due = lambda: Due.objects.get(case=row.case, limit="participation.survey_result")
    roads, town = row.subjects.order_by("unit__order")
    for step in (5, 4, 3, 1):
        taken(answer(row, subject=roads.pk, q1=step, q2=2, q3="公开栏太旧"))
    taken(answer(row, subject=town.pk, q1=5))
    evaluated(county, row, sweep)
    assert due().done is None and due().due.astimezone(ENDED.tzinfo).date() == date(2025, 12, 29)
    with pytest.raises(SameHands):
        row.case.take("announce", by=county.ban, at=moment("2025-12-02 09:00"))
    staff = sign_in("ban").get(f"{HOME}{row.pk}/").content.decode()
    assert "公开栏太旧" in staff and "50.00%" in staff
    row.case.take("announce", by=county.he, at=moment("2025-12-02 09:00"))
    assert due().done
    page = client.get(f"/d/{door.shown(f'survey:{row.pk}').address}/").content.decode()
    cells = re.findall(r"<td>([^<]*)</td>", page)
    assert cells[:7] == ["交运局", "4", "2", "50.00%", "15.0%—85.0%", "3.25", "0"]
    assert cells[7:11] == ["河边镇", "1（少于 2）", "—", "样本不足"]
    assert "公开栏太旧" not in page and "自愿填写的不是抽样得来" in page
    assert "现在不能填写" in client.get(f"/survey/{row.address}/").content.decode()
    assert row.case.title in client.get("/survey/").content.decode()
    assert "样本不足" in cells_of(sign_in("ban").get(f"{HOME}{row.pk}/result.xlsx").content)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score without continuity correction)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(hits, n, low, high):
    found = Share(hits, n).interval
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


def test_an_answer_added_after_the_evaluation_stops_the_result(county, survey, answer, sweep):
    row = survey(minimum=1)
    taken(answer(row, code=letters(row, county.he)["交运局"][0], q1=5))
    evaluated(county, row, sweep)
    extra = Answer.objects.create(
        survey=row, subject=row.subjects.get(unit=county.roads), invited=True, day=date(2025, 11, 9), ticket="x"
    )
    Reply.objects.create(answer=extra, question=row.questions.get(number=1), choice=1)
    with pytest.raises(Unready, match="与评定时不一致"):
        row.case.take("announce", by=county.he, at=moment("2025-12-02 09:00"))
