"""Words of the hotline: what is told, how it came, what of openness it is about, what was found, how it was liked."""

from django.db import models


class Sort(models.TextChoices):
    """诉求类型 (KF-2.2); a report (举报) names who did wrong, and who tells of it is kept from all but the office."""

    HELP = "help", "求助"
    CONSULT = "consult", "咨询"
    COMPLAINT = "complaint", "投诉"
    SUGGEST = "suggest", "建议"
    REPORT = "report", "举报"


ACCUSING = (Sort.COMPLAINT, Sort.REPORT)  # those that are about somebody


class Channel(models.TextChoices):
    PHONE = "phone", "电话"
    WEB = "web", "网上"
    LETTER = "letter", "来信"
    MAILBOX = "mailbox", "意见箱"
    COUNTER = "counter", "当面"
    PLATFORM = "platform", "12345平台"


BY_HAND = tuple(one for one in Channel if one not in (Channel.WEB, Channel.PLATFORM))


class About(models.TextChoices):
    """涉及公开 (TZ-5.3): what of openness a complaint is about."""

    WITHHELD = "withheld", "应公开不公开"
    FRAUD = "fraud", "公开弄虚作假"
    FALSE = "false", "公开的信息不实"
    REQUEST = "request", "依申请公开办理"
    WINDOW = "window", "窗口服务"


OF_OPENNESS = (About.WITHHELD, About.FRAUD, About.FALSE, About.REQUEST)


class Outcome(models.TextChoices):
    """办理结果: of complaints and reports what the inquiry found, of the others what was done."""

    UPHELD = "upheld", "查实"
    PARTLY = "partly", "部分查实"
    UNFOUNDED = "unfounded", "不实"
    SOLVED = "solved", "已解决"
    EXPLAINED = "explained", "已解释说明"
    PLANNED = "planned", "列入计划"


FOUND = (Outcome.UPHELD, Outcome.PARTLY, Outcome.UNFOUNDED)
DONE = (Outcome.SOLVED, Outcome.EXPLAINED, Outcome.PLANNED)
TRUE = (Outcome.UPHELD, Outcome.PARTLY)


class Rating(models.TextChoices):
    """满意度."""

    SATISFIED = "satisfied", "满意"
    BASIC = "basic", "基本满意"
    NOT = "not", "不满意"
    UNREACHED = "unreached", "没有联系上"


RATED = (Rating.SATISFIED, Rating.BASIC, Rating.NOT)


class Look(models.TextChoices):
    """What of a case was looked at."""

    WORDS = "words", "诉求内容"
    CALLER = "caller", "来电人信息"


class FaultSort(models.TextChoices):
    """过错 (KF-2.2)."""

    LATE = "late", "逾期办理"
    UNTRUE = "untrue", "答复不实"
    SHIRKED = "shirked", "推诿不办"
    LEAKED = "leaked", "泄露来电人信息"


class Consequence(models.TextChoices):
    """追究方式."""

    MEND = "mend", "责令改正"
    TALK = "talk", "约谈"
    NOTICE = "notice", "通报批评"
    DISCIPLINE = "discipline", "移送处分"


class BulletinSort(models.TextChoices):
    FIGURES = "figures", "办理统计"
    ANSWER = "answer", "咨询选登"
