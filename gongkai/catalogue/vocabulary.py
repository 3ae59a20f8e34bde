"""Set terms of a catalogue: phases of the five opennesses, column types, channels, audiences, levels."""

from django.db import models


class Phase(models.TextChoices):
    """五公开 (SQ-1): which stage of the work a topic opens."""

    DECISION = "decision", "决策公开"
    EXECUTION = "execution", "执行公开"
    MANAGEMENT = "management", "管理公开"
    SERVICE = "service", "服务公开"
    RESULT = "result", "结果公开"


class Audience(models.TextChoices):
    """For whom: TZ-1.4's internal affairs are open to staff alone; a certain group is told face to face, not here."""

    PUBLIC = "public", "全社会"
    GROUP = "group", "特定群体"
    INTERNAL = "internal", "机关内部"


class Manner(models.TextChoices):
    """公开方式 of the standard catalogues (国办发〔2019〕54号)."""

    PROACTIVE = "proactive", "主动公开"
    REQUEST = "request", "依申请公开"


class Level(models.TextChoices):
    """公开层级 of the standard catalogues (国办发〔2019〕54号)."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    BOTH = "both", "县级、乡级"


class Channel(models.TextChoices):
    """Where it is to be read (BW-11, DY-2.1, TZ-3)."""

    PORTAL = "portal", "政府门户网站"
    WEIBO = "weibo", "政务微博"
    WECHAT = "wechat", "政务微信"
    BOARD = "board", "公开栏"
    SCREEN = "screen", "电子显示屏"
    BOOKLET = "booklet", "便民手册"
    GAZETTE = "gazette", "政府公报"
    MEDIA = "media", "广播电视报刊"
    CONFERENCE = "conference", "新闻发布会"
    MEETING = "meeting", "会议"
    READING_POINT = "reading_point", "查阅点"
    HOTLINE = "hotline", "12345热线"
    SERVICE_HALL = "service_hall", "政务服务中心"
    ON_SITE = "on_site", "入户或现场"
    PUSH = "push", "精准推送"
    WRITTEN = "written", "书面材料"
    INTRANET = "intranet", "局域网和内部刊物"


# ColumnType of the page tags (国办发〔2017〕47号), with 其他 for what it does not name.
COLUMN_TYPES = (
    "首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录",
    "信息公开年报", "依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查",
    "在线访谈", "其他",
)  # fmt: skip
