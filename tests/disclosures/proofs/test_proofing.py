"""Findings on a draft, judged one by one: the gate stays shut for what was not judged, and nobody judges alone."""

import pytest

from gongkai.acts.refusals import SameHands, Unready
from gongkai.disclosures.proofs import proofing
from gongkai.writing import judging
from tests.county import moment

AT = moment("2025-03-05 09:00")
ID_NUMBER = "11010519491231002X"  # the standard's own example
TWO = f"<p>张某，身份证号{ID_NUMBER}，手机13800138000。</p>"


def explain(county, record, kinds, by=None):
    for one in proofing.stops(record.draft):
        if one.seen.kind in kinds:
            judging.judge(record.case, 1, one, "rejected", "法院要求公布", by or county.xin, AT)


def propose(county, record):
    record.case.refresh_from_db()
    return record.case.take("propose", by=county.xin, at=AT)


def test_each_thing_that_stops_a_paper_is_explained_by_itself(county, write):
    record = write(html=TWO)
    explain(county, record, ["identity"])
    with pytest.raises(Unready) as refused:
        propose(county, record)
    assert "手机号码" in str(refused.value) and "身份证" not in str(refused.value)
    explain(county, record, ["mobile"])
    assert propose(county, record)


def test_a_new_number_after_the_explanation_stops_the_paper_again(county, write):
    from gongkai.disclosures import drafting

    record = write(html=TWO)
    explain(county, record, ["identity", "mobile"])
    draft = drafting.Draft(county.roads, county.topic, record.draft.title, record.draft.formed_on,
                           TWO + "<p>李某13900139000</p>", {"kind": "信息"})  # fmt: skip
    drafting.save(record, record.case.version, draft, county.xin, AT)
    with pytest.raises(Unready, match="139\\*\\*\\*\\*9000"):
        propose(county, record)


def test_who_explained_does_not_review(county, write):
    from gongkai.accounts.models import Post, Role

    record = write(html=TWO)
    other = Post.objects.create(person=county.mi.person, unit=county.roads, role=Role.PROPOSER)
    explain(county, record, ["identity", "mobile"], by=other)
    propose(county, record)
    with pytest.raises((SameHands, Unready), match="另一人"):
        record.case.take("clear", by=county.mi, at=AT)


def test_what_a_reviewer_confirmed_is_mended_before_it_goes_on(county, write):
    from gongkai.disclosures import drafting

    record = write(html="<p>做好工作布署。</p>")
    propose(county, record)
    (one,) = [one for one in proofing.everything(record.draft, AT) if one.seen.kind == "wrong"]
    judging.judge(record.case, 1, one, "confirmed", "错字", county.mi, AT)
    with pytest.raises(Unready, match="认定要改"):
        record.case.take("clear", by=county.mi, at=AT)
    record.case.take("return", by=county.mi, at=AT, words="请改错字")
    with pytest.raises(Unready, match="认定要改"):
        propose(county, record)
    draft = drafting.Draft(county.roads, county.topic, record.draft.title, record.draft.formed_on,
                           "<p>做好工作部署。</p>", {"kind": "信息"})  # fmt: skip
    record.refresh_from_db()
    drafting.save(record, record.case.version, draft, county.xin, AT)
    assert propose(county, record) and record.case.take("clear", by=county.mi, at=AT)


def test_the_elements_of_a_paper_are_checked_for_private_words_too(write):
    record = write(addressees="张某13800138000")
    assert [(one.part, one.seen.kind) for one in proofing.stops(record.draft)] == [("主送", "mobile")]


def test_everything_is_looked_at_once_and_told_with_its_place(county, write, publish):
    publish(write(title="关于县道养护的通知", html="<p>对县道开展养护，请绕行。</p>"))
    record = write(
        title="关于县道养护的通知", kind="通知", doc_no="试交发〔2025〕1号",
        html='<p>各乡镇：</p><p>做好布署。見<a href="/d/nowhere/">附件</a>，于2025年2月30日前报送。</p>',
    )  # fmt: skip
    write(doc_no="试交发〔2025〕1号", title="另一件")
    found = {one.seen.kind: one for one in proofing.everything(record.draft, AT)}
    assert {"wrong", "impossible_day", "dead_inside", "alike", "same_number", "noise", "missing_signed"} <= set(found)
    assert proofing.place(found["wrong"], record.draft.html) == 1
    assert proofing.place(found["alike"], record.draft.html) is None


def test_a_mask_hides_the_signs_in_every_part_and_leaves_the_rest(county, write):
    record = write(html=TWO, summary=f"张某{ID_NUMBER}")
    (mark,) = {one.mark for one in proofing.stops(record.draft) if one.seen.kind == "identity"}
    changed = proofing.masked(record.draft, mark)
    assert set(changed) == {"html", "summary"}
    assert ID_NUMBER not in changed["html"] + changed["summary"] and "13800138000" in changed["html"]
