"""政策问答: written on a clause of a paper, reviewed by others, found by the public beside its paper."""

import pytest

from gongkai.answers.models import Answer
from gongkai.publication import door, pages
from gongkai.publication.found import find
from tests.answers.conftest import HOME

pytestmark = pytest.mark.told("2025-03-10 10:00")


def page(path):
    return pages.at(path).make().decode()


def test_a_question_is_answered_reviewed_by_others_and_read_beside_its_paper(county, policy, out):
    answer = out()
    shown, paper = door.shown(answer.door_key), door.shown(f"disclosure:{policy.pk}")
    text = page(f"/d/{shown.address}/")
    assert "七时到九时不能进城" in text and "第三条" in text and "货车通行办法" in text and "待复核" not in text
    beside = page(f"/d/{paper.address}/")
    assert "政策问答" in beside and "白天货车能进城吗？" in beside
    assert "白天货车能进城吗？" in page("/q/") and "白天货车能进城吗？" in page("/q/other/")
    assert [row["url"] for row in find("通行证").rows] == [f"/d/{shown.address}/"]
    assert "群众咨询" not in text  # why it was written is the unit's own affair


def test_who_wrote_it_does_not_review_it(county, ask, press, sign_in):
    answer = ask()
    assert press("xin", answer, "propose").status_code == 302
    assert press("xin", answer, "clear").status_code == 403
    assert press("zhenmi", answer, "clear").status_code == 404
    assert press("mi", answer, "clear").status_code == 302
    assert Answer.objects.get(pk=answer.pk).case.status == "cleared"


@pytest.mark.parametrize(
    "more, says",
    [({"html": ""}, "答复还是空的"), ({"clause": ""}, "哪一条"), ({"expires_on": "2025-03-09"}, "2025-03-09 已经过了")],
)  # fmt: skip
def test_what_is_missing_is_said_before_it_goes_to_review(ask, press, more, says):
    refused = press("xin", ask(**more), "propose")
    assert refused.status_code == 409 and says in refused.content.decode()


def test_it_may_still_hold_on_its_last_day(ask, press):
    assert press("xin", ask(expires_on="2025-03-10"), "propose").status_code == 302


def test_a_paper_that_is_not_out_here_is_no_ground(county, policy, sign_in):
    said = {
        "question": "甲？",
        "type": "other",
        "paper": "没有这个文件",
        "unit": county.roads.pk,
        "topic": county.topic.pk,
    }
    told = sign_in("xin").post(f"{HOME}form/", said).content.decode()
    assert "本站没有公开过这件文件" in told and not Answer.objects.exists()


def test_a_telephone_in_an_answer_is_masked_or_explained(ask, press):
    refused = press("xin", ask(html="找王某，手机13812345678。"), "propose")
    assert refused.status_code == 409 and "手机" in refused.content.decode()


def test_two_who_write_at_once_both_keep_what_they_wrote(ask, policy, sign_in):
    answer = ask()
    stale = {
        "html": "可以。",
        "paper": policy.index_no,
        "clause": "第三条",
        "seen": "0" * 64,
        "origin": "",
        "asked": "",
    }
    told = sign_in("xin").post(f"{HOME}{answer.pk}/edit/", stale)
    assert told.status_code == 409 and "在您打开以后保存过" in told.content.decode()
    assert "可以。" in told.content.decode()


def test_who_may_see_and_write(county, ask, sign_in):
    answer = ask()
    assert sign_in("zhen").get(f"{HOME}{answer.pk}/").status_code == 404
    assert sign_in("fen").get(f"{HOME}{answer.pk}/edit/").status_code == 403
    assert sign_in("fen").get(f"{HOME}form/").status_code == 403
    assert "白天货车" not in sign_in("zhen").get(HOME).content.decode()
    assert "白天货车" in sign_in("ban").get(HOME).content.decode()


def test_what_readers_looked_for_in_vain_leads_to_the_form(county, policy, sign_in):
    from gongkai.search import unmet
    from tests.answers.conftest import AT

    for _ in range(3):
        unmet.note(["通行证"], AT.date())
    listed = sign_in("xin").get(HOME).content.decode()
    assert "通行证" in listed and "3 次" in listed
    assert 'value="通行证"' in sign_in("xin").get(f"{HOME}form/?question=通行证").content.decode()
    assert policy.index_no in sign_in("xin").get(f"{HOME}form/?paper={policy.pk}").content.decode()


def test_a_new_round_tells_what_changed_and_stands_out_until_it_is_published(out, press, policy, sign_in):
    answer = out()
    assert press("xin", answer, "change").status_code == 302
    row = Answer.objects.get(pk=answer.pk)
    text = {"html": "七时到十时不能。", "paper": policy.index_no, "clause": "第三条", "seen": row.revision.head_stamp}
    assert (
        sign_in("xin").post(f"{HOME}{answer.pk}/edit/", text | {"note": "", "origin": "", "asked": ""}).status_code
        == 302
    )
    assert "请写变动说明" in press("xin", answer, "propose").content.decode()
    row.refresh_from_db()
    text |= {
        "seen": Answer.objects.get(pk=answer.pk).revision.head_stamp,
        "note": "时段改了",
        "origin": "",
        "asked": "",
    }
    assert sign_in("xin").post(f"{HOME}{answer.pk}/edit/", text).status_code == 302
    address = door.shown(answer.door_key).address
    assert "七时到九时" in page(f"/d/{address}/")
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        assert press(name, answer, step).status_code == 302
    told = page(f"/d/{address}/")
    assert "七时到十时" in told and "时段改了" in told
