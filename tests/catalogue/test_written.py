"""Catalogues as data: the shipped ones say what their documents ask for; a broken one is refused where it is broken."""

import pytest

from gongkai import shelf
from gongkai.catalogue.loading import read
from gongkai.catalogue.written import read_catalogue
from gongkai.law.reading import Refused
from gongkai.law.reading import read as read_yaml

HEAD = "catalogue: probe\ntitle: 试目录\ndocument: 条例\nsince: 2024-01-01\nby: [department]\ntopics:\n"
ONE = "- {code: jia, name: 甲, says: 甲事, type: 其他, phase: result, cites: [条例-20]}\n"


def probe(text, base=None, limits=None):
    return read_catalogue(read_yaml(text, "试.yaml"), base=base, register=shelf.documents(), limits=limits)


def topics(name):
    known = read_catalogue_of(name)
    return {topic.code: topic for topic in known.topics}


def read_catalogue_of(name):
    from gongkai.law.reading import read_file

    return read_catalogue(read_file(shelf.catalogue(name)), base=read_catalogue_of, register=shelf.documents())


def below(name, code):
    return [topic.name for topic in topics(name).values() if topic.parent == code]


def test_the_base_holds_every_item_of_article_20():
    cited = {cite for topic in topics("national").values() for cite in topic.cites}
    assert {f"条例-20.{number}" for number in range(1, 16)} <= cited


def test_the_base_holds_the_four_parts_and_the_request_entry():
    # 国办公开办函〔2019〕61号: guide, rules, statutory content, annual report, and the entry for requests
    tops = {topic.name for topic in topics("national").values() if not topic.parent}
    assert {"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"} <= tops


@pytest.mark.provision("DY-F2.11")
def test_the_sixteen_key_areas_stand_in_the_order_of_the_table_and_each_has_a_keeper():
    assert below("daying", "zhongdian") == [
        "行政权力运行", "财政资金", "公共资源配置", "重大建设项目", "公共服务", "国有企业", "环境保护", "食品药品安全",
        "社会组织", "中介机构", "安全生产", "就业", "财政审计", "科技", "价格和收费", "信用",
    ]  # fmt: skip
    assert all(topic.by for topic in topics("daying").values() if topic.parent == "zhongdian")


@pytest.mark.provision("DY-3.3")
def test_the_ten_content_classes_are_topics():
    names = {topic.name for topic in topics("daying").values()}
    assert {"时政新闻", "热点政策", "重大信息", "工作动态", "公告公示", "应急管理", "规划计划", "人事及招考信息",
            "常务会议", "统计数据"} <= names  # fmt: skip


@pytest.mark.provision("DY-F2.10")
def test_profile_papers_news_and_emergencies_name_their_elements():
    known = topics("daying")
    assert known["wenjian"].elements == ("报告", "公告", "通知", "通报", "批复")
    assert known["yingji"].elements == ("应急预案", "预警信息", "应对情况")
    assert "职能" in known["jigou"].elements
    assert known["lingdao"].name == "领导信息"
    assert {"工作动态", "重要会议", "执法监督", "公告公示"} <= set(below("daying", "dongtai"))


@pytest.mark.provision("DY-3.1")
def test_each_class_of_content_runs_on_its_own_limit():
    known = topics("daying")
    limits = shelf.limits("dy")
    assert {code: str(limits[known[code].limits[0]].span) for code in ("gonggao", "yaowen", "wenjian", "guifan")} == {
        "gonggao": "当日", "yaowen": "当日", "wenjian": "当周", "guifan": "当周",
    }  # fmt: skip
    assert str(limits[known["jiuye"].refresh].span) == "每月"


@pytest.mark.provision("TZ-1.4")
def test_internal_affairs_are_for_staff_alone():
    known = topics("daying")
    inside = {topic.code for topic in known.values() if topic.parent == "neibu"}
    assert len(inside) == 5
    assert {topic.code for topic in known.values() if topic.audience == "internal"} == inside | {"neibu"}


def test_every_limit_that_a_shipped_catalogue_names_exists():
    for name, profiles in (("national", ("national",)), ("daying", ("dy", "tz"))):
        known = {limit for profile in profiles for limit in shelf.limits(profile)}
        named = {limit for topic in topics(name).values() for limit in (*topic.limits, topic.refresh)} - {""}
        assert named <= known


def test_a_catalogue_is_not_read_where_its_limits_are_not_in_force():
    with pytest.raises(Refused, match=r"没有名为“disclosures\.notice”的时限"):
        read("daying")


def test_a_topic_says_less_than_its_catalogue():
    (topic,) = probe(HEAD + ONE).topics
    assert (topic.by, topic.channels, topic.level, topic.audience) == (("department",), ("portal",), "both", "public")


@pytest.mark.parametrize(
    ("broken", "place", "says"),
    [
        (ONE.replace("phase: result", "phase: finish"), 7, "“finish”不在可选范围"),
        (ONE.replace("type: 其他", "type: 杂项"), 7, "“杂项”不在可选范围"),
        (ONE.replace("条例-20", "条例-99"), 7, "“条例-99”"),
        (ONE.replace("code: jia", "code: 甲"), 7, "代码“甲”"),
        (ONE + ONE, 8, "已经用于“甲”"),
        (ONE.replace("says: 甲事, ", ""), 7, "缺少“says”"),
        (ONE.replace("{code", "{color: red, code"), 7, "不认识“color”"),
        (ONE.replace("}", ", channels: [pigeon]}"), 7, "“pigeon”不在可选范围"),
        (ONE.replace("}", ", under: yi}"), 7, "上级事项“yi”不存在"),
        (ONE.replace("}", ", under: jia}"), 7, "绕成了圈"),
        ("- jia\n", 7, "没有代码为“jia”的事项"),
        (ONE.replace("甲事", "长" * 201), 7, "最多200字，写了201字"),
    ],
)
def test_a_fault_is_refused_with_its_line(broken, place, says):
    with pytest.raises(Refused) as refused:
        probe(HEAD + broken)
    fault = refused.value.faults[0]
    assert (fault.file, fault.line) == ("试.yaml", place)
    assert says in fault.says


def test_every_fault_is_found_at_once():
    with pytest.raises(Refused) as refused:
        probe(HEAD + ONE.replace("result", "x").replace("其他", "y") + ONE.replace("jia", "yi").replace("条例-20", "z"))
    assert len(refused.value.faults) == 3


def test_a_local_catalogue_changes_moves_and_adds():
    base = probe(
        HEAD + ONE + ONE.replace("jia", "yi").replace("甲", "乙") + ONE.replace("jia", "bing").replace("甲", "丙")
    )
    local = probe(
        "catalogue: here\ntitle: 本地\ndocument: DY\nsince: 2024-01-01\nbase: probe\n"
        "change:\n  jia: {name: 甲一, cites: [DY-3.1], by: [财政局]}\n"
        "topics:\n"
        "- {code: ding, name: 丁, says: 丁, type: 其他, phase: result, cites: [DY-3.1], by: [], topics: [bing]}\n",
        base=lambda name: base,
    )
    assert [(topic.code, topic.parent) for topic in local.topics] == [
        ("jia", ""), ("yi", ""), ("ding", ""), ("bing", "ding"),
    ]  # fmt: skip
    changed = local.topics[0]
    assert (changed.name, changed.says, changed.cites, changed.by) == (
        "甲一",
        "甲事",
        ("条例-20", "DY-3.1"),
        ("财政局",),
    )
    assert [topic.catalogue for topic in local.topics] == ["probe", "probe", "here", "probe"]
    assert local.shelves == {"ding"}
