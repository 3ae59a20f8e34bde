"""A result that was changed behind the trail is found before it is checked, decided upon or announced."""

import hashlib

import pytest

from gongkai.acts.refusals import Unready
from gongkai.assessment import handing
from gongkai.assessment.models import ResultSet, UnitResult
from gongkai.publication import door
from tests.assessment.conftest import AT, results

pytestmark = pytest.mark.told(AT)


def tamper_row(campaign):
    UnitResult.objects.filter(result_set__campaign=campaign, unit__name="河边镇").update(total=9900, rank=1)


def tamper_sheet(campaign):
    UnitResult.objects.filter(result_set__campaign=campaign, unit__name="河边镇").update(sheet={})


def tamper_bytes(campaign):
    ResultSet.objects.filter(campaign=campaign).update(content=b"{}")


def tamper_bytes_and_hash(campaign):
    other = hashlib.sha256(b"{}").hexdigest()
    ResultSet.objects.filter(campaign=campaign).update(content=b"{}", sha256=other)


def tamper_hash(campaign):
    ResultSet.objects.filter(campaign=campaign).update(sha256="0" * 64)


def drop_a_row(campaign):
    UnitResult.objects.filter(result_set__campaign=campaign, unit__name="河边镇").delete()


TAMPERED = [tamper_row, tamper_sheet, tamper_bytes, tamper_bytes_and_hash, tamper_hash, drop_a_row]


@pytest.mark.provision("BW-16.5–16.6")
@pytest.mark.parametrize("tamper", TAMPERED)
def test_a_result_that_is_not_the_one_composed_is_neither_checked_nor_decided_upon(county, marked, tamper):
    marked.case.take("compose", by=county.ban, at=AT)
    tamper(marked)
    with pytest.raises(Unready, match=r"与合成时的结果不一致.*请重新合成"):
        marked.case.take("check", by=county.he, at=AT)
        marked.case.take("send", by=county.ban, at=AT)
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    tamper(marked)
    with pytest.raises(Unready, match=r"与复核时的结果不一致"):
        marked.case.take("decide", by=county.ling, at=AT)
    marked.case.take("reopen", by=county.ling, at=AT, words="结果被改过")
    for by in (county.kao, county.san):
        handing.hand_in(marked, by, AT)
    for step, by in (("compose", county.ban), ("check", county.he), ("send", county.ban), ("decide", county.ling)):
        marked.case.take(step, by=by, at=AT)
    assert results(marked)["河边镇"].total == 6250


@pytest.mark.provision("BW-16.5–16.6")
@pytest.mark.parametrize("tamper", TAMPERED)
def test_a_result_that_is_not_the_one_decided_upon_does_not_go_out(county, marked, tamper):
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    marked.case.take("decide", by=county.ling, at=AT)
    tamper(marked)
    with pytest.raises(Unready, match=r"与审定时的结果不一致.*请退回评分"):
        marked.case.take("announce", by=county.ban, at=AT)
    assert door.shown(f"campaign:{marked.pk}") is None


def test_a_decided_result_that_was_changed_is_cured_by_marking_and_deciding_anew(county, marked):
    marked.case.take("compose", by=county.ban, at=AT)
    marked.case.take("check", by=county.he, at=AT)
    marked.case.take("send", by=county.ban, at=AT)
    marked.case.take("decide", by=county.ling, at=AT)
    tamper_row(marked)
    marked.case.take("reopen", by=county.ling, at=AT, words="结果被改过")
    for by in (county.kao, county.san):
        handing.hand_in(marked, by, AT)
    for step, by in (
        ("compose", county.ban),
        ("check", county.he),
        ("send", county.ban),
        ("decide", county.ling),
        ("announce", county.ban),
    ):
        marked.case.take(step, by=by, at=AT)
    scores = {row["unit_name"]: row["score"] for row in door.shown(f"campaign:{marked.pk}").fields["rows"]}
    assert scores["河边镇"] == "62.50"
