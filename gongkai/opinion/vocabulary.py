"""Set terms of 舆情回应: classes, grades, ways it came, ranks of who speaks."""

from django.db import models


class Sort(models.TextChoices):
    """What must be answered (BW-8.2), and the rest."""

    VITAL = "vital", "涉及群众切身利益"
    MARKET = "market", "影响市场预期"
    SUDDEN = "sudden", "突发公共事件"
    OTHER = "other", "其他政务舆情"


MUST_ANSWER = (Sort.VITAL, Sort.MARKET, Sort.SUDDEN)


class Wide(models.TextChoices):
    """The five kinds that come first (国办发〔2016〕61号)."""

    POLICY = "policy", "对政策措施误解误读的"
    PUBLIC = "public", "涉及公众切身利益、影响较大的"
    MORALS = "morals", "冲击社会道德底线的"
    EMERGENCY = "emergency", "涉及突发事件处置和自然灾害应对的"
    ASKED = "asked", "上级政府要求及时回应的"


class Grade(models.TextChoices):
    GENERAL = "general", "一般"
    LARGER = "larger", "较大"
    MAJOR = "major", "重大"
    EXTREME = "extreme", "特别重大"


GRAVE = (Grade.MAJOR, Grade.EXTREME)


class Came(models.TextChoices):
    """How the unit learned of it."""

    WATCH = "watch", "监测发现"
    MEDIA = "media", "媒体报道"
    PEOPLE = "people", "群众反映"
    ABOVE = "above", "上级交办"
    OWN = "own", "工作中发现"


class Rank(models.TextChoices):
    """Who speaks: the principal is to be the first (SQ-5.2)."""

    PRINCIPAL = "principal", "主要负责人"
    DEPUTY = "deputy", "分管负责人"
    SPOKESMAN = "spokesman", "新闻发言人"
    UNIT = "unit", "以单位名义"


class Channel(models.TextChoices):
    """Where a release went out."""

    PORTAL = "portal", "政府网站"
    WECHAT = "wechat", "微信"
    WEIBO = "weibo", "微博"
    VIDEO = "video", "短视频"
    PRESS = "press", "报刊、新闻客户端"
    BROADCAST = "broadcast", "广播电视"
    CONFERENCE = "conference", "新闻发布会、通气会"
    PLACE = "place", "现场答复"


class Effect(models.TextChoices):
    SETTLED = "settled", "已平息"
    EASED = "eased", "明显缓和"
    GOES_ON = "goes_on", "仍在发酵"


class Helped(models.TextChoices):
    """Whether the answer answered what people asked."""

    YES = "yes", "解决了关切"
    PARTLY = "partly", "部分解决"
    NO = "no", "没有解决"


DRILL = "【演练】"
# What the reviewer of a text answers, one by one (BW-8.4).
CHECKS = {
    "facts": "事实清楚：时间、地点、数据、处置进展都核对过出处",
    "grounds": "依据充分：写明了政策、法规或者调查结论",
    "point": "针对关切：网民问什么答什么，没有回避，没有空话套话",
    "tone": "语言得当：准确、亲切、自然，没有生硬指责",
}
STATES = {
    "collected": "待会商",
    "conferred": "待研判",
    "judged": "待回应",
    "responded": "已回应，待评估",
    "left": "不予回应，待评估",
    "evaluated": "已评估，待归档",
    "archived": "已归档",
    "folded": "已并入",
    "dropped": "已撤销登记",
}
EARLY = ("collected", "conferred", "judged")
OPEN = (*EARLY, "responded", "evaluated")
OUT = ("folded", "dropped")
