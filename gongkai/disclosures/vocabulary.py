"""Set terms of documents: the fifteen kinds of official paper, the subject classes, the disclosure attributes."""

from django.db import models

STATES = {
    "draft": "拟稿",
    "returned": "退回修改",
    "proposed": "待保密审查",
    "cleared": "待审核",
    "approved": "待公开",
    "emergent": "紧急公开，待补办审核",
    "published": "已公开",
    "withheld": "审定不主动公开",
    "withdrawn": "已撤回",
    "archived": "已归档",
}
UNDER_WAY = ("draft", "returned", "proposed", "cleared", "approved")
GOES_OUT, GOES_BACK = ("publish", "emergency"), ("withdraw", "disown")  # steps by which the public gains, loses it


class Attribute(models.TextChoices):
    """How a piece of government information is disclosed, decided when it is made (条例-13; BW-6.1.6)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Validity(models.TextChoices):
    """Legal effect of a normative document (BW-6.1.7)."""

    IN_FORCE = "valid", "有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "废止"
    LAPSED = "lapsed", "失效"
    PENDING = "pending", "尚未施行"  # follows from the day it takes effect; nobody writes it


WRITTEN_VALIDITY = [choice for choice in Validity.choices if choice[0] != Validity.PENDING]


class LinkKind(models.TextChoices):
    """How one document stands to another (BW-1, BW-7.1–7.2, BW-6.1.7); what it says to the public is publication's."""

    IMPLEMENTS = "implements", "贯彻落实的文件"
    AMENDS = "amends", "修改的文件"
    REPEALS = "repeals", "废止的文件"
    CONSULTS = "consults", "征求意见的事项"
    CLARIFIES = "clarifies", "澄清的信息"
    DATA = "data", "相关数据"
    GAZETTES = "gazettes", "公报刊登的文件"
    RELATED = "related", "相关信息"


MOVES = {LinkKind.AMENDS: Validity.AMENDED, LinkKind.REPEALS: Validity.REPEALED}


# The kinds of the 2012 rules for official papers, and what a county publishes besides.
PAPER_KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函",
    "纪要",
)  # fmt: skip
OTHER_KINDS = ("信息", "征求意见", "解读", "澄清", "预案", "名单", "表格", "其他")

SUBJECTS = (
    "国务院组织机构", "综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源",
    "农业、林业、水利", "工业、交通", "商贸、海关、旅游", "市场监管、安全生产监管", "城乡建设、环境保护",
    "科技、教育", "文化、广电、新闻出版", "卫生、体育", "人口与计划生育、妇女儿童工作", "劳动、人事、监察",
    "公安、安全、司法", "民政、扶贫、救灾", "民族、宗教", "对外事务", "港澳台侨工作", "国防", "其他",
)  # fmt: skip


class Weight(models.TextChoices):
    """What a change of published information is to its reader; the word is public."""

    MAJOR = "major", "实质修改"
    MINOR = "minor", "文字订正"
    HIDES = "hides", "隐去不宜公开的内容"  # what it said before is not set against it


class WithdrawalCause(models.TextChoices):
    """Why a published record was taken back; the word is shown to the public on the tombstone."""

    ERROR = "error", "内容有误"
    PERSONAL = "personal", "涉及个人信息"
    SECRET = "secret", "失泄密"
    SUPERSEDED = "superseded", "已被替代"
    REVOKED = "revoked", "决定被撤销、变更"
    EXPIRED = "expired", "公开期满"
    OTHER = "other", "其他"
