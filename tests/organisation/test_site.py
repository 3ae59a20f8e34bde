"""What stands on every public page of the site: put right on one page, by the administrator, in the trail."""

import pytest

from gongkai.publication.models import Site
from tests.organisation.conftest import trail

PAGE = "/staff/organisation/site/"
SAID = {"name": "试县人民政府", "section": "政务公开", "host": "试县人民政府办公室", "id_code": "5109230001"}


@pytest.fixture
def site(county):
    return Site.objects.create(name="试县人民政府", host="试县人民政府")


def test_what_was_put_right_stands_on_every_page_at_once(client, admin, site):
    assert "5109230001" not in client.get("/").content.decode()
    assert admin.post(PAGE, SAID)["Location"] == PAGE
    for path in ("/", "/u/", "/no/such/"):
        html = client.get(path).content.decode()
        assert "网站标识码：5109230001" in html and "主办单位：试县人民政府办公室" in html
    said = "网站标识码由“无”改为“5109230001”；主办单位由“试县人民政府”改为“试县人民政府办公室”"
    assert trail(site) == [("adopt", "guan", ""), ("amend", "guan", said)]
    assert said in admin.get(PAGE).content.decode()


def test_a_site_that_was_never_told_of_gets_its_row(admin, county):
    assert admin.post(PAGE, SAID).status_code == 302
    assert Site.objects.get().id_code == "5109230001"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"id_code": "51"}, "十位数字，请核对"),
        ({"domain": "https://www.example.gov.cn/"}, "域名只写主机名"),
        ({"name": ""}, "请填写网站名称"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(admin, site, said, says):
    assert says in admin.post(PAGE, SAID | said).content.decode()
    assert Site.objects.get().id_code == ""


def test_nothing_changed_is_no_act(admin, site):
    said = {"name": "试县人民政府", "section": "政务公开", "host": "试县人民政府"}
    answer = admin.post(PAGE, said)
    assert answer.status_code == 409 and "没有改动" in answer.content.decode() and not hasattr(site, "entry")


@pytest.mark.parametrize("name", ["xin", "ban", "ling", "shen"])
def test_nobody_else_changes_the_site(sign_in, site, name):
    assert sign_in(name).post(PAGE, SAID).status_code == 403
    assert Site.objects.get().id_code == ""
