"""The tabs of 窗口."""

from django.urls import reverse

TITLES = {
    "cases": "申办件", "parts": "并联审批", "items": "办事事项", "windows": "窗口", "centres": "服务中心",
    "events": "窗口记事", "approvals": "审批目录", "bulletins": "季度通报",
}  # fmt: skip


def tabs(current: str) -> list[dict]:
    return [
        {"title": title, "url": reverse(f"windows:{name}"), "current": name == current, "count": None}
        for name, title in TITLES.items()
    ]
