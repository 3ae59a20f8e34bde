"""What strangers hide in pasted text, in fields and in files ends as harmless words or is refused."""

from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosures.models import Disclosure
from gongkai.files.models import StoredFile
from gongkai.publication import door
from gongkai.publication.found import url_of
from tests.files import samples

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>点</a>",
    "<a href='java\tscript:alert(1)'>点</a>",
    "<a href='&#106;avascript:alert(1)'>点</a>",
    "<a href=' javascript:alert(1)'>点</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>点</a>",
    "<a href='//evil.example/'>点</a>",
    "<a href=vbscript:msgbox(1)>点</a>",
    "<form action=//evil.example><input name=p><button>登录</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<style>@import '//evil.example/a.css';</style>",
    "<p style='background:url(javascript:alert(1))'>字</p>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<title></title><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>",
    "<select><option><script>alert(1)</script></select>",
    "<p id=x onclick=alert(1) onmouseover=alert(1)>字</p>",
    "<table background=javascript:alert(1)><tr><td background=x>字</td></tr></table>",
    "<div><p><b>没有关上<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "{{7*7}}{% load x %}${7*7}",
    "<p>\u202e反着写\u202c</p>",
    "<o:p onclick=a()>&nbsp;</o:p><w:sdt><w:script/></w:sdt>",
    "<xml><o:OfficeDocumentSettings><script>alert(1)</script></o:OfficeDocumentSettings></xml>",
)
WORDS_IN_FIELDS = ("title", "doc_no", "summary", "source", "keywords")
RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "style",
    "link",
    "meta",
    "base",
    "form",
    "input",
    "template",
}


class Found(HTMLParser):
    """What in a fragment could act: elements, handlers, addresses."""

    def __init__(self):
        super().__init__()
        self.acts = []

    def handle_starttag(self, tag, attrs):
        self.acts += [tag] if tag in RUNS else []
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "background"):
                self.acts.append(name)
            if name in ("href", "src", "action") and address.startswith(("javascript:", "data:", "vbscript:", "//")):
                self.acts.append(value)


def acts(fragment):
    found = Found()
    found.feed(fragment)
    found.close()
    return found.acts


pytestmark = pytest.mark.told("2025-03-05 09:00")


def written(county, **more):
    return {
        "unit": county.roads.pk, "topic": county.topic.pk, "title": "关于县道养护的通知", "formed_on": "2025-03-03",
        "kind": "信息", "html": "<p>正文。</p>", "attribute": "proactive", **more,
    }  # fmt: skip


def test_whatever_is_pasted_is_harmless_in_the_draft_on_the_desk_and_before_the_public(county, sign_in, publish):
    client = sign_in("xin")
    for number, payload in enumerate(PAYLOADS):
        said = written(county, html=f"<p>第{number}段</p>{payload}")
        assert client.post("/staff/disclosures/form/", said).status_code == 302
    for record in Disclosure.objects.select_related("draft", "case"):
        assert acts(record.draft.html) == [], record.draft.html
        publish(record)
        shown = door.shown(f"disclosure:{record.pk}")
        page = client.get(url_of(shown)).content.decode()
        assert acts(shown.html) == [] and shown.html in page


def test_whatever_is_typed_into_a_field_is_words_there(county, sign_in, publish):
    client = sign_in("xin")
    for payload in PAYLOADS[:8]:
        said = written(county, **dict.fromkeys(WORDS_IN_FIELDS, f"{payload}字"[:70]))
        page = client.post("/staff/disclosures/form/", said, follow=True).content.decode()
        record = Disclosure.objects.latest("pk")
        shown = publish(record) and door.shown(f"disclosure:{record.pk}")
        for text in (page, client.get(url_of(shown)).content.decode()):
            assert "<script>alert(1)" not in text and "onerror=alert(1)>" not in text.replace("&gt;", "")


def test_a_form_that_comes_back_with_faults_brings_no_script_along(county, sign_in):
    said = written(county, title="", html="<img src=x onerror=alert(1)><p>正文</p>")
    page = sign_in("xin").post("/staff/disclosures/form/", said).content.decode()
    assert "正文" in page and "onerror" not in page


PNG_AND_ZIP = samples.png() + samples.zipped({"a.html": "<script>alert(1)</script>"})
HOSTILE_FILES = (
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("图.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("页.html", b"<script>alert(1)</script>"),
    ("文.txt", b"<script>alert(1)</script>"),
    ("图.png", PNG_AND_ZIP),
    ("图.gif", b"GIF89a/*\x01\x00*/=1;alert(1)//<script>"),
    ("文.pdf", b"%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF"),
    ("文.pdf", samples.pdf() + samples.zipped({"a": "b"})),
    ("文.docx", samples.docx(**{"word/vbaProject.bin": "x"})),
    ("程序.exe", b"MZ\x90\x00"),
    ("包.zip", samples.zipped({"../../etc/passwd": "x"})),
    ("空.pdf", b""),
)


@pytest.mark.parametrize("name, content", HOSTILE_FILES)
def test_files_that_hide_something_are_refused_in_words_and_the_text_is_kept(county, sign_in, name, content):
    upload = SimpleUploadedFile(name, content)
    page = sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=upload))
    text = page.content.decode()
    assert page.status_code == 200 and "正文。" in text and 'class="error' in text
    assert not StoredFile.objects.exists() and not Disclosure.objects.exists()


def test_an_oversized_file_is_refused_in_words(county, sign_in, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    upload = SimpleUploadedFile("大.pdf", samples.pdf() + b"x" * 1024 * 1024)
    text = sign_in("xin").post("/staff/disclosures/form/", written(county, uploads=upload)).content.decode()
    assert "超过1MB的上限" in text and not StoredFile.objects.exists()


def test_a_key_no_database_can_hold_is_a_wrong_choice_and_no_fault(county, write, sign_in):
    said = dict.fromkeys(("unit", "topic", "interprets"), "9" * 40)
    answer = sign_in("xin").post("/staff/disclosures/form/", said)
    assert answer.status_code == 200 and answer.context["form"].errors["interprets"]
    said |= {"token": "t" * 24, "version": "9" * 40}
    assert sign_in("xin").post("/staff/disclosures/beside/", said).status_code == 200
    answer = sign_in("xin").post(f"/staff/disclosures/{write().pk}/countersign/", {"units": "9" * 40})
    assert answer.status_code == 200 and answer.context["form"].errors["units"]
