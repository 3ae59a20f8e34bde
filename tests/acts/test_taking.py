"""The trail: who may do what to a case, in which order, and what it leaves behind."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from gongkai.acts import chain, guards, verify
from gongkai.acts.models import Act, Anchor, Case, Remark
from gongkai.acts.refusals import NotReviewed, NotYourRole, Overtaken, SameHands, Unready, WrongState
from gongkai.acts.taking import Take, allow, take_many
from tests.county import moment

AT = moment("2025-03-04 10:00")


def steps_of(record):
    return list(Act.objects.filter(case_id=record.pk).order_by("number").values_list("step", flat=True))


@pytest.mark.provision("DY-4")
def test_nothing_is_published_without_secrecy_and_content_review(county, write):
    record = write()
    with pytest.raises(WrongState):
        record.case.take("publish", by=county.fa, at=AT)
    record.case.take("propose", by=county.xin, at=AT)
    with pytest.raises(WrongState):
        record.case.take("approve", by=county.fen, at=AT)
    record.case.take("clear", by=county.mi, at=AT)
    with pytest.raises(WrongState):
        record.case.take("publish", by=county.fa, at=AT)
    record.case.take("approve", by=county.fen, at=AT)
    record.case.take("publish", by=county.fa, at=AT)
    assert steps_of(record) == ["form", "propose", "clear", "approve", "publish"]


def test_a_step_is_refused_to_another_role(county, write):
    record = write()
    with pytest.raises(NotYourRole, match="信息员"):
        record.case.take("propose", by=county.fen, at=AT)


def test_a_step_is_refused_to_another_unit(county, write):
    record = write()
    with pytest.raises(NotYourRole, match="河边镇"):
        record.case.take("propose", by=county.zhen, at=AT)


def test_a_post_that_has_ended_may_do_nothing(county, write):
    record = write()
    county.xin.until = moment("2025-03-01").date()
    county.xin.save()
    with pytest.raises(NotYourRole, match="不任此岗"):
        record.case.take("propose", by=county.xin, at=AT)


@pytest.mark.parametrize("second", ["clear", "approve"])
def test_one_person_may_not_check_their_own_work(county, write, second):
    from gongkai.accounts.models import Post, Role

    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    role = {"clear": Role.SECRECY, "approve": Role.REVIEWER}[second]
    if second == "approve":
        record.case.take("clear", by=county.mi, at=AT)
    same = Post.objects.create(person=county.xin.person, unit=county.roads, role=role)
    with pytest.raises(SameHands):
        record.case.take(second, by=same, at=AT)


def test_whoever_reviewed_something_else_is_told(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    with pytest.raises(NotReviewed, match="又改过"):
        record.case.take("clear", by=county.mi, at=AT, read="0" * 64)


@pytest.mark.provision("BW-6.1.6")
def test_a_review_falls_with_the_next_edit(county, write):
    from gongkai.disclosures import drafting

    record = write()
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen)):
        record.case.take(step, by=by, at=AT)
    record.case.take("revise", by=county.xin, at=AT)
    draft = drafting.Draft(county.roads, county.topic, "另一个标题", AT.date(), "<p>改了。</p>", {"kind": "信息"})
    drafting.save(record, record.case.version, draft, county.xin, AT)
    record.case.take("propose", by=county.xin, at=AT)
    Case.objects.filter(pk=record.pk).update(status="approved")  # even a state forged in the database opens no way
    with pytest.raises(NotReviewed, match="保密审查通过"):
        record.case.take("publish", by=county.fa, at=AT)


def test_a_row_changed_behind_the_steps_is_not_published(county, write):
    from gongkai.disclosures.models import Edition

    record = write()
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen)):
        record.case.take(step, by=by, at=AT)
    Edition.objects.filter(pk=record.draft_id).update(html="<p>没有人看过的内容</p>")
    with pytest.raises(Unready, match="不一致"):
        record.case.take("publish", by=county.fa, at=AT)


def test_returning_needs_a_reason_and_keeps_it_sealed(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    with pytest.raises(Unready, match="理由"):
        record.case.take("return", by=county.mi, at=AT)
    act = record.case.take("return", by=county.mi, at=AT, words="附件缺页")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM acts_remark WHERE act_id=%s", [act.pk])
        assert "附件缺页" not in cursor.fetchone()[0]
    assert Remark.objects.get(act=act).text == "附件缺页"
    assert "附件缺页" not in str(Act.objects.filter(pk=act.pk).values().get())


def test_of_two_who_act_on_one_version_the_second_is_told_who_was_first(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    stale = Case.objects.get(pk=record.pk)
    record.case.take("clear", by=county.mi, at=AT)
    with pytest.raises(WrongState, match=r"mi某.*保密审查通过"):
        stale.take("clear", by=county.mi, at=AT)


def test_the_conditional_update_lets_one_win(county, write, monkeypatch):
    from gongkai.acts import taking

    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    before = Case.objects.select_related("unit").get(pk=record.pk)
    record.case.take("clear", by=county.mi, at=AT)
    monkeypatch.setattr(taking, "_as_they_stand", lambda given: [before])  # what a transaction in flight still reads
    with pytest.raises(Overtaken, match=r"mi某.*保密审查通过"):
        take_many("disclosure", "clear", [Take(before, county.mi, AT)])
    assert steps_of(record) == ["form", "propose", "clear"]


def test_a_batch_is_done_whole_or_not_at_all_and_says_whose_the_reason_is(county, write):
    good, bad = write("甲"), write("乙", html="")
    with pytest.raises(Unready, match=r"《乙》：.*正文"):
        take_many("disclosure", "propose", [Take(record.case, county.xin, AT) for record in (good, bad)])
    assert steps_of(good) == ["form"]


def test_what_several_gates_of_a_step_ask_for_is_read_once(county, write):
    case = write().case
    for name, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen), ("publish", county.fa)):
        take = Take(case, by, moment("2025-03-04 10:00"))
        with CaptureQueriesContext(connection) as asked:
            allow(case.kind_of.steps[name], [take])
        sent = [one["sql"] for one in asked]
        assert len(sent) == len(set(sent)) > 1, name
        take_many(case.kind, name, [take])


def test_what_happened_may_not_lie_in_the_future(county, write):
    record = write()
    with pytest.raises(WrongState, match="不能晚于"):
        record.case.take("propose", by=county.xin, at=AT, effective=moment("2025-03-05 10:00"))


def test_the_database_refuses_to_change_or_remove_an_act(county, write):
    write()
    for sql in ("UPDATE acts_act SET step='x'", "DELETE FROM acts_act"):
        with pytest.raises((DatabaseError, IntegrityError), match="只能追加"), transaction.atomic():
            connection.cursor().execute(sql)


def test_guards_that_were_dropped_are_missed_and_put_back(db):
    dropped = guards._names()[0]
    on = "" if connection.vendor == "sqlite" else " ON acts_act"
    connection.cursor().execute(f"DROP TRIGGER {dropped}{on}")
    assert guards.missing() == [dropped]
    guards.put_back()
    assert guards.missing() == []


def without_guards(table, sql, values=()):
    """What somebody with the database's password could do."""
    with connection.cursor() as cursor:
        for name in guards._names():
            if name.startswith(table):
                cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
        cursor.execute(sql, values)


def test_a_whole_trail_verifies(county, write, publish):
    publish(write())
    verify.anchor(AT)
    assert list(verify.faults()) == []


@pytest.mark.parametrize(
    "sql, told",
    [
        ("UPDATE acts_act SET person_id={other} WHERE step='clear'", "内容被改过"),
        ("DELETE FROM acts_act WHERE step='clear'", "缺少记录"),
        ("DELETE FROM acts_act WHERE step='publish'", "截断"),
        ("UPDATE acts_case SET length=length-1", "截断"),
        ("UPDATE acts_act SET number=number+10 WHERE step='publish'", "缺少记录"),
    ],
)
def test_a_tampered_trail_is_found(county, write, publish, sql, told):
    publish(write())
    without_guards("acts_act", sql.format(other=county.fa.person_id))
    assert any(told in fault for fault in verify.faults())


def test_a_trail_cut_back_together_with_its_case_no_longer_fits_the_anchor(county, write, publish):
    record = publish(write())
    verify.anchor(AT)
    last = Act.objects.get(case_id=record.pk, step="approve")
    without_guards("acts_act", "DELETE FROM acts_act WHERE step='publish'")
    Case.objects.filter(pk=record.pk).update(length=last.number, head=last.hash)
    assert any("锚" in fault for fault in verify.faults())


def test_a_forged_anchor_is_not_signed(county, write):
    write()
    kept = verify.anchor(AT)
    without_guards("acts_anchor", "UPDATE acts_anchor SET digest=%s WHERE id=%s", ["f" * 64, kept.pk])
    assert any("签名不对" in fault for fault in verify.faults())
    assert Anchor.objects.count() == 1


def test_words_exchanged_behind_the_trail_are_found(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    act = record.case.take("return", by=county.mi, at=AT, words="附件缺页")
    Remark.objects.filter(act=act).update(text="没有问题")
    assert any("理由被换过" in fault for fault in verify.faults())


def test_erased_words_leave_the_chain_whole(county, write):
    record = write()
    record.case.take("propose", by=county.xin, at=AT)
    act = record.case.take("return", by=county.mi, at=AT, words="附件缺页")
    Remark.objects.filter(act=act).update(text=None, erased=AT)
    assert list(verify.faults()) == []


def test_one_story_played_singly_and_in_bulk_gives_the_same_bytes(county, write):
    """The hash covers all an act says; only keys differ, so they are put in place before comparing."""
    one, two = write("甲"), write("甲")
    for step, by in (("propose", county.xin), ("clear", county.mi), ("approve", county.fen), ("publish", county.fa)):
        one.case.take(step, by=by, at=AT)
        take_many("disclosure", step, [Take(two.case, by, AT)])
    prev = chain.FIRST
    for single, bulk in zip(one.case.acts.all(), two.case.acts.all(), strict=True):
        bulk.case_id, bulk.prev = single.case_id, prev
        assert chain.digest(bulk) == single.hash
        prev = single.hash
