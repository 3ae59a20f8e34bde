"""适用对象: suggested by the words of a policy, settled by its editor on the form, told to the public."""

import re
from datetime import date

import pytest

from gongkai.disclosures.drafting import Draft, Writing, open_records
from gongkai.disclosures.importing.rows import Reader
from gongkai.disclosures.models import Disclosure
from gongkai.papers import clean
from gongkai.publication import pages
from tests.county import moment
from tests.disclosures.authoring.test_authoring import edit, typed

pytestmark = pytest.mark.told("2025-03-05 09:00")
OLD = "关于印发《高龄津贴发放办法》的通知"


def save(client, county, record=None, **more):
    """Saves the form as a browser would that shows what is ticked; returns the record."""
    said = typed(county, title=OLD, kind="通知") | more
    if record is not None:
        record.case.refresh_from_db()
        ticked = {"concerns": Disclosure.objects.get(pk=record.pk).draft.concerns.split()}
        said = said | ticked | {"version": record.case.version, "record": record.pk} | more
    answer = client.post(edit(record) if record else "/staff/disclosures/form/", said)
    assert answer.status_code == 302, clean.plain(answer.content.decode())
    return Disclosure.objects.select_related("case", "draft").latest("pk")


def told(record):
    return Disclosure.objects.get(pk=record.pk).draft.concerns


def ticked(answer):
    return re.findall(r'name="concerns" value="([a-z]+)"[^>]* checked', answer.content.decode())


def test_what_nobody_ticked_follows_the_words_until_somebody_does(county, sign_in):
    client = sign_in("xin")
    record = save(client, county)
    assert told(record) == "elderly"
    assert ticked(client.get(edit(record))) == ["elderly"]
    save(client, county, record, title="关于印发《残疾人就业办法》的通知")
    assert told(record) == "disabled work"
    save(client, county, record, concerns=["veterans"], title="关于印发《残疾人就业办法》的通知")
    save(client, county, record, title="关于印发《残疾人就业办法（修订）》的通知")
    assert told(record) == "veterans"
    save(client, county, record, concerns=["none"])
    save(client, county, record, title=OLD + "（二）")
    assert told(record) == "none"
    save(client, county, record, concerns=[])
    assert told(record) == "elderly"


def test_nobody_is_meant_and_somebody_cannot_both_be_ticked(county, sign_in):
    answer = sign_in("xin").post(
        "/staff/disclosures/form/", typed(county, title=OLD, kind="通知", concerns=["none", "elderly"])
    )
    assert "就不要再勾别的" in answer.content.decode() and not Disclosure.objects.exists()


def test_what_was_ticked_comes_back_with_an_unsaved_text(county, sign_in):
    client = sign_in("xin")
    record = save(client, county)
    version = record.case.version
    client.post(
        "/staff/disclosures/beside/",
        typed(county, title=OLD, kind="通知", concerns=["disabled", "poor"], record=record.pk, version=version),
    )
    assert ticked(client.get(f"{edit(record)}?restore={'t' * 24}")) == ["disabled", "poor"]


def test_readers_find_the_policy_behind_the_doors_that_were_settled(county, sign_in, publish):
    record = save(sign_in("xin"), county, concerns=["elderly", "poor"])
    publish(record)
    for code in ("elderly", "poor"):
        assert "高龄津贴发放办法" in pages.at(f"/p/{code}/").make().decode()
    page = sign_in("xin").get(f"/staff/disclosures/{record.pk}/").content.decode()
    assert "老年人、困难群众" in page


def test_many_at_once_stand_where_one_would(county):
    at = moment("2025-03-04 09:00")
    drafts = [
        Draft(county.roads, county.topic, OLD, at.date(), "<p>发放。</p>", {"kind": kind}) for kind in ("通知", "信息")
    ]
    one, other = open_records([Writing(draft, county.xin, at, at) for draft in drafts])
    assert (one.draft.concerns, other.draft.concerns) == ("elderly", "")


def test_an_old_systems_list_names_doors_in_words_or_leaves_them_to_the_title(county):
    reader = Reader(county.xin, "旧.xlsx", moment("2025-03-04 09:00"))
    row = {"title": OLD, "topic": county.topic.code, "formed_on": date(2025, 3, 3), "kind": "通知"}
    drafts = [reader.draft(row | said) for said in ({"concerns": "困难群众、老年人"}, {"origin_key": "2"})]
    at = moment("2025-03-04 09:00")
    records = open_records([Writing(draft, county.xin, at, at) for draft in drafts], step="import")
    assert [record.draft.concerns for record in records] == ["elderly poor", "elderly"]
    with pytest.raises(ValueError, match="适用对象“渔民”不在政策服务的分类里"):
        reader.draft(row | {"concerns": "老年人，渔民"})
