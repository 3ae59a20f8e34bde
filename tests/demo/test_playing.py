"""Playing the year: bulk is what hands would do one by one, nothing is doubled, and only what was planted is found."""

from itertools import groupby

import pytest
from django.db import connection, transaction

from gongkai.acts import sitting, verify
from gongkai.acts.models import Act, Case, Due
from gongkai.acts.refusals import Unready, WrongState
from gongkai.demo import foundation, manuscripts, playing, year
from gongkai.demo.stories import SAVE
from gongkai.disclosures import drafting, gates
from gongkai.disclosures.drafting import Draft, Saving, Writing, open_records, start_of_day
from gongkai.disclosures.models import Disclosure
from gongkai.publication.models import Shown
from gongkai.search import index

UNITS = ("交运局", "投促局", "天保镇", "台办")
KEYS = {
    "id",
    "case_id",
    "disclosure_id",
    "act_id",
    "docid",
    "serial",
    "turn",
    "address",
    "key",
    "hash",
    "prev",
    "draft_id",
}


@pytest.fixture(scope="module")
def plan():
    return year.plan()


@pytest.fixture
def some(plan):
    """A story of every kind of life there is, and a dozen plain ones."""
    kinds = {}
    for story in plan:
        if story.body.name in UNITS:
            kinds.setdefault((tuple(move.step for move in story.moves), story.attribute), []).append(story)
    chosen = {story.key: story for stories in kinds.values() for story in stories[:2]}
    chosen |= {story.interprets.key: story.interprets for story in list(chosen.values()) if story.interprets}
    return [chosen[key] for key in sorted(chosen)]


class Undone(Exception):
    pass


def by_hand(stories):
    """Each story by itself, a step at a time, as staff take them: no sitting, no batch."""
    stage, records = playing.Stage(), {}
    for story in stories:
        text = manuscripts.wording(story)
        values = manuscripts.values(story, text)
        if story.interprets:
            values["interprets"] = Disclosure.objects.get(pk=records[story.interprets.key])
        proposer = stage.post(story, "proposer")
        draft = Draft(
            proposer.unit, stage.topics[story.topic], text.title, story.formed, manuscripts.html(story, text), values,
            batch=manuscripts.BATCH, origin_key=str(story.key),
        )  # fmt: skip
        (record,) = open_records([Writing(draft, proposer, story.opened, start_of_day(story.formed))])
        records[story.key] = record.pk
        for move in story.moves:
            row = Disclosure.objects.get(pk=record.pk)
            post = stage.post(story, move.role)
            if move.step == SAVE:
                drafting.save(row, row.case.version, _amended(row, story, move), post, move.at)
            else:
                row.case.take(move.step, by=post, at=move.at, words=move.words, detail=dict(move.detail))


def _amended(row, story, move):
    edition = row.edition
    note = {"change_note": move.note} if edition.number > 1 else {}
    html = manuscripts.amended(edition.html, move.note, story, move.at)
    return Draft(row.case.unit, row.topic, edition.title, edition.formed_on, html, note)


def rows():
    """Everything that was written, by story, without the keys that the database gives and numbers that follow from who
    came first.
    """
    found = {}
    for record in Disclosure.objects.select_related("case", "topic"):
        found[int(record.origin_key)] = (
            plain(record.case),
            plain(record)
            | {"live": record.live_id and record.live.number, "draft": record.draft and record.draft.number},
            [plain(act) | {"words": bool(act.words)} for act in record.case.acts.order_by("number")],
            [plain(edition) for edition in record.editions.order_by("number")],
            [plain(due) for due in Due.objects.filter(case=record.case).order_by("limit", "round")],
            [
                plain(shown) | {"etag": "", "fields": without_keys(shown.fields)}
                for shown in Shown.objects.filter(key=f"disclosure:{record.pk}")
            ],
        )
    return found


def plain(row):
    left_out = KEYS | {"live_id", "interprets_id", "head", "index_no"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in left_out}


def without_keys(fields):
    return {name: value for name, value in fields.items() if name not in ("key", "links", "index_no")}


def played(how, stories):
    """What ``how`` writes of these stories; nothing of it stays."""
    try:
        with transaction.atomic():
            how(stories)
            assert not list(verify.faults())
            found = rows()
            raise Undone
    except Undone:
        return found


def test_bulk_writes_what_hands_write_one_by_one(laid, some):
    single, bulk = played(by_hand, some), played(playing.play, some)
    assert len({tuple(move.step for move in story.moves) for story in some}) > 12
    assert single.keys() == bulk.keys() == {story.key for story in some}
    for key, told in single.items():
        assert bulk[key] == told, key


def test_what_was_played_is_not_played_again(laid, plan):
    some = [story for story in plan if story.body.name == "台办"]
    playing.play(some[:9])
    before = Act.objects.count()
    playing.play(some[:9])
    assert Act.objects.count() == before
    assert playing.played() == {story.key for story in some[:9]}


def test_a_load_that_was_cut_off_goes_on_and_doubles_nothing(laid, plan, monkeypatch):
    monkeypatch.setattr(playing, "CHUNK", 10)
    some = [story for story in plan if story.body.name == "台办"]
    with pytest.raises(Undone):
        playing.play(some, _stop_after(20))
    assert 0 < Disclosure.objects.count() < len(some)
    playing.play(some)
    assert sorted(playing.played()) == [story.key for story in some]
    assert not list(verify.faults())


def _stop_after(many):
    done = []

    def progress(number):
        done.append(number)
        if sum(done) >= many:
            raise Undone

    return progress


def test_the_trail_holds_just_the_moves_of_the_plan(laid, plan):
    some = [story for story in plan if story.body.name in UNITS]
    playing.play(some)
    trail = Act.objects.filter(case__kind="disclosure").order_by("case__disclosure__origin_key", "number")
    told = trail.values_list("case__disclosure__origin_key", "step", "at", "post__unit__name", "post__role")
    trails = {int(key): [act[1:] for act in acts] for key, acts in groupby(told, key=lambda act: act[0])}
    for story in some:
        moves = [("form", story.opened, story.body.name, "proposer")]
        moves += [(m.step, m.at, story.body.name, m.role) for m in story.moves if m.step != SAVE]
        assert trails[story.key] == moves
    assert len(trails) == len(some)


def test_the_checks_stop_what_was_planted_and_nothing_else(laid, plan):
    planted = [story for story in plan if story.planted]
    some = [story for story in plan if story.body.name in UNITS and not story.planted]
    playing.play(sorted((*some, *planted), key=lambda story: story.key))
    flagged = {
        int(record.origin_key)
        for record in Disclosure.objects.prefetch_related("editions")
        for edition in record.editions.all()
        if gates.findings(edition)
    }
    assert flagged == {story.key for story in planted}
    assert len(planted) == 5


def test_the_draft_with_private_numbers_cannot_be_proposed(laid, plan):
    (private,) = (story for story in plan if "身份证" in story.planted)
    playing.play([private])
    record = Disclosure.objects.get()
    stage = playing.Stage()
    with pytest.raises(Unready, match="身份证号码"):
        record.case.take("propose", by=stage.post(private, "proposer"), at=private.opened)


def test_each_desk_of_the_roads_bureau_has_work(laid, plan):
    from gongkai.demo.hours import NOW
    from gongkai.desk import duties

    playing.play([story for story in plan if story.body.name == "交运局"])
    stage = playing.Stage()
    for role in ("proposer", "secrecy", "reviewer", "publisher"):
        found = duties.mine(stage.posts["交运局", role], NOW)
        assert len(found) >= 3
        assert {"late", "near"} <= {duty.state for duty in found}, role


def test_what_was_published_is_found_by_two_characters(laid, plan):
    some = [story for story in plan if story.body.name == "台办" and story.published]
    playing.play(some)
    shown = Shown.objects.filter(kind="document")
    true = sum("台商" in f"{one.title}{one.plain}{one.fields}" for one in shown)
    assert index.find("public", "台商").count == true > 0


def test_laid_twice_the_county_stays_as_it_is(laid):
    from gongkai.accounts.models import Person, Post, Unit

    before = [model.objects.count() for model in (Unit, Person, Post)]
    foundation.lay()
    assert [model.objects.count() for model in (Unit, Person, Post)] == before
    assert Unit.objects.exclude(kind__in=("section", "government")).exclude(name="总工会").count() == 64


def test_the_password_opens_every_account(laid):
    from gongkai.accounts.models import Person
    from gongkai.demo.accounts import PASSWORD, everybody_shown

    assert len(PASSWORD) >= 10
    assert all(Person.objects.get(username=one.username).check_password(PASSWORD) for one in everybody_shown()[:3])
    assert {one.role for one in everybody_shown()} == {
        "信息员", "保密审查员", "分管领导", "发布员", "政务公开办", "考核员", "第三方评估", "领导小组", "审计员",
        "系统管理员",
    }  # fmt: skip


def test_accounts_are_shown_only_before_sign_in_and_only_in_a_demonstration(laid, rf):
    from gongkai.acts import clock
    from gongkai.demo.context import accounts

    clock.forget()
    assert accounts(rf.get("/staff/accounts/sign-in"))["demo_password"]
    assert accounts(rf.get("/staff/")) == {} == accounts(rf.get("/"))
    clock.forget()


def test_in_a_sitting_cases_are_not_read_back(laid, plan, django_assert_max_num_queries):
    some = [story for story in plan if story.body.name == "台办" and len(story.moves) == 4][:6]
    with django_assert_max_num_queries(200) as counted:
        playing.play(some)
    reads = [query["sql"] for query in counted.captured_queries if query["sql"].startswith('SELECT "acts_case"')]
    assert reads == []


def test_a_sitting_that_fails_leaves_nothing_and_forgets_everything(laid, plan):
    story = next(story for story in plan if story.body.name == "台办" and len(story.moves) == 4)
    stage = playing.Stage()
    with pytest.raises(WrongState), sitting.sitting():
        (record,) = open_records([playing._writing(story, stage, {})])
        record.case.take("publish", by=stage.post(story, "publisher"), at=story.opened)
    assert not Case.objects.exists()
    assert sitting.cases([record.pk]) == {}


def test_many_drafts_are_saved_or_none(laid, plan):
    stage = playing.Stage()
    some = [story for story in plan if story.body.name == "台办"][:3]
    records = open_records([playing._writing(story, stage, {}) for story in some])
    savings = [
        Saving(record, 1 + (place == 2), _rewritten(record), stage.posts["台办", "proposer"], some[place].opened)
        for place, record in enumerate(records)
    ]
    with pytest.raises(drafting.StaleDraft), transaction.atomic():
        drafting.save_many(savings)
    assert set(Case.objects.values_list("version", flat=True)) == {1}
    assert connection.in_atomic_block


def _rewritten(record):
    edition = record.edition
    return Draft(record.case.unit, record.topic, "另一个标题", edition.formed_on, "<p>另一段正文。</p>")
