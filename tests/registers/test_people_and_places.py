"""Who leads a unit and where requests are taken: lists that its own four hands keep, on its page and in the section."""

import pytest

from gongkai.acts.refusals import Unready
from gongkai.publication import door, pages
from tests.county import moment
from tests.registers.conftest import row_of

LEADER = {
    "code": "02", "name": "陈望山", "post": "党组成员、副局长", "duties": "分管公路养护股；联系河边镇",
    "career": "1975年生，历任试县公路段技术员、段长。", "since": "2024-06-01",
}  # fmt: skip
POINT = {
    "code": "1", "name": "政务服务中心3号综合窗口", "sort": "受理和查阅", "place": "试县政务中心一楼3号窗口",
    "hours": "工作日 9:00—17:00", "phone": "0825-7800003", "fax": "", "email": "", "help": "代为填写申请表、免费复印",
}  # fmt: skip


def page(path):
    return pages.at(path).make().decode()


def test_a_leader_has_a_page_of_post_duties_and_career_that_goes_when_he_leaves(found, put, publish, county):
    leaders = found("leaders")
    put(leaders, LEADER)
    publish(leaders)
    address = door.shown(row_of(leaders, "02").door_key).address
    told = page(f"/d/{address}/")
    for words in ("陈望山", "党组成员、副局长", "分管公路养护股；联系河边镇", "历任试县公路段技术员", "2024-06-01"):
        assert words in told, words
    assert "领导信息" in page("/u/jyj/") and "陈望山" in page(f"/d/{door.shown(leaders.door_key).address}/")
    leaders.case.take("change", by=county.xin, at=moment("2025-06-03 09:00"))
    leaders.refresh_from_db()
    put(leaders, LEADER, kind="ended", at="2025-06-03 10:00", basis="试委干〔2025〕8号")
    publish(leaders, at="2025-06-04 10:00")
    assert pages.at(f"/d/{address}/").status == 410
    assert "陈望山" not in page(f"/d/{address}/") and "历任" not in page(f"/d/{address}/")


def test_who_left_office_is_marked_on_the_list_until_he_is_back(found, put, publish, begin):
    leaders = found("leaders")
    put(leaders, LEADER, LEADER | {"code": "03", "name": "李清河"})
    publish(leaders)
    place = f"/d/{door.shown(leaders.door_key).address}/"
    assert "已离任" not in page(place)
    put(begin(leaders, at="2025-06-03 09:00"), LEADER, kind="ended", at="2025-06-03 10:00", basis="试委干〔2025〕8号")
    publish(leaders, at="2025-06-04 10:00")
    left = page(place).split("<h2>已离任</h2>")[1].split("</section>")[0]
    assert "陈望山" in left and '<time datetime="2025-06-04">' in left and "李清河" not in left
    assert "历任" not in page(place)
    put(begin(leaders, at="2025-07-03 09:00"), LEADER | {"code": "04"}, at="2025-07-03 10:00")
    publish(leaders, at="2025-07-04 10:00")
    assert "已离任" not in page(place)


@pytest.mark.provision("BW-11.1–11.5")
def test_reading_points_are_published_with_place_hours_and_help_and_the_section_leads_to_them(found, put, publish):
    assert "受理点和查阅点" not in page("/t/")
    points = found("points")
    put(points, POINT)
    publish(points)
    assert '<a class="button button-2" href="/l/points/">受理点和查阅点</a>' in page("/t/")
    assert "试县政务中心一楼3号窗口" in page(f"/d/{door.shown(points.door_key).address}/")
    assert "代为填写申请表、免费复印" in page(f"/d/{door.shown(row_of(points, '1').door_key).address}/")


def test_a_point_without_a_phone_is_held_back(found, put, county):
    points = found("points")
    put(points, POINT | {"phone": ""})
    with pytest.raises(Unready, match="联系电话"):
        points.case.take("propose", by=county.xin, at=moment("2025-03-04 09:00"))
