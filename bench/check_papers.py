# ruff: noqa: E501 (rows of words, a line each)
"""The part of the corpus of ``bench/checks.py`` that is about papers themselves: markings of secrecy."""

from collections.abc import Callable, Iterator
from random import Random

from bench import check_words as w
from bench.check_corpus import Case, around, case
from gongkai.checks import Finding, privacy, secrecy


def _privacy(case: Case) -> list[Finding]:
    return privacy.find_in_html(case.source) if case.html else privacy.find(case.source)


def _secrecy(case: Case) -> list[Finding]:
    return secrecy.find_in_html(case.source) if case.html else secrecy.find(case.source)


CHECKS: dict[str, Callable[[Case], list[Finding]]] = {"privacy": _privacy, "secrecy": _secrecy}

# A marking, where it stands (a line of its own, a field, the end of the title, within a sentence), and what names it.
MARKS = (
    ("grade with its star", "grade", ("秘密★10年", "机密★长期", "绝密★启封前", "秘 密★5年", "机密 ★ 1年", "秘密★", "机密☆20年", "绝密▲", "秘密★至2030年6月1日"), "line"),
    ("grade alone", "grade", ("秘密", "机密", "绝　密", "秘密级", "机密 10年", "秘密 长期", "【机密】", "（秘密）"), "line"),
    ("field of the grade", "grade", ("密级：机密", "密 级：秘密", "密级：秘密★5年", "密级 机密", "保密等级：秘密", "保密级别：机密", "定密等级：机密"), "line"),
    ("term and copy", "number", ("保密期限：10年", "份号：000012", "保密期限 长期"), "line"),
    ("internal", "internal", ("内部资料", "内部文件 不得外传", "内部资料，注意保存", "（内部参考）", "内部情况通报", "内部使用", "仅限内部使用", "内部资料 严禁外传", "【内部文件】", "内部工作资料"), "line"),
    ("whom it is for", "internal", ("仅供领导参阅", "仅限县委常委阅知", "仅限参会人员使用", "只发至县团级", "此件发至县级", "供领导参考", "限本单位人员阅读", "阅后请退回", "会后收回", "阅后即焚"), "line"),
    ("not to be told", "publicity", ("此件不公开", "（此件不予公开）", "（不予公开）", "此件不宜公开", "（此件依申请公开）", "公开属性：不予公开", "公开方式：依申请公开", "信息公开选项：不予公开", "公开类别：不公开", "本通知不得对外公开"), "line"),
    ("telegram", "telegram", ("特急·明电", "发电单位：云渡县人民政府 等级：特急·明电 云机发〔2026〕3号", "内部明电", "密码电报", "明电〔2026〕12号", "加急 明电", "机要电报"), "line"),
    ("secret number", "number", ("云委密〔2026〕3号", "云府密发〔2026〕12号", "云密电〔2026〕1号"), "line"),
    ("said in the paper", "grade", ("本件为机密文件，阅后退回", "此件属秘密级", "本材料系机密级，请妥善保管"), "line"),
    ("work secret", "work_secret", ("工作秘密", "工作秘密★3年", "（工作秘密）", "【工作秘密】"), "line"),
    ("unfinished", "draft", ("（征求意见稿，请勿外传）", "（送审稿，不得外传）", "讨论稿 会后收回"), "title"),
)  # fmt: skip
ALSO = {"internal": ("internal", "publicity"), "publicity": ("publicity", "internal"), "telegram": ("telegram", "internal"),
        "draft": ("internal", "publicity"), "number": ("number", "grade")}  # fmt: skip

SPOKEN = (
    "各单位要组织学习保守国家秘密法，做到人人知密、人人保密。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
    "国家秘密的保密期限，除另有规定外，绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年。",
    "严禁使用非涉密计算机处理涉密文件，严禁将内部资料上传互联网。",
    "会议采取无记名投票和秘密投票相结合的方式。",
    "申请公开的信息涉及商业秘密、个人隐私的，不予公开。",
    "公开属性：主动公开",
    "此件公开发布",
    "（此件公开发布）",
    "信息公开选项：主动公开",
    "政府信息公开分为主动公开、依申请公开和不予公开。",
    "依申请公开的流程和受理机构见本指南。",
    "内部控制制度建设情况良好，内部审计工作有序推进。",
    "机关内部管理制度、内部监督机制进一步健全。",
    "该县积极开展保密宣传月活动，悬挂“保守国家秘密是公民的基本义务”横幅。",
    "违反规定携带秘密载体外出的，依照保密法第五十七条处理。",
    "机密文件的收发、传阅、归档、销毁由专人负责，台账齐全。",
    "县保密局对12家单位开展保密检查，重点查看定密管理和密级标志是否规范。",
    "本办法所称内部资料，是指不公开发行的连续性内部资料性出版物。",
    "行政机关内部事务信息可以不予公开。",
    "公示期间，举报人信息严格保密，不得外传。",
    "县政府办公室转发特急明电要求做好防汛工作，各地连夜部署。",
    "调解不公开进行，当事人另有约定的除外。",
    "听证会除涉及国家秘密外，公开举行。",
    "电信网络诈骗防范：请勿向陌生人转发验证码，切勿外传账户密码。",
    "景区内部道路实行单向通行，内部停车场仅供游客使用。",
    "实验室内部使用的试剂须登记。",
    "产品配方属企业商业秘密，执法人员负有保密义务。",
    "政府信息不予公开告知书（样式）",
    "依申请公开办理答复书",
    "密级鉴定工作由县保密行政管理部门承担。",
    "该公司内部文件显示，其明知产品不合格仍然销售。",
    "请勿复制粘贴他人成果，坚持实地调研。",
    "森林茂密★风景优美★欢迎游客",
    "人口密集地区严禁燃放烟花爆竹。",
    "考场内禁止传阅试卷，试卷启用前属于绝密材料，由专人押运。",
    "★ 秘密花园儿童剧周末上演",
    "电影《机密》展映活动通知",
    "重大决策事项依法不得公开的，从其规定。",
)  # fmt: skip


def papers(dice: Random) -> Iterator[Case]:
    """Papers with a marking, and papers that speak of such words."""
    for kind, name, marks, place in MARKS:
        for _ in range(15):
            mark = around(dice.choice(marks))
            html = dice.random() < 0.4
            yield case(
                "secrecy",
                kind,
                place,
                _marked(dice, mark, place, html),
                html,
                *ALSO.get(name, (name, "grade", "internal")),
            )
    for _ in range(4):
        for words in SPOKEN:
            html = dice.random() < 0.4
            yield case("secrecy", "spoken of", "", _paper(dice, [_title(dice), around(words)], html), html)
    for words in ordinary(dice, 60):
        yield case("secrecy", "ordinary paper", "", "\n".join([around(words[0]), *words[1:]]), False)


def _marked(dice: Random, mark: str, place: str, html: bool) -> str:
    title = _title(dice)
    if place == "title":
        return _paper(dice, [title + mark], html)
    return _paper(dice, dice.choice(([mark, title], [title, mark])), html)


def _paper(dice: Random, head: list[str], html: bool) -> str:
    lines = [*head, *next(ordinary(dice, 1))[1:]]
    return "".join(f"<p>{line}</p>\n" for line in lines) if html else "\n".join(lines)


def _title(dice: Random) -> str:
    return f"{dice.choice(w.OFFICES)}关于做好{dice.choice(('春耕备耕', '防汛抗旱', '安全生产', '营商环境'))}工作的{dice.choice(('通知', '意见', '函'))}"


def ordinary(dice: Random, count: int) -> Iterator[list[str]]:
    """Lines of papers with nothing in them that a check should name."""
    for _ in range(count):
        yield [
            _title(dice),
            f"云府办发〔2026〕{dice.randint(1, 90)}号",
            "各乡镇人民政府，县级各部门：",
            *(dice.sample(SENTENCES, 6)),
            dice.choice(w.OFFICES),
            "2026年3月16日",
        ]


SENTENCES = (
    "一、提高认识。各单位要把这项工作摆在突出位置，主要负责同志亲自抓，分管负责同志具体抓，确保各项任务落到实处。",
    "二、明确责任。按照属地管理、分级负责的原则，建立工作台账，逐项销号，于4月底前完成自查，5月中旬前完成整改。",
    "三、严格督查。县政府督查室将会同有关部门开展督查，对工作不力、进度缓慢的予以通报。",
    "截至2月底，全县完成固定资产投资12.6亿元，同比增长8.3%，新开工项目21个，竣工9个。",
    "要加强宣传引导，通过政府网站、公示栏、村村响等渠道，让群众了解政策、参与监督。",
    "各地要于每月25日前将进展情况报县政府办公室，联系电话0825-7822222。",
    "坚持以人民为中心，聚焦群众急难愁盼问题，办好十件民生实事，不断增强群众获得感。",
    "统筹资金3200万元，改造老旧小区18个，惠及居民2300户，新建停车位560个。",
    "本通知自印发之日起施行，有效期五年，原有规定与本通知不一致的，以本通知为准。",
    "对符合条件的企业，按照不超过实际投入的百分之三十给予补助，单个项目最高不超过50万元。",
    "内部管理要规范有序，健全学习、考勤、值班等制度，做好保密、档案、信访等日常工作。",
    "涉及重大事项的，要依法公开征求意见，时间不少于30日，并及时反馈采纳情况。",
)
