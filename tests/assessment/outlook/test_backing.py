"""gongkai verify CAMPAIGN: what the result rests on is told too, when it was changed: evidence, words, trail."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gongkai.acts.models import Case
from gongkai.assessment import handing, marking
from gongkai.assessment.hearings import appealing
from gongkai.assessment.models import Appeal, Campaign, Hearing, Mark, SelfCheck, SelfCheckLeaf
from gongkai.assessment.outlook import rescoring
from gongkai.evidence import keeping
from gongkai.evidence.keeping import Keeping
from gongkai.evidence.models import Evidence, Use, Version
from gongkai.files import places
from tests.assessment.conftest import AT, item
from tests.assessment.test_selfchecks import checking, fill, hand_in, of  # noqa: F401 - a fixture
from tests.county import moment
from tests.files import samples

LATE = moment("2026-01-16 09:00")
pytestmark = pytest.mark.told(AT)


@pytest.fixture
def contested(county, checking, sign_in):  # noqa: F811
    """A self-check with minutes, a mark that replaced another, an appeal with a paper turned down, two answers."""
    campaign = checking
    Campaign.objects.filter(pk=campaign.pk).update(comment_days=5)
    campaign.refresh_from_db()
    fill(sign_in("xin"), of(campaign, county.roads))
    hand_in(county, of(campaign, county.roads))
    for name, mark, by in (("desk", "15", county.kao), ("desk", "12.5", county.kao), ("web", "20", county.san)):
        given = [marking.Given(one.pk, mark, "缺会议记录") for one in (county.roads, county.town)]
        marking.give(campaign, item(campaign, name), given, by, AT)
    for by in (county.kao, county.san):
        handing.hand_in(campaign, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban)):
        campaign.case.take(step, by=by, at=LATE)
    upload = SimpleUploadedFile("申诉.pdf", samples.pdf("two"))
    content = keeping.paper(upload, date(2025, 3, 1), county.zhen, LATE)
    paper = keeping.keep([Keeping(county.town, "第三卷", content)], county.zhen, LATE)
    appeal = appealing.file(campaign, county.town, "desk", "在材料第三卷", county.zhen, LATE, paper)
    appeal.case.take("sign", by=county.zhenfen, at=LATE)
    appeal.case.take("reject", by=county.he, at=LATE, words="与这一项无关")
    for unit, by in ((county.roads, county.fen), (county.town, county.zhenfen)):
        held = campaign.hearings.select_related("case").get(unit=unit)
        held.case.take("answer", by=by, at=LATE, detail={"agrees": False}, words="有一项不符")
    return campaign


def changed(model, where=None, **said):
    """One row written over, as with a tool of the database: nothing of the house is asked."""

    def tamper():
        row = model.objects.filter(**(where or {})).order_by("pk").first()
        assert model.objects.filter(pk=row.pk).update(**said) == 1

    return tamper


def file_changed():
    places.path(Evidence.objects.get(case__title="第三卷").newest.file_id).write_bytes(b"other")


def relied_on_no_more(kind):
    return lambda: Use.objects.filter(case__kind=kind).delete()


def version_gone():
    Use.objects.filter(case__kind="selfcheck").update(version=Version.objects.last())
    Version.objects.first().delete()


MINUTES = "（用于交运局的“查阅材料”）"
TAMPERED = {
    "a version's day": (changed(Version, dated="2024-01-01"), "领导小组会议记录》第 1 版：材料日期", MINUTES),
    "a version's file": (changed(Version, file=None), "文件与收存时的校验值不符", MINUTES),
    "a version's keeper": (changed(Version, at=AT.replace(hour=3)), "收存人等与收存时的不符", MINUTES),
    "until when it holds": (changed(Evidence, expires="2030-01-01"), "有效期", MINUTES),
    "a version gone": (version_gone, "办理记录里有，材料却没有了", MINUTES),
    "what an appeal brings": (relied_on_no_more("appeal"), "申诉理由或者所附的材料", "河边镇"),
    "the evidence relied on": (relied_on_no_more("selfcheck"), "佐证材料在合成以后被改过", ""),
    "self-check's summary": (changed(SelfCheck, {"unit__code": "jyj"}, summary="别的"), "交运局的自查总结", ""),
    "self-check's words": (changed(SelfCheckLeaf, says="别的"), "交运局的自查总结、逐项情况", ""),
    "an answer": (changed(Hearing, {"unit__code": "hbz"}, says="没有意见"), "河边镇对评分表的答复", ""),
    "whether it agreed": (changed(Hearing, {"unit__code": "jyj"}, agrees=True), "交运局对评分表的答复", ""),
    "an appeal": (changed(Appeal, claim="别的"), "河边镇的申诉", "申诉理由"),
    "a ruling": (changed(Appeal, ruling="upheld"), "河边镇的申诉", "决定的理由"),
    "why": (changed(Appeal, why="别的"), "河边镇的申诉", "决定的理由"),
    "a mark that was replaced": (changed(Mark, {"value": "15"}, value="20"), "改过以前的评分在合成以后被改过", ""),
    "a case's state": (changed(Case, {"kind": "appeal"}, status="retracted"), "状态被改过", ""),
}  # fmt: skip


def test_whatever_the_result_rests_on_is_told_when_it_was_changed(contested, county):
    assert rescoring.faults(contested) == []
    minutes, newer = Evidence.objects.first(), SimpleUploadedFile("记录.pdf", samples.pdf("three"))
    with transaction.atomic():
        keeping.renew(minutes, keeping.paper(newer, date(2025, 4, 1), county.xin, LATE), county.xin, LATE)
        assert rescoring.faults(contested) == [], "a newer version changes nothing that was handed in"
        transaction.set_rollback(True)
    missed = {}
    for name, (tamper, *told) in TAMPERED.items():
        with transaction.atomic():
            tamper()
            found = rescoring.faults(contested)
            transaction.set_rollback(True)
        if not any(all(word in fault for word in told) for fault in found):
            missed[name] = found
    assert missed == {}
    file_changed()
    assert any("被改动过（用于河边镇的“查阅材料”）" in fault for fault in rescoring.faults(contested))


def test_what_was_handed_in_is_held_to_it_while_marking_is_open(contested, county):
    contested.case.take("reopen", by=county.ling, at=LATE, words="漏看一份材料")
    contested.refresh_from_db()
    handing.hand_in(contested, county.kao, LATE)
    assert rescoring.faults(contested) == []
    Mark.objects.filter(name="desk", current=True).update(value="19")
    assert rescoring.faults(contested) == ["“县政府办”的评分与报送时不符"]
