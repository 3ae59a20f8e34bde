"""The standard catalogues of 国办发〔2019〕54号: their 26 fields, and what stands in the columns of their sheets."""

import re

from gongkai.catalogue.vocabulary import Channel
from gongkai.tables import Wanted

FIELDS = (
    "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿", "国有土地上房屋征收",
    "保障性住房", "农村危房改造", "生态环境", "城市综合执法", "义务教育", "户籍管理", "社会救助", "养老服务", "就业",
    "社会保险", "医疗卫生", "涉农补贴", "公共文化服务", "公共法律服务", "扶贫", "救灾", "食品药品监管", "城乡规划",
    "市政服务",
)  # fmt: skip

# What a sheet calls a channel, in a cell after a box (■政府网站 □政府公报) or as a column of its own.
CHANNELS = {
    "政府网站": (Channel.PORTAL,),
    "政府公报": (Channel.GAZETTE,),
    "两微一端": (Channel.WEIBO, Channel.WECHAT),
    "发布会/听证会": (Channel.CONFERENCE,),
    "广播电视": (Channel.MEDIA,),
    "纸质媒体": (Channel.MEDIA,),
    "公开查阅点": (Channel.READING_POINT,),
    "政务服务中心": (Channel.SERVICE_HALL,),
    "便民服务站": (Channel.SERVICE_HALL,),
    "入户/现场": (Channel.ON_SITE,),
    "社区/企事业单位/村公示栏(电子屏)": (Channel.BOARD, Channel.SCREEN),
    "精准推送": (Channel.PUSH,),
}
CALLED = {
    "政府网站": ("政府门户网站", "网站"), "发布会/听证会": ("发布会", "听证会"), "广播电视": ("广播", "电视"),
    "公开查阅点": ("查阅点",), "入户/现场": ("入户", "现场"),
    "社区/企事业单位/村公示栏(电子屏)": ("公示栏", "公开栏", "电子屏"),
}  # fmt: skip

COLUMNS = (
    Wanted("code", "代码", required=False),
    Wanted("first", "公开事项一级事项", ("一级事项", "一级公开事项", "公开事项")),
    Wanted("second", "公开事项二级事项", ("二级事项", "二级公开事项"), required=False),
    Wanted("elements", "公开内容（要素）", ("公开内容", "公开要素", "内容要素", "公开内容要素")),
    Wanted("basis", "公开依据", ("依据",)),
    Wanted("limit", "公开时限", ("时限",)),
    Wanted("by", "公开主体", ("责任主体", "责任单位"), required=False),
    Wanted("channels", "公开渠道和载体", ("公开渠道", "渠道和载体"), required=False),
    *(
        Wanted(
            f"channel{place}", f"公开渠道和载体{name}", (name, f"公开渠道{name}", *CALLED.get(name, ())), required=False
        )
        for place, name in enumerate(CHANNELS)
    ),
    Wanted("all", "公开对象全社会", ("全社会",), required=False),
    Wanted(
        "group",
        "公开对象特定群体",
        ("特定群体", "特定群众", "公开对象特定群体（请写明）", "特定群体（请写明）"),
        required=False,
    ),
    Wanted("proactive", "公开方式主动", ("主动", "主动公开", "公开方式主动公开"), required=False),
    Wanted("request", "公开方式依申请", ("依申请", "依申请公开", "公开方式依申请公开"), required=False),
    Wanted("county", "公开层级县级", ("县级", "县（区）级", "区级"), required=False),
    Wanted(
        "township", "公开层级乡级", ("乡级", "乡镇级", "乡、村级", "公开层级乡、村级", "乡（镇）级"), required=False
    ),
    Wanted("number", "序号", required=False),
)

TITLE = re.compile(r"(?:[（(][一二三四五六七八九十]+[）)])?(?:.{0,12}?(?:县|市|区))?(?P<field>[^（()）]{2,16}?)领域")
TICKS = frozenset("√✓✔☑■●☒▲") | {"是", "有", "y", "yes"}
BLANKS = frozenset("□○-—–/×") | {"否", "无", "n", "no"}


def field_of(title: str) -> str:
    """The field that a sheet's title names: 社会救助领域基层政务公开标准目录 → 社会救助; empty where it names none."""
    known = [name for name in FIELDS if f"{name}领域" in title]
    if known:
        return max(known, key=len)
    found = TITLE.search(title)
    return found["field"] if found else ""


def code_of(field: str) -> str:
    """The code of a field's shelf, by its place among the 26; empty for one that is none of them."""
    return f"jc{FIELDS.index(field) + 1:02}" if field in FIELDS else ""


def channels_in(text: str) -> list[str]:
    """Channels that a cell of boxes marks; where it has no box, all that it names."""
    boxed = re.findall(r"([■☑√✓✔□☐○])\s*([^■☑√✓✔□☐○\n;；]+)", text)
    named = [name for box, name in boxed if box in "■☑√✓✔"] if boxed else re.split(r"[、，,;；\n]+", text)
    found: list[str] = []
    for name in named:
        for known, values in CHANNELS.items():
            if known in name or any(word in name for word in (*known.split("/"), *CALLED.get(known, ()))):
                found += values
    return list(dict.fromkeys(map(str, found)))
