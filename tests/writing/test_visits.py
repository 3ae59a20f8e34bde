"""Links: inside ones are looked up at once, outside ones by the background alone; what is told was seen."""

from datetime import timedelta

import pytest

from gongkai.publication import door
from gongkai.publication.found import url_of
from gongkai.writing import visits
from gongkai.writing.models import Visit
from tests.county import moment

AT = moment("2025-03-05 09:00")


def said(html):
    return [finding.message for finding in visits.findings(html, AT)]


def test_a_link_to_a_public_page_is_good_until_the_page_is_withdrawn(county, write, publish):
    record = publish(write())
    url = url_of(door.shown(f"disclosure:{record.pk}"))
    assert said(f'<a href="{url}">甲</a>') == []
    assert "本站没有这个页面" in said('<a href="/d/nowhereatall/">甲</a>')[0]
    record.case.take("withdraw", by=county.fa, at=AT, words="有误", detail={"cause": "error"})
    assert "已撤回" in said(f'<a href="{url}">甲</a>')[0]


def test_a_link_into_the_staff_pages_and_to_a_file_that_is_not_out(db):
    assert "内部工作页面" in said('<a href="/staff/disclosures/1/">甲</a>')[0]
    assert "没有公开" in said('<a href="/f/0123456789abcdef/a.pdf">甲</a>')[0]


def test_an_outside_link_is_asked_for_by_the_background_and_told_when_gone(db):
    page = '<a href="http://www.example.gov.cn/a">甲</a>'
    assert said(page) == []
    (row,) = visits.due(AT)
    visits.visit(row, AT, lambda address: ("gone", "对方网站答复没有这个页面（404）"))
    assert "404" in said(page)[0]
    assert visits.due(AT) == [] and visits.due(AT + timedelta(days=2)) != []


def test_a_silent_server_is_told_only_after_several_visits(db):
    page = '<a href="http://www.example.gov.cn/a">甲</a>'
    assert said(page) == []
    now = AT
    for told in (False, False, True):
        (row,) = visits.due(now)
        visits.visit(row, now, lambda address: ("silent", "连不上对方网站"))
        assert bool(said(page)) is told
        now += timedelta(days=2)
    (row,) = visits.due(now)
    visits.visit(row, now, lambda address: ("alive", ""))
    assert said(page) == [] and Visit.objects.get().failures == 0


def test_one_host_is_visited_once_a_sweep_and_a_claimed_visit_is_not_made_twice(db):
    said("".join(f'<a href="http://{host}.example.gov.cn/{n}">x</a>' for host in "ab" for n in range(3)))
    some = visits.due(AT)
    assert sorted(row.host for row in some) == ["a.example.gov.cn", "b.example.gov.cn"]
    calls = []
    for _ in range(2):
        visits.visit(some[0], AT, lambda address: (calls.append(address), ("alive", ""))[1])
        some[0].due = AT
    assert len(calls) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "localhost"])
def test_nobody_is_sent_into_a_private_network(host):
    answer, says = visits.asked(f"http://{host}/x")
    assert answer == "silent" and "内部网络" in says


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://www.example.gov.cn:22/", "ftp://x/"])
def test_only_web_addresses_are_asked(address):
    assert visits.asked(address)[0] == "silent"


def test_a_redirect_into_a_private_network_is_not_followed(monkeypatch):
    answers = iter([(302, "http://127.0.0.1/admin")])
    real = visits._request

    def request(method, address):
        return next(answers) if "example" in address else real(method, address)

    monkeypatch.setattr(visits, "_request", request)
    assert visits.asked("http://www.example.gov.cn/")[0] == "silent"


@pytest.mark.parametrize(
    "status, answer", [(200, "alive"), (404, "gone"), (410, "gone"), (500, "silent"), (403, "alive")]
)
def test_what_a_status_means(monkeypatch, status, answer):
    monkeypatch.setattr(visits, "_request", lambda method, address: (status, ""))
    assert visits.asked("http://www.example.gov.cn/")[0] == answer


def test_a_demonstration_visits_nobody(db, monkeypatch):
    said('<a href="http://www.example.gov.cn/a">甲</a>')
    monkeypatch.setattr(visits, "told", lambda: AT)
    assert visits.due(AT) == []
