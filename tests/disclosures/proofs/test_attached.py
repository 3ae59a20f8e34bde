"""What stands inside an attachment holds a proposal back as what stands in the text does, and says where it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.acts.models import Case
from gongkai.disclosures import content, gates, verifying
from gongkai.disclosures.models import Disclosure
from gongkai.disclosures.proofs import attached
from gongkai.files.models import Reading
from gongkai.publication import door
from tests.county import moment
from tests.disclosures.test_record import ID_NUMBER, press, written
from tests.files import office, samples

MOBILE = "13912345678"


@pytest.fixture(autouse=True)
def told(stand_at, settings, tmp_path):
    settings.DATA = tmp_path
    settings.SCANNER = ""
    attached._of.cache_clear()
    stand_at("2025-03-05 09:00")


@pytest.fixture
def attach(county, sign_in):
    """Opens a draft with these files by the form: ``attach(名单.xlsx=b"…")``."""

    def opened(**files):
        uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
        answer = sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=uploads))
        assert answer.status_code == 302
        return Disclosure.objects.latest("pk")

    return opened


def people(book, sheet):
    sheet.append([1, "张某", "见附表"])
    sheet.append([None])
    sheet.append([2, "李某", ID_NUMBER])


def of(record):
    record.refresh_from_db()
    return [(place, found.level) for place, found in gates.findings(record.draft)]


@pytest.mark.provision("DY-4")
def test_a_number_in_a_workbook_stops_the_proposal_and_names_file_sheet_and_cell(attach, sign_in):
    record = attach(**{"名单.xlsx": office.workbook(people)})
    refused = press(sign_in("xin"), record, "propose")
    said = refused.content.decode()
    assert refused.status_code == 409
    assert "附件《名单.xlsx》工作表“名单”C4" in said and "身份证" in said and ID_NUMBER not in said
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "附件《名单.xlsx》工作表“名单”C4" in page and ID_NUMBER not in page


def test_it_passes_when_explained_and_the_explanation_falls_with_another_file(attach, county, sign_in):
    record = attach(**{"名单.xlsx": office.workbook(people)})
    press(sign_in("xin"), record, "override", words="法院要求公布")
    assert press(sign_in("xin"), record, "propose").status_code == 302
    Case.objects.get(pk=record.pk).take("return", by=county.mi, at=moment("2025-03-05 09:00"), words="换附件")
    record.refresh_from_db()
    other = SimpleUploadedFile("另一份.txt", f"电话{MOBILE}".encode())
    record.case.refresh_from_db()
    more = written(county, uploads=other, version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    assert press(sign_in("xin"), record, "propose").status_code == 409


def test_it_passes_when_the_file_was_masked_and_replaced(attach, county, sign_in):
    record = attach(**{"名单.txt": f"张某 {ID_NUMBER}".encode()})
    assert press(sign_in("xin"), record, "propose").status_code == 409
    (file,) = record.draft.attachments
    clean = SimpleUploadedFile("名单.txt", f"张某 {ID_NUMBER[:6]}********{ID_NUMBER[-4:]}".encode())
    more = written(county, uploads=clean, drop=file["sha256"], version=record.case.version)
    assert sign_in("xin").post(f"/staff/disclosures/{record.pk}/edit/", more).status_code == 302
    assert press(sign_in("xin"), record, "propose").status_code == 302


@pytest.mark.parametrize(
    ("name", "inside", "place"),
    [
        ("表.csv", f"姓名,电话\n\n张某,{MOBILE}\n".encode("gb18030"), "B3"),
        ("说明.txt", f"第一行\n联系电话{MOBILE}".encode(), "第2行"),
        ("通知.docx", office.paper("通知", f"联系电话{MOBILE}"), "正文"),
        ("批注.docx", office.paper("通知", comment=f"电话{MOBILE}"), "批注"),
        ("修订.docx", office.paper("通知", deleted=f"电话{MOBILE}"), "正文修订中删去的文字"),
        ("通知.pdf", office.pdf(office.line("first"), office.line(f"Tel {MOBILE}")), "第2页"),
        ("公告.ofd", samples.ofd(f"电话{MOBILE}"), "第1页"),
        ("密.docx", office.paper("机密★10年", "通知"), "正文"),
    ],
)
def test_every_kind_of_file_is_looked_into(attach, name, inside, place):
    record = attach(**{name: inside})
    assert (f"附件《{name}》{place}", "block") in of(record)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_head_of_a_column_tells_what_its_cells_are(attach, kind):
    def patients(book, sheet):
        sheet.append(["姓名", "病种", "残疾证号"])
        sheet.append(["张某", "肺结核", None])

    table = "序号,姓名,证件\n姓名,病种,残疾证号\n张某,肺结核,\n".encode()
    record = attach(**{f"表.{kind}": office.workbook(patients) if kind == "xlsx" else table})
    place = "工作表“名单”B3" if kind == "xlsx" else "B3"
    assert of(record) == [(f"附件《表.{kind}》{place}", "warn")]


def test_a_number_does_not_go_on_in_the_next_cell_or_row(attach):
    def halves(book, sheet):
        sheet.append([ID_NUMBER[:9], ID_NUMBER[9:], None])
        sheet.append(["139"])
        sheet.append(["12345678"])

    assert of(attach(**{"表.xlsx": office.workbook(halves)})) == []


def test_a_number_broken_over_two_lines_of_a_pdf_is_found(attach):
    broken = office.line(ID_NUMBER[:10]) + " " + office.line(ID_NUMBER[10:], y=684)
    assert ("附件《a.pdf》第1页", "block") in of(attach(**{"a.pdf": office.pdf(broken)}))


def test_hidden_content_must_be_confirmed_with_a_reason(attach, sign_in):
    record = attach(**{"通知.docx": office.paper("通知", comment="请领导定")})
    refused = press(sign_in("xin"), record, "propose")
    assert refused.status_code == 409 and "附件《通知.docx》：有批注" in refused.content.decode()
    press(sign_in("xin"), record, "override", words="批注是对公众的说明")
    assert press(sign_in("xin"), record, "propose").status_code == 302


def test_what_the_machine_cannot_read_is_said_and_holds_nothing_back(attach, sign_in):
    record = attach(**{"扫描件.pdf": samples.pdf(""), "照片.jpg": samples.jpeg(), "坏.docx": samples.docx("<w:p>")})
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "没有文字层（可能是扫描件），机器查不到，请人工核对" in page
    assert "这类文件不能自动提取文字" in page and "文件无法解析" in page
    assert press(sign_in("xin"), record, "propose").status_code == 302


def test_many_findings_of_one_file_are_counted_and_none_is_passed_over(attach):
    said = "\n".join(f"联系电话1391234{number:04}" for number in range(500))
    found = gates.findings(attach(**{"名单.txt": said.encode()}).draft)
    assert len(found) == attached.MOST
    assert found[-1][1].level == "block" and "另有481处" in found[-1][1].message


def test_a_record_with_attachments_goes_to_the_public_and_stays_what_was_read(attach, publish):
    record = publish(attach(**{"通知.docx": office.paper("沿河绕行"), "表.csv": b"a,b\n"}), at="2025-03-05 09:00")
    shown = door.shown(f"disclosure:{record.pk}")
    assert [file["name"] for file in shown.fields["attachments"]] == ["通知.docx", "表.csv"]
    assert list(verifying.faults()) == []
    assert attachments_in(record.live, ["type", "size", "name", "sha256"]) == record.live.hash
    record.live.attachments[0]["name"] = "另一份.docx"
    assert content.digest(record.live) != record.live.hash


def attachments_in(edition, order):
    """The digest when a database gives the keys back in this order."""
    edition.attachments = [{part: file[part] for part in order} for file in edition.attachments]
    return content.digest(edition)


def test_a_draft_without_attachments_asks_nothing(write, django_assert_num_queries):
    record = write()
    with django_assert_num_queries(0):
        gates.findings(record.edition)


def test_a_file_kept_before_files_were_read_is_read_at_the_check(attach):
    record = attach(**{"名单.txt": f"张某 {ID_NUMBER}".encode()})
    Reading.objects.all().delete()
    assert of(record) == [("附件《名单.txt》第1行", "block")]
