"""What a request for information really asks: petitions, complaints and consultations have ways of their own (条例-39).

Only a guess, told politely: whoever writes it may go on.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something that another channel handles: ``kind``, how it reads, and where to go with it."""

    kind: str
    says: str
    instead: str


RECORD = re.compile(
    r"文件|文号|〔\d{4}〕|\[\d{4}\]|批复|批准|方案|名单|名册|台账|记录|合同|协议|报告|决定书|通知|公告|复印件|档案|清单|"
    r"目录|图纸|数据|统计|预算|决算|纪要|规划|证书|底册|明细|凭证|票据|材料"
)
NAMED = re.compile(rf"[^，。；！？,;!?\s]{{0,30}}(?:{RECORD.pattern})")  # a record with what it is about
KINDS = (
    (
        Otherwise(
            "complaint", "像是投诉举报",
            "投诉举报由专门的机构受理，可以拨打12345，或者向有管辖权的机关反映，那样有人调查处理并答复",
        ),
        re.compile(r"投诉|举报|控告|检举|揭发|请.{0,6}查处|严肃处理|乱收费|吃拿卡要|态度恶劣|不作为|乱作为"),
    ),
    (
        Otherwise(
            "petition", "像是信访事项",
            "反映困难、提出诉求的，可以到信访接待场所或者拨打12345提出，那样有人办理你的诉求并答复",
        ),
        re.compile(
            r"信访|上访|反映.{0,12}(?:问题|情况)|(?:请|要求|希望|恳请).{0,12}(?:解决|赔偿|补偿到位|落实|帮助|主持公道)|"
            r"拖欠.{0,8}(?:工资|工程款)|维权|讨薪|冤|申诉"
        ),
    ),
    (
        Otherwise(
            "consultation", "像是咨询",
            "问怎么办事、能不能办的，打受理机构的电话或者12345当时就能答复，不用等",
        ),
        re.compile(
            r"请问|咨询|怎么办|如何办|怎样办|怎么申请|如何申请|能不能|能否|可不可以|是否可以|行不行|什么时候(?:能|可以|才)|"
            r"多少钱|为什么|(?:吗|呢)[？?]?$|[？?]\s*$"
        ),
    ),
)  # fmt: skip


def otherwise(text: str) -> list[Otherwise]:
    """What a description reads like beside the records that it names; these may well be about a complaint."""
    left = NAMED.sub("", text.strip())
    return [kind for kind, signs in KINDS if signs.search(left)]
