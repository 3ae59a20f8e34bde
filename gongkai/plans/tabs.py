"""The tabs of 台账."""

from django.urls import reverse

TITLES = {
    "plans": "计划", "tasks": "任务", "returns": "报送", "notices": "督办", "checks": "检查", "mends": "三单",
}  # fmt: skip


def tabs(current: str) -> list[dict]:
    return [
        {"title": title, "url": reverse(f"plans:{name}"), "current": name == current, "count": None}
        for name, title in TITLES.items()
    ]
