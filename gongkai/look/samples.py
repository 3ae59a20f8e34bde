"""What the style page shows: every component with words as they occur, all of it invented."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.db.models import Q
from django.http import HttpRequest

from gongkai import shelf
from gongkai.law.deadlines import Clock, Event, clock
from gongkai.look import charts, maps
from gongkai.look.charts import Step
from gongkai.look.filters import Choice, Days, Flag, Words
from gongkai.look.forms import DayInput
from gongkai.look.lists import Cell, Heading
from gongkai.look.site import Link, Site

NOW = datetime(2026, 1, 12, 1, 30, tzinfo=UTC)
SITE = Site(
    name="棠溪县人民政府",
    nav=tuple(
        Link(title, url)
        for title, url in (
            ("首页", "/"),
            ("政府信息公开", "/open/"),
            ("政策文件", "/policy/"),
            ("政策解读", "/explain/"),
            ("依申请公开", "/request/"),
            ("互动交流", "/talk/"),
            ("办事服务", "/service/"),
            ("数据开放", "/data/"),
        )
    ),
    foot=(Link("网站地图", "/map/"), Link("联系我们", "/contact/"), Link("使用帮助", "/help/")),
    correction="/correct/",
    host="棠溪县人民政府办公室",
    maker="棠溪县大数据中心",
    contact="0000-0000000",
    id_code="0000000000",
    icp="示ICP备00000000号",
)


class DocumentForm(forms.Form):
    """A form with every kind of control."""

    title = forms.CharField(label="标题", help_text="写全称，不加书名号。")
    number = forms.CharField(label="发文字号", required=False, widget=forms.TextInput(attrs={"size": 20}))
    kind = forms.ChoiceField(label="文种", choices=[("", "请选择"), ("notice", "通知"), ("measure", "办法")])
    formed = forms.DateField(label="成文日期", widget=DayInput, help_text="公开期限从这一天的次日起算。")
    attribute = forms.ChoiceField(
        label="公开属性",
        widget=forms.RadioSelect,
        choices=[("open", "主动公开"), ("request", "依申请公开"), ("closed", "不予公开（须写明理由）")],
    )
    channels = forms.MultipleChoiceField(
        label="公开渠道",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("site", "政府网站"), ("gazette", "政府公报"), ("wechat", "政务微信"), ("board", "公开栏")],
    )
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(label="附件", required=False, help_text="DOCX、PDF、XLSX，不超过 50 MB。")
    checked = forms.BooleanField(label="已核对发布稿与签发稿一致")


def desk(request: HttpRequest) -> dict:
    """The context of the staff half."""
    return {
        "page_title": "样式",
        "breadcrumbs": [("工作台", "/staff/"), ("样式", "")],
        "form": DocumentForm({"title": "", "kind": "measure", "formed": "2026-01-50", "text": "第一条 为规范……"}),
        "listing": _listing(),
        "clocks": [_running(), _late(), _hours(), _window()],
        "empty_link": ("去编写", "#"),
        "tabs": [
            {"title": "全部", "url": "#", "current": True, "count": 382},
            {"title": "草稿", "url": "#", "count": 6},
            {"title": "待审", "url": "#", "count": 3},
        ],
        "branches": BRANCHES,
        **_record(),
        **_sheet(),
        **_cockpit(),
    }


def portal(request: HttpRequest) -> dict:
    """The context of the public half."""
    return {
        "site": SITE,
        "here": "/policy/",
        "page_title": "样式",
        "told_time": NOW,
        "breadcrumbs": [("首页", "/"), ("政策文件", "/policy/"), ("棠溪县农村供水管理办法", "")],
        "emergency": {
            "title": "关于城区三水厂停水检修的应急通告",
            "url": "#",
            "text": "预计今日 18 时恢复供水",
            "at": NOW,
        },
        "metadata": [
            ("索引号", "000000000/2026-00012"),
            ("主题分类", "水利、水务"),
            ("发文字号", "棠府办发〔2026〕1号"),
            ("发布机构", "棠溪县人民政府办公室"),
            ("成文日期", "2026-01-05"),
            ("公布日期", "2026-01-08"),
            ("有效性", "有效"),
        ],
        "validity": {
            "state": "已修改",
            "says": "第三条、第九条自 2026年1月8日起按新条文执行。",
            "link": ("看新文件", "#"),
        },
        "news": [(f"{title}", date(2026, 1, 12) - timedelta(days=2 * n)) for n, title in enumerate(NEWS)],
        "files": [
            {"title": "棠溪县农村供水管理办法", "url": "#", "kind": "PDF", "size": 412_300, "text_url": "#"},
            {"title": "农村供水水价表", "url": "#", "kind": "XLSX", "size": 18_400, "text_url": "#"},
        ],
        "pages": [
            {"title": "12", "url": "#"},
            {"title": "11", "current": True},
            {"title": "…"},
            {"title": "1", "url": "#"},
        ],
        "running": _running(),
        "chart": charts.bars("各单位本年主动公开条数", [("县农业农村局", 312), ("县水务局", 268), ("县医保局", 141)]),
    }


NEWS = (
    "棠溪县人民政府办公室关于印发棠溪县农村供水管理办法的通知",
    "棠溪县2025年第四季度集中式饮用水水源水质监测信息",
    "关于公开征求《棠溪县城市停车场管理办法（征求意见稿）》意见的公告",
    "棠溪县2026年春节期间医疗机构值班安排",
    "县人民政府常务会议研究惠民惠农补贴发放工作",
)
BRANCHES = [
    {
        "title": "法定主动公开内容",
        "open": True,
        "count": 1204,
        "branches": [
            {"title": "行政规范性文件", "url": "#", "count": 86, "current": True},
            {"title": "财政预决算", "url": "#", "count": 212},
            {"title": "行政许可", "url": "#", "count": 640},
        ],
    },
    {"title": "政府信息公开年报", "url": "#", "count": 17},
]
PRODUCTS = {"desk": desk, "portal": portal}


def _running() -> Clock:
    """A reply with a pause, near its end."""
    events = [
        Event("received", date(2025, 12, 17)),
        Event("asked_third_party", date(2025, 12, 24)),
        Event("third_party_answered", date(2025, 12, 29)),
    ]
    return clock(shelf.limits()["foi.reply"], events, NOW, shelf.calendar())


def _late() -> Clock:
    return clock(shelf.limits()["disclosures.publish"], [Event("formed", date(2025, 12, 8))], NOW, shelf.calendar())


def _hours() -> Clock:
    happened = [Event("happened", NOW - timedelta(hours=3, minutes=20))]
    return clock(shelf.limits("bw")["opinion.first_word"], happened, NOW, shelf.calendar())


def _window() -> Clock:
    formed = [Event("formed", date(2025, 12, 20))]
    return clock(shelf.limits("tz")["disclosures.standing"], formed, NOW, shelf.calendar())


def _record() -> dict:
    return {
        "steps": [
            {"title": "提出", "state": "done", "who": "王敏（县水务局·信息员）", "when": NOW - timedelta(days=3)},
            {
                "title": "保密审查",
                "state": "done",
                "who": "赵刚（县水务局·保密审查员）",
                "when": NOW - timedelta(days=2),
            },
            {"title": "内容审核", "state": "now", "who": "李华（县水务局·分管领导）"},
            {"title": "公开", "state": "later", "who": "县政务公开办"},
            {"title": "归档", "state": "later"},
        ],
        "act": {
            "title": "审核通过",
            "url": "#",
            "says": "通过后由政务公开办发布到门户。",
            "law": "条例第十七条；TZ-4.1",
            "confirm": "发布后网页立即对外可见，撤回会留下说明页。",
        },
        "shut_act": {"title": "送审", "url": "#", "refused": ["正文有 2 处身份证号未遮盖", "没有选公开依据"]},
        "findings": [
            {
                "level": "stop",
                "text": "疑似身份证号：5109••••••••••1234，校验位相符",
                "where": "附件 2“补贴名单”第 14 行",
                "url": "#",
                "actions": [
                    {"title": "遮盖", "url": "#mask"},
                    {"title": "不采纳（写理由）", "url": "#keep"},
                ],
            },
            {"level": "warn", "text": "成文日期晚于公布日期", "where": "元数据", "url": "#"},
            {"level": "ok", "text": "未发现密级标志", "where": "全文", "settled": "赵刚 2026-01-10 确认"},
        ],
        "trail": [
            {"title": "保密审查通过", "who": "赵刚", "at": NOW - timedelta(days=2), "ground": "条例第十七条"},
            {"title": "退回", "who": "李华", "at": NOW - timedelta(days=2, hours=5), "words": "附件 1 请换成最终稿。"},
            {
                "title": "提出",
                "who": "王敏",
                "at": NOW - timedelta(days=3),
                "effective": NOW - timedelta(days=4),
                "ground": "条例第二十条（一）",
            },
        ],
        "summary": [
            ("标题", NEWS[0]),
            ("发文字号", "棠府办发〔2026〕1号"),
            ("成文日期", "2026-01-05"),
            ("空的不显示", ""),
        ],
        "files": [{"title": "签发稿", "url": "#", "kind": "DOCX", "size": 34_800, "note": "不公开"}],
        "duties": [
            ("late", "已超期 1 个工作日", "公开申请 2026-031 答复", "条例第三十三条", "办理"),
            ("near", "今天到期", "《棠溪县农村供水管理办法》解读发布，与文件同步", "SQ-5.1", "去编写"),
            ("", "还有 3 个工作日", "通知公告栏目已 17 个工作日未更新", "KF-T1.6", "发布"),
        ],
    }


def _sheet() -> dict:
    losses = [("完成目标任务", "2.70"), ("信息公开目录", "4.00"), ("政策解读", "1.50"), ("依申请公开答复", "3.00")]
    steps = [Step(label, -Decimal(lost), "#") for label, lost in losses]
    steps += [Step("加分：省级试点", Decimal("0.60")), Step("社会评议", None)]
    return {"waterfall": charts.waterfall("县水务局 2025 年失分", 100, steps)}


def _cockpit() -> dict:
    units = ["县教育和体育局", "县公安局", "县水务局", "县农业农村局", "县住房和城乡建设局", "隆盛镇", "回马镇"]
    columns = ["目标任务", "公开目录", "公开指南", "政策解读", "依申请公开", "回应关切", "新闻发布", "组织保障"]
    spots = [
        [
            None
            if (n, m) == (5, 6)
            else maps.Spot(None, "")
            if (n, m) == (2, 4)
            else maps.Spot(Decimal(n * m % 6) / 5, f"−{Decimal(n * m % 6) / 2}" if n * m % 6 else "0", "#")
            for m in range(8)
        ]
        for n in range(7)
    ]
    values = [Decimal(70) + Decimal(n * 37 % 300) / 10 for n in range(64)]
    quarters = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    own = [Decimal(each) for each in ("78.2", "80.1", "79.4", "83.0", "84.6")] + [
        None,
        Decimal("85.9"),
        Decimal("89.4"),
    ]
    mean = [Decimal(each) for each in ("81.0", "81.4", "82.2", "82.1", "83.0", "83.3", "84.0", "84.4")]
    return {
        "heat": maps.heat_map("各单位各项失分", units, columns, spots),
        "histogram": charts.histogram(
            "64 个单位得分分布", values, [60, 65, 70, 75, 80, 85, 90, 95, 100], Decimal("88.8")
        ),
        "trend": maps.trend("县水务局各期得分", quarters, [("本单位", own), ("同类平均", mean)]),
        "bars": charts.bars("待答复申请", [("县自然资源局", 12), ("县公安局", 7), ("隆盛镇", 1), ("县水务局", None)]),
    }


def _listing() -> SimpleNamespace:
    """Stands for look.lists.Listing, which needs a table of its own."""
    filters = (
        Words("q", "标题或文号"),
        Choice("state", "状态", [("draft", "草稿"), ("open", "已公开")]),
        Days("published", "公布日期"),
        Flag("late", "只看逾期", Q()),
    )
    form = forms.Form({}, auto_id="filter_%s")
    for each in filters:
        form.fields.update(each.fields())
    rows = [
        (title, unit, state, str(date(2026, 1, 12) - timedelta(days=3 * n)), str(n * 137))
        for n, (title, unit, state) in enumerate(
            zip(
                NEWS,
                ("政府办", "生态环境局", "住建局", "卫健局", "政府办"),
                ("已公开",) * 3 + ("送审", "草稿"),
                strict=True,
            )
        )
    ]
    titles = ("标题", "单位", "状态", "公布日期", "阅读")
    return SimpleNamespace(
        title="文件",
        path="",
        filters=filters,
        form=form,
        sort="-published",
        filtered=True,
        clear_url="#",
        columns=titles,
        headings=[
            Heading(title, title == "阅读", "#", "descending" if title == "公布日期" else "") for title in titles
        ],
        rows=rows,
        body=[
            [
                Cell(v, "#" if t == "标题" else "", "" if t == "标题" else "num" if t == "阅读" else "nowrap", t)
                for t, v in zip(titles, r, strict=True)
            ]
            for r in rows
        ],
        total="382",
        export_url="#",
        has_next=True,
        has_previous=True,
        first_url="#",
        previous_url="#",
        next_url="#",
    )
