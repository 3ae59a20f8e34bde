"""信用名单: a firm leaves the portal with all that was said of it when its term ends, and at once on repair."""

import json

import pytest

from gongkai.acts.models import Act
from gongkai.acts.refusals import NotYourRole, Unready
from gongkai.checks.numbers import identity_check
from gongkai.publication import door, found, pages
from gongkai.publication.models import Shown
from gongkai.registers import showing
from gongkai.search.models import PublicText
from tests.county import moment
from tests.registers.conftest import FIRM, change_of, firm_code, row_of

SHUNDA, TONGDA = "试县顺达运输有限公司", "试县通达物流有限公司"
ID_NUMBER = "51092319800101123" + identity_check("51092319800101123")


def whole(register):
    """Everything the public can read of a list and of its rows."""
    told = []
    for row in Shown.objects.filter(key__in=[register.door_key, *_entries(register)]):
        for part in ("", "history/", "list.csv", "list.json"):
            page = pages.at(f"/d/{row.address}/{part}")
            told += [page.make().decode("utf-8-sig")] if page else []
    return "\n".join(told)


def _entries(register):
    return [line.door_key for line in register.lines.all()]


def hits(word):
    return len(found.find(word).rows)


@pytest.fixture
def black(found, put, publish):
    """Two firms on the black list, one until 30 June, one until the end of the year."""
    register = found("credit-black")
    other = FIRM | {"code": firm_code(7), "name": TONGDA, "until": "2025-12-31", "reason": "拒不整改"}
    put(register, FIRM | {"code": firm_code(6), "identity": ID_NUMBER}, other)
    return publish(register)


@pytest.mark.provision("TZ-1.2.3", "SQ-2.2")
def test_when_its_term_ends_a_firm_leaves_with_everything_about_it(black, sweep):
    entry = door.shown(row_of(black, firm_code(6)).door_key)
    sweep(moment("2025-06-30 23:59"))
    assert SHUNDA in whole(black) and hits("顺达运输") == 1
    sweep(moment("2025-07-01 00:00"))
    left = whole(black)
    assert SHUNDA not in left and "多次超限运输" not in left and firm_code(6) not in left and TONGDA in left
    assert "期满移出 1 项" in left and hits("顺达运输") == 0
    gone = pages.at(f"/d/{entry.address}/")
    assert gone.status == 410 and "期满移出" in gone.make().decode()
    assert not PublicText.objects.filter(folded__contains="顺达").exists()
    assert "顺达" not in json.dumps(list(Shown.objects.values("fields", "title", "plain")), ensure_ascii=False)
    act = Act.objects.filter(case=black.case).latest("number")
    assert (act.step, act.person, act.detail["says"]) == ("lapse", None, "1 项期满，已从网站撤下")
    assert list(showing.turning(moment("2025-07-01 00:01"))) == []


@pytest.mark.provision("TZ-1.2.3")
def test_a_repaired_firm_leaves_at_once_and_the_trail_names_nobody(county, black):
    line = row_of(black, firm_code(6))
    black.case.take(
        "remove", by=county.fa, at=moment("2025-04-01 10:00"), words="已完成信用修复",
        detail={"line": line.pk, "why": "repaired"},
    )  # fmt: skip
    assert SHUNDA not in whole(black) and "信用修复移出 1 项" in whole(black) and hits("顺达运输") == 0
    assert SHUNDA not in str(list(Act.objects.values("detail", "ground", "words")))
    with pytest.raises(Unready, match="可能已经移出"):
        black.case.take(
            "remove",
            by=county.fa,
            at=moment("2025-04-01 11:00"),
            words="再来",
            detail={"line": line.pk, "why": "repaired"},
        )


def test_it_is_removed_on_its_page_by_who_may_and_by_nobody_else(client, county, black, sign_in, stand_at):
    stand_at("2025-04-01 10:00")
    path = f"/staff/registers/{black.pk}/remove/"
    assert sign_in("xin").get(path).status_code == 403
    page = sign_in("fa").get(f"/staff/registers/{black.pk}/").content.decode()
    assert f"remove/?key={firm_code(6)}" in page
    wrong = client.post(path, {"key": "无", "why": "repaired", "words": "已修复"})
    assert wrong.status_code == 200 and "清单里没有编号“无”" in wrong.content.decode()
    done = client.post(path, {"key": firm_code(6), "why": "repaired", "words": "已修复"}, follow=True)
    assert "已办：移出一项" in done.content.decode() and SHUNDA not in whole(black)


def test_nobody_takes_the_lapse_by_hand(county, black, sign_in):
    with pytest.raises(NotYourRole):
        black.case.take("lapse", by=county.fa, at=moment("2025-07-02 10:00"))
    assert sign_in("fa").get(f"/staff/registers/{black.pk}/lapse/").status_code == 404


def test_a_firm_whose_term_begins_later_comes_in_on_that_day(black, begin, put, publish, sweep):
    begin(black)
    put(black, FIRM | {"code": firm_code(8), "name": "试县远航运输公司", "since": "2025-06-01", "until": "2026-05-31"})
    publish(black, at="2025-05-03 15:00")
    assert "远航" not in whole(black)
    sweep(moment("2025-06-01 00:00"))
    assert "远航" in whole(black)


def test_a_revision_that_is_under_way_does_not_keep_a_firm_past_its_term(black, begin, put, publish, sweep):
    begin(black, at="2025-06-20 09:00")
    put(black, FIRM | {"code": firm_code(6), "reason": "超限运输五次"}, kind="changed", at="2025-06-20 10:00")
    sweep(moment("2025-07-01 00:00"))
    assert SHUNDA not in whole(black)
    publish(black, at="2025-07-02 10:00")
    assert SHUNDA not in whole(black) and "超限运输五次" not in whole(black)


@pytest.mark.provision("TZ-1.2")
def test_the_history_of_a_list_of_names_tells_how_many_and_never_whom(black, begin, put, publish):
    begin(black)
    put(black, FIRM | {"code": firm_code(7), "name": TONGDA, "until": "2025-12-31"}, kind="ended", basis="整改到位")
    publish(black, at="2025-05-03 15:00")
    told = whole(black)
    assert "移出 1 项" in told and TONGDA not in told


def test_what_is_kept_inside_never_goes_out_nor_lies_open_in_the_database(black):
    from django.db import connection

    assert ID_NUMBER not in whole(black) and "王建国" not in whole(black)
    change = row_of(black, firm_code(6)).live
    assert json.loads(change.private) == {"identity": ID_NUMBER, "principal": "王建国"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registers_change")
        assert ID_NUMBER not in str(cursor.fetchall())


def test_an_identity_number_in_a_public_cell_holds_the_list_back(county, black, begin, put):
    begin(black)
    row = FIRM | {"code": firm_code(9), "reason": f"负责人身份证号{ID_NUMBER}，多次超限"}
    put(black, row)
    with pytest.raises(Unready, match="失信事由") as refusal:
        black.case.take("propose", by=county.xin, at=moment("2025-05-04 09:00"))
    assert ID_NUMBER not in str(refusal.value.reasons)


@pytest.mark.provision("TZ-1.2.3")
def test_the_red_list_of_quality_has_its_three_classes(found, put, publish):
    red = found("quality-red")
    for number, field in enumerate(("特种设备", "重点产品", "计量"), start=20):
        put(red, FIRM | {"code": firm_code(number), "name": f"试县{field}公司", "field": field, "until": "2026-12-31"})
    told = whole(publish(red))
    assert [f'<tbody id="{field}">' in told for field in ("特种设备", "重点产品", "计量")] == [True] * 3


def test_a_wrong_credit_code_is_refused_in_words(found, put):
    with pytest.raises(ValueError, match="不是有效的统一社会信用代码"):
        put(found("credit-black"), FIRM | {"code": "91510923MA62000T5X"})


def test_who_has_no_part_in_it_does_not_read_what_is_sealed(black, begin, put, sign_in):
    begin(black)
    put(black, FIRM | {"code": firm_code(11), "principal": "李卫东"})
    assert "李卫东" in sign_in("mi").get(f"/staff/registers/{black.pk}/").content.decode()
    assert "李卫东" not in sign_in("ban").get(f"/staff/registers/{black.pk}/").content.decode()
    assert change_of(black, firm_code(11)).values.get("principal") is None
