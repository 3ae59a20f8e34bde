"""Elements of official papers: number, mark, addressees, what they carry out; typed in the form, read by the public."""

from datetime import date

import pytest

from gongkai.acts.models import Case
from gongkai.disclosures.elements.paper_gates import fault_of_number, number_as_written
from gongkai.disclosures.models import Disclosure
from gongkai.publication import door
from tests.county import moment
from tests.disclosures.test_record import press, written

pytestmark = pytest.mark.told("2025-03-05 09:00")


def linked(*rows, **more):
    """A posted form with these rows of links."""
    said = {"links-TOTAL_FORMS": len(rows), "links-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        said |= {f"links-{number}-{name}": value for name, value in row.items()}
    return said | more


def through(client_of, record):
    for name, step in (("xin", "propose"), ("mi", "clear"), ("fen", "approve"), ("fa", "publish")):
        answer = press(client_of(name), record, step)
        assert answer.status_code == 302, answer.content.decode()


def public(client, record):
    return client.get(f"/d/{door.shown(f'disclosure:{record.pk}').address}/").content.decode()


@pytest.mark.provision("DY-5")
@pytest.mark.provision("KF-0")
def test_a_paper_bears_its_elements_and_the_public_reads_them(county, sign_in, client):
    said = {
        "addressees": "各乡镇人民政府、县级各部门", "copied": "县委办、县人大办", "signed": "试县交通运输局",
        "copies": "150", "issued_on": "2025-03-04", "subject_words": "交通 养护 通知", "doc_no": "试交发[2025]第3号",
    }  # fmt: skip
    sign_in("xin").post("/staff/disclosures/form/", written(county, **said))
    record = Disclosure.objects.get()
    assert record.draft.doc_no == "试交发〔2025〕3号"
    through(sign_in, record)
    text = public(client, record)
    for word in (
        "各乡镇人民政府、县级各部门",
        "县委办、县人大办",
        "试县交通运输局",
        "150",
        "2025-03-04",
        "交通 养护 通知",
    ):
        assert word in text
    staff = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "成文到公开" in staff and "2天" in staff


@pytest.mark.provision("DY-0")
@pytest.mark.provision("SQ-0")
@pytest.mark.provision("BW-1")
def test_a_document_names_those_it_carries_out_here_and_elsewhere_both_ways(county, write, publish, sign_in, client):
    upper = publish(write("试县考核办法", kind="通知", doc_no="试府办发〔2025〕1号"))
    rows = (
        {"kind": "implements", "number": "试府办发[2025]1号"},
        {"kind": "implements", "title": "省政务公开条例", "number": "省发〔2024〕9号", "issuer": "省政府"},
        {"kind": "implements", "title": "国务院公报", "url": "https://www.gov.cn/a"},
    )
    sign_in("xin").post("/staff/disclosures/form/", written(county, **linked(*rows)))
    record = Disclosure.objects.latest("pk")
    assert record.draft.links[0] == {"kind": "implements", "to": upper.pk}
    through(sign_in, record)
    text = public(client, record)
    assert "所依据的文件" in text and "试县考核办法" in text and "《省政务公开条例》（省发〔2024〕9号，省政府）" in text
    assert 'href="https://www.gov.cn/a"' in text
    assert "据此制定的文件" in public(client, upper) and "关于县道养护的通知" in public(client, upper)
    assert "据此制定的文件" in sign_in("xin").get(f"/staff/disclosures/{upper.pk}/").content.decode()


def test_a_link_that_cannot_be_made_is_told_at_its_row_and_nothing_is_lost(county, sign_in):
    page = sign_in("xin").post(
        "/staff/disclosures/form/", written(county, **linked({"kind": "implements", "number": "没有发〔2025〕1号"}))
    )
    text = page.content.decode()
    assert page.status_code == 200 and "本站没有公开过" in text and "县道自即日起养护" in text
    assert not Disclosure.objects.exists()


def test_saving_again_keeps_links_and_a_new_edition_begins_with_them(county, write, publish, sign_in):
    upper = publish(write("上级文件"))
    record = write(links=[{"kind": "related", "to": upper.pk}])
    more = written(county, version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    record.refresh_from_db()
    assert record.draft.links == [{"kind": "related", "to": upper.pk}]
    record.case.refresh_from_db()
    publish(record)
    record.case.take("change", by=county.xin, at=moment("2025-03-05 09:00"))
    record.refresh_from_db()
    assert record.draft.links == record.live.links
    assert record.draft.pointers.get().target == upper
    record.case.refresh_from_db()
    empty = written(county, version=record.case.version, **linked())
    sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", empty)
    record.refresh_from_db()
    assert record.draft.links == [] and not record.draft.pointers.exists()


@pytest.mark.provision("SQ-7")
@pytest.mark.parametrize("mark", ["此件公开发布", "<strong>此件</strong>公开发布"])
def test_a_mark_that_contradicts_the_attribute_stops_the_proposal(county, write, sign_in, mark):
    ground = {"attribute": "on_request", "attribute_ground": "条例第十条"}
    record = write(html=f"<p>正文。</p><p>（{mark}）</p>", **ground)
    refused = press(sign_in("xin"), record, "propose")
    assert refused.status_code == 409 and "请改成一致" in refused.content.decode()
    assert press(sign_in("xin"), write(html=f"<p>正文。</p><p>（{mark}）</p>"), "propose").status_code == 302


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("大府办发[2025]12号", "大府办发〔2025〕12号"), ("大府办发（2025）第012号", "大府办发〔2025〕12号"),
     ("大府办发〔2025〕12号", "大府办发〔2025〕12号"), ("第3号", "第3号"), ("无", "无")],
)  # fmt: skip
def test_a_number_is_written_as_the_standard_has_it(typed, stands):
    assert number_as_written(typed) == stands


@pytest.mark.parametrize(
    ("number", "fits"),
    [("大府办发〔2025〕12号", True), ("2013年第3号", True), ("第3号", True), ("大府办发2025-12", False),
     ("大府办发〔2025〕012号", False), ("", True)],
)  # fmt: skip
def test_a_number_that_cannot_be_read_is_told(number, fits):
    assert (fault_of_number(number) == "") is fits


def test_a_number_of_another_year_and_one_borne_twice_are_told(county, write, publish, sign_in):
    refused = press(sign_in("xin"), write(kind="通知", doc_no="试交发〔2015〕3号"), "propose")
    assert "成文日期在2025年" in refused.content.decode()
    publish(write("先发的通知", kind="通知", doc_no="试交发〔2025〕3号"))
    second = write("后发的通知", kind="通知", doc_no="试交发〔2025〕3号")
    assert "与《先发的通知》（交运局）相同" in sign_in("xin").get(f"/staff/disclosures/{second.pk}/").content.decode()
    assert Case.objects.get(pk=second.pk).status == "draft"


@pytest.mark.provision("BW-7.1–7.2")
def test_a_policy_without_an_interpretation_says_so_until_it_has_one(county, write, publish, sign_in, client):
    policy = publish(write("养护办法", kind="通知", validity="valid", effective_on=date(2025, 1, 1)))
    url = f"/staff/disclosures/{policy.pk}/"
    assert "这件政策还没有解读" in sign_in("xin").get(url).content.decode()
    page = sign_in("xin").get(f"/staff/disclosures/form/?interprets={policy.pk}").content.decode()
    assert f'<option value="{policy.pk}" selected>' in page
    told = publish(write("养护办法解读", kind="解读", interprets=policy))
    assert "这件政策还没有解读" not in sign_in("xin").get(url).content.decode()
    assert "养护办法解读" in public(client, policy) and "解读的文件" in public(client, told)
