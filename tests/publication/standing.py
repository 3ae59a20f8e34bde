"""A small portal with a page of every kind, and where its pages stand."""

from datetime import timedelta

from gongkai.publication import door
from gongkai.publication.models import Site
from gongkai.publication.records import (
    AccountRecord,
    Attachment,
    DossierRecord,
    Edition,
    EmergencyRecord,
    Figure,
    FigureRow,
    GlanceRecord,
    Link,
    ReleaseRow,
    StageRow,
)
from tests.publication.samples import AT, SHA, column, document, entry, full_document, register, result, text, unit

KEYS = (
    "disclosure:1", "disclosure:2", "disclosure:44", "disclosure:45", "apply:jyj", "disclosure:9", "dossier:1",
    "register:1", "entry:1", "result:1", "text:guide", "emergency:1", "glance:2026-01",
)  # fmt: skip
LISTS = (
    "/", "/t/", "/t/guide/", "/t/apply/", "/c/", "/c/zcwj/", "/c/gsgg/", "/c/gsgg/p1/", "/u/", "/u/jyj/", "/g/", "/l/",
    "/l/powers/", "/g/themes/", "/glance/", "/now/", "/data/", "/media/",
    "/calendar/", "/p/", "/p/elderly/", "/p/elderly/guides/",
)  # fmt: skip
BEHIND = {
    45: {"genre": "公告", "concerns": ("elderly",)},
    43: {"title": "老年优待证办事指南", "concerns": ("elderly",)},
}
SITE = {
    "name": "试县人民政府", "domain": "www.shixian.gov.cn", "id_code": "5109230001", "host": "试县人民政府办公室",
    "phone": "0825-1111111", "address": "试县大道1号",
}  # fmt: skip


def stand() -> list[str]:
    """Shows it all and returns the paths of its pages, the page of a withdrawn document among them."""
    Site.objects.create(**SITE)
    top = column("zcwj", "政策文件", column_type="政策文件", navigated=True)
    kept = [column("zhinan", "政府信息公开指南", column_type="信息公开指南"), column("shenqing", "依申请公开")]
    door.show_many([top, column(parent="zcwj"), *kept, unit(), unit("swj", "水务局")], at=AT - timedelta(days=20))
    scan = Attachment("扫描件.png", 9, "image/png", SHA[::-1], "扫描件里的字")
    door.show(full_document(attachments=(scan,), links=(), history=()), AT - timedelta(days=9))
    changed = full_document(
        html="<p>改过的正文</p><table><tr><th>项目</th><th>标准</th></tr><tr><td>县道</td><td>每年</td></tr></table>",
        attachments=(scan,), links=(Link("related", "https://www.gov.cn/", "中国政府网"),),
        history=(Edition(AT - timedelta(days=9), "首次公开"), Edition(AT, "改了正文")),
    )  # fmt: skip
    told = document(44, title="第45号事项解读", links=(Link("interprets", "disclosure:45"),))
    apply = text(key="apply:jyj", title="试县交通运输局申请说明", part="apply", attachments=(), history=())
    papers = [changed, *(document(n, **BEHIND.get(n, {})) for n in range(2, 46) if n != 44), told, apply]
    guide = text(title="试县政府信息公开指南")
    door.show_many([*papers, theme(), register(), entry(), result(), guide, flood(), month(), account()], at=AT)
    door.withdraw(["disclosure:9"], at=AT, reason="内容有误")
    own = {key: f"/d/{door.shown(key).address}/" for key in KEYS}
    parts = [("dossier:1", "all"), ("register:1", "history"), ("disclosure:1", "t1"), ("disclosure:1", "e2")]
    return [*LISTS, *own.values(), *(f"{own[key]}{part}/" for key, part in parts)]


def theme():
    """A theme that gathers two documents."""
    links = (Link("gathers", "disclosure:1"), Link("gathers", "disclosure:2"))
    return DossierRecord(
        key="dossier:1", title="公路养护政策", column="gsgg", unit="jyj", unit_name="试县交通运输局", published=AT,
        dossier="themes", dossier_name="政策专题", genre="theme", summary="养护政策和解读", links=links,
        stages=(StageRow(name="政策", phase="", state="shown", says="", links=links),),
    )  # fmt: skip


def flood():
    """An emergency that is not over, its first release taken back."""
    releases = (
        ReleaseRow(2, AT, "县应急管理局", "沿河住户请到镇中学避险。"),
        ReleaseRow(1, AT - timedelta(hours=1), "", "", AT),
    )
    return EmergencyRecord(
        key="emergency:1", title="河边镇暴雨洪涝", column="gsgg", unit="jyj", unit_name="试县交通运输局", published=AT,
        updated=AT, hotline="0825-7800119", releases=releases,
    )  # fmt: skip


def account():
    """An account of a unit elsewhere."""
    return AccountRecord(
        key="account:1", title="试县交通", keeper="jyj", unit_name="试县交通运输局", platform="微信",
        ident="shixian-jt", homepage="https://weixin.example.cn/r/jt", opened=AT.date(), standing="运行",
        updated=AT.date(),
    )  # fmt: skip


def month():
    """The county's own figures of a month."""
    figure = Figure(
        "timely", "按期公开", 44, 45, "件", "期限内公开的占应公开的", "最久的等了3天",
        (FigureRow("jyj", "交运局", 44, 45),), ("disclosure:1",), ("gsgg",), "超期的信息和栏目",
    )  # fmt: skip
    return GlanceRecord(
        key="glance:2026-01", title="2026年1月公开情况一览", column="gsgg", unit="jyj", unit_name="试县交通运输局",
        published=AT, month="2026-01", until=AT.date(), figures=(figure,),
    )  # fmt: skip
