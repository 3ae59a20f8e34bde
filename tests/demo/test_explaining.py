"""Press conferences, charts, questions and answers of the demonstration: by the steps of staff, once, some lacking."""

from datetime import date

from gongkai.accounts.models import Unit
from gongkai.acts.facts import Span
from gongkai.acts.models import Act
from gongkai.answers.models import Answer
from gongkai.demo import explaining, hours
from gongkai.demo.papers import paper, publish
from gongkai.disclosures.conferences import counting
from gongkai.disclosures.models import Disclosure
from gongkai.revisions import verifying

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31), hours.NOW)
TEXT = (
    "<p>第四条　县交通运输局负责。</p><p>第五条　自受理之日起7个工作日内作出决定。</p>"
    "<p>第十条　本办法自2026年1月1日起施行，有效期5年。</p>"
)


def test_one_quarter_is_missing_and_one_principal_never_came(laid):
    explaining.hold()
    units = list(Unit.objects.filter(name__in=explaining.OWING))
    names = {unit.pk: unit.name for unit in units}
    missed = counting.quarters_missed(units, YEAR).says
    assert {names[key]: said for key, said in missed.items()} == {"住建局": ["2025年第三季度没有举行新闻发布会"]}
    absent = counting.principal_missed(units, YEAR).says
    assert [names[key] for key in absent] == ["人社局"]
    assert not counting.conferences_late(units, YEAR).records
    assert counting.conferences_reported(units, YEAR).values == counting.conferences(units, YEAR).values
    before = Act.objects.count()
    explaining.hold()
    assert Act.objects.count() == before


def test_rules_are_asked_about_and_an_answer_whose_day_is_over_is_in_doubt(laid):
    for unit in ("交运局", "教育局", "财政局"):
        title = f"关于印发《大英县{unit}补贴管理办法》的通知"
        day = date(2026, 1, 1)
        publish(paper(unit, "wenjian", title, day, TEXT, kind="通知", validity="valid", effective_on=day), 2)
    explained = Disclosure.objects.order_by("pk")[0]
    told = paper(
        "交运局", "wenjian", "补贴办法解读", date(2026, 1, 2), "<p>讲清楚。</p>", kind="解读", interprets=explained
    )
    publish(told, 2)
    explaining.tell()
    explaining.doubt()
    rows = list(Answer.objects.select_related("case").order_by("pk"))
    assert len(rows) == 12 and [row.case.status for row in rows].count("published") == 11
    doubted = {row.case.title: row.doubt for row in rows if row.doubt}
    assert doubted.pop("教育局补贴怎么申请，多少天能办好？") == "本问答的有效期到2026年1月9日为止"
    assert len(doubted) == 3 and set(doubted.values()) == {"所依据的文件已经修改"}  # the fourth is not out yet
    assert "7个工作日" in rows[0].live.html and rows[0].live.clause == "第五条"
    assert Disclosure.objects.filter(live__forms="文字 图表图解").count() == 1
    assert list(verifying.faults(Answer)) == [] and not Act.objects.filter(at__gt=hours.NOW).exists()
    before = Act.objects.count()
    explaining.tell()
    explaining.doubt()
    assert Act.objects.count() == before
