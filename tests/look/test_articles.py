"""Codes in words: the document's title and the article first, the code as a quiet tail."""

from django.template import engines

from gongkai.look import articles

NOTICE = "大英县人民政府办公室关于做好2018年政务公开工作的通知"


def shown(codes, home=""):
    page = engines["django"].from_string("{% law codes home %}")
    return page.render({"codes": codes, "home": home})


def test_a_code_is_told_by_title_and_article_with_the_code_behind_and_what_it_asks_at_hand():
    page = shown(("TZ-4.1",))
    assert "《泰州质监政务公开工作要求》四（四）1</span><small>〔TZ-4.1〕</small>" in page
    assert 'title="主办处室提出' in page


def test_articles_of_one_document_stand_together_under_its_title_once():
    told = articles.in_words(("DY-F2.7", "BW-16.4", "DY-1", "DY-F2.8"))
    assert told == (
        f"《{NOTICE}》附件2、一（DY-F2.7、DY-1、DY-F2.8）；"
        "《博望区交通运输局政务公开工作考核暂行办法》第十六条（四）（BW-16.4）"
    )


def test_the_document_that_the_page_names_once_is_not_named_again():
    assert articles.in_words(("DY-4", "BW-14"), "DY").startswith("四（DY-4）；《博望区")


def test_a_whole_document_has_no_tail_and_what_nobody_registered_stays_as_written():
    assert articles.in_words("国办秘函〔2019〕19号") == "《政府网站与政务新媒体检查指标、监管工作年度考核指标》"
    assert articles.in_words("某某办法第三条") == "某某办法第三条"
    assert articles.in_words("") == "" == shown(())


def test_a_kept_ground_of_several_codes_is_parted():
    assert articles.in_words("TZ-4.1,BW-6.1.6").count("《") == 2


def test_words_of_a_register_cannot_break_the_page(monkeypatch):
    assert "&lt;b&gt;" in shown("<b>")
