"""没有发出的: messages that wait after a fault or were given up, without a word or an address; tried again by hand."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.acts.clock import now
from gongkai.acts.pages import told
from gongkai.desk import running
from gongkai.look.filters import Choice
from gongkai.look.lists import Column, Listing
from gongkai.outbox import sending
from gongkai.outbox.models import Message, Outcome, Way

KINDS = {
    "confirm": "订阅确认", "news": "订阅的新信息", "request": "收到公开申请", "request-act": "申请人办了一步",
    "remind": "到期汇总", "remind-wecom": "到期汇总", "tally": "全县数字", "alert-mail": "马上提醒",
    "alert-sms": "马上提醒", "alert-wecom": "马上提醒",
}  # fmt: skip
OWES = Q(done=None) & ~Q(fault="") | Q(outcome=Outcome.FAILED)


@require_safe
def unsent(request):
    """What is owed, the newest first."""
    if request.post.role not in running.READERS:
        raise PermissionDenied
    listing = Listing(
        request, Message.objects.filter(OWES),
        columns=[
            Column("放入", "at", kind="moment"), Column("是什么", "kind"), Column("渠道", "way"),
            Column("原因", "fault"), Column("试过", "tries", kind="number"), Column("结果", "outcome"),
        ],
        filters=[
            Choice("way", "渠道", choices=Way.choices), Choice("outcome", "结果", choices=[("failed", "不再重试")]),
        ],
        order=("-at", "-pk"), title="没有发出的", row_template="desk/unsent_row.html",
        empty=("没有没发出的", "发不出去的消息会列在这里，写明原因。", None),
    )  # fmt: skip
    page = {"listing": listing, "page_title": "没有发出的", "may_send": request.post.role in running.KEEPERS}
    for row in listing.rows:
        row.says = KINDS.get(row.kind, "其他")
    return render(request, "desk/unsent.html", page)


@require_POST
def again(request, key: int):
    """再试一次, once the fault was mended."""
    if request.post.role not in running.KEEPERS:
        raise PermissionDenied
    message = Message.objects.filter(OWES, pk=key).first()
    if message is None:
        raise Http404
    taken = sending.again(message, now())
    return told(request, reverse("desk:unsent"), "已放回待发，一会儿就发" if taken else "别人刚刚放回待发，不用再办")
