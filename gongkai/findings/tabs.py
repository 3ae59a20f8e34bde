"""The tabs of 整改: findings, rectifications, rounds, incidents, the library."""

from django.urls import reverse

TITLES = {
    "list": "问题",
    "mendings": "整改",
    "rounds": "考核轮次",
    "incidents": "事件",
    "library": "问题库",
    "cards": "电子监察",
}


def tabs(current: str) -> list[dict]:
    return [
        {"title": title, "url": reverse(f"findings:{name}"), "current": name == current, "count": None}
        for name, title in TITLES.items()
    ]
