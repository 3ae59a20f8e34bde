"""Office papers, new and old, come in without macros, objects, links that reach out, and locks."""

import struct

import pytest

from gongkai.files import compound
from gongkai.files.refusal import FileRefused
from tests.files import samples
from tests.files.looking import look, refused
from tests.files.samples import TYPES, docx, ole, relation, xlsx, zipped


class TestOfficePapers:
    @pytest.mark.parametrize(
        "part",
        [
            "word__vbaProject.bin",
            "word__VBAPROJECT.BIN",
            "word__activeX__activeX1.xml",
            "xl__macrosheets__sheet1.xml",
            "xl__externalLinks__externalLink1.xml",
            "word__embeddings__oleObject1.bin",
            "word__embeddings__other.docx",
        ],
    )
    def test_parts_that_run_or_reach_out(self, part):
        assert refused(docx(**{part: "x"}), "a.docx")

    def test_a_macro_paper_under_a_plain_name(self):
        types = TYPES.replace(
            "/>", "><Override PartName='/x' ContentType='application/vnd.ms-word.document.macroEnabled'/></Types>"
        )
        content = zipped({"[Content_Types].xml": types, "word/document.xml": "<x/>"})
        assert "宏" in refused(content, "a.docx")

    @pytest.mark.parametrize(
        ("kind", "target", "external"),
        [
            ("attachedTemplate", "http://evil.example/t.dotm", True),
            ("attachedTemplate", "t.dotm", False),
            ("image", "http://evil.example/pixel.png", True),
            ("oleObject", "embeddings/o.bin", False),
            ("oleObject", "http://evil.example/o", True),
            ("frame", "http://evil.example", True),
            ("control", "a.xml", False),
            ("aFChunk", "chunk.html", False),
            ("subDocument", "file:///C:/x.docx", True),
            ("package", "embeddings/x.xlsx", False),
            ("hyperlink", "file:///etc/passwd", True),
            ("hyperlink", "\\\\evil\\share", True),
            ("hyperlink", "javascript:alert(1)", True),
            ("hyperlink", "ms-word:ofe|u|http://evil", True),
            ("hyperlink", "//evil.example/x", True),
        ],
    )
    def test_relations_that_bring_something_along_or_reach_out(self, kind, target, external):
        rels = relation(kind, target.replace("&", "&amp;"), external=external)
        assert refused(docx(**{"word__rels__document.xml.rels": rels}), "a.docx")

    @pytest.mark.parametrize(
        "target", ["http://www.gov.cn/", "https://x.cn/a?b=1", "mailto:a@b.cn", "附件.pdf", "#书签"]
    )
    def test_plain_links_may_stay(self, target):
        rels = relation("hyperlink", target, external=True)
        assert look(docx(**{"word___rels__document.xml.rels": rels}), "a.docx")

    def test_a_chart_keeps_its_own_workbook_and_no_other(self):
        rels = relation("package", "../embeddings/Microsoft_Excel_Sheet.xlsx")
        chart = {"word__charts___rels__chart1.xml.rels": rels}
        good = {**chart, "word__embeddings__Microsoft_Excel_Sheet.xlsx": xlsx()}
        assert look(docx(**good), "a.docx")
        bad = {
            **chart,
            "word__embeddings__Microsoft_Excel_Sheet.xlsx": xlsx(
                xl__vbaProject__bin="x", **{"xl__vbaProject.bin": "x"}
            ),
        }
        assert "宏" in refused(docx(**bad), "a.docx")
        inner = xlsx(**{"xl__charts___rels__c.xml.rels": rels, "xl__embeddings__Microsoft_Excel_Sheet.xlsx": xlsx()})
        deep = docx(**{**chart, "word__embeddings__Microsoft_Excel_Sheet.xlsx": inner})
        assert "层层嵌套" in refused(zipped({"b.docx": deep}), "a.zip")

    @pytest.mark.parametrize(
        "field",
        [
            "<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r></w:p>",
            "<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E cmd</w:instrText></w:r></w:p>",
            '<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>',
        ],
    )
    def test_fields_that_start_programs(self, field):
        assert "DDE" in refused(docx(field), "a.docx")

    def test_xml_that_declares_entities(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + relation("hyperlink", "#&b;")
        assert "XML 声明" in refused(docx(**{"word___rels__document.xml.rels": bomb}), "a.docx")

    def test_broken_ones(self):
        assert "损坏" in refused(docx(**{"word___rels__document.xml.rels": "<not closed"}), "a.docx")
        assert "缺少部件" in refused(zipped({"word/document.xml": "<x/>"}), "a.docx")

    def test_ofd_with_script(self):
        assert "不允许的内容" in refused(zipped({"OFD.xml": "<OFD/>", "Doc_0/Res/a.js": "x"}), "a.ofd")


class TestOldOfficePapers:
    def test_macros_objects_and_locks(self):
        assert "宏" in refused(samples.doc(storages=("Macros",)), "a.doc")
        assert "宏" in refused(ole({"Workbook": b"x", "_VBA_PROJECT": b"x"}), "a.xls")
        assert "对象" in refused(samples.doc(storages=("ObjectPool",)), "a.doc")
        assert "加密" in refused(ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "a.doc")
        locked = b"\xec\xa5\xc1\0" + b"\0" * 6 + struct.pack("<H", compound.FIB_ENCRYPTED) + b"\0" * 50
        assert "加密" in refused(samples.doc(fib=locked), "a.doc")

    def test_locked_and_macro_sheets(self):
        password = struct.pack("<HHH", 0x2F, 2, 0)
        assert "加密" in refused(samples.xls(password), "a.xls")
        sheet = struct.pack("<HHIBBBB", 0x85, 8, 0, 0, 1, 0, 0)
        assert "宏表" in refused(samples.xls(sheet), "a.xls")
        plain = struct.pack("<HHIBBBB", 0x85, 8, 0, 0, 0, 0, 0)
        assert look(samples.xls(plain), "a.xls")

    def test_an_installer_is_no_paper(self):
        assert "与扩展名不符" in refused(ole({"Binary.setup": b"MZ"}), "a.doc")

    @pytest.mark.parametrize("place", [44, 48, 60, 68, 76, 512, 516, 520])
    def test_circles_and_nonsense_end_in_a_refusal(self, place):
        content = samples.doc()
        for value in (0, 1, 2, 0x7FFFFFFF, 0xFFFFFFF0):
            broken = content[:place] + struct.pack("<I", value) + content[place + 4 :]
            try:
                look(broken, "a.doc")
            except FileRefused:
                continue
