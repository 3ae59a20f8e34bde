"""政务公开培训: planned and agreed for the year, held with who was there, the record agreed to (BW-12.2, SQ-6.5)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import tables
from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.organisation import facts
from gongkai.organisation.models import Training
from tests.county import moment
from tests.files import samples

HOME = "/staff/organisation/trainings/"
PLANNED = {
    "title": "2026年全县政务公开培训", "sort": "programme", "level": "county", "planned": "2026-04-10",
    "audience": "各单位信息员", "hours": "4", "aim": "条例和目录",
}  # fmt: skip
HELD = {
    "held": "2026-02-27", "hours": "6", "attendance": "交运局 3\n河边镇：2人", "effect": "测试全部合格",
}  # fmt: skip


@pytest.fixture
def training(county, sign_in):
    """A session of the road bureau, agreed to for the year."""
    assert sign_in("xin").post(f"{HOME}new/", PLANNED).status_code == 302
    row = Training.objects.get()
    assert sign_in("fen").post(f"{HOME}{row.pk}/agree/").status_code == 302
    return row


@pytest.mark.provision("BW-12.2")
@pytest.mark.provision("SQ-6.5")
def test_a_training_goes_from_the_years_plan_to_who_was_there_and_its_effect(county, training, sign_in):
    page = sign_in("ban").get(HOME).content.decode()
    assert "2026年计划 1 次，已举办 0 次" in page and "列入公务员培训科目" in page
    url = f"{HOME}{training.pk}/"
    paper = {"material": SimpleUploadedFile("课件.pdf", samples.pdf())}
    assert sign_in("xin").post(f"{url}hold/", HELD | paper).status_code == 302
    assert sign_in("fen").post(f"{url}accept/").status_code == 302
    page = sign_in("ban").get(url).content.decode()
    assert "参加的单位：2 个，5 人" in page and "测试全部合格" in page and "课件.pdf" in page
    assert "全县" in page and "各单位信息员" in page and "条例和目录" in page
    training.refresh_from_db()
    paper = f"{url}material/{training.materials[0][0]}/"
    assert b"".join(sign_in("ban").get(paper).streaming_content) == samples.pdf()
    assert sign_in("zhen").get(paper).status_code == 404
    assert "2026年计划 1 次，已举办 1 次，6 学时，5 人次" in sign_in("ban").get(HOME).content.decode()
    says = Act.objects.get(step="hold").detail["says"]
    assert says == "2026-02-27 举办，6 学时，2 个单位 5 人参加"


def test_nobody_agrees_to_what_they_planned_or_told(county, training, sign_in):
    for name in ("xin", "mi", "fa", "zhenfen"):
        assert sign_in(name).post(f"{HOME}{training.pk}/accept/").status_code in (403, 404, 409), name
    assert sign_in("ban").post(f"{HOME}new/", PLANNED).status_code == 302
    ours = Training.objects.latest("pk")
    assert sign_in("ban").post(f"{HOME}{ours.pk}/agree/").status_code == 403
    assert sign_in("ling").post(f"{HOME}{ours.pk}/agree/").status_code == 302


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"held": "2026-03-03"}, "还没有到"),
        ({"attendance": "交运局"}, "读不出单位和人数"),
        ({"attendance": "没有局 3"}, "没有名称为“没有局”的单位"),
        ({"attendance": "交运局 3\n交运局 4"}, "写了两次"),
        ({"attendance": "交运局 0"}, "人数是 0"),
        ({"attendance": ""}, "请填写各单位人数"),
        ({"hours": "0"}, "学时"),
        ({"effect": ""}, "请填写效果"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(training, sign_in, said, says):
    page = sign_in("xin").post(f"{HOME}{training.pk}/hold/", HELD | said).content.decode()
    assert says in page
    training.refresh_from_db()
    assert training.held is None and training.case.status == "agreed"


def test_a_record_sent_back_is_told_anew(training, sign_in):
    url = f"{HOME}{training.pk}/"
    sign_in("xin").post(f"{url}hold/", HELD)
    assert sign_in("fen").post(f"{url}return/", {"words": "人数与签到表不符"}).status_code == 302
    sign_in("xin").post(f"{url}hold/", HELD | {"attendance": "交运局 4"})
    assert [one.people for one in training.attendance.all()] == [4]


def test_sessions_hours_and_people_are_counted_once_they_were_agreed_to(county, training, sign_in):
    units, span = (
        [county.roads, county.town],
        Span(*(moment(f"2026-0{m}-01").date() for m in (1, 4)), moment("2026-04-02")),
    )
    sign_in("xin").post(f"{HOME}{training.pk}/hold/", HELD)
    assert facts.trainings(units, span).values == {county.roads.pk: 0, county.town.pk: 0}
    sign_in("fen").post(f"{HOME}{training.pk}/accept/")
    assert facts.trainings(units, span).values == {county.roads.pk: 1, county.town.pk: 0}
    assert facts.training_hours(units, span).values == {county.roads.pk: 6, county.town.pk: 0}
    assert facts.trained(units, span).values == {county.roads.pk: 3, county.town.pk: 2}
    before = Span(span.first, span.last, moment("2026-03-01"))
    assert facts.trainings(units, before).values[county.roads.pk] == 0


def test_the_list_goes_out_as_a_workbook(training, sign_in):
    book = tables.read(sign_in("ban").get(f"{HOME}?export=xlsx").content, name="x.xlsx")
    assert any("2026年全县政务公开培训" in map(str, row.values) for row in book.sheets[0].rows)
