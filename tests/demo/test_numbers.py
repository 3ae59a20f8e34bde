"""The demonstration as a whole: every number on the screens is true of its records, counted here by another way."""

import csv
import shutil

import pytest

from gongkai import shelf
from gongkai.demo import year
from tests.demo.recount import recount
from tests.house import site
from tests.house.conftest import ON_SQLITE, database, demonstration


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(demonstration(tmp_path_factory), data)
    yield {**ON_SQLITE, "GONGKAI_DATA": str(data)}
    shutil.rmtree(data)


@pytest.fixture(scope="module")
def found(env):
    return recount(env)


def targets():
    with shelf.rulebook("dy-2018").with_name("dy-2018-targets.csv").open(encoding="utf-8-sig") as rows:
        return {row[0]: int(row[1]) for row in list(csv.reader(rows))[1:] if row[0] != "合计"}


@pytest.mark.provision("DY-F2.4")
def test_what_each_unit_published_is_what_a_plain_count_of_the_trail_gives(found):
    assert set(found["counted"]) == set(targets())
    for name, number in found["counted"].items():
        assert number == found["published"].get(name, 0) == found["listed"][name], name


def test_the_year_is_full_and_uneven(found):
    aims = targets()
    over = sum(found["counted"][name] > aim for name, aim in aims.items())
    assert sum(aims.values()) == 12_360 and len(aims) == 64
    assert 11_000 < sum(found["counted"].values()) < 13_000
    assert 10 < over < 54


def test_every_disclosure_passed_both_gates_by_other_hands(found):
    assert (found["ungated"], found["same_hands"]) == (0, 0)


def test_there_is_one_leak_and_its_unit_lost_points_for_it(found):
    assert found["leaks"] == 1


def test_every_unit_has_a_total(found):
    assert found["complete"] == 64 and all(total is not None for total in found["totals"].values())


def test_the_number_on_the_first_page_is_that_of_what_is_out(found):
    assert f"{found['out']:,}" in found["home"]


def test_run_again_it_keeps_what_is_there(env, found):
    again = site.gongkai(env, "demo", "--prepare")
    assert again.returncode == 0 and "jiaoyun-xinxi" in again.stdout
    assert recount(env)["acts"] == found["acts"]
    assert site.gongkai(env, "verify").returncode == 0


def test_a_real_installation_is_never_taken_for_a_demonstration(tmp_path):
    env = {"GONGKAI_DATA": str(tmp_path / "data"), **database("commands")}
    site.gongkai(env, "init", "--name", "试县人民政府", "--admin", "guan", "--password", "a-long-pass-2026")
    for extra in ((), ("--fresh",)):
        refused = site.gongkai(env, "demo", "--prepare", *extra)
        assert refused.returncode == 2 and "真实的安装" in refused.stderr


def test_the_plan_is_the_same_every_time():
    first = [(story.key, story.body.name, story.topic, str(story.moves)) for story in year.plan()]
    year.plan.cache_clear() if hasattr(year.plan, "cache_clear") else None
    assert [(story.key, story.body.name, story.topic, str(story.moves)) for story in year.plan()] == first
