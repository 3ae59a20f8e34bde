"""Pages over HTTP: the bytes of publication, 304 for what a reader has, plain words for what is gone."""

import pytest

from gongkai.acts import clock
from gongkai.acts.models import Installation
from gongkai.publication import door, pages
from gongkai.publication.models import Site
from tests.publication.samples import AT, column, document, full_document, of_every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(db):
    door.show_many(of_every_kind(), at=AT)
    items = [f"/d/{door.shown(key).address}/" for key in ("disclosure:1", "result:1", "text:guide")]
    return ["/", "/c/", "/c/gsgg/", "/u/", "/u/jyj/", "/t/guide/", "/feed.xml", "/sitemap.xml", "/robots.txt", *items]


def test_what_is_sent_is_what_publication_makes(client, portal):
    for path in portal:
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (200, pages.at(path).make()), path
        assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["ETag"] == pages.at(path).etag
        assert "no-cache" in answer.headers["Cache-Control"]


def test_an_unchanged_page_is_not_made_again(client, portal, monkeypatch):
    tags = {path: client.get(path).headers["ETag"] for path in portal}
    monkeypatch.setattr(pages, "rendered", None)
    for path, tag in tags.items():
        answer = client.get(path, headers={"if-none-match": f'"other", W/{tag}'})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag), path


def test_a_changed_page_is_sent_whole(client, portal):
    path = portal[-3]
    tag = client.get(path).headers["ETag"]
    door.show(full_document(html="<p>改后</p>"), AT)
    answer = client.get(path, headers={"if-none-match": tag})
    assert answer.status_code == 200 and "改后" in answer.content.decode()


def test_a_withdrawn_page_answers_410_even_to_one_who_has_it(client, portal):
    path = portal[-3]
    tag = client.get(path).headers["ETag"]
    door.withdraw(["disclosure:1"], at=AT, reason="含有个人信息")
    for headers in ({}, {"if-none-match": tag}):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 410 and "含有个人信息" in answer.content.decode()
    tombstone = client.get(path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": tombstone}).status_code == 410


def test_what_never_was_is_404_in_words(client, portal):
    for path in ("/d/aaaaaaaaaa/", "/c/none/", "/nothing", "/d/", "/staffx"):
        assert client.get(path).status_code == 404, path


def test_only_reading_is_allowed(client, portal):
    assert client.head(portal[0]).status_code == 200
    for verb in (client.post, client.put, client.delete):
        assert verb(portal[0]).status_code == 405


def test_pages_ask_few_questions_of_the_database(client, django_assert_max_num_queries):
    door.show_many([column(), *(document(number) for number in range(1, 60))], at=AT)
    path = f"/d/{door.shown('disclosure:5').address}/"
    tag = client.get(path).headers["ETag"]
    with django_assert_max_num_queries(1):
        assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    with django_assert_max_num_queries(3):
        assert client.get(path).status_code == 200
    client.get("/c/gsgg/")
    with django_assert_max_num_queries(1):
        assert client.get("/c/gsgg/").status_code == 200


@pytest.fixture
def demonstration(db):
    """An installation at a told moment whose site has a notice of its own."""
    Site.objects.create(name="试县人民政府", notice="单位取自细则，其余均为虚构")
    Installation.objects.create(born=AT, told=AT, label="演示")
    clock.forget()
    yield
    clock.forget()


def test_a_demonstration_says_so_in_one_banner(client, demonstration):
    for path in ("/", "/no/such/page/", "/search/?q=路"):
        html = client.get(path).content.decode()
        assert html.count('class="told"') == 1 and "时间停在" in html, path
    assert "单位取自细则" in client.get("/").content.decode()


def test_a_real_site_shows_its_notice_alone(client, db):
    Site.objects.create(name="试县人民政府", notice="网站正在迁移")
    html = client.get("/").content.decode()
    assert html.count('class="told"') == 1 and "网站正在迁移" in html and "演示" not in html
