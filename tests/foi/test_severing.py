"""区分处理 (条例-37): what may be given is given, what may not is cut out for good, and each cut says why."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai import shelf
from gongkai.acts.models import Access, Act
from gongkai.acts.refusals import NotReviewed, SameHands, Unready, WrongState
from gongkai.foi import proofs
from gongkai.foi.models import Enclosure, Mark, Material, Release
from gongkai.foi.severing import keeping, plan
from gongkai.papers.redaction.boxes import Box
from gongkai.vault import sealed_files
from tests.county import moment
from tests.foi.test_handling import decide, hand_over
from tests.papers import leaky

PHONE = "13912345678"


@pytest.fixture
def registered(requested, county, told):
    """A request that is being handled, and its code."""
    request, code = requested
    request.case.take("register", by=county.xin, at=told["now"])
    return request, code


@pytest.fixture
def paper():
    return SimpleUploadedFile("会议记录.pdf", leaky.page("open words", f"tel {PHONE} end"), "application/pdf")


@pytest.fixture
def material(registered, sign_in, paper):
    answer = sign_in("xin").post(f"/staff/foi/{registered[0].pk}/materials/", {"file": paper})
    assert answer.status_code == 302, answer.content.decode()
    return Material.objects.get()


def at(material, rest=""):
    return f"/staff/foi/materials/{material.pk}/{rest}"


def gone_from(content):
    document = pypdfium2.PdfDocument(content)
    return PHONE.encode() not in content and not document[0].get_textpage().get_text_range().strip()


@pytest.mark.provision("条例-37")
def test_an_officer_marks_what_is_found_and_draws_the_rest_another_checks_it_and_the_words_are_gone(
    material, sign_in, county, registered
):
    xin = sign_in("xin")
    page = xin.get(at(material, "words/")).content.decode()
    assert "手机号码" in page and PHONE in page
    place = re.search(r'name="place" value="([^"]+)"', page)[1]
    xin.post(at(material, "words/"), {"place": place, "ground": "privacy"})
    drawn = {"left": "10", "top": "10", "right": "40.5", "bottom": "20", "ground": "process"}
    answer = xin.post(at(material, "pages/1/"), drawn)
    assert answer.headers["Location"].endswith("?ground=process#sheet")  # the next one is likely on the same ground
    assert sorted(Mark.objects.values_list("ground", flat=True)) == ["privacy", "process"]

    assert xin.post(at(material, "make/")).status_code == 302
    release = Release.objects.get()
    assert gone_from(keeping.copy(release))
    assert len(release.plan) == 2 and not Act.objects.filter(detail__icontains=PHONE).exists()

    assert xin.get(at(material, "check/")).status_code == 403  # by other hands
    checker = sign_in("mi")
    seen = checker.get(at(material, "pages/1/")).content.decode()
    assert f"{at(material, 'pages/1/picture/')}?copy=1" in seen and 'src="/static/gongkai/drawing' not in seen
    material.case.refresh_from_db()
    checker.post(at(material, "check/"), {"read": material.case.content})
    material.case.refresh_from_db()
    assert material.case.status == "checked"

    file = checker.get(at(material, "copies/1/"))
    assert gone_from(b"".join(file)) and file.headers["Cache-Control"] == "no-store"
    request = registered[0]
    assert [one.sha256 for one in keeping.given(request)] == [release.sha256]
    assert [(row.number, row.page, row.ground, row.cite) for row in keeping.withheld(request)] == [
        (1, 1, "过程性信息", "条例-16"), (2, 1, "个人隐私", "条例-15"),
    ]  # fmt: skip


def test_whoever_made_the_copy_does_not_check_it_and_a_later_mark_drops_the_check(material, county, told):
    now = told["now"]
    keeping.make(material, county.xin, now)
    two = type(county.fen).objects.create(person=county.xin.person, unit=county.roads, role="reviewer")

    with pytest.raises(SameHands):
        material.case.take("check", by=two, at=now, read=material.case.content)
    box = [Box(1, 100, 100, 900, 900)]
    with pytest.raises(WrongState, match="改遮盖"):
        plan.add(material, box, "privacy", county.xin, now)
    material.case.take("resume", by=county.xin, at=now)
    plan.add(material, box, "privacy", county.xin, now)
    assert plan.add(material, [Box(1, 200, 200, 800, 800)], "privacy", county.xin, now) == 0  # it is covered already
    stale = material.case.content
    plan.add(material, [Box(1, 2000, 200, 3000, 800)], "privacy", county.xin, now)
    with pytest.raises(NotReviewed):
        material.case.take("make", by=county.xin, at=now, read=stale, detail={"sha256": material.current.sha256})
    assert keeping.make(material, county.xin, now).number == 2


def test_only_those_who_handle_the_request_see_the_original_and_each_look_is_kept(material, sign_in, registered):
    for name, status in (("fa", 403), ("zhen", 404), ("kao", 404), ("shen", 403), ("fen", 200)):
        assert sign_in(name).get(at(material, "pages/1/picture/")).status_code == status, name
        assert sign_in(name).get(at(material)).status_code == status, name
    looks = Access.objects.filter(case=registered[0].pk, what="material").values_list(
        "post__person__username", flat=True
    )
    assert sorted(looks) == ["fen"]  # and once, however many pages were turned
    stored = b"".join(path.read_bytes() for path in (sealed_files._folder()).glob("??/*"))
    assert PHONE.encode() not in stored and material.case.title == f"申请{registered[0].number}的材料1"


def test_what_cannot_be_drawn_is_refused_in_words_and_nothing_stays(registered, sign_in, sealed_here):
    before = set(sealed_here.glob("??/*"))
    url = f"/staff/foi/{registered[0].pk}/materials/"
    for name, content, says in (
        ("a.docx", b"PK\3\4", "另存为 PDF"), ("a.pdf", b"%PDF-1.4\nnothing\n%%EOF", "已损坏"), ("a.png", b"x", "内容"),
    ):  # fmt: skip
        answer = sign_in("xin").post(url, {"file": SimpleUploadedFile(name, content)})
        assert says in answer.content.decode() and not Material.objects.exists(), name
    assert set(sealed_here.glob("??/*")) == before


def test_a_box_that_is_none_is_refused(material, sign_in):
    for box in ("50 10 40 20", "0 0 101 9", "nan 0 9 9", "1 1 1.05 9"):
        said = dict(zip(("left", "top", "right", "bottom"), box.split(), strict=True))
        answer = sign_in("xin").post(at(material, "pages/1/"), {**said, "ground": "privacy"})
        assert answer.status_code == 422 and not Mark.objects.exists(), box


def test_the_file_of_a_document_outlives_the_sweep_of_what_nobody_names(material, told):
    release = keeping.make(material, material.case.acts.first().post, told["now"])
    stray = sealed_files.keep(b"nobody's")
    forgotten = proofs.forgotten(moment("2030-01-01 00:00") + timedelta(days=1))
    assert stray in forgotten and material.place not in forgotten and release.place not in forgotten


@pytest.mark.provision("条例-37")
def test_an_answer_waits_for_its_documents_and_hands_over_the_copies_and_never_the_originals(material, county, told):
    request, now = material.request, told["now"]
    asks = shelf.replies().outcomes["partly"].asks
    findings = {name: (*one.choices, "某")[0] for name, one in asks.items()}
    with pytest.raises(Unready, match="还没有生成提供件"):
        decide(county, request, "partly", "2026-01-15 10:00", **findings)
    release = keeping.make(material, county.xin, now)
    with pytest.raises(Unready, match="还没有人核对"):
        decide(county, request, "partly", "2026-01-15 10:00", **findings)
    material.case.take("check", by=county.mi, at=now)
    decide(county, request, "partly", "2026-01-15 10:00", **findings)
    with pytest.raises(Unready, match="已经送审"):
        material.case.take("resume", by=county.xin, at=now)
    hand_over(county, request, "2026-01-15 10:00")
    handed = Enclosure.objects.get()
    assert (handed.place, handed.name, handed.proof) == (release.place, "材料1（区分处理）.pdf", False)
