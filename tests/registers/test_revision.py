"""A list goes out revision by revision: each reviewed by other hands, told in words, and nothing lost on the way."""

import pytest

from gongkai.acts.refusals import NotReviewed, NotYourRole, SameHands, StaleDraft, Unready, WrongState
from gongkai.publication import door, pages
from gongkai.registers import drafting
from gongkai.registers.drafting import Writing
from tests.county import moment
from tests.registers.conftest import POWER, change_of, row_of

AT = moment("2025-05-03 10:00")


@pytest.fixture
def powers(found, put, publish):
    """Three powers, out since 4 March."""
    register = found()
    put(register, *(POWER | {"code": f"JT-00{n}", "name": f"事项{n}"} for n in (1, 2, 3)))
    return publish(register)


def page(register, part=""):
    made = pages.at(f"/d/{door.shown(register.door_key).address}/{part}")
    return made.make().decode() if made else ""


@pytest.mark.provision("BW-5.3", "SQ-2.1")
def test_a_revision_adds_cancels_and_delegates_and_the_public_reads_it_in_words(powers, begin, put, publish):
    begin(powers)
    put(powers, POWER | {"code": "JT-004", "name": "事项4"}, POWER | {"code": "JT-005", "name": "事项5"})
    put(powers, POWER | {"code": "JT-001", "name": "事项1"}, kind="cancelled", basis="国发〔2025〕1号")
    put(powers, POWER | {"code": "JT-002", "name": "事项2"}, kind="delegated", basis="试府发〔2025〕2号")
    publish(powers, at="2025-05-03 15:00")
    told = page(powers, "history/")
    assert "2025年5月3日" in told and "新增 2 项、下放 1 项、取消 1 项：事项4、事项5、事项2、事项1" in told
    assert "依据：国发〔2025〕1号" in told and "首次公布，共 3 项" in told
    now = page(powers)
    assert (">事项1<" in now, ">事项2<" in now, ">事项3<" in now, ">事项5<" in now) == (False, False, True, True)
    gone = pages.at(f"/d/{door.shown(row_of(powers, 'JT-001').door_key).address}/")
    assert gone.status == 410 and "已从清单取消" in gone.make().decode()


@pytest.mark.provision("SQ-2.1")
def test_what_is_taken_over_or_kept_names_the_decision_it_rests_on(powers, begin, put, publish):
    begin(powers)
    with pytest.raises(Unready, match="“承接”要写明变动依据"):
        put(powers, POWER | {"code": "JT-009", "name": "承接事项"}, kind="taken_over")
    put(powers, POWER | {"code": "JT-009", "name": "承接事项"}, kind="taken_over", basis="市府发〔2025〕3号")
    put(powers, POWER | {"code": "JT-003", "name": "事项3"}, kind="kept", basis="国发〔2025〕1号")
    publish(powers, at="2025-05-03 15:00")
    assert "承接 1 项、保留 1 项" in page(powers, "history/")


def test_a_row_withheld_later_is_named_nowhere_any_more(powers, begin, put, publish):
    begin(powers)
    put(powers, POWER | {"code": "JT-004", "name": "桥梁防护"})
    publish(powers, at="2025-05-03 15:00")
    assert "桥梁防护" in page(powers, "history/")
    begin(powers, at="2025-06-03 09:00")
    put(powers, POWER | {"code": "JT-004", "name": "桥梁防护"}, kind="changed", withheld="条例第十四条：国家秘密")
    publish(powers, at="2025-06-03 15:00")
    told = page(powers) + page(powers, "history/") + page(powers, "list.json")
    assert "桥梁防护" not in told and "另有 1 项依法不公开" in told and "新增 1 项" in told


def test_a_changed_row_tells_old_and_new_on_its_page_and_in_the_history(powers, begin, put, publish):
    begin(powers)
    put(powers, POWER | {"code": "JT-001", "name": "事项1", "department": "法规股"}, kind="changed")
    assert "法规股" not in page(powers)
    publish(powers, at="2025-05-03 15:00")
    assert "承办机构由“公路股”改为“法规股”" in page(powers, "history/")
    row = pages.at(f"/d/{door.shown(row_of(powers, 'JT-001').door_key).address}/").make().decode()
    assert "调整：承办机构由“公路股”改为“法规股”" in row


def test_hands_are_apart_and_a_later_edit_voids_the_review(county, powers, begin, put):
    begin(powers)
    put(powers, POWER | {"code": "JT-004"})
    case = powers.case
    case.take("propose", by=county.xin, at=AT)
    with pytest.raises(NotYourRole):
        case.take("clear", by=county.xin, at=AT)
    case.take("clear", by=county.mi, at=AT)
    case.take("revise", by=county.xin, at=AT)
    put(powers, POWER | {"code": "JT-005"})
    case.refresh_from_db()
    case.take("propose", by=county.xin, at=AT)
    with pytest.raises(WrongState):
        case.take("approve", by=county.fen, at=AT)
    read = case.content
    case.take("return", by=county.mi, at=AT, words="再核")
    put(powers, POWER | {"code": "JT-006"})
    case.refresh_from_db()
    case.take("propose", by=county.xin, at=AT)
    with pytest.raises(NotReviewed, match="您打开之后又改过"):
        case.take("clear", by=county.mi, at=AT, read=read)


def test_who_wrote_one_row_of_it_does_not_review_it(county, powers, begin, put):
    from gongkai.accounts.models import Post

    begin(powers)
    both = Post.objects.create(person=county.xin.person, unit=county.roads, role="secrecy")
    other = Post.objects.create(person=county.fen.person, unit=county.roads, role="proposer")
    put(powers, POWER | {"code": "JT-004", "name": "事项4"}, by=other)
    powers.case.take("propose", by=county.xin, at=AT)
    with pytest.raises(SameHands):
        powers.case.take("clear", by=both, at=AT)
    powers.case.take("clear", by=county.mi, at=AT)
    with pytest.raises(Unready, match="“事项4”是您写的"):
        powers.case.take("approve", by=county.fen, at=AT)


def test_a_row_changed_behind_the_steps_is_caught(county, powers, begin, put):
    begin(powers)
    put(powers, POWER | {"code": "JT-004"})
    powers.case.take("propose", by=county.xin, at=AT)
    change = change_of(powers, "JT-004")
    change.values["department"] = "另一股"
    change.save()
    with pytest.raises(Unready, match="与送审时不一致"):
        powers.case.take("clear", by=county.mi, at=AT)


def test_two_people_on_two_rows_lose_nothing_and_on_one_row_the_second_is_told(county, powers, begin):
    begin(powers)
    one, two = row_of(powers, "JT-001"), row_of(powers, "JT-002")
    seen = {line.pk: line.live.stamp for line in (one, two)}

    def write(line, department):
        said = {**line.live.values, "department": department}
        drafting.save_rows(powers, [Writing(said, "changed", line=line, seen=seen[line.pk])], county.xin, AT)

    write(one, "甲股")
    write(two, "乙股")
    assert change_of(powers, "JT-001").values["department"] == "甲股"
    with pytest.raises(StaleDraft, match="xin某在您打开以后保存过这一行"):
        write(one, "丙股")
    assert change_of(powers, "JT-001").values["department"] == "甲股"
    powers.refresh_from_db()
    assert powers.case.content == powers.digest(powers.draft)


def test_looked_through_and_nothing_to_change_is_a_revision_too(county, powers, begin, publish):
    begin(powers)
    with pytest.raises(Unready, match="还没有任何变动"):
        powers.case.take("propose", by=county.xin, at=AT)
    seen = powers.draft.head_stamp
    drafting.head(powers, AT.date(), "经核对，本季度无变动", seen, county.xin, AT)
    publish(powers, at="2025-05-03 15:00")
    assert "核对，没有变动。经核对，本季度无变动" in page(powers, "history/")
    assert powers.published == moment("2025-05-03 15:00")


def test_a_row_taken_back_out_of_the_draft_stands_as_before(county, powers, begin, put):
    begin(powers)
    empty = powers.case.content
    put(powers, POWER | {"code": "JT-004"})
    put(powers, POWER | {"code": "JT-001"}, kind="cancelled", basis="国发〔2025〕1号")
    for key in ("JT-004", "JT-001"):
        drafting.take_out(powers, change_of(powers, key), county.xin)
    assert powers.case.content == empty and row_of(powers, "JT-001").live.kind == "added"
    assert not powers.lines.filter(key="JT-004").exists()


@pytest.mark.parametrize(
    ("row", "kind", "says"),
    [
        ({"code": "JT-001"}, "added", "已经在清单里"),
        ({"code": "JT-050"}, "changed", "还没有公布过"),
        ({"code": "JT-050"}, "ended", "没有“移出”这种变动"),
    ],
)
def test_a_change_that_does_not_fit_the_row_is_refused_in_words(powers, begin, put, row, kind, says):
    begin(powers)
    with pytest.raises(Unready, match=says):
        put(powers, POWER | row, kind=kind, basis="国发〔2025〕1号")


def test_a_cancelled_row_comes_back_under_its_number_as_the_same_row(powers, begin, put, publish):
    begin(powers)
    put(powers, POWER | {"code": "JT-001"}, kind="cancelled", basis="国发〔2025〕1号")
    publish(powers, at="2025-05-03 15:00")
    begin(powers, at="2025-06-03 09:00")
    put(powers, POWER | {"code": "JT-001", "name": "又来"}, kind="taken_over", basis="国发〔2025〕9号")
    publish(powers, at="2025-06-03 15:00")
    assert powers.lines.filter(key="JT-001").count() == 1 and "又来<" in page(powers)


def test_a_unit_has_one_list_of_a_kind(powers, found):
    with pytest.raises(WrongState, match="已经有这种清单"):
        found()


def test_a_list_taken_back_leaves_with_every_row_and_can_go_out_again(county, powers, begin, put, publish):
    powers.case.take("withdraw", by=county.ban, at=AT, words="有误")
    assert "清单已撤回" in page(powers) and door.shown(row_of(powers, "JT-001").door_key).withdrawn
    powers.refresh_from_db()
    begin(powers)
    put(powers, POWER | {"code": "JT-004", "name": "事项4"})
    publish(powers, at="2025-05-03 15:00")
    assert "事项4<" in page(powers) and "事项3<" in page(powers)
