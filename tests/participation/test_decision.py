"""重大行政决策: the yearly catalogue, every procedure with its paper, the body that decided (KF-4.1, TZ-1.1)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Due
from gongkai.acts.refusals import SameHands, Unready, WrongState
from gongkai.participation.consultations import running, treating
from gongkai.participation.decisions import listing
from gongkai.participation.decisions.listing import Matter
from gongkai.participation.models import Catalogue, Decision
from gongkai.publication import door
from tests.county import moment
from tests.participation.conftest import lines, receipt

HOME = "/staff/participation/"
DONE = ("opinions", "experts", "risk", "legality", "discussion")


def matter(title="县城公交票价调整方案", planned=date(2025, 6, 30)):
    return Matter(title, "调整县城公交票价和优惠范围。", "价格法第二十三条", planned)


@pytest.fixture
def listed(county, topic, stand_at):
    """A matter of the road bureau in the public catalogue of 2025."""
    row = listing.propose_many([(matter(), county.xin, moment("2025-01-06 09:00"))])[0]
    book = listing.begin(2025, county.topic, county.ban, moment("2025-01-07 09:00"))
    row.case.take("select", by=county.ban, at=moment("2025-01-08 09:00"), detail={"catalogue": book.pk})
    publish(county, book, "2025-01")
    row.refresh_from_db()
    row.case.refresh_from_db()
    stand_at("2025-03-03 09:00")
    return row


def publish(county, book, month):
    case = Catalogue.objects.get(pk=book.pk).case
    consent = {"consent": "县委常委会会议", "papers": [], "says": "同意"}
    case.take("consent", by=county.ling, at=moment(f"{month}-20 09:00"), detail=consent)
    case.take("publish", by=county.he, at=moment(f"{month}-21 09:00"))


def content(row):
    return Decision.objects.get(pk=row.pk).case.content


def press(desk, row, step, **said):
    return desk.post(f"{HOME}decisions/{row.pk}/{step}/", {"read": content(row), **said})


def tell(desk, row, sort, day, **said):
    told = {"state": "done", "day": day, "by": "县交通运输局", "outcome": "有结论", "body": "standing"}
    paper = SimpleUploadedFile("意见.txt", "论证意见".encode())
    return desk.post(f"{HOME}decisions/{row.pk}/procedures/{sort}/", {**told, **said, "file": paper})


def tell_all(desk, row, **said):
    for place, sort in enumerate(DONE):
        answer = tell(desk, row, sort, f"2025-02-{10 + place}", **said)
        assert answer.status_code == 302, lines(answer)


DECIDED = {
    "body": "standing", "day": "2025-02-20", "result": "passed", "document": "",
    "taken": "采纳群众关于老年人免费的意见。",
}  # fmt: skip


def page_of(client, row):
    return lines(client.get(f"/d/{door.shown(row.door_key).address}/"))


@pytest.mark.provision("BW-9.1–9.4", "BW-5.1")
def test_units_propose_the_office_lists_the_committee_agrees_and_the_catalogue_is_public(
    county, topic, sign_in, client, stand_at
):
    stand_at("2025-01-06 09:00")
    said = {"title": "县城公交票价调整方案", "about": "调整票价。", "basis": "价格法", "planned": "2025-06-30"}
    assert sign_in("xin").post(f"{HOME}decisions/new/", said).status_code == 302
    assert sign_in("zhen").post(f"{HOME}decisions/new/", {**said, "title": "防汛抢险方案"}).status_code == 302
    ours, theirs = Decision.objects.order_by("pk")
    made = {"year": 2025, "topic": county.topic.pk}
    assert sign_in("ban").post(f"{HOME}catalogues/new/", made).status_code == 302
    assert "已经有了" in lines(sign_in("ban").post(f"{HOME}catalogues/new/", made))
    book = Catalogue.objects.get()
    assert press(sign_in("ban"), ours, "select", catalogue=book.pk).status_code == 302
    assert press(sign_in("ban"), theirs, "decline", excluded="emergency", ground="").status_code == 302
    theirs.refresh_from_db()
    assert theirs.excluded == "emergency" and "突发事件应急处置决策" in lines(
        sign_in("zhen").get(f"{HOME}decisions/{theirs.pk}/")
    )
    url = f"{HOME}catalogues/{book.pk}/"
    read = {"read": Catalogue.objects.get().case.content}
    assert sign_in("ban").post(f"{url}consent/", read).status_code == 403
    consent = {**read, "consent": "县委常委会第1次会议", "words": ""}
    assert sign_in("ling").post(f"{url}consent/", consent).status_code == 302
    assert sign_in("ban").post(f"{url}publish/").status_code == 403  # drew it up
    assert sign_in("he").post(f"{url}publish/").status_code == 302
    client.logout()
    page = page_of(client, book)
    assert "县城公交票价调整方案" in page and "防汛抢险方案" not in page and "经县委常委会第1次会议同意" in page
    assert "政府立法决策" in page
    ours.refresh_from_db()
    assert page_of(client, ours).count("还没有履行") == 5


def test_a_change_through_the_year_is_agreed_to_again_and_tells_its_reason(county, listed, sign_in, client):
    book = listed.catalogue
    assert press(sign_in("ban"), listed, "drop", words="不再调整").status_code == 409  # the catalogue is public
    said = {"note": "上级统一调整票价"}
    assert sign_in("ban").post(f"{HOME}catalogues/{book.pk}/amend/", said).status_code == 302
    assert press(sign_in("ban"), listed, "drop", words="不再调整").status_code == 302
    fresh = listing.propose_many([(matter("农村客运补贴办法"), county.zhen, moment("2025-03-03 09:00"))])[0]
    fresh.case.take("select", by=county.ban, at=moment("2025-03-03 09:00"), detail={"catalogue": book.pk})
    publish(county, book, "2025-03")
    page = page_of(client, book)
    assert "农村客运补贴办法" in page and "县城公交票价调整方案" not in page and "上级统一调整票价" in page
    assert client.get(f"/d/{door.shown(listed.door_key).address}/").status_code == 410


def test_an_empty_catalogue_is_not_agreed_to(county, topic):
    book = listing.begin(2025, county.topic, county.ban, moment("2025-01-07 09:00"))
    with pytest.raises(Unready, match="还没有事项"):
        detail = {"consent": "会议", "papers": [], "says": "会议"}
        book.case.take("consent", by=county.ling, at=moment("2025-01-08 09:00"), detail=detail)


@pytest.mark.provision("KF-4.1", "TZ-1.1")
def test_a_decision_has_gone_through_every_procedure_and_names_the_body_that_took_it(county, listed, sign_in, client):
    desk = sign_in("xin")
    early = press(desk, listed, "decide", **DECIDED)
    assert early.status_code == 409 and all(
        f"还没有登记“{one}”" in early.content.decode()
        for one in ("公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论")
    )
    tell_all(desk, listed)
    wrong = press(desk, listed, "decide", **{**DECIDED, "body": "party"})
    assert "与决策机关不一致" in wrong.content.decode()
    assert "早于集体讨论" in press(desk, listed, "decide", **{**DECIDED, "day": "2025-02-13"}).content.decode()
    assert press(desk, listed, "decide", **DECIDED).status_code == 302
    due = Due.objects.get(case=listed.pk, limit="participation.decision")
    assert due.done is None
    client.logout()
    assert "2025年2月20日" not in page_of(client, listed)  # not until a second person publishes it
    assert press(sign_in("fen"), listed, "announce").status_code == 302
    client.logout()
    page = page_of(client, listed)
    for said in ("政府常务会议", "2025年2月20日", "通过", "采纳群众关于老年人免费的意见", "专家论证", "风险评估"):
        assert said in page
    assert "还没有履行" not in page and "意见.txt" not in page
    due.refresh_from_db()
    assert due.done


@pytest.mark.parametrize(("sort", "state", "status"), [
    ("experts", "waived", 302), ("risk", "waived", 302), ("opinions", "waived", 302), ("legality", "waived", 200),
    ("discussion", "waived", 200),
])  # fmt: skip
def test_review_and_discussion_are_never_left_out_the_others_on_a_ground(county, listed, sign_in, sort, state, status):
    desk = sign_in("xin")
    for place, before in enumerate(DONE[: DONE.index(sort)]):
        assert tell(desk, listed, before, f"2025-02-{10 + place}").status_code == 302
    assert tell(desk, listed, sort, "2025-02-20", state=state, outcome="不属专业性事项").status_code == status
    assert tell(desk, listed, sort, "2025-02-20", state=state, outcome="").status_code == 200


def test_procedures_come_in_the_order_the_regulation_asks_for(county, listed, sign_in):
    desk = sign_in("xin")
    early = tell(desk, listed, "legality", "2025-02-10")
    assert early.status_code == 409 and "请先登记公众参与、专家论证、风险评估" in early.content.decode()
    for sort in DONE[:3]:
        assert tell(desk, listed, sort, "2025-02-12").status_code == 302
    assert "早于公众参与" in tell(desk, listed, "legality", "2025-02-11").content.decode()
    assert tell(desk, listed, "legality", "2025-02-12").status_code == 302
    assert "还没有到" in tell(desk, listed, "discussion", "2025-03-04").content.decode()


def test_what_changed_since_it_was_read_is_not_published_and_nobody_publishes_his_own(county, listed, sign_in):
    desk, old = sign_in("xin"), content(listed)
    tell_all(desk, listed)
    late = sign_in("fen").post(f"{HOME}decisions/{listed.pk}/update/", {"read": old})
    assert late.status_code == 409
    both = type(county.fen)(person=county.xin.person, unit=county.roads, role="reviewer")
    both.save()
    with pytest.raises(SameHands):
        listed.case.refresh_from_db()
        listed.case.take("update", by=both, at=moment("2025-03-03 10:00"))
    assert press(sign_in("fen"), listed, "update").status_code == 302


def test_consulted_by_the_system_it_waits_for_the_published_answers(county, listed, sign_in, out, speak):
    row = out(decision=listed)
    receipt(speak(row))
    desk = sign_in("xin")
    tell_all(desk, listed)
    assert tell(desk, listed, "opinions", "2025-02-10", consultation=row.pk).status_code == 302
    assert "采纳情况还没有公布" in press(desk, listed, "decide", **DECIDED).content.decode()
    at, some = moment("2025-04-04 09:00"), list(row.opinions.select_related("case"))
    running.close(row, moment("2025-04-03 00:00"))
    treating.treat(row, some, treating.Said("要点", "wholly"), county.xin, at)
    treating.agree(some, {one.pk: one.case.content for one in some}, county.fen, at)
    row.case.refresh_from_db()
    for step, by in (("summarize", county.xin), ("announce", county.fen)):
        row.case.take(step, by=by, at=at)
    assert press(sign_in("xin"), listed, "decide", **DECIDED).status_code == 302
    assert door.shown(row.door_key).fields["links"]


def test_it_is_carried_out_evaluated_and_its_file_is_whole_before_it_is_archived(county, listed, sign_in, client):
    desk = sign_in("xin")
    tell_all(desk, listed)
    press(desk, listed, "decide", **DECIDED)
    press(sign_in("fen"), listed, "announce")
    assert "缺决策文件" in press(sign_in("xin"), listed, "archive").content.decode()
    told = {"day": "2025-03-01", "says": "新票价已经执行", "read": ""}
    assert press(sign_in("xin"), listed, "execute", **told).status_code == 302
    assert press(sign_in("xin"), listed, "evaluate", **{**told, "says": "评估结论：达到目的"}).status_code == 302
    assert press(sign_in("fen"), listed, "update").status_code == 302
    page = page_of(client, listed)
    assert "新票价已经执行" in page and "评估结论：达到目的" in page
    Decision.objects.filter(pk=listed.pk).update(papers=[["0" * 64, "决定.pdf"]])
    assert press(sign_in("xin"), listed, "archive").status_code == 302


def test_a_proposal_saved_over_anothers_is_shown_and_strangers_find_nothing(county, topic, sign_in, stand_at):
    stand_at("2025-01-06 09:00")
    row = listing.propose_many([(matter(), county.xin, moment("2025-01-06 09:00"))])[0]
    said = {"title": "先存的", "about": "甲", "basis": "乙", "planned": "2025-06-30", "version": 1}
    assert sign_in("xin").post(f"{HOME}decisions/{row.pk}/edit/", said).status_code == 302
    late = sign_in("xin").post(f"{HOME}decisions/{row.pk}/edit/", {**said, "about": "后存的内容"})
    assert late.status_code == 409 and "后存的内容" in late.content.decode() and "先存的" in late.content.decode()
    assert sign_in("zhen").get(f"{HOME}decisions/{row.pk}/").status_code == 404
    assert sign_in("xin").get(f"{HOME}decisions/{row.pk}/papers/{'0' * 64}/").status_code == 404
    assert sign_in("xin").get(f"{HOME}decisions/{row.pk}/procedures/nothing/").status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field_and_nothing_is_recorded(county, listed, sign_in):
    said = {"state": "done", "day": "2025-02-10", "by": "", "outcome": "有结论"}
    bad = SimpleUploadedFile("意见.pdf", b"MZ\x90\x00" + b"\x00" * 64)
    answer = sign_in("xin").post(f"{HOME}decisions/{listed.pk}/procedures/experts/", {**said, "file": bad})
    assert answer.status_code == 200 and "error-summary" in answer.content.decode()
    assert not listed.procedures.exists()


def test_of_two_who_press_at_once_one_is_told(county, listed):
    first, second = (Decision.objects.select_related("case").get(pk=listed.pk).case for _ in range(2))
    detail = {"note": "理由", "says": "理由"}
    book = listed.catalogue.case
    book.take("amend", by=county.ban, at=moment("2025-03-03 09:00"), detail=detail)
    first.take("drop", by=county.ban, at=moment("2025-03-03 09:01"), words="不再决策")
    with pytest.raises(WrongState, match="已调出"):
        second.take("drop", by=county.he, at=moment("2025-03-03 09:01"), words="不再决策")
