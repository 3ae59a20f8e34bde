"""Words of a request: how it came, who asks, in what form and by what way the answer is wanted."""

from django.db import models


class Channel(models.TextChoices):
    """渠道 (条例-31): what decides the day of receipt."""

    ONLINE = "online", "网上"
    COUNTER = "counter", "当面"
    SIGNED = "signed", "挂号信、快递（签收）"
    LETTER = "letter", "平信"
    FAX = "fax", "传真"
    MAIL = "mail", "电子邮件"


CONFIRMED = (Channel.LETTER, Channel.FAX, Channel.MAIL)  # received on the day on which both sides confirm
RULES = {
    Channel.ONLINE: "给出回执的当日为收到之日",
    Channel.COUNTER: "提交的当日为收到之日",
    Channel.SIGNED: "签收的当日为收到之日",
    Channel.LETTER: "到达当日要与申请人确认，确认的当日为收到之日",
    Channel.FAX: "与申请人双方确认的当日为收到之日",
    Channel.MAIL: "与申请人双方确认的当日为收到之日",
}


class Applicant(models.TextChoices):
    """申请人: the classes of the annual report (国办公开办函〔2021〕30号)."""

    PERSON = "person", "公民"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LAW = "law", "法律服务机构"
    OTHER = "other", "其他组织"


class Paper(models.TextChoices):
    """证件."""

    IDENTITY = "identity", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民证件"
    CREDIT = "credit", "统一社会信用代码证照"
    OTHER = "other", "其他证件"


class Form(models.TextChoices):
    """载体形式."""

    ELECTRONIC = "electronic", "电子文档"
    PAPER = "paper", "纸质"
    DISC = "disc", "光盘"


class Route(models.TextChoices):
    """获取方式."""

    MAIL = "mail", "电子邮件"
    POST = "post", "邮寄"
    PICKUP = "pickup", "当面领取"
    FAX = "fax", "传真"
    ONLINE = "online", "网上下载"


class Look(models.TextChoices):
    """What of a request was looked at."""

    CONTENT = "content", "申请内容"
    APPLICANT = "applicant", "申请人信息"
    PROOF = "proof", "身份证明"
    MATERIAL = "material", "材料原件"


class Consulted(models.TextChoices):
    """Whose opinion is asked."""

    THIRD_PARTY = "third_party", "第三方"
    ORGAN = "organ", "其他机关"


class Answer(models.TextChoices):
    """意见: silence of a third party leaves it to the organ (条例-32), silence of an organ is consent (条例-34)."""

    CONSENT = "consent", "同意公开"
    REFUSE = "refuse", "不同意公开"
    SILENT = "silent", "逾期未提出意见"


class Basis(models.TextChoices):
    """计收方式 of the fee (国办函〔2020〕109号)."""

    ITEM = "item", "按件"
    PAGE = "page", "按量（页）"


class Amended(models.TextChoices):
    """What became of a wish to have one's own record put right (条例-41)."""

    AMENDED = "amended", "予以更正"
    REFERRED = "referred", "转送有权更正的机关"
    TOLD = "told", "告知向有权更正的机关提出"
    KEPT = "kept", "经核实无误，不予更正"


class DisputeSort(models.TextChoices):
    """A way the law gives against an answer (条例-51)."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "行政诉讼"
    APPEAL = "appeal", "行政诉讼二审"


class Outcome(models.TextChoices):
    """结果: the classes of the annual report (国办公开办函〔2021〕30号)."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
