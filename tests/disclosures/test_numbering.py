"""索引号: written by the site's pattern, which the administrator may change; numbers given stay."""

import pytest

from gongkai.publication import index_pattern
from gongkai.publication.models import Site


@pytest.fixture
def site(db):
    return Site.objects.create(name="试县人民政府")


def amended(client, **more):
    said = {"name": "试县人民政府", "section": "政务公开", "index_pattern": index_pattern.STANDARD, **more}
    return client.post("/staff/organisation/site/", said)


@pytest.mark.provision("KF-0")
def test_the_site_says_how_index_numbers_are_written_and_old_ones_stay(county, site, write, publish, sign_in):
    first = publish(write("甲"))
    assert first.index_no == "jyj/2025-00001"
    assert amended(sign_in("guan"), index_pattern="{机构代码}-{栏目代码}-{年}-{流水号4}").status_code == 302
    second = publish(write("乙"))
    first.refresh_from_db()
    assert (first.index_no, second.index_no) == ("jyj/2025-00001", "jyj-tzgg-2025-0002")


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{年}-{流水号5}", "还缺{机构代码}"), ("{机构代码}{年}", "还缺{流水号}"), ("{机构代码}/{年}/{编号}", "花括号"),
        ("{机构代码}{年4}{流水号}", "只有流水号后面"), ("{机构代码}<b>{年}{流水号}", "只能用"),
        ("一" * 21 + "{机构代码}{年}{流水号}", "最多20个"),
    ],
)  # fmt: skip
def test_a_pattern_that_would_give_a_number_twice_is_refused_in_words(county, site, sign_in, pattern, says):
    answer = amended(sign_in("guan"), index_pattern=pattern)
    assert answer.status_code == 200 and says in answer.content.decode()
    assert Site.objects.get().index_pattern == index_pattern.STANDARD


def test_numbers_longer_than_their_places_are_written_whole():
    said = {"code": "jyj", "unit": "交运局", "topic": "tzgg", "year": 2025}
    assert index_pattern.written("{单位}{年}〔{流水号2}〕{机构代码}", number=123, **said) == "交运局2025〔123〕jyj"
