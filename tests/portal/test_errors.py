"""An address that leads nowhere still stands in the site's frame and leads back."""

from gongkai.publication.models import Site


def test_a_missing_page_stands_in_the_frame_of_the_site(client, db):
    Site.objects.create(name="试县人民政府", phone="0825-7800000")
    answer = client.get("/no/such/page/")
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "试县人民政府" in body and "0825-7800000" in body and 'href="/"' in body


def test_a_missing_staff_page_shows_the_desk_and_nothing_of_the_site_s_frame(sign_in):
    answer = sign_in("xin").get("/staff/no/such/")
    assert answer.status_code == 404 and "工作台" in answer.content.decode()
