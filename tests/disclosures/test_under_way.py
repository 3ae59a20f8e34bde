"""What a unit is writing is its own: nothing of a change under way or of a paper not out reaches another unit."""

import pytest

from gongkai.acts.models import Case
from gongkai.catalogue import publishing
from gongkai.disclosures import drafting
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from gongkai.publication.models import Site
from gongkai.workflow import countersigning
from tests.county import moment

AT = moment("2025-03-05 09:00")
HIDDEN = "尚未公开的密题"

pytestmark = pytest.mark.told(AT)


@pytest.fixture
def rewritten(county, write, publish):
    """A rule of the road bureau that is out, sent to the township, and is being written anew under another title."""
    Site.objects.create(name="试县人民政府", domain="www.example.gov.cn", id_code="5100000001")
    publishing.show_columns(AT)
    said = {"kind": "通知", "doc_no": "试交发〔2025〕1号", "validity": "valid", "effective_on": AT.date()}
    record = publish(write("公路养护办法", addressees="河边镇", **said))
    record.case.take("change", by=county.xin, at=moment("2025-03-04 11:00"))
    record.refresh_from_db()
    save(record, county, title=HIDDEN, doc_no="试交发〔2025〕2号")
    return record


def save(record, county, *, title, html="<p>对县道开展养护。</p>", **values):
    record = Disclosure.objects.get(pk=record.pk)
    values = {"kind": "通知", **values}
    draft = drafting.Draft(record.case.unit, county.topic, title, AT.date(), html, values)
    return drafting.save(record, record.case.version, draft, county.xin, AT)


def open_to(client, urls):
    return {url: client.get(url).content.decode() for url in urls}


def test_addressees_read_the_title_that_is_out(county, rewritten, sign_in):
    asked = Case.objects.get(kind="receipt").pk
    urls = ["/staff/disclosures/receipts/", *(f"/staff/disclosures/receipts/{asked}/{step}" for step in ("", "sign/"))]
    pages = open_to(sign_in("zhen"), urls)
    assert all("公路养护办法" in body for body in pages.values())
    pages["signed"] = sign_in("zhen").post(urls[-1], follow=True).content.decode()
    assert [url for url, body in pages.items() if HIDDEN in body] == []


def test_who_points_to_a_document_reads_the_title_that_is_out(county, rewritten, write, sign_in):
    links = [{"kind": "implements", "to": rewritten.pk}, {"kind": "repeals", "to": rewritten.pk}]
    mine = write("河边镇养护细则", by=county.zhen, links=links, kind="通知")
    urls = [f"/staff/disclosures/{mine.pk}/", f"/staff/disclosures/{mine.pk}/edit/", "/staff/cleanups/upper/"]
    pages = open_to(sign_in("zhen"), urls)
    pages["propose"] = sign_in("zhen").post(f"/staff/disclosures/{mine.pk}/propose/", {"read": mine.case.content})
    pages["propose"] = pages["propose"].content.decode()
    assert "《公路养护办法》是交运局制定的" in pages["propose"]
    assert [url for url, body in pages.items() if HIDDEN in body] == []


def test_the_hint_of_a_number_used_twice_tells_no_title_that_is_not_out(county, rewritten, write, sign_in):
    write("密级未定的稿子", kind="通知", doc_no="试交发〔2025〕9号")
    for number, word in (("2", HIDDEN), ("9", "密级未定的稿子")):
        mine = write("河边镇的通知", by=county.zhen, kind="通知", doc_no=f"试交发〔2025〕{number}号")
        urls = [f"/staff/disclosures/{mine.pk}/", f"/staff/disclosures/{mine.pk}/edit/"]
        pages = open_to(sign_in("zhen"), urls)
        assert all("一件没有公开的稿子（交运局）" in body for body in pages.values())
        assert [url for url, body in pages.items() if word in body] == []
    mine = write("河边镇的通知", by=county.zhen, kind="通知", doc_no="试交发〔2025〕1号")
    assert "公路养护办法" in sign_in("zhen").get(f"/staff/disclosures/{mine.pk}/").content.decode()


def test_the_result_of_a_clean_up_names_documents_as_they_are_out(county, rewritten, sign_in):
    from tests.cleanups.test_cleanup import judged, parts, planned, press

    planned(sign_in("ban"), county)
    part = parts()["jyj"]
    judged(sign_in("xin"), part, {}, rest="keep", rest_reason="没有过时")
    press(sign_in("xin"), part, "submit")
    press(sign_in("fen"), part, "agree")
    cleanup = part.cleanup
    url = f"/staff/cleanups/{cleanup.pk}/"
    assert HIDDEN not in sign_in("ling").get(url).content.decode()
    sign_in("ling").post(f"{url}approve/")
    sign_in("ban").post(f"{url}announce/")
    shown = door.shown(f"cleanup:{cleanup.pk}")
    assert "公路养护办法" in shown.html and "试交发〔2025〕1号" in shown.html
    assert HIDDEN not in shown.html and "试交发〔2025〕2号" not in shown.html


def test_a_unit_that_was_asked_reads_what_it_was_asked_about_and_no_later_draft(county, write, sign_in):
    record = write("联合执法通告", html="<p>征求意见的文字。</p>")
    asked = countersigning.ask(record.case, [county.town], county.xin, AT)[0]
    url = f"/staff/disclosures/countersigns/{asked.pk}/"
    assert "征求意见的文字" in sign_in("zhenfen").get(url).content.decode()
    save(record, county, title=HIDDEN, html="<p>后来写的密文。</p>")
    for page in (url, f"{url}agree/"):
        body = sign_in("zhenfen").get(page).content.decode()
        assert "密文" not in body and HIDDEN not in body and "联合执法通告" in body
    asked.take("recall", by=county.xin, at=AT, words="不用了")
    assert "密文" not in sign_in("zhenfen").get(url).content.decode()


def test_a_file_put_to_a_later_draft_is_not_for_the_unit_that_was_asked(county, write, sign_in):
    import io

    from gongkai.files import store

    def kept(name):
        return store.keep(io.BytesIO(f"表,{name}\n1,2\n".encode()), name=name, at=AT, by=county.xin.person), name

    first, later = kept("征求意见.csv"), kept("密件.csv")
    record = write("联合执法通告", files=[first])
    asked = countersigning.ask(record.case, [county.town], county.xin, AT)[0]
    url = f"/staff/disclosures/countersigns/{asked.pk}/files/"
    assert sign_in("zhenfen").get(f"{url}{first[0].pk}/").status_code == 200
    record = Disclosure.objects.get(pk=record.pk)
    draft = drafting.Draft(county.roads, county.topic, "联合执法通告", AT.date(), "<p>改。</p>", {}, [first, later])
    drafting.save(record, record.case.version, draft, county.xin, AT)
    assert sign_in("zhenfen").get(f"{url}{later[0].pk}/").status_code == 404
