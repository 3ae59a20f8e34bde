"""公开情况一览: the county's own duties in figures, each with definition, denominator and what is behind it."""

import pytest

from gongkai.acts.models import Due
from gongkai.corrections import receiving
from gongkai.glance import showing
from gongkai.publication import door
from gongkai.publication.models import Shown
from tests.county import moment

NOW = moment("2025-04-20 01:00")


@pytest.fixture
def month(county, topic, write, publish, db):
    """April 2025: of three items due one was published late and one never; one report waits."""
    records = [publish(write(f"第{n}件", at="2025-03-25 10:00"), at=at) for n, at in enumerate(
        ("2025-04-02 10:00", "2025-04-18 10:00"), 1)]  # fmt: skip
    records.append(write("没有公开的一件", at="2025-03-25 10:00"))
    Due.objects.filter(case__in=[one.pk for one in records]).update(due=moment("2025-04-11 00:00"))
    receiving.receive(receiving.Said("other", "写错了", "", "127.0.0.1"), moment("2025-04-10 10:00"))
    county.topic.refresh = "disclosures.standing"
    county.topic.save()
    return records


def figure(code):
    said = Shown.objects.get(kind="glance", withdrawn=None, key="glance:2025-04").fields
    return next(one for one in said["figures"] if one["code"] == code)


@pytest.mark.provision("KF-3.4")
def test_the_page_says_each_figure_with_denominator_definition_and_list(client, month, county, sweep):
    assert client.get("/glance/").status_code == 404
    sweep(NOW)
    page = client.get("/glance/").content.decode()
    assert "2025年4月公开情况一览" in page and "统计截至 2025-04-19" in page
    told = figure("on_time")
    assert (told["part"], told["whole"]) == (1, 3) and "33.3%" in page
    assert told["rows"] == [{"unit": "jyj", "unit_name": "交运局", "part": 1, "whole": 3}]
    assert "分母是本月公开期限届满的信息" in page and "<svg" in page and "看表格" in page
    late = door.shown(f"disclosure:{month[1].pk}")
    assert f"/d/{late.address}/" in page and "没有公开的一件" not in page
    assert (figure("waiting")["part"], figure("waiting")["whole"]) == (1, 1)
    assert "已等9天" in page
    assert "公开情况一览" in client.get("/").content.decode()


def test_what_is_withdrawn_leaves_the_list_behind_a_figure(client, month, county, sweep):
    sweep(NOW)
    month[1].case.take("withdraw", by=county.ban, at=NOW, words="有误")
    assert "第2件" not in client.get("/glance/").content.decode()


def test_it_is_counted_once_a_day_and_a_month_stays(client, month, sweep):
    sweep(NOW)

    sweep(NOW)
    assert list(showing.due(NOW)) == []
    sweep(moment("2025-05-03 01:00"))
    assert {"glance:2025-04", "glance:2025-05"} <= set(
        Shown.objects.filter(kind="glance").values_list("key", flat=True)
    )
    page = client.get("/glance/").content.decode()
    assert "2025年5月公开情况一览" in page and "2025年4月公开情况一览" in page
    assert Shown.objects.get(key="glance:2025-04").fields["until"] == "2025-04-30"


def test_grades_stand_on_the_page_once_they_are_announced_and_a_month_keeps_what_it_was_counted_with(
    client, county, topic, marked, sweep
):
    at = moment("2026-02-20 01:00")
    sweep(at)
    counted = {row.key: row.fields for row in Shown.objects.filter(kind="glance")}
    assert counted and "最近一次考核的等次" not in client.get("/glance/").content.decode()
    for step, by in (
        ("compose", county.ban),
        ("check", county.he),
        ("send", county.ban),
        ("decide", county.ling),
        ("announce", county.ban),
    ):
        marked.case.take(step, by=by, at=at)
    page = client.get("/glance/").content.decode()
    row = door.shown(f"campaign:{marked.pk}")
    first = row.fields["rows"][0]["grade"]
    many = sum(one["grade"] == first for one in row.fields["rows"])
    assert f'<dt>{first}</dt><dd class="figure">{many} <small>/ 2 个单位</small>' in page
    assert f'href="/d/{row.address}/">{row.title}</a>' in page
    assert counted == {row.key: row.fields for row in Shown.objects.filter(kind="glance")}
    door.withdraw([row.key], at=at, reason="有误")
    assert "最近一次考核的等次" not in client.get("/glance/").content.decode()
