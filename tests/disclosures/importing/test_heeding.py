"""An import cleans noise and keeps the original, and tells what is missing or said twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.disclosures.models import Disclosure
from gongkai.writing.models import Original

NOISY = "推進(jìn)政務(wù)公開，監(jiān)督權(quán)力運行，接受社會監(jiān)督。"
SAID_TWICE = (
    "窗口人员要加强法律法规和业务知识学习，准确把握各项办事规定，增强服务本领，提高办事效率。"
    "窗口人员要加强法律法规和业务知识学习，准确把握各项办事规定，增强服务本领，改进服务态度和质量。"
)
ROWS = f"""标题,栏目,成文日期,正文,体裁
質監局政務公開總結,通知公告,2024-03-01,{NOISY},信息
实施方案,通知公告,2024-03-02,{SAID_TWICE},通知
,通知公告,2024-03-03,没有标题,信息
没有日期,通知公告,,正文,信息
"""

pytestmark = pytest.mark.told("2025-03-05 09:00")


def look(client, **more):
    file = SimpleUploadedFile("旧站.csv", ROWS.encode())
    return client.post("/staff/disclosures/import/", {"file": file, **more}).content.decode()


def take(client, page, **more):
    kept = page.split('name="kept" value="')[1].split('"')[0]
    return client.post("/staff/disclosures/import/", {"kept": kept, "called": "旧站.csv", "take": "1", **more})


@pytest.mark.provision("TZ-x")
def test_old_text_is_cleaned_on_import_with_the_changes_shown_and_the_original_kept(county, sign_in, publish):
    client = sign_in("xin")
    page = look(client)
    assert "5处夹在字后的注音" in page and "務(wù)→務" in page and not Disclosure.objects.exists()
    assert take(client, page).status_code == 302
    record = Disclosure.objects.get(draft__title="质监局政务公开总结")
    assert record.draft.html == "<p>推进政务公开，监督权力运行，接受社会监督。</p>"
    assert "務(wù)" in Original.objects.get(case=record.case).text
    assert "清理前的原文" in client.get(f"/staff/disclosures/{record.pk}/").content.decode()
    publish(record)
    from gongkai.publication import door

    assert door.shown(f"disclosure:{record.pk}").title == "质监局政务公开总结"


def test_who_wants_the_text_as_it_stands_gets_it(county, sign_in):
    client = sign_in("xin")
    page = look(client, as_is="on")
    assert 'name="as_is" value="on"' in page
    take(client, page, as_is="on")
    assert Disclosure.objects.filter(draft__title="質監局政務公開總結", draft__html__contains="務(wù)").exists()
    assert not Original.objects.exists()


@pytest.mark.provision("SQ-x")
def test_missing_title_date_and_number_and_what_is_said_twice_are_told(county, sign_in):
    page = look(sign_in("xin"))
    assert "缺标题" in page and "缺成文日期" in page and "没有发文字号" in page and "几乎相同" in page


def test_the_same_rows_brought_in_again_are_known_though_they_were_cleaned(county, sign_in):
    client = sign_in("xin")
    take(client, look(client))
    assert "2 行以前导入过" in look(client)
