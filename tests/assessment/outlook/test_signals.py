"""提示: patterns found by hand-made texts and through the county's own records; nothing follows by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from gongkai.acts.models import Act
from gongkai.assessment.models import UnitResult
from gongkai.assessment.outlook.signals import patterns
from gongkai.assessment.outlook.signals.patterns import Item
from gongkai.disclosures.drafting import Draft, save
from tests.assessment.conftest import AT
from tests.county import moment

TEXT = (
    "为了加强公路养护管理，制定本通知。各乡镇要在3月底前完成县道的清障和修补。养护经费由县财政按里程拨付，不足部分由乡镇自筹。"
    "县交通运输局每季度组织一次检查并公布结果。对不合格的路段，责令限期返工并通报批评。"
)
OTHER = (
    "现将今年农村客运补助的发放情况公布如下。补助对象是完成年度运营里程的经营者。标准按车型和座位数分档计算确定。"
    "有异议的请在公示期内向运输管理所书面提出。"
)
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
ONE = Item(1, 7, "甲", "通知公告", date(2025, 3, 1), date(2025, 3, 4), TEXT)


def kinds(found):
    return [(one.kind, [key for key, _ in one.items]) for one in found]


@pytest.mark.parametrize(("days", "told"), [(59, 0), (60, 1)])
def test_a_paper_of_long_ago_is_told(days, told):
    one = replace(ONE, formed=date(2025, 1, 1), published=date(2025, 1, 1) + timedelta(days=days))
    assert len(list(patterns.backdated([one]))) == told


def test_a_day_changed_after_publication_is_told():
    later = replace(ONE, formed=date(2025, 1, 1), before=ONE)
    (one,) = patterns.backdated([later])
    assert "由 2025-03-01 改为 2025-01-01" in one.says


def burst(late, early):
    items = [replace(ONE, key=n, published=LAST - timedelta(days=n % 10)) for n in range(late)]
    return items + [replace(ONE, key=100 + n, published=FIRST + timedelta(days=n)) for n in range(early)]


@pytest.mark.parametrize(("late", "early", "told"), [(5, 10, 1), (4, 0, 0), (5, 59, 1), (5, 60, 0)])
def test_a_burst_is_many_times_the_usual_pace(late, early, told):
    # 355 days before the last ten: 59 items make 1.66 in ten days, 60 make 1.69; three times that is 4.99 and 5.07
    assert len(list(patterns.bursts(burst(late, early), FIRST, LAST))) == told


def test_a_burst_is_not_looked_for_in_a_month():
    assert not list(patterns.bursts(burst(9, 0), date(2025, 12, 3), LAST))


def test_texts_of_one_unit_that_say_the_same_are_duplicates_and_the_next_month_s_notice_is_none():
    again = replace(ONE, key=2, text=TEXT.replace("3月", "9月"))  # one of five sentences
    elsewhere = replace(ONE, key=3, unit=8)
    other = replace(ONE, key=4, text=OTHER)
    month = "{}月全县发放高龄津贴{}人。其中城区{}人。乡镇合计{}人，比上月多{}人。本月新增老人{}名，均已核实身份。"
    monthly = [replace(ONE, key=5 + n, text=month.format(n, *(n * one for one in (97, 31, 66, 3, 2)))) for n in (1, 2)]
    assert kinds(patterns.duplicates([ONE, again, elsewhere, other, *monthly])) == [("duplicate", [1, 2])]


@pytest.mark.parametrize(("texts", "told"), [(18, 1), (19, 0)])
def test_what_stands_in_more_than_twenty_texts_of_the_county_is_a_set_phrase(texts, told):
    twins = [ONE, replace(ONE, key=2)]
    others = [replace(ONE, key=10 + n, unit=100 + n) for n in range(texts)]
    assert len(list(patterns.duplicates([*twins, *others]))) == told


def test_what_has_nothing_to_read_is_hollow_and_a_file_nobody_read_is_not_called_so():
    bare = replace(ONE, key=2, text="见附件。")
    scan = replace(bare, key=3, attached=("扫描件.pdf",), readable=0)
    unread = replace(scan, key=4, readable=None)
    table = replace(scan, key=5, readable=4000)
    assert kinds(patterns.hollow([ONE, bare, scan, unread, table])) == [("hollow", [2]), ("hollow", [3])]


def test_an_interpretation_that_repeats_its_paper_or_another_is_a_template():
    copied = replace(ONE, key=2, interprets=TEXT)
    honest = replace(ONE, key=3, text=OTHER, interprets=TEXT)
    twin = replace(honest, key=4, unit=8)
    assert kinds(patterns.templated([ONE, copied, honest, twin])) == [("template", [2]), ("template", [3, 4])]


def test_a_change_that_changed_no_word_is_told_and_another_is_not():
    same = replace(ONE, text=TEXT.replace("。", "。\n"), before=ONE)
    filed = replace(same, attached=("附件.pdf",))
    said = replace(ONE, text=TEXT + "本通知自印发之日起施行。", before=ONE)
    assert kinds(patterns.touched([ONE, same, filed, said])) == [("touched", [1])]


def test_a_change_of_the_layout_is_told_from_the_editions_that_were_out(county, campaign, write, publish, sign_in):
    cache.clear()
    kept = publish(write("养护公告", html=f"<p>{TEXT}</p>"))
    kept.case.take("change", by=county.xin, at=moment("2025-09-01 09:00"))
    kept.refresh_from_db()
    values = {"kind": "信息", "change_note": "重新排版", "weight": "minor"}
    html = f"<p>{TEXT[:30]}</p><p>{TEXT[30:]}</p>"
    draft = Draft(county.roads, county.topic, "养护公告", date(2025, 3, 3), html, values)
    save(kept, kept.case.version, draft, county.xin, moment("2025-09-01 09:10"))
    publish(kept, "2025-09-02 10:00")
    page = sign_in("ban").get(f"/staff/assessment/{campaign.pk}/signals/").content.decode()
    assert "2025-09-02 的变更没有改动标题、正文的文字和附件" in page


def test_what_the_records_show_is_told_with_them_and_to_whom_it_concerns(county, campaign, write, publish, sign_in):
    cache.clear()
    late = publish(write("养护公告", at="2025-03-03 10:00", html=f"<p>{TEXT}</p>"), "2025-11-28 10:00")
    before = Act.objects.count()
    for name in ("ban", "ling", "shen", "kao", "san"):
        page = sign_in(name).get(f"/staff/assessment/{campaign.pk}/signals/").content.decode()
        assert "成文日期 2025-03-03，2025-11-28 才公开，隔了 270 天" in page, name
        assert f"/staff/disclosures/{late.pk}/" in page and "不扣分，不进结果" in page
    for name in ("xin", "fen", "guan"):
        assert sign_in(name).get(f"/staff/assessment/{campaign.pk}/signals/").status_code == 404
    assert Act.objects.count() == before and not UnitResult.objects.exists()


def test_a_unit_and_a_kind_can_be_picked(county, campaign, write, publish, sign_in):
    cache.clear()
    publish(write("养护公告", at="2025-03-03 10:00", html=f"<p>{TEXT}</p>"), "2025-11-28 10:00")
    publish(write("空的公告", at="2025-11-27 10:00", html="<p>见附件</p>"), "2025-11-28 10:00")
    client, url = sign_in("ban"), f"/staff/assessment/{campaign.pk}/signals/"
    assert "隔了 270 天" in client.get(f"{url}?unit=jyj").content.decode()
    assert "隔了 270 天" not in client.get(f"{url}?unit=hbz").content.decode()
    page = client.get(f"{url}?unit=jyj&kind=hollow").content.decode()
    assert "空的公告" in page and "隔了" not in page


def test_what_was_withdrawn_or_is_not_out_is_not_named(county, campaign, write, publish, sign_in):
    cache.clear()
    gone = publish(write("撤下的公告", html="<p>见附件</p>"))
    gone.case.take("withdraw", by=county.fa, at=AT, words="有误")
    write("没有公开的公告", html="<p>见附件</p>")
    page = sign_in("san").get(f"/staff/assessment/{campaign.pk}/signals/").content.decode()
    assert "没有提示" in page and "公告" not in page.split("<main", 1)[1].split("</main", 1)[0]
