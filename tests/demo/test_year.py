"""The year's plan, before anything is played: the same every time, lawful in its order, uneven as years are."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gongkai import shelf
from gongkai.accounts.models import Role
from gongkai.demo import county, people, year
from gongkai.demo.stories import SAVE

BEIJING = timedelta(hours=8)
WAY = ["propose", "clear", "approve", "publish"]
SAYS = """
import django, hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()
from gongkai.demo import manuscripts, year
said = hashlib.sha256()
for story in year.plan():
    text = manuscripts.wording(story)
    said.update(repr((story.key, story.body.code, story.topic, story.genre, story.formed, story.opened, story.moves,
                      story.doc_no, story.attribute, text)).encode())
print(said.hexdigest())
"""


@pytest.fixture(scope="module")
def plan():
    return year.plan()


def told(story):
    return [(story.opened, "form"), *((move.at, move.step) for move in story.moves)]


def test_plan_and_texts_have_the_same_bytes_whatever_the_order_of_sets():
    hashes = set()
    for seed in ("1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", SAYS], env=env, capture_output=True, text=True, cwd=_root())
        assert run.returncode == 0, run.stderr[-2000:]
        hashes.add(run.stdout)
    assert len(hashes) == 1


def _root():
    return Path(__file__).parents[2]


def test_about_twelve_thousand_disclosures_and_every_key_once(plan):
    assert 11_500 < len(plan) < 13_500
    assert [story.key for story in plan] == list(range(1, len(plan) + 1))


def test_every_story_moves_forward_in_working_hours_of_working_days(plan):
    calendar, now = shelf.calendar(), datetime(2026, 1, 12, 2, 0, tzinfo=UTC)
    for story in plan:
        moments = [at for at, _ in told(story)]
        assert moments == sorted(moments), (story.body.name, story.topic, told(story))
        assert moments[-1] < now
        for moment in moments:
            local = moment + BEIJING
            assert calendar.is_workday(local.date()), (story.body.name, story.topic, told(story))
            assert 9 <= local.hour < 18 or (local.hour == 18 and local.minute < 30), told(story)
        assert story.formed <= (story.opened + BEIJING).date()


def test_gates_come_in_their_order_and_a_return_begins_them_anew(plan):
    for story in plan:
        passed = []
        for move in story.moves:
            if move.step in WAY:
                assert move.step == WAY[len(passed) % 4], (story.body.name, story.topic, told(story))
                passed.append(move.step)
            elif move.step in ("return", "change"):
                passed = []


def test_a_save_follows_only_what_opens_the_draft(plan):
    for story in plan:
        for before, move in zip(story.moves, story.moves[1:], strict=False):
            assert move.step != SAVE or before.step in ("return", "change")


def test_each_gate_is_passed_by_another_person():
    for body in county.publishers():
        hands = [one for one in people.workers() if one.unit == body.name and one.role in _HANDS]
        assert {one.role for one in hands} == _HANDS
        assert len({one.name for one in hands}) == len({one.username for one in hands}) == 4


_HANDS = {Role.PROPOSER, Role.SECRECY, Role.REVIEWER, Role.PUBLISHER}


def test_no_two_people_share_an_account_or_a_name():
    assert len({one.username for one in people.workers()}) == len(people.workers())
    assert len({one.name for one in people.workers()}) == len(people.workers())


def test_every_unit_has_its_own_manner_of_meeting_its_target(plan):
    out = Counter(
        story.body.name
        for story in plan
        if story.published and (story.published + BEIJING).year == 2025 and not story.topic.startswith("neibu")
    )
    shares = {body.name: out[body.name] / body.target for body in county.bodies()}
    assert min(shares.values()) > 0.5
    assert max(shares.values()) < 1.6
    assert sum(share > 1 for share in shares.values()) > 8
    assert sum(share < 0.9 for share in shares.values()) > 8


def test_most_are_in_time_and_some_are_late(plan):
    """Counted by working days from the day of formation, apart from the clocks."""
    calendar, prompt, late = shelf.calendar(), Counter(), Counter()
    for story in plan:
        if not story.published:
            continue
        days = calendar.between(story.formed, (story.published + BEIJING).date()).workdays
        same_day = bool({"disclosures.news", "disclosures.notice"} & set(year.topics()[story.topic].limits))
        prompt[same_day] += 1
        late[same_day] += days > (0 if same_day else 20)
    assert 0.02 < late[True] / prompt[True] < 0.12
    assert 0.005 < late[False] / prompt[False] < 0.06


def test_interpretations_follow_their_document_on_the_day_soon_late_or_never(plan):
    calendar = shelf.calendar()
    wanting = [story for story in plan if story.topic in ("guifan", "redian") and not story.interprets]
    papers = [story for story in wanting if story.published]
    told_of = {id(story.interprets): story for story in plan if story.interprets and story.published}
    days = [
        calendar.between((paper.published + BEIJING).date(), (told_of[id(paper)].published + BEIJING).date()).workdays
        for paper in papers
        if id(paper) in told_of
    ]
    assert all(told_of[id(paper)].published > paper.published for paper in papers if id(paper) in told_of)
    assert sum(day == 0 for day in days) > 0.4 * len(papers)
    assert any(1 <= day <= 3 for day in days)
    assert any(day > 3 for day in days)
    assert len(days) < len(papers)


def test_one_leak_and_a_few_of_everything_that_goes_wrong(plan):
    steps = Counter(move.step for story in plan for move in story.moves)
    causes = Counter(dict(move.detail)["cause"] for story in plan for move in story.moves if move.step == "withdraw")
    assert causes["secret"] == 1
    assert sum(causes.values()) == 17
    assert steps["withhold"] == 40
    assert steps["override"] == 4
    assert steps["release"] == 400
    assert steps["change"] > 150
    assert steps["return"] > 150
    assert sum(bool(story.planted) for story in plan) == 5


def test_columns_kept_monthly_are_fresh_at_most_units_and_stale_at_some(plan):
    last = {}
    for story in plan:
        if story.published and (story.published + BEIJING).year == 2025:
            duty = (story.body.name, story.topic)
            last[duty] = max(last.get(duty, story.formed), (story.published + BEIJING).date())
    monthly = [
        (body.name, topic.code)
        for body in county.bodies()
        for topic in year.columns_of(body)
        if topic.refresh == "catalogue.refresh" and topic.code != "jiedu"
    ]
    stale = [duty for duty in monthly if duty not in last or last[duty].month < 11]
    assert 0.02 < len(stale) / len(monthly) < 0.35


def test_every_hand_of_the_roads_bureau_finds_work_in_the_morning(plan):
    stands = Counter()
    for story in plan:
        if story.body.name == "交运局":
            steps = [move.step for move in story.moves]
            stands[steps[-1] if steps else "form"] += 1
    assert min(stands["form"], stands["propose"], stands["clear"], stands["approve"], stands["return"]) >= 1
    assert stands["propose"] >= 3 and stands["clear"] >= 3 and stands["approve"] >= 3


def test_the_window_of_january_is_open_and_units_stand_at_different_points_of_it(plan):
    begun = {story.body.name for story in plan if story.topic == "zhidu" and story.formed.year == 2026}
    out = {
        story.body.name for story in plan if story.topic == "zhidu" and story.formed.year == 2026 and story.published
    }
    assert 10 < len(out) < len(begun) < 60


def test_document_numbers_run_without_gaps_by_unit_and_year(plan):
    seen = {}
    for story in plan:
        if story.doc_no:
            mark, _, number = story.doc_no.rpartition("〕")
            seen.setdefault(mark, []).append(int(number.rstrip("号")))
    assert len(seen) > 60
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in seen.values())


def test_a_register_tells_what_the_unit_published_in_the_month_before(plan):
    register = next(story for story in plan if story.genre == "register" and story.body.name == "交运局")
    month = (register.formed.replace(day=1) - timedelta(1)).replace(day=1)
    out = Counter(
        year.topics()[story.topic].name
        for story in plan
        if story.body.name == "交运局" and story.published and not story.topic.startswith("neibu")
        and (story.published + BEIJING).date().replace(day=1) == month
    )  # fmt: skip
    assert dict(register.register) == dict(out)


def test_the_county_is_the_table_of_2018():
    names = [body.name for body in county.bodies()]
    assert len(names) == len(set(names)) == 64
    assert sum(body.target for body in county.bodies()) == 12_360
    assert county.targets().keys() == set(names)
