"""依申请公开 of a unit: who takes requests, in which ways, how long it takes, and the form (条例-27 to 44).

Made from the unit's own contact and the limits in force, as the guide is. The form is part of the page, so that it can
be printed and filled in by hand; what the law does not ask for (a purpose, a reason) is not on it.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongkai import shelf
from gongkai.accounts.models import Unit
from gongkai.catalogue.models import Contact
from gongkai.papers import request_form

ADDRESS = "/apply/"  # the live form, which leads by these pages when it does not answer
MARK = "“政府信息公开申请”"
_COST = "不收费。申请的数量、次数明显超过合理范围的，可以依法收取信息处理费，并事先告知。"


def told(contact: Contact, asked: list[tuple[str, str, str, str]]) -> SafeString:
    """``asked``: what the catalogue gives on request, as (name, content, ground, who keeps it)."""
    sections = [
        ("一、受理机构", reach(contact)),
        ("二、怎样提交", _ways(contact)),
        ("三、写明什么", mark_safe(
            "<p>写明申请人的姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者便于查询的特征，"
            "以及希望怎样得到。不用说明理由和用途。书写有困难的，可以口头提出，由受理机构代为填写。</p>"
        )),
        ("四、办理流程", _course(contact)),
        ("五、收费", format_html("<p>{}</p>", _COST)),
        ("六、依申请公开目录", _asked(asked)),
        ("七、申请表", _form()),
    ]  # fmt: skip
    return format_html_join("", "<h2>{}</h2>{}", sections)


def reach(contact: Contact) -> SafeString:
    """Name, address, hours, phone, fax and mail of who takes requests, as a table."""
    rows = [
        ("机构名称", contact.office), ("办公地址", contact.address), ("服务窗口", contact.window),
        ("办公时间", contact.hours), ("联系电话", contact.phone), ("传真", contact.fax), ("电子邮箱", contact.email),
        ("邮政编码", contact.postcode),
    ]  # fmt: skip
    lines = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', (row for row in rows if row[1]))
    return format_html("<table><tbody>{}</tbody></table>", lines)


def form_of(unit: Unit) -> str:
    """Where one fills in a request to a unit."""
    return f"{ADDRESS}u/{unit.code}/"


def ways(contact: Contact) -> list[str]:
    """The ways in that this unit keeps open."""
    found = ["在网上填写"] if contact.takes_online else []
    found += [f"当面提交（{contact.window}）" if contact.window else "当面提交"]
    found += [f"寄到{contact.address}{contact.office}"]
    found += [f"发传真到{contact.fax}"] if contact.fax else []
    return [*found, *([f"发邮件到{contact.email}"] if contact.email else [])]


def _ways(contact: Contact) -> SafeString:
    lines = format_html_join("", "<li>{}</li>", ((way,) for way in ways(contact)))
    says = f"信封、传真和邮件的标题请写明{MARK}。当面提交的，收件后当场给回执。"
    return format_html("{}<ul>{}</ul><p>{}</p>{}", _online(contact), lines, says, _dead(contact))


def _online(contact: Contact) -> SafeString:
    if not contact.takes_online:
        return mark_safe("")
    says = (
        '<p><a href="{}"><strong>在网上填写申请</strong></a>，不用注册；打不开的，用下面其他的方式，或者打电话{}。</p>'
    )
    return format_html(says, form_of(contact.unit), contact.phone)


def _dead(contact: Contact) -> SafeString:
    follow = '<p><a href="{}status/">查申请办到哪一步</a>。'
    dead = '电话打不通、地址找不到的，<a href="{}channel/">告诉政务公开办</a>。</p>'
    return format_html(follow + dead, ADDRESS, form_of(contact.unit))


def _course(contact: Contact) -> SafeString:
    limits = shelf.here()
    steps = [
        "收到申请就登记。收到之日：当面提交的是提交之日，挂号信和快递是签收之日，平信、传真和邮件是双方确认之日，"
        "在网上填写的是给出回执之日。"
    ]
    if notice := limits.get("foi.correction_notice"):
        steps.append(f"内容不明确的，{notice.span}内一次性告知需要补正什么。")
    if reply := limits.get("foi.reply"):
        steps.append(f"能当场答复的当场答复；不能的，{reply.span}内答复。需要延长的，会事先告知。")
    steps.append("对答复不服，可以申请行政复议或者提起行政诉讼；没有按时答复的，可以向政务公开主管部门投诉。")
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((step,) for step in steps)))


def _asked(rows: list[tuple[str, str, str, str]]) -> SafeString:
    if not rows:
        return mark_safe("<p>目录里没有专门列明依申请公开的事项。没有主动公开的信息，都可以申请。</p>")
    heads = ["事项", "内容", "依据", *(["公开主体"] if any(row[3] for row in rows) else [])]
    head = format_html_join("", "<th>{}</th>", ((name,) for name in heads))
    cells = (format_html_join("", "<td>{}</td>", ((cell,) for cell in row[: len(heads)])) for row in rows)
    lines = format_html_join("", "<tr>{}</tr>", ((one,) for one in cells))
    says = "下列事项不主动公开，申请以后依法提供。目录之外没有主动公开的信息，也可以申请。"
    return format_html("<p>{}</p><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", says, head, lines)


def _form() -> SafeString:
    lines = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', request_form.ROWS)
    says = format_html(
        '<p>可以下载<a href="/t/apply/form.docx" download="{0}.docx">{0}（Word）</a>填写或者打印，'
        "也可以直接打印本页，或者照着写在纸上、邮件里。</p>",
        request_form.TITLE,
    )
    head = format_html("<caption>{}</caption>", request_form.TITLE)
    return format_html('{}<table class="grid">{}<tbody>{}</tbody></table>', says, head, lines)
